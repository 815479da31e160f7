"""Asks whoever is signed in to show once more who they are, where a page requires it."""

import time
from functools import partial

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login

from accounts.session_limits import MOMENTS
from accounts.unsaved import wait
from roles.proof import ProofRequired

# In seconds.
PROOF_FOR = 60 * 60


class AsksAgain:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.is_proved = partial(is_proved, request)
        return self.get_response(request)

    def process_exception(self, request, exception):
        return asked_again(request) if isinstance(exception, ProofRequired) else None


def is_proved(request):
    now = time.time()
    # A clock that was ahead for a while has proved nothing.
    return any(0 <= now - at < PROOF_FOR for at in proofs(request))


def proofs(request):
    if MOMENTS in request.session:
        yield request.session[MOMENTS][0]
    yield from (each["at"] for each in get_authentication_records(request, request.user))


def asked_again(request):
    account = request.user.pk
    ways = get_adapter().get_reauthentication_methods(request.user)
    if not ways:
        # Without a password and a second factor one can show it by signing in alone.
        logout(request)
    # What was written comes back afterwards, as it does for those who were signed out.
    if request.method == "POST":
        wait(request, account)
    page = ways[0]["url"] if ways else None
    return redirect_to_login(request.get_full_path(), page)
