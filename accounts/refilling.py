"""The pages of the admin with what was sent before, as it shows them when something is wrong."""

from django.db import transaction
from django.utils.datastructures import MultiValueDict

VIEWS = {"add": "add_view", "change": "change_view", "changelist": "changelist_view"}


class NeverValid:
    def is_valid(self):
        # Judged all the same: what is wrong is told with it.
        super().is_valid()
        return False


class NeverSaves:
    """Of an admin: nothing that is sent to it is good enough to be saved."""

    def get_form(self, *args, **kwargs):
        return never_valid(super().get_form(*args, **kwargs))

    def get_changelist_formset(self, *args, **kwargs):
        return never_valid(super().get_changelist_formset(*args, **kwargs))


def never_valid(form):
    return type(form.__name__, (NeverValid, form), {})


def filled_in(request, posted):
    """The answer to what was posted, without saving it; None for a page that has no such form."""
    model_admin, view = view_of(request.resolver_match)
    # A list takes actions as well, which are no form.
    if model_admin is None or (view == "changelist_view" and "_save" not in posted):
        return None
    kind = type(model_admin)
    again = object.__new__(type(kind.__name__, (NeverSaves, kind), {}))
    vars(again).update(vars(model_admin))
    page = again.admin_site.admin_view(getattr(again, view))
    match = request.resolver_match
    with transaction.atomic():
        response = page(as_sent(request, posted), *match.args, **match.kwargs)
        # Should anything of it ever write.
        transaction.set_rollback(True)
    return response


def view_of(match):
    model_admin = getattr(match.func, "model_admin", None)
    if model_admin is not None:
        options = model_admin.opts
        for kind, view in VIEWS.items():
            if match.url_name == f"{options.app_label}_{options.model_name}_{kind}":
                return model_admin, view
    return None, None


def as_sent(request, posted):
    """The same request, as it would be if this were sent by it."""
    sent = object.__new__(type(request))
    # Together with what the answer has to set: the session, messages and the forms' token.
    vars(sent).update(vars(request))
    sent.method = "POST"
    sent.POST, sent._files = posted, MultiValueDict()
    return sent
