"""The doors of the admin. They lead to the pages of accounts, where alone a password is tried."""

from urllib.parse import urlsplit

from allauth.account.utils import get_next_redirect_url
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import RedirectView


def admin_sign_in(request):
    if request.user.is_authenticated and not admin.site.has_permission(request):
        # Sign-in would send them back here at once, and so for ever.
        if not request.user.is_staff:
            raise PermissionDenied
        return redirect("staff_factor")
    page = get_next_redirect_url(request)
    if not page or urlsplit(page).path == request.path:
        page = reverse("admin:index")
    return redirect_to_login(page)


admin_password = RedirectView.as_view(pattern_name="account_change_password")
