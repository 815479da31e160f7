"""Versions in the admin: drafts are checked and published, published ones are read."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from quiz import check_runs, definition, publishing
from quiz.admin.draft_constants import INLINES
from quiz.admin.problem_pages import with_pages
from quiz.attempt_records import MOST, version_health
from quiz.changed_parts import changed_parts
from quiz.health import SMALLEST, SMALLEST_CELL
from quiz.models import (
    Assessment,
    BackgroundFact,
    CheckRun,
    EntryRoute,
    ExtensionBlock,
    LikertStatement,
    Phrase,
    Profile,
    Requirement,
    TradeOff,
    Trait,
    TrialTask,
    Version,
    WorkTrial,
)
from roles.admin.deletion import OneByOne
from roles.admin.optimistic_lock import OptimisticLock
from roles.admin.reason import ReasonField
from roles.proof import proof_required, unsaved
from roles.staff_site import stores_at_once

# Each is a method of VersionAdmin, and the last part of its address.
STEPS = ["checking", "publish", "report", "draft", "health"]
NOUNS = [Trait, Profile, TradeOff, LikertStatement, ExtensionBlock, BackgroundFact, EntryRoute]
NOUNS += [Requirement, WorkTrial, TrialTask, Phrase]
# Those that hang on their version by another part.
OWNERS = {Requirement: "route__version", TrialTask: "trial__version"}
PERMISSION = "quiz.publish_version"
# So many changes are read at a glance; more are folded by their part.
FEW = 20


@admin.register(Assessment)
class AssessmentAdmin(admin.ModelAdmin):
    list_display = ["title", "key"]
    search_fields = ["title", "key"]

    def get_readonly_fields(self, request, obj=None):
        return ["key"] if obj else []


class PublishVersionForm(forms.Form):
    reason = ReasonField(
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text="What changed and why; with warnings, why they may stand. Kept for ever.",
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, digest, check, initial):
        # Found here, because the data below no longer say what was seen.
        self.refusals = list(_refusals(data, digest, check))
        # Shown again, the form is about what the page says now.
        sent = data and {**data.dict(), "seen": digest}
        super().__init__(sent, initial={**initial, "seen": digest})

    def clean(self):
        for refusal in self.refusals:
            self.add_error(None, refusal)
        return super().clean()


def _refusals(data, digest, check):
    if data and data.get("seen") != digest:
        yield "It has changed since you looked. This is what it says now."
    if check is None:
        yield "It has not been checked as it stands. Check it first."
    elif check.blocks:
        yield "What is found below keeps it from being published."


@admin.register(Version)
class VersionAdmin(OneByOne, OptimisticLock, admin.ModelAdmin):
    change_form_template = "admin/quiz/version/change_form.html"
    list_display = [
        "__str__",
        "status",
        "published_at",
        "published_by",
        "is_scoring_compatible",
        "reason",
    ]
    list_filter = ["status", "assessment"]
    # The assessment, because the text of a version names it.
    list_select_related = ["assessment", "published_by"]
    search_fields = ["reason", "digest", "=number"]
    fields = ["assessment", "number", "status"]
    save_on_top = True
    # Here, so that tests can do the same in their own process.
    start_process = staticmethod(check_runs.start_process)

    class Media:
        css = {"all": ["css/admin.css"]}

    def get_fields(self, request, obj=None):
        if obj is None:
            return ["assessment"]
        return [*self.get_readonly_fields(request, obj), *(["seen"] if obj.is_draft else [])]

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return []
        publication = ["reason", "published_at", "published_by", "is_scoring_compatible", "digest"]
        return [*self.fields, *([] if obj.is_draft else publication)]

    def get_inlines(self, request, obj):
        return INLINES if obj is None or obj.is_draft else []

    def has_add_permission(self, request):
        """The first draft is written here; later ones begin as a copy of a version."""
        return super().has_add_permission(request) and not Version.objects.exists()

    def has_change_permission(self, request, obj=None):
        # Of what may not be changed, Django shows the fields to read.
        is_permitted = super().has_change_permission(request, obj)
        return is_permitted and (obj is None or obj.is_draft)

    def has_delete_permission(self, request, obj=None):
        is_permitted = super().has_delete_permission(request, obj)
        return is_permitted and (obj is None or obj.is_draft)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.number = publishing.next_number(obj.assessment)
        super().save_model(request, obj, form, change)

    def get_urls(self):
        own = [
            path(f"<int:pk>/{step}/", self._staff_view(step), name=self._name(step))
            for step in STEPS
        ]
        return [*own, *super().get_urls()]

    def _staff_view(self, step):
        view = getattr(self, step)
        return self.admin_site.admin_view(
            never_cache(proof_required(view) if step == "publish" else view)
        )

    def _name(self, step):
        return f"quiz_version_{step}"

    def _address(self, step, version):
        return reverse(f"admin:{self._name(step)}", args=[version.pk])

    def render_change_form(self, request, context, *args, **kwargs):
        version = context.get("original")
        more = {"nouns": self._nouns(version)} if version and version.is_draft else {}
        return super().render_change_form(request, {**context, **more}, *args, **kwargs)

    def _nouns(self, version):
        """The lists of parts, each with its name, its number of parts and its address."""
        for model in NOUNS:
            owner = OWNERS.get(model, "version")
            rows = reverse(f"admin:quiz_{model._meta.model_name}_changelist")
            count = model.objects.filter(**{owner: version}).count()
            yield model._meta.verbose_name_plural, count, f"{rows}?{owner}={version.pk}"

    def _version(self, request, pk):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return get_object_or_404(Version.objects.select_related("assessment"), pk=pk)

    def _draft(self, request, pk):
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        drafts = Version.objects.drafts().select_related("assessment")
        return get_object_or_404(drafts, pk=pk)

    def _frozen(self, request, pk):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return get_object_or_404(Version.objects.frozen().select_related("assessment"), pk=pk)

    def _context(self, request, version, title, **more):
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": version,
            "version": version,
            "title": title,
            **more,
        }

    # The process that takes the check is another one, which has to find it.
    @stores_at_once
    def checking(self, request, pk):
        """Asks for a check, which another process takes, and says how far it is."""
        version = self._draft(request, pk)
        if request.method == "POST":
            return self._ask(request, version)
        run = CheckRun.objects.filter(version=version).first()
        context = self._context(request, version, f"Check {version}", run=run)
        return render(request, "admin/quiz/version/checking.html", context)

    def _ask(self, request, version):
        try:
            # Read before anything is asked for, so that what cannot be read is said at once.
            publishing.from_tables(version)
        except publishing.VersionRefusal as refused:
            return self._back(request, version, refused)
        check_runs.ask(version, request.user)
        self.start_process()
        return HttpResponseRedirect(self._address("checking", version), status=303)

    def publish(self, request, pk):
        version = self._draft(request, pk)
        try:
            content = publishing.from_tables(version)
        except publishing.VersionRefusal as refused:
            return self._back(request, version, refused)
        check = publishing.current_check(version)
        digest = definition.digest(definition.canonical(content))
        form = PublishVersionForm(
            request.POST or None, digest=digest, check=check, initial=unsaved(request)
        )
        if request.method == "POST" and form.is_valid():
            return self._freeze(request, version, check, form.cleaned_data["reason"])
        return self._publish_page(request, version, content, form, check)

    def _publish_page(self, request, version, content, form, check):
        current = version.assessment.versions.published().first()
        parts = changed_parts(current.definition, content) if current else []
        context = self._context(
            request,
            version,
            f"Publish {version}",
            form=form,
            check=check,
            problems=with_pages(version, check.problems if check else ()),
            current=current,
            parts=parts,
            is_short=sum(len(part.changes) for part in parts) <= FEW,
        )
        return render(request, "admin/quiz/version/publish.html", context)

    def _freeze(self, request, version, check, reason):
        try:
            publishing.freeze(version, check, by=request.user, reason=reason)
        except publishing.VersionRefusal as refused:
            return self._back(request, version, refused)
        self.log_change(request, version, f"Published: {reason}")
        self.message_user(request, f"{version} is what takers get from now on.")
        return redirect(self._address("report", version))

    def _back(self, request, version, refused):
        self.message_user(request, f"{version}: {refused}.", messages.ERROR)
        return redirect(self._address("change", version))

    def report(self, request, pk):
        version = self._version(request, pk)
        check = version.last_check
        if version.is_draft:
            try:
                content = publishing.from_tables(version)
            except publishing.VersionRefusal as refused:
                return self._back(request, version, refused)
        else:
            content = version.definition
        title = f"What was found in {version}"
        context = self._context(
            request,
            version,
            title,
            check=check,
            definition=content,
            problems=with_pages(version, check.problems if check else ()),
        )
        return render(request, "admin/quiz/version/report.html", context)

    def draft(self, request, pk):
        """Begins a draft that says what a frozen version says."""
        version = self._frozen(request, pk)
        # Not self: that one is about the first draft, which is written by hand.
        if not super().has_add_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return redirect(self._address("change", version))
        try:
            draft = publishing.new_draft(version)
        except publishing.VersionRefusal as refused:
            return self._back(request, version, refused)
        self.log_addition(request, draft, f"Begun from version {version.number}")
        self.message_user(request, f"This draft says what version {version.number} says.")
        return redirect(self._address("change", draft))

    def health(self, request, pk):
        version = self._frozen(request, pk)
        health = version_health(version, timezone.now())
        context = self._context(
            request,
            version,
            f"Health of {version}",
            health=health,
            alarms=[figure for figure in health.figures if figure.level in ("warn", "critical")],
            definition=version.definition,
            most=MOST,
            smallest=SMALLEST,
            smallest_cell=SMALLEST_CELL,
        )
        return render(request, "admin/quiz/version/health.html", context)
