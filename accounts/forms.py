from allauth.account import app_settings, forms
from django.contrib.auth.hashers import make_password


class SignupForm(forms.SignupForm):
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
