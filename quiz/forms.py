import re
from datetime import date

from django import forms
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator

from quiz.calendar_file import plain_lines
from quiz.models import PlannedStep
from quiz.models.plan import FEWEST_HOURS, LONGEST_NOTE, MOST_HOURS
from quiz.planning import StepChange
from quiz.questions import questions

TOO_LONG = "A note has room for %(limit_value)d characters; this one has %(show_value)d."
MEANWHILE = "Meanwhile this note has become “{}” in another tab. Save once more to write over it."
EARLIEST, LATEST = date(2020, 1, 1), date(2100, 1, 1)


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


class NoteField(forms.CharField):
    """A text as it is kept and counted: browsers send each end of a line as two signs, and no page
    can hold what controls."""

    def to_python(self, value):
        return super().to_python(plain_lines(value) if value else value)


class StepForm(forms.Form):
    """How a person stands with a step of the plan, beside what the page has shown of that: only
    what differs is a wish, since another tab may have said more."""

    done = forms.BooleanField(required=False)
    stands = forms.ChoiceField(choices=PlannedStep.State, required=False)
    note = NoteField(required=False)
    was = forms.ChoiceField(choices=PlannedStep.State)
    noted = NoteField(required=False)

    def __init__(self, row, *args, **more):
        super().__init__(*args, prefix=row.pk.hex, **more)
        self.row = row
        # One that was put together from two plans may be longer.
        self.fields["note"].max_length = most = max(LONGEST_NOTE, len(row.note))
        self.fields["note"].validators.append(MaxLengthValidator(most, TOO_LONG))

    @property
    def is_sent(self):
        return self.add_prefix("was") in self.data

    @property
    def is_tampered(self):
        return any(self.has_error(name) for name in ("stands", "was"))

    def clean(self):
        if self.errors:
            return
        note, seen = self.cleaned_data["note"], self.cleaned_data["noted"]
        # Whoever sends it has not seen what stands there now, and would write over it.
        if note != seen and self.row.note not in (note, seen):
            self.add_error("note", MEANWHILE.format(self.row.note or "nothing"))

    @property
    def state(self):
        sent = self.cleaned_data
        unticked = sent["stands"] if sent["stands"] != "done" else ""
        return "done" if sent["done"] else unticked or "open"

    @property
    def tick(self):
        sent = self.cleaned_data
        return StepChange(
            state=self.state if self.state != sent["was"] else None,
            note=sent["note"] if sent["note"] != sent["noted"] else None,
        )


class HoursField(forms.IntegerField):
    """Digits alone: of “4_0” Python makes forty."""

    def to_python(self, value):
        if re.search(r"[^0-9\s]", str(value or "")):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class PaceForm(forms.Form):
    """How much time there is for a plan."""

    hours_a_week = HoursField(min_value=FEWEST_HOURS, max_value=MOST_HOURS)
    starts_on = forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}),
        # As browsers send it; 01/02/2026 is one day here and another there.
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": "Write the day like this: 2027-01-31."},
        validators=[MinValueValidator(EARLIEST), MaxValueValidator(LATEST)],
    )


class RouteTicksForm(forms.Form):
    """Which steps of a way in are done, beside what the page has shown of that."""

    def ticks(self, keys):
        """What changes, by the key of the step; what went while the page was open is left out."""
        done, was = (set(self.data.getlist(name)) for name in ("done", "was_done"))
        return {
            key: StepChange(state="done" if key in done else "open")
            for key in keys
            if (key in done) != (key in was)
        }


class AdvertForm(forms.Form):
    """What a decoded advert speaks of, by the keys of signals, and the role that it is of."""

    role = forms.SlugField(max_length=100, required=False)
    keep = forms.BooleanField(required=False)


def choices(question):
    return [(choice.value, choice.label) for choice in question.choices]
