"""A code that was sent, and a sign-in half done, end when the password or the address changes.

allauth keeps both in the session of whoever asked for them, which need not be the owner's.
"""

import json

from allauth.account.internal.flows.email_verification_by_code import (
    EMAIL_VERIFICATION_CODE_SESSION_KEY,
)
from allauth.account.internal.flows.password_reset_by_code import (
    PASSWORD_RESET_VERIFICATION_SESSION_KEY,
)
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY as STASH
from allauth.account.internal.stagekit import LOGIN_SESSION_KEY, clear_login
from allauth.account.utils import url_str_to_user_pk
from django.contrib import messages
from django.urls import reverse

from accounts.models import User

CODES = [PASSWORD_RESET_VERIFICATION_SESSION_KEY, EMAIL_VERIFICATION_CODE_SESSION_KEY]
STATES = "account_states"
# What a key was asked while somebody signed in.
KEY_STATE = "mfa.webauthn.state"
OUTDATED = (
    "The password or the e-mail address of this account has changed, so that this code no longer "
    "holds. Ask for a new one."
)


def codes_end_with_their_account_state(get_response):
    def middleware(request):
        # Elsewhere nothing asks for a code, and public pages look into no session.
        if not request.path.startswith(reverse("account_login").removesuffix("login/")):
            return get_response(request)
        end_outdated(request)
        # Before a code is used up, and its account forgotten.
        request.entering = set(users_of(request.session))
        response = get_response(request)
        remember_states(request.session)
        forget_cookies(request.session)
        return response

    return middleware


def end_outdated(request):
    if request.session.get(STATES, {}) not in ({}, states_now(request.session)):
        clear_login(request)
        for name in [*CODES, STATES, KEY_STATE]:
            request.session.pop(name, None)
        messages.error(request, OUTDATED)


def remember_states(session):
    states = states_now(session)
    if session.get(STATES, {}) != states:
        session[STATES] = states


def forget_cookies(session):
    """allauth keeps a request that waits for “Is it you?” with all its headers. Its cookies have
    been read by then, and what is stored of them elsewhere is a digest alone."""
    state = session.get(STASH) or {}
    sent = json.loads(state.get("request", "{}"))
    if sent.get("META", {}).pop("HTTP_COOKIE", None):
        session[STASH] = {**state, "request": json.dumps(sent)}


def states_now(session):
    """For each account that a code or a sign-in is about, what it is signed in by."""
    users = User.objects.filter(pk__in=set(users_of(session)))
    return {str(user.pk): user.get_session_auth_hash() for user in users}


def users_of(session):
    login = session.get(LOGIN_SESSION_KEY)
    if login and login["user_pk"]:
        yield url_str_to_user_pk(login["user_pk"])
    for name in CODES:
        # None for an address that has no account: then no code was sent.
        if number := session.get(name, {}).get("user_id"):
            yield int(number)
