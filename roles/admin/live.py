"""What readers see at once, without an edition: who publishes changes it, and says why."""

from django import forms
from django.contrib import messages
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.admin.utils import unquote
from django.db.models import DateTimeField
from django.shortcuts import redirect
from django.utils.decorators import method_decorator

from roles.admin.autocomplete import AsksForKeysAlone
from roles.admin.deletion import OneByOne, SaysWhatKeepsIt
from roles.admin.optimistic_lock import OptimisticLock
from roles.admin.reason import ReasonField
from roles.admin.working_copy import WorkingCopyForm, one_at_a_time
from roles.proof import proof_required_to_send
from roles.unseen import hides_signs, visible

WHY = "Say why: readers see it at once."


def seen(text):
    if not visible(text) or hides_signs(text):
        raise forms.ValidationError("It has signs that nobody sees; write it anew.")


class LiveForm(WorkingCopyForm):
    """Asks for a reason when readers see the row, or will once it is saved."""

    is_live = False
    reason = ReasonField(
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="What changes and why. Readers see it at once; this stays in the history.",
    )

    def clean(self):
        cleaned = super().clean()
        will_be_live = self.is_live or self.cleaned_data.get("published_at")
        if will_be_live and not self.cleaned_data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", WHY)
        return cleaned


class LiveAdmin(AsksForKeysAlone, OneByOne, SaysWhatKeepsIt, OptimisticLock):
    """Of rows some of which readers see: its manager says which are `live`."""

    form = LiveForm
    change_form_template = "admin/roles/live/change_form.html"
    delete_confirmation_template = "admin/roles/live/delete_confirmation.html"
    # Whether readers see a new row without anybody publishing anything.
    is_live_when_new = False

    def get_changeform_initial_data(self, request):
        """Without moments: Django hands their text to a field that takes it for a moment."""
        moments = {field.name for field in self.opts.fields if isinstance(field, DateTimeField)}
        initial = super().get_changeform_initial_data(request)
        return {name: value for name, value in initial.items() if name not in moments}

    def formfield_for_dbfield(self, field, request, **kwargs):
        form_field = super().formfield_for_dbfield(field, request, **kwargs)
        # No check of publishing stands between these rows and readers.
        if isinstance(form_field, forms.CharField):
            form_field.validators.append(seen)
        return form_field

    def is_live(self, row):
        if row is None:
            return self.is_live_when_new
        return self.model.objects.live().filter(pk=row.pk).exists()

    def may_change(self, request, row=None):
        return request.user.has_perm("roles.publish") or not self.is_live(row)

    def has_add_permission(self, request):
        return super().has_add_permission(request) and self.may_change(request)

    def has_change_permission(self, request, obj=None):
        is_allowed = super().has_change_permission(request, obj)
        return is_allowed and (obj is None or self.may_change(request, obj))

    def has_delete_permission(self, request, obj=None):
        is_allowed = super().has_delete_permission(request, obj)
        return is_allowed and (obj is None or self.may_change(request, obj))

    def get_fields(self, request, obj=None):
        # Where an admin names no fields, Django takes all those of the form.
        fields = [name for name in super().get_fields(request, obj) if name != "reason"]
        is_asked = request.user.has_perm("roles.publish") and self.has_change_permission(request)
        return [*fields, "reason"] if is_asked and self._may_need_reason(obj, fields) else fields

    def _may_need_reason(self, obj, fields):
        return "published_at" in fields or self.is_live(obj)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.is_live = self.is_live(obj)
        return form

    def construct_change_message(self, request, form, formsets, add=False):
        reason = form.cleaned_data.get("reason")
        if not reason:
            return super().construct_change_message(request, form, formsets, add)
        changed = ", ".join(name for name in form.changed_data if name != "reason")
        return f"{reason} ({changed})" if changed else reason

    def changeform_view(self, request, *args, **kwargs):
        # Whoever publishes makes it public by saving.
        may_publish = request.user.has_perm("roles.publish")
        view = super().changeform_view
        return (proof_required_to_send(view) if may_publish else view)(request, *args, **kwargs)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        more = {"is_live": bool(obj) and self.is_live(obj)}
        return super().render_change_form(request, {**context, **more}, *args, obj=obj, **kwargs)

    @method_decorator(proof_required_to_send)
    @method_decorator(one_at_a_time)
    def delete_view(self, request, object_id, extra_context=None):
        row = self.get_object(request, unquote(object_id))
        is_live = row is not None and self.is_live(row)
        may_delete = self.has_delete_permission(request, row)
        if request.method == "POST" and is_live and may_delete and not _reason(request):
            self.message_user(request, WHY, messages.ERROR)
            return redirect(request.get_full_path())
        more = {**(extra_context or {}), "is_live": is_live}
        return super().delete_view(request, object_id, more)

    def log_deletions(self, request, queryset):
        return LogEntry.objects.log_actions(
            request.user.pk, queryset, DELETION, change_message=_reason(request)
        )


def _reason(request):
    return visible(request.POST.get("reason", ""))[:300]
