import codecs
import logging
import re
from urllib.parse import unquote_to_bytes, urlsplit

import brotli
from django.conf import settings
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpResponseNotAllowed, HttpResponsePermanentRedirect
from django.http.request import split_domain_port
from django.middleware.common import CommonMiddleware
from django.middleware.http import ConditionalGetMiddleware
from django.shortcuts import resolve_url
from django.urls import Resolver404, resolve
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag
from django_htmx.http import HttpResponseClientRedirect
from whitenoise.middleware import WhiteNoiseMiddleware

from careerguide.environment import LOOPBACK
from careerguide.page_keys import encoding_for

log = logging.getLogger("careerguide.security")

# Python refuses to read a number of thousands of digits.
LONGEST_PORT = len("65535")
# What the key of a row looks like.
KEY = re.compile(r"\d{1,18}|[0-9a-fA-F-]{36}", re.ASCII)
# PostgreSQL refuses the one, and nothing writes the others.
UNWRITABLE = re.compile("[\0\ud800-\udfff]")
HEALTH = frozenset({"/health/live", "/health/ready"})
KNOWN_METHODS = ["GET", "HEAD", "POST", "OPTIONS"]
# It takes the time that gzip takes; one more takes a third more and spares one byte in a hundred.
BROTLI = {"mode": brotli.MODE_TEXT, "quality": 5}
# Of less, as gzip sees it, there is nothing to spare.
SHORT = 200


def security_headers(get_response):
    headers = {
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), "
        "browsing-topics=()",
        "Cross-Origin-Resource-Policy": "same-origin",
        # Those of Django's SecurityMiddleware, which what it refuses itself would not have.
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "X-Content-Type-Options": "nosniff",
    }

    def middleware(request):
        response = get_response(request)
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response

    return middleware


class StaticFiles(WhiteNoiseMiddleware):
    """All that was collected but the list of it, which nobody needs who reads pages."""

    def add_file_to_dictionary(self, url, path, stat_cache=None):
        if url != f"{self.static_prefix}staticfiles.json":
            super().add_file_to_dictionary(url, path, stat_cache)


def brotli_for_everybody(get_response):
    """What everybody gets alike is sent a tenth smaller than by gzip. The rest is left to gzip,
    whose length is random: from that of a page nobody learns what is secret in it."""

    def middleware(request):
        response = get_response(request)
        accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
        if is_worth_brotli(response) and encoding_for(accepted) == "br":
            response.content = brotli.compress(response.content, **BROTLI)
            response.headers["Content-Length"] = str(len(response.content))
            response.headers["Content-Encoding"] = "br"
            patch_vary_headers(response, ["Accept-Encoding"])
            # That of the page itself stands for its bytes alone.
            if response.headers.get("ETag", "").startswith('"'):
                response.headers["ETag"] = f"W/{response.headers['ETag']}"
        return response

    return middleware


def is_worth_brotli(response):
    return (
        "public" in response.headers.get("Cache-Control", "")
        and not response.streaming
        and not response.has_header("Content-Encoding")
        and len(response.content) >= SHORT
        and response.headers["Content-Type"].startswith(("text/", "application/"))
    )


class ConditionalPages(ConditionalGetMiddleware):
    """A HEAD is answered as a GET would be, so that its ETag can be compared. Django leaves it out,
    for views that make no body; those here do, and the server drops it."""

    def process_response(self, request, response):
        if request.method != "HEAD":
            return super().process_response(request, response)
        if self.needs_etag(response) and not response.has_header("ETag"):
            set_response_etag(response)
        return get_conditional_response(request, etag=response.get("ETag"), response=response)


class AppendedSlashes(CommonMiddleware):
    """Takes what is sent along to the address with its slash; Django would lose it on the way."""

    def process_response(self, request, response):
        is_sent = request.method == "POST" and response.status_code == 404
        if is_sent and self.should_redirect_with_slash(request):
            address = self.get_full_path_with_slash(request)
            return HttpResponsePermanentRedirect(address, preserve_request=True)
        return super().process_response(request, response)


def health_by_loopback(get_response):
    """A probe on this machine names it by its own address, which is none of the site's, or names
    nothing. Of health alone, whose answer says nothing of the host; other pages refuse it."""

    def middleware(request):
        host = request.META.get("HTTP_HOST", "")
        domain, port = split_domain_port(host)
        if request.path_info in HEALTH and (not host or domain in LOOPBACK):
            own = settings.ALLOWED_HOSTS[0].lstrip(".")
            request.META["HTTP_HOST"] = f"{own}:{port}" if port else own
        return get_response(request)

    return middleware


def known_methods_only(get_response):
    def middleware(request):
        if request.method not in KNOWN_METHODS:
            return HttpResponseNotAllowed(KNOWN_METHODS)
        return get_response(request)

    return middleware


def readable_input_only(get_response):
    """Refuses what no browser sends: PostgreSQL fails on NUL, and U+FFFD hides the rest."""

    def middleware(request):
        if getattr(request, "is_unreadable", False):
            raise BadRequest("unreadable before any middleware")
        require_port(request.get_host())
        # Django leaves percent signs before what it could not decode.
        require_text(unquote_to_bytes(request.path_info))
        require_text(unquote_to_bytes(request.META.get("QUERY_STRING", "").encode("latin-1")))
        require_values(request.COOKIES.values())
        if not is_read_by_its_view(request):
            require_charset(request)
            require_small(request.META.get("CONTENT_LENGTH") or "0")
            require_form(request)
        return get_response(request)

    return middleware


def is_read_by_its_view(request):
    """Whether its view answers whatever body is sent, as roles/views/decode.py does."""
    try:
        return request.method == "POST" and hasattr(resolve(request.path_info).func, "any_body")
    except Resolver404:
        return False


def require_port(host):
    port = split_domain_port(host)[1]
    # Django lets any digits pass, and urlsplit raises wherever this address is read again.
    if port and not (len(port) <= LONGEST_PORT and 0 < int(port) < 2**16):
        raise BadRequest("no such port")


def require_charset(request):
    """All pages are in UTF-8, and so is what they send. In another charset NUL and halves of
    letters stand where the bytes show none, also in the address."""
    if not request.encoding or codecs.lookup(request.encoding).name == "utf-8":
        return
    if request.method == "POST":
        raise BadRequest("not in UTF-8")
    # What is only asked for is no form: its address is read as any other.
    request.encoding = None


def require_small(length):
    """Nobody sends files here, and Django would keep any number of them on the disk."""
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if length.isdecimal() and (len(length) > len(str(most)) or int(length) > most):
        raise RequestDataTooBig("body is too long")


def require_text(sent):
    try:
        text = sent.decode()
    except UnicodeDecodeError as error:
        raise BadRequest("not UTF-8") from error
    if "\0" in text:
        raise BadRequest("NUL")


def require_form(request):
    try:
        require_values(sent_values(request))
    except (LookupError, UnicodeError) as error:
        # Some of what Python has a codec for is no way to write letters.
        raise BadRequest("no such charset") from error
    # Lists of the admin would ask the database for it.
    if not all(map(KEY.fullmatch, request.POST.getlist(ACTION_CHECKBOX_NAME))):
        raise BadRequest("a row that cannot be")


def require_values(values):
    # The name of a field can still be in any charset.
    if any(UNWRITABLE.search(value) for value in values):
        raise BadRequest("NUL or half a letter in a form or a cookie")


def sent_values(request):
    for name, values in request.POST.lists():
        yield name
        yield from values


def shared_pages_set_no_cookie(get_response):
    """Django answers a malformed cookie with another, which a cache would hand to everybody; and
    what its view reads by itself is answered alike whoever sends it."""

    def middleware(request):
        response = get_response(request)
        if is_public(response) or is_read_by_its_view(request):
            response.cookies.clear()
        if is_public(response):
            # Or a cache would keep one copy for each reader's cookies.
            varies = response.get("Vary", "").split(", ")
            response.headers["Vary"] = ", ".join(name for name in varies if name != "Cookie")
        return response

    return middleware


def htmx_login_redirect(get_response):
    """Takes the whole page to sign-in, where htmx would put it into a fragment."""

    def middleware(request):
        response = get_response(request)
        if request.htmx and response.status_code == 302:
            login = resolve_url(settings.LOGIN_URL)
            if urlsplit(response["Location"]).path == login:
                # Back to the page that is open, not to the fragment that was asked for.
                came_from = request.htmx.current_url_abs_path or "/"
                return HttpResponseClientRedirect(redirect_to_login(came_from, login).url)
        return response

    return middleware


def log_refusals(get_response):
    def middleware(request):
        response = get_response(request)
        if response.status_code in {400, 403, 429}:
            # The session, where the request came so far, knows the account without a query; the
            # path comes without what was typed.
            user = getattr(request, "session", {}).get(SESSION_KEY, "-")
            log.warning(
                "%s %s %s user=%s", response.status_code, request.method, request.path, user
            )
        return response

    return middleware


def private_unless_said_otherwise(get_response):
    """A view that forgets to say whom its page is for keeps it from caches and search engines."""

    def middleware(request):
        response = get_response(request)
        if not is_public(response):
            response.headers["Cache-Control"] = "private, no-store"
            # A page that no cache may keep can be listed all the same (roles/caching.py).
            response.headers.setdefault("X-Robots-Tag", "noindex")
        return response

    return middleware


def is_public(response):
    return "public" in response.get("Cache-Control", "")
