"""The working copy of a subject: its form, the tabs of it, and where it stands beside editions."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from functools import wraps

from django import forms
from django.db import transaction
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.html import format_html

from roles import content
from roles.admin.gone import KeepsWhatWasSent
from roles.admin.whole_row import WholeRowForm
from roles.models import Edition
from roles.turns import in_turn

WRITING = "what staff write and publish"


class WorkingCopyForm(WholeRowForm):
    """Refuses to save over what somebody else has saved since the page was opened."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    subject = None
    working_copy = ""
    address = ""
    # A sentence about who saved last, asked for when it is told.
    last_change = str

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.working_copy

    def clean(self):
        # What is new has nothing to write over: both are empty.
        if self.cleaned_data.get("seen", "") != self.working_copy:
            told = self.last_change()
            # In another tab, because reloading this one would throw away what was written.
            message = (
                "Somebody has saved this since you opened it. {}What you wrote is still here, and "
                'not saved: <a href="{}" target="_blank">open it again in another tab</a>, see '
                "what they wrote, and put yours in there."
            )
            raise forms.ValidationError(
                format_html(message, told and f"{told} ", self.address), code="changed_meanwhile"
            )
        return super().clean()


class SeenFormSet(forms.BaseModelFormSet):
    """The rows of a list, refused as a form is when somebody else has saved one of them."""

    @cached_property
    def management_form(self):
        # The one form of a list that stands on its page whatever columns that has.
        form = super().management_form
        hidden = forms.CharField(required=False, widget=forms.HiddenInput)
        form.fields["seen"] = hidden
        form.initial["seen"] = self.working_copy
        return form

    @cached_property
    def working_copy(self):
        """What may be edited here, as the database says it: asked before forms change the rows."""
        names = self.form.base_fields.keys()
        rows = sorted(self.get_queryset(), key=lambda row: row.pk)
        return digest([[row.pk, *(str(getattr(row, name)) for name in names)] for row in rows])

    def clean(self):
        super().clean()
        seen = self.data.get(self.management_form.add_prefix("seen"), self.working_copy)
        if seen != self.working_copy:
            message = (
                "Somebody has saved one of these since you opened the list. What you wrote is "
                "still here, and not saved: open the list again in another tab, see what they "
                "wrote, and put yours in there."
            )
            raise forms.ValidationError(message, code="changed_meanwhile")


def one_at_a_time(view):
    """Of a page of staff: who saves waits for the one before, and then sees what that one has
    saved."""

    @wraps(view)
    def page(request, *args, **kwargs):
        # Who only looks waits for nobody.
        if request.method != "POST":
            return view(request, *args, **kwargs)
        # The turn lasts as long as the transaction, so that it spans reading and saving alike.
        with transaction.atomic():
            in_turn(WRITING)
            return view(request, *args, **kwargs)

    return page


class InTurn(KeepsWhatWasSent):
    """An admin all of whose pages that save do so one at a time, its list among them."""

    @method_decorator(one_at_a_time)
    def changeform_view(self, request, *args, **kwargs):
        return super().changeform_view(request, *args, **kwargs)

    @method_decorator(one_at_a_time)
    def changelist_view(self, request, *args, **kwargs):
        return super().changelist_view(request, *args, **kwargs)

    def get_changelist_formset(self, request, **kwargs):
        return super().get_changelist_formset(request, **{"formset": SeenFormSet, **kwargs})

    @method_decorator(one_at_a_time)
    def delete_view(self, request, *args, **kwargs):
        return super().delete_view(request, *args, **kwargs)


@dataclass(frozen=True)
class State:
    """What readers see of a subject, its newest edition, and what its working copy says."""

    subject: content.Subject
    current: Edition | None
    newest: Edition | None
    now: datetime

    @property
    def is_withdrawn(self):
        return self.newest is not None and self.newest.content is None

    @property
    def is_alive(self):
        """Readers see it, or will."""
        return self.newest is not None and not self.is_withdrawn

    @property
    def waiting(self):
        """The newest edition, when it is one that readers see only later."""
        return self.newest if self.is_alive and self.newest.published_at > self.now else None

    @property
    def is_changed(self):
        return not self.is_alive or self.newest.subject != self.subject

    @property
    def has_news(self):
        """Whether publishing would change anything for readers, sooner or later."""
        return self.is_changed or self.waiting is not None


def digest(value):
    """A short name for exactly this content, to notice when it has changed meanwhile."""
    # Nobody is kept out by it: it has to tell apart by accident, not against intent.
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]


def on_tab(subject, tab):
    """The parts on one tab: those of a field, or the points of a kind."""
    if hasattr(subject, tab):
        return getattr(subject, tab)
    return tuple(point for point in subject.points if point.kind == tab)


def beside_tabs(subject):
    """The subject's own facts, without its lists of parts."""
    lists = {field for field, _ in content.parts(subject)}
    return {
        name: value for name, value in content.unstructure(subject).items() if name not in lists
    }


@dataclass(frozen=True)
class FormPlace:
    """Where a part is edited: the tab it is on, and which of the forms there is its own."""

    part: object
    tab: str
    fragment: str


def form_place(subject, where):
    """The place that a problem's `where` names, None for the subject itself."""
    field, _, identity = where.partition(" / ")
    beside = [part for name, part in content.parts(subject) if name == field]
    part = next((part for part in beside if content.identity(part) == identity), None)
    if part is None:
        return None
    # Points are counted within their kind, as the forms of their tab are.
    if isinstance(part, content.Point):
        beside = on_tab(subject, part.kind)
    tab = part.kind if isinstance(part, content.Point) else field
    return FormPlace(part, tab, f"{field}-{beside.index(part)}")
