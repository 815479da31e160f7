from django import forms

from quiz.questions import questions


class AnswerForm(forms.Form):
    """One answer. Nothing sent is a choice still to be made, an empty value a skipped question."""

    value = forms.TypedChoiceField(
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"required": "Choose one of the answers, or skip the question."},
    )
    leave = forms.BooleanField(required=False)
    # Each way out of the question sends the form, so that none of them loses a choice.
    to = forms.ChoiceField(
        choices=[(way, way) for way in ("back", "review", "all")], required=False
    )
    remove = forms.BooleanField(required=False)

    def __init__(self, question, *args, **more):
        super().__init__(*args, **more)
        self.question = question
        self.fields["value"].choices = choices(question)

    def clean(self):
        values = self.data.getlist("value")
        # Radio buttons of one name send one value: two were made by hand, and so refused as a
        # choice that is none, not explained.
        if len(values) > 1:
            self.add_error("value", forms.ValidationError("", code="invalid_choice"))
        elif not values and not self.is_leaving:
            message = self.fields["value"].error_messages["required"]
            self.add_error("value", forms.ValidationError(message, code="required"))

    @property
    def is_leaving(self):
        return self.cleaned_data.get("leave") or self.cleaned_data.get("to")

    @property
    def is_tampered(self):
        return any(self.has_error(name, "invalid_choice") for name in ("value", "to"))

    @property
    def answers(self):
        """The answer under its question; none when a person leaves without one."""
        return {self.question.key: self.cleaned_data["value"]} if "value" in self.data else {}


class SheetForm(forms.Form):
    """Any number of answers at once, each under the key of its question; empty is left as it is."""

    leave = forms.BooleanField(required=False)
    to = forms.ChoiceField(choices=[("one", "one")], required=False)

    def __init__(self, questions, *args, **more):
        super().__init__(*args, **more)
        self.keys = [question.key for question in questions]
        for question in questions:
            self.fields[question.key] = forms.TypedChoiceField(
                coerce=int, empty_value=None, required=False, choices=choices(question)
            )

    @property
    def answers(self):
        values = {key: self.cleaned_data[key] for key in self.keys}
        # A radio button cannot be cleared: nothing sent is no wish to skip.
        return {key: value for key, value in values.items() if value is not None}


class BackgroundForm(forms.Form):
    """A level for each fact, each under the key of its question; empty takes back what was said."""

    def __init__(self, definition, *args, **more):
        super().__init__(*args, **more)
        self.facts = {fact.item: fact.key for fact in definition.facts}
        for question in questions(definition):
            if question.is_background:
                self.fields[question.key] = forms.TypedChoiceField(
                    coerce=int, empty_value=None, required=False, choices=choices(question)
                )

    @property
    def levels(self):
        """By key of a fact, those that were sent."""
        return {
            key: self.cleaned_data[item] for item, key in self.facts.items() if item in self.data
        }


class ShareForm(forms.Form):
    with_readiness = forms.BooleanField(required=False)
    revoke = forms.BooleanField(required=False)


class SoundsForm(forms.Form):
    sounds_like_me = forms.TypedChoiceField(
        coerce=int, choices=[(number, number) for number in range(1, 6)]
    )


class StartForm(forms.Form):
    """Begin, begin again, begin on the answers of a result, or keep one of two open attempts."""

    again = forms.BooleanField(required=False)
    keep = forms.UUIDField(required=False)
    copy = forms.UUIDField(required=False)


class PairForm(forms.Form):
    """Two results to set side by side."""

    a = forms.UUIDField()
    b = forms.UUIDField()


def choices(question):
    return [(choice.value, choice.label) for choice in question.choices]
