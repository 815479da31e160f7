"""A form of a row that somebody deletes while it is filled in: it is shown again, as of a new row.

Django leads to the first page of the admin instead, and all that was written is lost.
"""

import re

from django import forms
from django.urls import reverse

GONE = (
    "Somebody has deleted this since you opened it, and nothing was saved. What you wrote is still "
    "here: saved now, it is a new one."
)
# Of rows within the form: how many there were, and their keys.
COUNTED, KEYED = re.compile(".+-INITIAL_FORMS"), re.compile(r".+-[0-9]+-id")


class OfWhatIsGone(forms.BaseForm):
    """Is never saved: whoever wrote it has been told first."""

    def clean(self):
        self.add_error(None, GONE)
        return super().clean()


class Again:
    """Of an admin: what was sent to it of a row that is gone."""

    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        return type(form.__name__, (OfWhatIsGone, form), {})


class KeepsWhatWasSent:
    """Of an admin where somebody may add what somebody else may delete."""

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        is_form = request.resolver_match.url_name.endswith("_change")
        # A tab of a subject is none of the pages of a new one.
        is_whole = request.method == "POST" and is_form and "part" not in request.GET
        if not is_whole or not self.has_add_permission(request):
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)
        request.POST = as_new(request.POST)
        kind = type(self)
        again = object.__new__(type(kind.__name__, (Again, kind), {}))
        vars(again).update(vars(self))
        add = reverse(f"admin:{opts.app_label}_{opts.model_name}_add")
        return again._changeform_view(request, None, add, None)


def as_new(posted):
    """The same without what names stored rows."""
    sent = posted.copy()
    for name in posted:
        if COUNTED.fullmatch(name):
            sent[name] = "0"
        elif KEYED.fullmatch(name) or name == "seen":
            sent[name] = ""
    return sent
