"""Whole pages for everybody, in the memory of the process, as they are sent.

It stands before all other middleware. What it answers has passed all of it once: a page is made
without encoding, kept with its headers, and compressed when it is first asked for so. What may
be of one person, or was refused, goes on as if there were no cache.
"""

from functools import lru_cache, partial
from http import HTTPStatus
from time import monotonic

import brotli
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import Error, connection
from django.http import HttpResponse, HttpResponseNotModified
from django.middleware.gzip import GZipMiddleware
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe
from django.utils.text import compress_string

from careerguide.known_version import KnownVersion
from careerguide.middleware import BROTLI, SHORT, is_public, is_worth_brotli
from careerguide.page_keys import PageKey, encoding_for
from careerguide.page_store import Kept, PageStore
from roles.models import ContentVersion
from roles.models.content_version import next_due
from roles.parameters import has_amount, known

# As its views say, and nothing else makes one page another.
VARIES = {"Accept-Encoding", "HX-Request"}
# These are put aside while the page is made, for all encodings and whatever the reader has.
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
OF_ONE_READER = ("HTTP_ACCEPT_ENCODING", *CONDITIONS)
# Of a request that is for others to answer.
OF_OTHERS = ("CONTENT_LENGTH", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
# Of a body, and of what a view says of it: an answer without one goes without.
OF_BODY = {
    "Content-Disposition",
    "Content-Language",
    "Content-Length",
    "Content-Type",
    "HX-Push-Url",
    "X-Ignored",
    "X-Most-Rows",
    "X-Robots-Tag",
}


def unlogged(ask):
    """Asks past Django's log of queries: it is the process that asks, not the page."""

    def asked(*args):
        was_logged, connection.force_debug_cursor = connection.force_debug_cursor, False
        try:
            return ask(*args)
        finally:
            connection.force_debug_cursor = was_logged

    return asked


pages = PageStore(settings.PAGES_BYTES)
version = KnownVersion(
    unlogged(ContentVersion.objects.now),
    unlogged(next_due),
    now=timezone.now,
    seconds=monotonic,
    every=settings.CONTENT_ASKED_EVERY,
    outlives=settings.PAGES_OUTLIVE_DATABASE,
    outages=(Error,),
)


def forget():
    """As if the process had just begun."""
    pages.clear()
    version.forget()
    reads_of.cache_clear()


class PageCache:
    def __init__(self, get_response):
        self.get_response = get_response
        self.gzip = GZipMiddleware(get_response)

    def __call__(self, request):
        key = key_of(request)
        current = key and version.current()
        if not current:
            return self.get_response(request)
        page = found(current, key) or self.made(request, current, key)
        return answer(request, page) if isinstance(page, Kept) else page

    def made(self, request, current, key):
        """The page, made anew; or the response, where it is not one for everybody."""
        response = self.rendered(request)
        if not is_whole_and_public(response):
            return self.gzip.process_response(request, response)
        plain = Kept(response.content, tuple(response.items()))
        page = encoded(plain, key.encoding)
        # A HEAD is answered by what there is, but need not have made a body.
        if request.method == "GET" and is_for_everybody(request, response):
            pages.put(current, key._replace(encoding=""), plain)
            pages.put(current, key, page)
        return page

    def rendered(self, request):
        """What the reader has and takes is put aside meanwhile; of a form's token there is a sign
        only where it is made anew."""
        aside = {name: request.META.pop(name) for name in OF_ONE_READER if name in request.META}
        token = request.COOKIES.pop(settings.CSRF_COOKIE_NAME, None)
        try:
            return self.get_response(request)
        finally:
            request.META.update(aside)
            if token is not None:
                request.COOKIES[settings.CSRF_COOKIE_NAME] = token


def key_of(request):
    """None where somebody else has to answer."""
    meta = request.META
    if request.method not in ("GET", "HEAD") or any(map(meta.get, OF_OTHERS)):
        return None
    if getattr(request, "is_unreadable", False) or is_led_to_https(request):
        return None
    query = meta.get("QUERY_STRING", "")
    reads = reads_of(request.path_info)
    if reads is None or (query and has_amount(query)):
        return None
    query = known(query, reads)
    try:
        origin = f"{request.scheme}://{request.get_host()}"
    except DisallowedHost:
        return None
    is_fragment = meta.get("HTTP_HX_REQUEST") == "true"
    encoding = encoding_for(meta.get("HTTP_ACCEPT_ENCODING", ""))
    return None if query is None else PageKey(origin, request.path, query, is_fragment, encoding)


def is_led_to_https(request):
    return settings.SECURE_SSL_REDIRECT and not request.is_secure()


@lru_cache(maxsize=4096)
def reads_of(path):
    """The parameters that the page at the path reads; None where it is not one for everybody."""
    try:
        return getattr(resolve(path).func, "reads", None)
    except Resolver404:
        return None


def found(current, key):
    """The page as it is kept, or made of the one without encoding."""
    page = pages.get(current, key)
    if page or not key.encoding:
        return page
    plain = pages.get(current, key._replace(encoding=""))
    if plain:
        page = encoded(plain, key.encoding)
        pages.put(current, key, page)
    return page


def is_whole_and_public(response):
    return response.status_code == 200 and not response.streaming and is_public(response)


def is_for_everybody(request, response):
    """Whether nobody was looked at to make it, and nothing else is known that it depends on."""
    varies = {name.strip() for name in response.get("Vary", "").split(",")}
    is_asked = getattr(getattr(request, "session", None), "accessed", False)
    has_token = request.META.get("CSRF_COOKIE_NEEDS_UPDATE", False)
    return varies <= VARIES and not (response.cookies or is_asked or has_token)


def encoded(page, encoding):
    compress = {"br": partial(brotli.compress, **BROTLI), "gzip": compress_string}.get(encoding)
    if compress is None or not is_worth(page, encoding):
        return page
    body = compress(page.body)
    if len(body) >= len(page.body):
        return page
    headers = dict(page.headers) | {"Content-Encoding": encoding, "Content-Length": str(len(body))}
    # That of the page itself stands for its bytes alone.
    if headers.get("ETag", "").startswith('"'):
        headers["ETag"] = f"W/{headers['ETag']}"
    return Kept(body, tuple(headers.items()))


def is_worth(page, encoding):
    if encoding == "gzip":
        return len(page.body) >= SHORT
    return is_worth_brotli(HttpResponse(page.body, headers=dict(page.headers)))


def answer(request, page):
    headers = dict(page.headers)
    if any(name in request.META for name in CONDITIONS) and is_known(request, headers):
        return HttpResponseNotModified(
            headers={name: value for name, value in headers.items() if name not in OF_BODY}
        )
    return HttpResponse(page.body, headers=headers)


def is_known(request, headers):
    """Whether the reader has the page already."""
    moment = headers.get("Last-Modified")
    moment = moment and parse_http_date_safe(moment)
    response = get_conditional_response(request, headers.get("ETag"), moment)
    return response is not None and response.status_code == HTTPStatus.NOT_MODIFIED
