"""Ways to sign-in, where alone a password is tried: those of the admin, and from where one was."""

from urllib.parse import unquote, urlsplit

from allauth.account.utils import get_next_redirect_url
from allauth.account.views import login
from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import RedirectView

# A longer one would not fit into the address of sign-in.
LONGEST_WAY_BACK = 1000


def sign_in(request):
    """Names the page where the person was as the destination, where none is named."""
    # "Account" leads here from every page, which are the same for everybody and cannot name it
    # themselves; and from here the address takes it along to sign-up, codes and second factors.
    is_open = request.method in ("GET", "HEAD") and REDIRECT_FIELD_NAME not in request.GET
    page = is_open and not request.user.is_authenticated and where_one_was(request)
    return redirect_to_login(page) if page else login(request)


def where_one_was(request):
    """The page of this site that led here, empty where that is none to come back to."""
    referrer, host = request.headers.get("Referer", ""), request.get_host()
    if not url_has_allowed_host_and_scheme(referrer, {host}, require_https=request.is_secure()):
        return ""
    parts = urlsplit(referrer)
    page = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return page if len(page) <= LONGEST_WAY_BACK and is_way_back(unquote(parts.path)) else ""


def is_way_back(path):
    try:
        # The pages of accounts are steps of signing in and out, none of which is a place to be.
        return not resolve(path).route.startswith("accounts/")
    except Resolver404:
        return False


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
