"""Why something is changed, published, corrected or withdrawn, as whoever does it writes it."""

from django import forms

from roles.unseen import visible


class ReasonField(forms.CharField):
    """Without what nobody sees: of such signs alone it is empty."""

    def to_python(self, value):
        return visible(super().to_python(value))
