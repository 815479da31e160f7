"""From the working copy to the public, in the admin: preview, publish, history, undo, withdraw."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache

from roles import content, publishing
from roles.admin import history
from roles.admin.changes_in_words import changes_in_words
from roles.admin.preview import render_preview
from roles.admin.reason import ReasonField
from roles.admin.subject import STEPS
from roles.admin.subject_form import SubjectFormAdmin
from roles.admin.working_copy import InTurn, digest, one_at_a_time
from roles.proof import proof_required, unsaved
from roles.unseen import visible


class PublishForm(forms.Form):
    reason = ReasonField(
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
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
        # A bound field shows what was sent: with the old digest in it, sending again after reading
        # the page would be refused for ever.
        super().__init__(data and {**data.dict(), "seen": now_seen}, **kwargs)

    def clean(self):
        if self.has_changed_meanwhile:
            self.add_error(None, "It has changed since you looked. This is what it says now.")
        return super().clean()

    def clean_reason(self):
        # One line, as everything shows it.
        return " ".join(self.cleaned_data["reason"].split())

    def clean_published_at(self):
        moment = self.cleaned_data["published_at"]
        if moment and moment < timezone.now():
            raise forms.ValidationError("This moment has passed. Leave it empty for now.")
        return moment


class PublishAdmin(InTurn, SubjectFormAdmin):
    """The admin of a subject: its working copy, and the ways from there to the public."""

    def get_urls(self):
        steps = [
            path(f"<int:pk>/{address}", self._step_view(step), name=self.page_name(step))
            for step, address in STEPS.items()
        ]
        # Before Django's, whose last pattern takes any address for an id.
        return [*steps, *super().get_urls()]

    def _step_view(self, step):
        view = one_at_a_time(getattr(self, step))
        # All others change nothing that readers see.
        is_public = step in ("publish", "withdraw")
        return self.admin_site.admin_view(never_cache(proof_required(view) if is_public else view))

    def _row(self, request, pk, *, to_publish=False):
        if not self.has_view_permission(request):
            raise PermissionDenied
        if to_publish and not request.user.has_perm("roles.publish"):
            raise PermissionDenied
        return get_object_or_404(self.model, pk=pk)

    def _context(self, request, row, **more):
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": row,
            "now": timezone.now(),
            **self.step_names(),
            **more,
        }

    def preview(self, request, pk):
        row = self._row(request, pk)
        # The bar of the preview leads back by it.
        request.working_copy_address = self.change_address(row)
        response = render_preview(request, self.kind, self.working_copy(row))
        response["X-Robots-Tag"] = "noindex"
        return response

    def publish(self, request, pk):
        row = self._row(request, pk, to_publish=True)
        subject = self.working_copy(row)
        state, problems = self.state(row, subject), publishing.check(subject)
        seen = self._seen(row, subject)
        initial = {**unsaved(request), "seen": seen}
        form = PublishForm(request.POST or None, initial=initial, now_seen=seen)
        # Publishing the same again would be an edition in which nothing changed.
        is_ready = not problems and state.has_news
        if request.method == "POST" and form.is_valid() and is_ready:
            return self._freeze(request, row, subject, form.cleaned_data)
        # What readers see or last saw; an edition that waits is no change to them yet.
        before = self.history(row).exclude(content=None).due().first()
        context = self._context(
            request,
            row,
            title=f"Publish {self.name_of(row)}",
            form=form,
            problems=[(problem, *self.remedy(row, subject, problem)) for problem in problems],
            state=state,
            before=before,
            changes=changes_in_words(before.subject, subject, self.labels) if before else [],
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
        # The problems were looked for a moment ago; what is left is an edition made elsewhere.
        except publishing.Refused as refused:
            self.message_user(request, f"Not published: it {refused}.", messages.ERROR)
            return redirect(self.page_address("publish", row.pk))
        self.log_change(request, row, f"Published edition {edition.number}: {edition.reason}")
        self.message_user(request, _moment_in_words(edition, answers["published_at"]))
        return redirect(self.page_address("editions", row.pk))

    def editions(self, request, pk):
        row = self._row(request, pk)
        state, editions = self.state(row), self.history(row)
        page = history.page_of(editions, request.GET.get("page"))
        context = self._context(
            request,
            row,
            title=f"Editions of {self.name_of(row)}",
            entries=history.entries(editions, page, state, self.labels),
            page=page,
            state=state,
            is_kept=history.is_kept(editions, state.subject),
        )
        return render(request, "admin/roles/editions.html", context)

    def restore(self, request, pk, number):
        row = self._row(request, pk, to_publish=True)
        edition = get_object_or_404(self.history(row), number=number, content__isnull=False)
        # Opening an address changes nothing, whoever or whatever opens it.
        if request.method != "POST":
            return redirect(self.page_address("editions", row.pk))
        # Loading writes over the working copy, which is lost unless an edition holds it.
        is_kept = history.is_kept(self.history(row), self.working_copy(row))
        if not is_kept and "discard" not in request.POST:
            message = "Nothing was loaded: the working copy says what no edition holds."
            self.message_user(request, message, messages.ERROR)
            return redirect(self.page_address("editions", row.pk))
        return self._load(request, row, edition)

    def _load(self, request, row, edition):
        try:
            publishing.restore(edition)
        except content.ContentError as error:
            message = f"Edition {edition.number} cannot be loaded: {error}"
            self.message_user(request, message, messages.ERROR)
            return redirect(self.page_address("editions", row.pk))
        self.log_change(request, row, f"Restored edition {edition.number} to the working copy")
        message = f"The working copy says again what edition {edition.number} said."
        self.message_user(request, f"{message} Publish it to show it.")
        return redirect(self.page_address("publish", row.pk))

    def withdraw(self, request, pk):
        row = self._row(request, pk, to_publish=True)
        reason = visible(request.POST.get("reason", ""))[:300]
        if request.method == "POST" and (against := self._against_withdrawing(row, reason)):
            self.message_user(request, against, messages.ERROR)
        # A second click finds it withdrawn, and makes no second edition.
        elif request.method == "POST" and self.state(row).is_alive:
            publishing.withdraw(self.kind, self.slug_of(row), by=request.user, reason=reason)
            self.log_change(request, row, f"Withdrawn: {reason}")
            self.message_user(request, f"Readers see nothing of {self.name_of(row)} any more.")
        return redirect(self.page_address("editions", row.pk))

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
