"""The admin as a whole: whatever staff send, what it changes stands in the trail."""

from functools import wraps

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.exceptions import DisallowedModelAdminToField
from django.contrib.admin.options import TO_FIELD_VAR
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.db.models import DateTimeField, Field, TextField
from django.http import Http404
from django.urls import path

from roles.models.recording import recorded
from roles.unseen import visible

LONGEST_REASON = 300
# What a filter of a list may ask of its column. Others can be asked to work for ever, or fail on a
# value that no column can hold.
ASKED_BY_FILTERS = {"exact", "in", "isnull", "gt", "gte", "lt", "lte"}
LOOKUPS = {*Field.get_lookups(), *DateTimeField.get_lookups(), *TextField.get_lookups()}


class KnownLookups:
    """Of an admin: an address asks only by what the list itself offers to filter by.

    Django lets it ask any column of the table, one that its reader may not see among them.
    """

    def lookup_allowed(self, lookup, value, request):
        column, *asked = lookup.split("__")
        is_known = column in self.known_columns(request)
        is_asked = not {*asked} & (LOOKUPS - ASKED_BY_FILTERS)
        return is_known and is_asked and super().lookup_allowed(lookup, value, request)

    def known_columns(self, request):
        filters = [each[0] if isinstance(each, tuple) else each for each in self.filters(request)]
        # Those of our own have a name that is of no column.
        names = [each if isinstance(each, str) else each.parameter_name for each in filters]
        # Of a part of a draft its version, to which the page of the draft leads.
        return {name.partition("__")[0] for name in [*names, getattr(self, "version_path", "")]}

    def filters(self, request):
        return [*self.get_list_filter(request), *filter(None, [self.date_hierarchy])]


class StaffSite(AdminSite):
    def register(self, models, admin_class=None, **options):
        if admin_class is not None:
            admin_class = type(admin_class.__name__, (KnownLookups, admin_class), {})
        super().register(models, admin_class, **options)

    def get_urls(self):
        address = "r/<path:content_type_id>/<path:object_id>/"
        # Before Django's, which leads whoever counts up to the page of every row: a shared result.
        own = path(address, self.admin_view(self.view_on_site), name="view_on_site")
        return [own, *super().get_urls()]

    def view_on_site(self, request, content_type_id, object_id):
        number = content_type_id if content_type_id.isdecimal() else None
        kind = ContentType.objects.filter(pk=number).first()
        admin = kind and self._registry.get(kind.model_class())
        if admin is None or not admin.has_view_permission(request):
            raise Http404
        return shortcut(request, kind.pk, object_id)

    def has_permission(self, request):
        is_secured = not settings.STAFF_MFA or getattr(request.user, "has_second_factor", False)
        return is_secured and super().has_permission(request)

    # All pages of all admins come by here, those that are added later too.
    def admin_view(self, view, cacheable=False):
        return super().admin_view(by_a_field(in_the_trail(view)), cacheable)


def by_a_field(view):
    """Refuses what Django stumbles over: to look a row up by a field without a name."""

    @wraps(view)
    def page(request, *args, **kwargs):
        if "" in (sent.get(TO_FIELD_VAR) for sent in (request.GET, request.POST)):
            raise DisallowedModelAdminToField("The field has no name.")
        return view(request, *args, **kwargs)

    return page


def in_the_trail(view):
    """What the page changes and its entries are stored together or not at all."""

    @wraps(view)
    def page(request, *args, **kwargs):
        if request.method != "POST" or getattr(view, "stores_at_once", False):
            return view(request, *args, **kwargs)
        # Every form that asks why has this name for it.
        reason = visible(request.POST.get("reason", ""))[:LONGEST_REASON]
        with recorded(by=request.user, reason=reason):
            return view(request, *args, **kwargs)

    return page


def stores_at_once(view):
    """Of a page whose rows have to be there before it ends, and are not followed."""
    view.stores_at_once = True
    return view
