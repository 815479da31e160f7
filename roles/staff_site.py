"""The admin as a whole: whatever staff send, what it changes stands in the trail."""

from functools import wraps

from django.conf import settings
from django.contrib.admin import AdminSite

from roles.models.recording import recorded


class StaffSite(AdminSite):
    def has_permission(self, request):
        is_secured = not settings.STAFF_MFA or getattr(request.user, "has_second_factor", False)
        return is_secured and super().has_permission(request)

    # All pages of all admins come by here, those that are added later too.
    def admin_view(self, view, cacheable=False):
        return super().admin_view(in_the_trail(view), cacheable)


def in_the_trail(view):
    """What the page changes and its entries are stored together or not at all."""

    @wraps(view)
    def page(request, *args, **kwargs):
        if request.method != "POST" or getattr(view, "stores_at_once", False):
            return view(request, *args, **kwargs)
        # Every form that asks why has this name for it.
        reason = request.POST.get("reason", "").strip()
        with recorded(by=request.user, reason=reason):
            return view(request, *args, **kwargs)

    return page


def stores_at_once(view):
    """Of a page whose rows have to be there before it ends, and are not followed."""
    view.stores_at_once = True
    return view
