from allauth.account import app_settings, forms
from allauth.account.adapter import get_adapter
from allauth.account.fields import EmailField
from allauth.account.internal.flows.password_reset_by_code import (
    PASSWORD_RESET_VERIFICATION_SESSION_KEY,
)
from allauth.core import context
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils.html import format_html, format_html_join

from accounts.addresses import one_spelling
from accounts.passwords import RULES


class AddressField(EmailField):
    """Judges the one spelling of what was typed, and hands that on."""

    def __init__(self, **kwargs):
        # As long as the column: what is longer would be cut, and be another address.
        super().__init__(**{"label": "E-mail address", **kwargs, "max_length": 254})
        # The box above the form says what is wrong; this, what to write.
        for problem in ("required", "invalid"):
            self.error_messages[problem] = "Write it like robin@example.org."
        # It would say what the label says.
        self.widget.attrs.pop("placeholder", None)

    def to_python(self, value):
        return one_spelling(super().to_python(value) or "")


class InOurWords:
    """Names the fields, and says once what a new one has to be like."""

    labels: dict[str, str] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in self.labels.items():
            self.fields[name].label = label
            self.fields[name].widget.attrs.pop("placeholder", None)
            if name != "email":
                self.fields[name].error_messages["required"] = "Write it here."
        if "password1" in self.fields:
            rules = format_html_join("", "<li>{}</li>", ([rule] for rule in RULES))
            self.fields["password1"].help_text = format_html("<ul>{}</ul>", rules)


class LoginForm(InOurWords, forms.LoginForm):
    labels = {"password": "Password"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"] = AddressField()


class AddEmailForm(forms.AddEmailForm):
    email = AddressField()


class ResetPasswordForm(forms.ResetPasswordForm):
    email = AddressField()


class RequestLoginCodeForm(forms.RequestLoginCodeForm):
    email = AddressField()


class SignupForm(InOurWords, forms.SignupForm):
    # allauth names the address anew, whatever its field says.
    labels = {"email": "E-mail address", "password1": "Password"}
    email = AddressField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        attrs = self.fields[app_settings.SIGNUP_FORM_HONEYPOT_FIELD].widget.attrs
        # allauth hides this field by an inline style, which our policy forbids.
        attrs.pop("style", None)
        attrs.update({"class": "visually-offscreen", "aria-hidden": "true", "autocomplete": "off"})

    def try_save(self, request):
        if self.account_already_exists:
            # As long as for a new account, or the time would tell that there is one.
            make_password(self.cleaned_data["password1"])
            return super().try_save(request)
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            # Somebody was quicker, most likely the same person.
            self.account_already_exists = True
            return super().try_save(request)


class SetPasswordForm(InOurWords, forms.SetPasswordForm):
    labels = {"password1": "New password", "password2": "New password (again)"}


class ResetPasswordKeyForm(InOurWords, forms.ResetPasswordKeyForm):
    labels = SetPasswordForm.labels


class ChangePasswordForm(InOurWords, forms.ChangePasswordForm):
    labels = {"oldpassword": "Current password", **SetPasswordForm.labels}

    def clean_oldpassword(self):
        # allauth's own looks at the password alone and counts nothing.
        password = self.cleaned_data["oldpassword"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("enter_current_password")
        return password


class CountedCode:
    """A code is worth as much as a password, and so is a guess at it."""

    apart = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.pop("placeholder", None)
        self.fields["code"].error_messages["required"] = "Write the code here."

    def clean_code(self):
        with get_adapter().counted(self.address(), self.apart):
            return super().clean_code()


class LoginCodeForm(CountedCode, forms.ConfirmLoginCodeForm):
    def address(self):
        return context.request._login_stage.state["email"]


class ResetCodeForm(CountedCode, forms.ConfirmPasswordResetCodeForm):
    # Whoever guesses at a password would otherwise keep its owner from setting a new one.
    apart = ":reset"

    def address(self):
        return context.request.session[PASSWORD_RESET_VERIFICATION_SESSION_KEY]["email"]


class AddressCodeForm(CountedCode, forms.ConfirmEmailVerificationCodeForm):
    def address(self):
        user = context.request.user
        # Whoever changes theirs guesses for their own account, not for that of the new address.
        return user.email if user.is_authenticated else self.email
