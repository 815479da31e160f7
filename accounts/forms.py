from allauth.account import app_settings, forms


class SignupForm(forms.SignupForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        attrs = self.fields[app_settings.SIGNUP_FORM_HONEYPOT_FIELD].widget.attrs
        # allauth hides this field by an inline style, which our policy forbids.
        attrs.pop("style", None)
        attrs.update({"class": "visually-offscreen", "aria-hidden": "true", "autocomplete": "off"})
