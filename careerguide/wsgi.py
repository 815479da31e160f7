import os

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

from careerguide.gateway import of_request

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careerguide.settings")


class Handler(WSGIHandler):
    """Hands Django what came with a request. One that it cannot even begin to read is told to the
    middleware, so that the refusal has all headers and a line in the log, like any other."""

    def __call__(self, environ, start_response):
        return super().__call__(of_request(environ, os.environ), start_response)

    @staticmethod
    def request_class(environ):
        try:
            return WSGIRequest(environ)
        # Whatever it is, such as a charset of no encoding, nothing but the request has been read.
        except Exception:
            request = WSGIRequest({**environ, "CONTENT_TYPE": "", "QUERY_STRING": ""})
            request.is_unreadable = True
            return request


django.setup(set_prefix=False)
application = Handler()
