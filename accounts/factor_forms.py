"""What allauth asks for a second factor by: a guess counts, and what a key sends is doubted."""

import logging
import struct

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import get_adapter as get_factor_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.mfa.webauthn.internal.auth import STATE_SESSION_KEY
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from django import forms

from accounts.forms import CountedCode

NOT_ALONE = (
    "This key is the second step after the password, and signs nobody in alone. Sign in by "
    "password first."
)
LONGEST_NAME, LONGEST_CREDENTIAL = 60, 2**16
# The libraries that read it raise whatever they stumble over.
UNREADABLE = (
    ArithmeticError,
    AttributeError,
    InvalidSignature,
    LookupError,
    RecursionError,
    TypeError,
    UnsupportedAlgorithm,
    ValueError,
    struct.error,
)


def told_by_key(credential):
    """What is stored of its answer: what is read again, and nothing that came along."""
    results = credential.get("clientExtensionResults")
    props = results.get("credProps") if isinstance(results, dict) else None
    alone = props.get("rk") if isinstance(props, dict) else None
    kept = {name: credential[name] for name in ("id", "rawId", "type") if name in credential}
    said = credential["response"]
    kept["response"] = {name: said[name] for name in ("clientDataJSON", "attestationObject")}
    known = {"credProps": {"rk": alone}} if isinstance(alone, bool) else {}
    return {**kept, "clientExtensionResults": known}


def count_by_device(user):
    """Leaves the tries of a second factor to our own count, which tells a browser that is known
    from others: by allauth's beside it, whoever knows the password would keep the owner out."""
    limits = app_settings.RATE_LIMITS["login_failed"].split(",")
    ratelimit.clear(
        context.request,
        app="allauth.account",
        action="login_failed",
        # Not that of network addresses.
        config={"login_failed": ",".join(each for each in limits if each.endswith("/key"))},
        key=f"mfa-auth-user-{user.pk}",
    )


class OwnCode(CountedCode):
    def address(self):
        count_by_device(self.user)
        return self.user.email


class FactorForm(OwnCode, AuthenticateForm):
    code = forms.CharField(
        label="Code",
        max_length=20,
        help_text="Of your authenticator app, or one of your recovery codes.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class FactorAgainForm(OwnCode, ReauthenticateForm):
    code = FactorForm.base_fields["code"]


class AppForm(OwnCode, ActivateTOTPForm):
    code = forms.CharField(
        label="Code",
        max_length=20,
        help_text="The six digits that the app shows now.",
        widget=FactorForm.base_fields["code"].widget,
    )

    def clean_code(self):
        code = super().clean_code()
        # It has been used by this, and signs in nowhere else.
        TOTP(Authenticator(user=self.user, type=Authenticator.Type.TOTP))._mark_code_used(code)
        return code


class CredentialField(forms.JSONField):
    """What a key answers: pairs of names and texts of letters and digits, as a script sends it."""

    widget = forms.HiddenInput

    def to_python(self, value):
        # No browser escapes what is plain letters; escaped, signs would come that no table takes.
        if isinstance(value, str) and (len(value) > LONGEST_CREDENTIAL or "\\u" in value):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            return super().to_python(value)
        except (RecursionError, ValueError) as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error

    def bound_data(self, data, initial):
        # Asked anew each time: it is not shown again.
        return initial


class DoubtedKey:
    def full_clean(self):
        try:
            super().full_clean()
        except UNREADABLE:
            self.add_error("credential", get_factor_adapter().validation_error("incorrect_code"))

    @staticmethod
    def field():
        return CredentialField(
            error_messages={
                "required": "The key gave no answer. Try again.",
                "invalid": "The key gave an answer that cannot be read. Try again.",
            }
        )


class NewKeyForm(DoubtedKey, AddWebAuthnForm):
    name = forms.CharField(
        max_length=LONGEST_NAME,
        required=False,
        help_text="By which you know it again, such as “Work laptop”.",
    )
    passwordless = forms.BooleanField(
        label="Sign in by it alone",
        required=False,
        initial=True,
        help_text="Without a password: the key then asks for your finger, face or PIN itself. "
        "Not ticked, it is the second step after the password.",
    )
    credential = DoubtedKey.field()

    def clean(self):
        cleaned = super().clean()
        if credential := cleaned.get("credential"):
            cleaned["credential"] = told_by_key(credential)
        return cleaned


class KeyNameForm(EditWebAuthnForm):
    name = forms.CharField(max_length=LONGEST_NAME)


class OwnKey(DoubtedKey):
    def clean_credential(self):
        count_by_device(self.user)
        with get_adapter().counted(self.user.email):
            try:
                return super().clean_credential()
            except UNREADABLE as error:
                raise get_factor_adapter().validation_error("incorrect_code") from error


class KeyForm(OwnKey, AuthenticateWebAuthnForm):
    credential = DoubtedKey.field()


class KeyAgainForm(OwnKey, ReauthenticateWebAuthnForm):
    credential = DoubtedKey.field()


class PasskeyForm(DoubtedKey, LoginWebAuthnForm):
    credential = DoubtedKey.field()

    def full_clean(self):
        super().full_clean()
        if "credential" in self.errors and self.data.get("credential"):
            # Whoever it says that it belongs to is not believed.
            get_adapter().note_number(logging.WARNING, "failed sign-in by key", None)

    def clean_credential(self):
        # A key asked to be the second step answers to a touch; and its owner may want no more.
        asked = context.request.session.get(STATE_SESSION_KEY) or {}
        if asked.get("user_verification") != "required":
            raise get_factor_adapter().validation_error("incorrect_code")
        key = super().clean_credential()
        if not key.wrap().is_passwordless:
            raise forms.ValidationError(NOT_ALONE)
        return key
