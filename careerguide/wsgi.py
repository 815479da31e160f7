import os

import django
from django.core.handlers.wsgi import WSGIHandler

from careerguide.gateway import of_request

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careerguide.settings")


class Handler(WSGIHandler):
    """Hands Django what came with a request."""

    def __call__(self, environ, start_response):
        return super().__call__(of_request(environ, os.environ), start_response)


django.setup(set_prefix=False)
application = Handler()
