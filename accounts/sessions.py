import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.contrib.messages.storage import default_storage
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django_htmx.http import HttpResponseClientRedirect

from accounts.deletion import gone_page
from accounts.middleware import is_deleted
from accounts.session_limits import MOMENTS, STEP, TAKERS_STEP, Moments
from accounts.sign_ins import keep_listed
from accounts.unsaved import KEY
from quiz import planning
from quiz.access import IN_FLIGHT

ENDS = {"account_logout", "admin:logout", "account_delete"}
ENDED, NOT_IN = "You were signed out.", "You are not signed in."
KEPT = "What you wrote is kept and comes back after signing in to the same account."


class PatientSessionMiddleware(SessionMiddleware):
    """Leads on whoever has another session or none by the time of the answer, where Django refuses
    them: who sent a form twice, and the first one signed in; or whom another device signed out.
    """

    def process_response(self, request, response):
        try:
            return super().process_response(request, response)
        except SessionInterrupted:
            # Without a cookie, so that the first one's stays. A page would say what no longer
            # holds; a redirect leads to one that asks the new session.
            if response.has_header("Location"):
                return response
            return super().process_response(request, over_page(request))


def over_page(request):
    """For whoever was signed out, or whose account was deleted, while this was on its way."""
    if is_deleted(request):
        return gone_page(request)
    was_signed_in = SESSION_KEY in request.session
    request.session.flush()
    sign_in = redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
    if was_signed_in:
        # The messages of this request are stored already.
        told = default_storage(request)
        told.add(messages.INFO, ENDED)
        told.update(sign_in)
    # As a whole page: the middleware that sees to it is passed already.
    return HttpResponseClientRedirect(sign_in.url) if request.htmx else sign_in


class TimelyAuthenticationMiddleware(AuthenticationMiddleware):
    """Ends a session of the staff in time, wherever it is asked whose it is."""

    def process_request(self, request):
        super().process_request(request)
        # As lazily as Django's own: pages for everybody ask for no account.
        request.user = SimpleLazyObject(lambda: user_in_time(request))


def user_in_time(request):
    was_signed_in = SESSION_KEY in request.session
    user = get_user(request)
    # Read from the account, not from the session: who becomes staff is so at once.
    if user.is_staff and is_over(request.session):
        request.session.flush()
        request._cached_user = AnonymousUser()
    elif user.is_authenticated:
        # For the foot of the page, which must not ask it: pages for everybody have one, too.
        request.is_known_to_be_signed_in = True
        note_use(request.session, STEP if user.is_staff else TAKERS_STEP, begins=user.is_staff)
        if MOMENTS in request.session:
            keep_listed(request, user)
    request.was_signed_out = was_signed_in and not request._cached_user.is_authenticated
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


def why_one_signs_in(get_response):
    """Says on the page to sign in what has led there, where that was no choice."""

    def middleware(request):
        response = get_response(request)
        if leads_to_sign_in(response) and (why := why_signed_out(request)):
            messages.info(request, why)
        return response

    return middleware


def leads_to_sign_in(response):
    path = response.get("Location", "").partition("?")[0]
    return path in {resolve_url(settings.LOGIN_URL), reverse("admin:login")}


def why_signed_out(request):
    """Nothing for whoever has a session that is gone: nobody knows whose that was."""
    is_ended = not request.user.is_authenticated and getattr(request, "was_signed_out", False)
    if is_kept(request):
        return f"{ENDED if is_ended else NOT_IN} {KEPT}"
    return is_ended and ENDED


def is_kept(request):
    """Whether what this request has sent waits for its sender."""
    path, _ = request.session.get(IN_FLIGHT, ("", None))
    return request.method == "POST" and (KEY in request.session or path == request.path)


def clear_what_a_browser_keeps(get_response):
    """Takes the pages of a person from a shared computer, when they have signed out there."""

    def middleware(request):
        response = get_response(request)
        match = request.resolver_match
        is_end = request.method == "POST" and match and match.view_name in ENDS
        if is_end and not request.user.is_authenticated:
            # Not the cookies: one tells that this browser is known. Not what scripts store either:
            # there is only how the admin is coloured.
            response.headers["Clear-Site-Data"] = '"cache"'
            # The plan of the account is not this browser's.
            request.has_plan = False
            planning.mark(request, response)
        return response

    return middleware
