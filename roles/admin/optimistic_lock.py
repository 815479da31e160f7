"""Nobody saves over what somebody else has saved since the page was opened."""

import json
from functools import partial

from django.core import serializers

from roles.admin.last_change import last_change
from roles.admin.working_copy import InTurn, WorkingCopyForm, digest


class OptimisticLock(InTurn):
    """Of an admin: its form knows what the row and its inline rows said when it was opened."""

    form = WorkingCopyForm
    # All, where none are named; those that nobody edits here would refuse without a reason.
    guarded = None

    def get_fields(self, request, obj=None):
        fields = [name for name in super().get_fields(request, obj) if name != "seen"]
        # Who only looks writes over nothing.
        may_save = obj is None or self.has_change_permission(request, obj)
        return [*fields, "seen"] if may_save else fields

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj:
            form.working_copy = digest(self._state(request, obj))
            form.address = request.get_full_path()
            form.last_change = partial(last_change, request.user, obj)
        return form

    def _state(self, request, obj):
        parts = [inline.model for inline in self.get_inlines(request, obj)]
        rows = [row for part in parts for row in part.objects.filter(**{self._owner(part): obj})]
        return json.loads(serializers.serialize("json", [obj, *rows], fields=self.guarded))

    def _owner(self, part):
        """The field by which an inline row hangs on this one."""
        relations = (field for field in part._meta.fields if field.is_relation)
        # By subclass: a row may be of a proxy, while its parts point to the class with the table.
        return next(
            field.name for field in relations if issubclass(self.model, field.related_model)
        )
