"""From the working copy to the public, in the admin: preview, publish, history, undo, withdraw."""

from collections.abc import Mapping
from types import MappingProxyType

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.cache import never_cache

from roles import content, publishing
from roles.admin import history
from roles.admin.part import INPUTS, NearFields
from roles.admin.preview import render_preview
from roles.admin.working_copy import (
    InTurn,
    State,
    WorkingCopyForm,
    beside_tabs,
    digest,
    form_place,
    on_tab,
    one_at_a_time,
)
from roles.models import Edition

STEPS = {
    "preview": "preview/",
    "publish": "publish/",
    "editions": "editions/",
    "withdraw": "withdraw/",
    "restore": "restore/<int:number>/",
}


class PublishForm(forms.Form):
    reason = forms.CharField(
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="What changed and why. Shown in the history.",
    )
    published_at = forms.DateTimeField(
        label="From",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        help_text="Empty: now. A later moment, in UTC: readers see it from then on.",
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


class PublishAdmin(InTurn, NearFields, admin.ModelAdmin):
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
        js = ["js/unsaved.js"]

    # The form of the working copy

    def tab(self, request, obj):
        """Of a subject with many parts, one list of parts at a time; empty for its own fields."""
        part = request.GET.get("part", "")
        return part if obj and part in self.tabs else ""

    def tabs_of(self, subject):
        """The tabs to choose from, each with the number of parts on it."""
        return [(tab, label, len(on_tab(subject, tab))) for tab, (label, _) in self.tabs.items()]

    def get_inlines(self, request, obj):
        tab = self.tab(request, obj)
        return [self.tabs[tab][1]] if tab else super().get_inlines(request, obj)

    def get_fields(self, request, obj=None):
        return ["seen"] if self.tab(request, obj) else super().get_fields(request, obj)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.address = request.get_full_path()
        form.subject = self.working_copy(obj) if obj else None
        form.working_copy = digest(self._page_content(request, obj, form.subject)) if obj else ""
        return form

    def _page_content(self, request, obj, subject):
        """What one page of the form shows, so that two people may work on two tabs."""
        if tab := self.tab(request, obj):
            return [content.unstructure(part) for part in on_tab(subject, tab)]
        return beside_tabs(subject) if self.tabs else content.unstructure(subject)

    def render_change_form(self, request, context, *args, **kwargs):
        row = context.get("original")
        subject = context["adminform"].form.subject
        more = {
            **self._step_names(),
            "tabs": self.tabs_of(subject) if row and self.tabs else [],
            "has_tabs": bool(self.tabs),
            "tab": self.tab(request, row),
            "state": self.state(row, subject) if row else None,
            "show_save_and_add_another": False,
        }
        return super().render_change_form(request, {**context, **more}, *args, **kwargs)

    def response_add(self, request, obj, *args, **kwargs):
        """What is new is written on: its parts, its preview and its publication come next."""
        response = super().response_add(request, obj, *args, **kwargs)
        return response if "_popup" in request.POST else redirect(self._change_address(obj))

    def response_change(self, request, obj):
        response = super().response_change(request, obj)
        if "_continue" in request.POST:
            return redirect(request.get_full_path())
        if "_popup" not in request.POST and self.state(obj).is_changed:
            self._tell_how_to_publish(request, obj)
        return response

    def _tell_how_to_publish(self, request, row):
        message = f"Readers do not see what {self.name_of(row)} says now until it is published."
        if request.user.has_perm("roles.publish"):
            address = self._address("publish", row.pk)
            message = format_html('{} <a href="{}">Publish it</a>', message, address)
        self.message_user(request, message, messages.WARNING)

    def get_readonly_fields(self, request, obj=None):
        """The slug is an address: it is chosen once."""
        return [*super().get_readonly_fields(request, obj), *(["slug"] if obj else [])]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def get_view_on_site_url(self, obj=None):
        is_public = obj and self.current(obj)
        return super().get_view_on_site_url(obj) if is_public else None

    def has_delete_permission(self, request, obj=None):
        """What readers see or will see is withdrawn first; what was never public may go."""
        is_allowed = super().has_delete_permission(request, obj)
        return is_allowed and (obj is None or not self.state(obj).is_alive)

    def get_actions(self, request):
        """No deleting in bulk, which would not ask whether readers see it."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    # The list, with what readers see of each

    def get_queryset(self, request):
        mine = Edition.objects.of(self.kind).filter(slug=OuterRef("slug"))
        current, newest = mine.current(), mine.order_by("-number")[:1]
        return (
            super()
            .get_queryset(request)
            .annotate(
                public_number=Subquery(current.values("number")),
                public_at=Subquery(current.values("published_at")),
                newest_number=Subquery(newest.values("number")),
                newest_at=Subquery(newest.values("published_at")),
            )
        )

    @admin.display(description="public", ordering="public_at")
    def public_state(self, row):
        now = "never published" if row.newest_number is None else "withdrawn"
        if row.public_number is not None:
            now = f"edition {row.public_number}, {row.public_at:%Y-%m-%d}"
        if row.newest_number is None or row.newest_at <= timezone.now():
            return now
        now = now if row.public_number else "not yet"
        return f"{now}; edition {row.newest_number} from {row.newest_at:%Y-%m-%d %H:%M} UTC"

    # What a row stands for

    def slug_of(self, row):
        return row.slug

    def name_of(self, row):
        return str(row)

    def working_copy(self, row):
        return publishing.from_tables(self.kind, self.slug_of(row))

    def history(self, row):
        return Edition.objects.of(self.kind).named(self.slug_of(row))

    def current(self, row):
        return self.history(row).current().first()

    def state(self, row, subject=None):
        subject = subject or self.working_copy(row)
        return State(subject, self.current(row), self.history(row).first(), timezone.now())

    def remedy(self, row, subject, problem):
        """What a problem is about, and the address of the form where it is mended."""
        address, place = self._change_address(row), form_place(subject, problem.where)
        if place is None:
            return problem.where or self.name_of(row), address
        label = self.tabs[place.tab][0] if self.tabs else problem.where.split(" / ")[0].capitalize()
        query = f"?part={place.tab}" if self.tabs else ""
        return f"{label}: {content.headline(place.part)}", f"{address}{query}#{place.fragment}"

    # The steps

    def get_urls(self):
        steps = [
            path(f"<int:pk>/{address}", self._step_view(step), name=self._name(step))
            for step, address in STEPS.items()
        ]
        return [*steps, *super().get_urls()]

    def _step_view(self, step):
        return self.admin_site.admin_view(never_cache(one_at_a_time(getattr(self, step))))

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

    def _change_address(self, row):
        return self._address("change", row.pk)

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
        request.working_copy_address = self._change_address(row)
        response = render_preview(request, self.kind, self.working_copy(row))
        response["X-Robots-Tag"] = "noindex"
        return response

    def publish(self, request, pk):
        row = self._row(request, pk, to_publish=True)
        subject = self.working_copy(row)
        state, problems = self.state(row, subject), publishing.check(subject)
        seen = self._seen(row, subject)
        form = PublishForm(request.POST or None, initial={"seen": seen}, now_seen=seen)
        is_ready = not problems and state.has_news
        if request.method == "POST" and form.is_valid() and is_ready:
            return self._freeze(request, row, subject, form.cleaned_data)
        before = self.history(row).exclude(content=None).due().first()
        context = self._context(
            request,
            row,
            title=f"Publish {self.name_of(row)}",
            form=form,
            problems=[(problem, *self.remedy(row, subject, problem)) for problem in problems],
            state=state,
            before=before,
            changes=content.changes(before.subject, subject) if before else [],
        )
        return render(request, "admin/roles/publish.html", context)

    def _seen(self, row, subject):
        """What the editor looks at: this content, after so many editions."""
        return f"{digest(content.unstructure(subject))}-{self.history(row).count()}"

    def _freeze(self, request, row, subject, answers):
        how = {name: answers[name] for name in ("reason", "is_correction")}
        try:
            edition = publishing.publish(
                subject, by=request.user, at=answers["published_at"], **how
            )
        except publishing.Refused as refused:
            self.message_user(request, f"Not published: it {refused}.", messages.ERROR)
            return redirect(self._address("publish", row.pk))
        self.log_change(request, row, f"Published edition {edition.number}: {edition.reason}")
        self.message_user(request, _moment_in_words(edition, answers["published_at"]))
        return redirect(self._address("editions", row.pk))

    def editions(self, request, pk):
        row = self._row(request, pk)
        state, editions = self.state(row), self.history(row)
        page = history.page_of(editions, request.GET.get("page"))
        context = self._context(
            request,
            row,
            title=f"Editions of {self.name_of(row)}",
            entries=history.entries(editions, page, state),
            page=page,
            state=state,
            is_kept=history.is_kept(editions, state.subject),
        )
        return render(request, "admin/roles/editions.html", context)

    def restore(self, request, pk, number):
        row = self._row(request, pk, to_publish=True)
        edition = get_object_or_404(self.history(row), number=number, content__isnull=False)
        if request.method != "POST":
            return redirect(self._address("editions", row.pk))
        is_kept = history.is_kept(self.history(row), self.working_copy(row))
        if not is_kept and "discard" not in request.POST:
            message = "Nothing was loaded: the working copy says what no edition holds."
            self.message_user(request, message, messages.ERROR)
            return redirect(self._address("editions", row.pk))
        return self._load(request, row, edition)

    def _load(self, request, row, edition):
        try:
            publishing.restore(edition)
        except content.ContentError as error:
            message = f"Edition {edition.number} cannot be loaded: {error}"
            self.message_user(request, message, messages.ERROR)
            return redirect(self._address("editions", row.pk))
        self.log_change(request, row, f"Restored edition {edition.number} to the working copy")
        message = f"The working copy says again what edition {edition.number} said."
        self.message_user(request, f"{message} Publish it to show it.")
        return redirect(self._address("publish", row.pk))

    def withdraw(self, request, pk):
        row = self._row(request, pk, to_publish=True)
        reason = request.POST.get("reason", "").strip()[:300]
        if request.method == "POST" and (against := self._against_withdrawing(row, reason)):
            self.message_user(request, against, messages.ERROR)
        elif request.method == "POST" and self.state(row).is_alive:
            publishing.withdraw(self.kind, self.slug_of(row), by=request.user, reason=reason)
            self.log_change(request, row, f"Withdrawn: {reason}")
            self.message_user(request, f"Readers see nothing of {self.name_of(row)} any more.")
        return redirect(self._address("editions", row.pk))

    def _against_withdrawing(self, row, reason):
        if not reason:
            return "Say why it is withdrawn."
        dependants = publishing.dependants(self.slug_of(row)) if self.kind == "role" else []
        names = "; ".join(listing.name for listing in dependants)
        return names and f"Withdraw first what has no page without it: {names}."


def _moment_in_words(edition, moment):
    if moment is None:
        return f"Edition {edition.number} is public now."
    return f"Readers see edition {edition.number} from {moment:%Y-%m-%d %H:%M} UTC on."
