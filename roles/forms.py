from django import forms

from roles.models import Report
from roles.unseen import visible


class TitleForm(forms.Form):
    """What somebody types into the title box."""

    q = forms.CharField(
        label="Job title",
        max_length=200,
        required=False,
        error_messages={
            "max_length": "That is longer than 200 characters. Write the job title alone."
        },
    )

    def clean_q(self):
        return visible(self.cleaned_data["q"])


class ReportForm(forms.ModelForm):
    class Meta:
        model = Report
        fields = ["page", "text", "evidence", "email"]
        labels = {
            "page": "Which page is it on?",
            "text": "What is wrong?",
            "evidence": "How do you know?",
            "email": "Your e-mail address",
        }
        help_texts = {
            "page": "Optional. Its address or its name.",
            "text": "What the page says, and what it should say.",
            "evidence": "Optional. A link, or where it can be read.",
            "email": "Optional. Only for a question or an answer about this report.",
        }
        error_messages = {
            "text": {"required": "Say what is wrong."},
            "email": {"invalid": "Write the address as name@example.org, or leave it empty."},
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 6}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }

    def __init__(self, *args, **more):
        super().__init__(*args, label_suffix="", **more)

    def clean_text(self):
        text = self.cleaned_data["text"]
        # Kept as it was written; only whether anything was written is judged by what can be seen.
        if not visible(text):
            raise forms.ValidationError(self.fields["text"].error_messages["required"])
        return text
