"""From the working copy to the public, in the admin: preview, publish, history, undo, withdraw."""

import hashlib
import json
from collections.abc import Mapping
from types import MappingProxyType

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from roles import changes, content, publishing
from roles.admin.part import INPUTS
from roles.models import Edition
from roles.views.preview import render_preview

STEPS = {
    "preview": "preview/",
    "publish": "publish/",
    "editions": "editions/",
    "withdraw": "withdraw/",
    "restore": "restore/<int:number>/",
}


def digest(subject):
    """A short name for exactly this content, to notice when it has changed meanwhile."""
    frozen = json.dumps(content.plain(subject), sort_keys=True)
    return hashlib.sha256(frozen.encode()).hexdigest()[:16]


class WorkingCopyForm(forms.ModelForm):
    """Refuses to save over what somebody else has saved since the page was opened."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    working_copy = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.working_copy

    def clean(self):
        if self.cleaned_data.get("seen", "") != (self.working_copy or ""):
            raise forms.ValidationError(
                "Somebody has changed this since you opened it. Open it again in another tab to "
                "see what they wrote; what you wrote is still here.",
                code="changed_meanwhile",
            )
        return super().clean()


class PublishForm(forms.Form):
    reason = forms.CharField(
        max_length=300, help_text="What changed and why. Shown in the history."
    )
    published_at = forms.DateTimeField(
        label="From",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        help_text="Empty: now. A later moment: readers see it from then on (UTC).",
    )
    is_correction = forms.BooleanField(
        label="This corrects a mistake",
        required=False,
        help_text="Then the reason is shown on the public page of corrections.",
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, now_seen, **kwargs):
        self.has_changed_meanwhile = bool(data) and data.get("seen") != now_seen
        super().__init__(data and {**data.dict(), "seen": now_seen}, **kwargs)

    def clean(self):
        if self.has_changed_meanwhile:
            self.add_error(None, "It has changed since you looked. This is what it says now.")
        return super().clean()

    def clean_published_at(self):
        moment = self.cleaned_data["published_at"]
        if moment and moment < timezone.now():
            raise forms.ValidationError("This moment has passed. Leave it empty for now.")
        return moment


class PublishAdmin(admin.ModelAdmin):
    """The admin of a subject: its working copy, and the ways from there to the public."""

    kind: str
    form = WorkingCopyForm
    tabs: Mapping[str, tuple[str, type]] = MappingProxyType({})
    change_form_template = "admin/roles/subject/change_form.html"
    autocomplete_fields = ["sources", "company"]
    formfield_overrides = INPUTS
    save_on_top = True

    class Media:
        css = {"all": ["css/admin.css"]}

    def tab(self, request, obj):
        """Of a subject with many parts, one list of parts at a time; empty for its own fields."""
        part = request.GET.get("part", "")
        return part if obj and part in self.tabs else ""

    def get_inlines(self, request, obj):
        tab = self.tab(request, obj)
        return [self.tabs[tab][1]] if tab else super().get_inlines(request, obj)

    def get_fields(self, request, obj=None):
        return ["seen"] if self.tab(request, obj) else super().get_fields(request, obj)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.working_copy = digest(self.working_copy(obj)) if obj else ""
        return form

    def response_change(self, request, obj):
        response = super().response_change(request, obj)
        return redirect(request.get_full_path()) if "_continue" in request.POST else response

    def get_readonly_fields(self, request, obj=None):
        """The slug is an address: it is chosen once."""
        return [*super().get_readonly_fields(request, obj), *(["slug"] if obj else [])]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def has_delete_permission(self, request, obj=None):
        """What readers see is withdrawn first; what was never public may go."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or self.current(obj) is None)

    def get_actions(self, request):
        """No deleting in bulk, which would not ask whether readers see it."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def get_queryset(self, request):
        current = Edition.objects.current().of(self.kind).filter(slug=OuterRef("slug"))
        return (
            super()
            .get_queryset(request)
            .annotate(
                public_number=Subquery(current.values("number")),
                public_at=Subquery(current.values("published_at")),
            )
        )

    @admin.display(description="public", ordering="public_at")
    def public_state(self, row):
        if row.public_number is None:
            return "not public"
        return f"edition {row.public_number}, {row.public_at:%Y-%m-%d}"

    def slug_of(self, row):
        return row.slug

    def working_copy(self, row):
        return publishing.from_tables(self.kind, self.slug_of(row))

    def current(self, row):
        return Edition.objects.current().of(self.kind, self.slug_of(row)).first()

    def get_urls(self):
        own = [
            path(f"<int:pk>/{address}", self._guarded(step), name=self._name(step))
            for step, address in STEPS.items()
        ]
        return [*own, *super().get_urls()]

    def _guarded(self, step):
        return self.admin_site.admin_view(never_cache(getattr(self, step)))

    def render_change_form(self, request, context, *args, **kwargs):
        more = {
            **self._step_names(),
            "tabs": {part: label for part, (label, _) in self.tabs.items()},
            "tab": self.tab(request, context.get("original")),
        }
        return super().render_change_form(request, {**context, **more}, *args, **kwargs)

    def _row(self, request, pk, *, to_publish=False):
        if not self.has_view_permission(request):
            raise PermissionDenied
        if to_publish and not request.user.has_perm("roles.publish"):
            raise PermissionDenied
        return get_object_or_404(self.model, pk=pk)

    def _name(self, step):
        return f"roles_{self.opts.model_name}_{step}"

    def _address(self, step, *args):
        return reverse(f"admin:{self._name(step)}", args=args)

    def _step_names(self):
        return {f"{step}_name": f"admin:{self._name(step)}" for step in STEPS}

    def _context(self, request, row, **more):
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": row,
            "now": timezone.now(),
            **self._step_names(),
            **more,
        }

    def preview(self, request, pk):
        row = self._row(request, pk)
        response = render_preview(request, self.kind, self.working_copy(row))
        response["X-Robots-Tag"] = "noindex"
        return response

    def publish(self, request, pk):
        row = self._row(request, pk, to_publish=True)
        subject = self.working_copy(row)
        found = publishing.check(subject)
        seen = self._seen(row, subject)
        form = PublishForm(request.POST or None, initial={"seen": seen}, now_seen=seen)
        if request.method == "POST" and form.is_valid() and not found:
            return self._freeze(request, row, subject, form.cleaned_data)
        current = self.current(row)
        context = self._context(
            request,
            row,
            title=f"Publish {row}",
            form=form,
            problems=found,
            current=current,
            changes=changes.between(current and current.subject, subject),
        )
        return render(request, "admin/roles/publish.html", context)

    def _seen(self, row, subject):
        """What the editor looks at: this content, after so many editions."""
        return f"{digest(subject)}-{Edition.objects.of(self.kind, self.slug_of(row)).count()}"

    def _freeze(self, request, row, subject, told):
        edition = publishing.publish(
            subject,
            by=request.user,
            reason=told["reason"],
            at=told["published_at"],
            is_correction=told["is_correction"],
        )
        self.log_change(request, row, f"Published edition {edition.number}: {edition.reason}")
        when = (
            "now" if told["published_at"] is None else f"from {edition.published_at:%Y-%m-%d %H:%M}"
        )
        self.message_user(request, f"Edition {edition.number} is public {when}.")
        return redirect(self._address("editions", row.pk))

    def editions(self, request, pk):
        row = self._row(request, pk)
        history = list(
            Edition.objects.of(self.kind, self.slug_of(row)).select_related("published_by")
        )
        older = [*(edition.content and edition.subject for edition in history[1:]), None]
        entries = [
            (edition, changes.between(before, edition.content and edition.subject))
            for edition, before in zip(history, older, strict=True)
        ]
        current = self.current(row)
        context = self._context(
            request, row, title=f"Editions of {row}", entries=entries, current=current
        )
        return render(request, "admin/roles/editions.html", context)

    def restore(self, request, pk, number):
        row = self._row(request, pk, to_publish=True)
        edition = get_object_or_404(
            Edition.objects.of(self.kind, self.slug_of(row)), number=number, content__isnull=False
        )
        if request.method == "POST":
            publishing.restore(edition)
            self.log_change(request, row, f"Restored edition {number} to the working copy")
            self.message_user(
                request,
                f"The working copy says again what edition {number} said. Publish it to show it.",
            )
            return redirect(self._address("publish", row.pk))
        return redirect(self._address("editions", row.pk))

    def withdraw(self, request, pk):
        row = self._row(request, pk, to_publish=True)
        reason = request.POST.get("reason", "").strip()[:300]
        if request.method == "POST" and reason:
            publishing.withdraw(self.kind, self.slug_of(row), by=request.user, reason=reason)
            self.log_change(request, row, f"Withdrawn: {reason}")
            self.message_user(request, f"{row} is no longer public.")
        elif request.method == "POST":
            self.message_user(request, "Say why it is withdrawn.", messages.ERROR)
        return redirect(self._address("editions", row.pk))
