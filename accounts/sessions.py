from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware


class PatientSessionMiddleware(SessionMiddleware):
    """Leads on whoever sent a form twice, where Django refuses the second one.

    The first one, signing in, has put another session in the place of theirs meanwhile.
    """

    def process_response(self, request, response):
        try:
            return super().process_response(request, response)
        except SessionInterrupted:
            # Without a cookie, so that the first one's stays. A page would say what no longer
            # holds; a redirect leads to one that asks the new session.
            if response.has_header("Location"):
                return response
            raise
