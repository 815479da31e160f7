import time

from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.utils.functional import SimpleLazyObject

from accounts.session_limits import MOMENTS, STEP, TAKERS_STEP, Moments
from accounts.sign_ins import keep_listed


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


class TimelyAuthenticationMiddleware(AuthenticationMiddleware):
    """Ends a session of the staff in time, wherever it is asked whose it is."""

    def process_request(self, request):
        super().process_request(request)
        # As lazily as Django's own: pages for everybody ask for no account.
        request.user = SimpleLazyObject(lambda: user_in_time(request))


def user_in_time(request):
    user = get_user(request)
    # Read from the account, not from the session: who becomes staff is so at once.
    if user.is_staff and is_over(request.session):
        request.session.flush()
        request._cached_user = AnonymousUser()
    elif user.is_authenticated:
        note_use(request.session, STEP if user.is_staff else TAKERS_STEP, begins=user.is_staff)
        if MOMENTS in request.session:
            keep_listed(request, user)
    return request._cached_user


def is_over(session):
    return MOMENTS in session and Moments(*session[MOMENTS]).is_over(time.time())


def note_use(session, step, *, begins):
    now = time.time()
    if MOMENTS in session:
        before = Moments(*session[MOMENTS])
        if (after := before.used_at(now, step)) != before:
            session[MOMENTS] = [after.began, after.seen]
    elif begins:
        # Older than this rule: its time begins now.
        session[MOMENTS] = [now, now]
