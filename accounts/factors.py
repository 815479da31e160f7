"""Second factors: their secrets are sealed, and a change of them ends what was begun before."""

import base64
import logging
from functools import wraps
from hashlib import sha256

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.db import IntegrityError
from django.dispatch import receiver
from django.shortcuts import redirect

from accounts.middleware import is_deleted
from accounts.models import User

log = logging.getLogger("careerguide.security")


class FactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That was not right, or has been used already. Try the next one.",
        "unverified_email": "Confirm your new e-mail address first, or keep the old one.",
    }

    # Whoever has a backup of the database alone can sign in by none of them.
    def encrypt(self, text):
        return seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        try:
            return seal().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            # Of another SECRET_KEY: one that nobody knows, so that no code fits.
            return generate_totp_secret()

    def generate_authenticator_name(self, user, type):
        count = Authenticator.objects.filter(user=user, type=type).count()
        return f"Passkey {count + 1}"


def seal():
    key = sha256(b"accounts.factors" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


@receiver([authenticator_added, authenticator_removed, authenticator_reset])
def stay_signed_in(sender, request, user, authenticator, **sent):
    """Every other session ends; here somebody has just shown that it is them."""
    request.user = User.objects.get(pk=user.pk)
    update_session_auth_hash(request, request.user)
    log.info("second factors changed (%s) user=%s", authenticator.type, user.pk)


def set_up_once(view):
    """Of two tabs that set up the same at once, the second is shown what the first has done."""

    @wraps(view)
    def page(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except IntegrityError:
            if is_deleted(request):
                raise
            return redirect("mfa_index")

    return page
