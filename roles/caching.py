"""What a page says of itself to caches and search engines. One that says nothing is private."""

from functools import wraps

from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.vary import vary_on_headers


def private_but_indexed(view):
    """Lets search engines list the page, which caches must not keep: it differs from person to
    person, or sets a cookie."""

    @wraps(view)
    def page(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        # Said aloud: the middleware lists nothing that says nothing.
        response.headers["X-Robots-Tag"] = "all"
        return response

    return page


def public_page(view):
    """Lets a cache between us and the reader keep the page, which is the same for everybody.

    But where the address says an amount of pay: somebody typed that, and a cache would keep it with
    the address. Nobody keeps or lists the page then, and where it leads to its address is not told.
    """
    public = _kept(view)

    @wraps(view)
    @csrf_exempt  # it only reads, and so a POST learns that instead of being asked for a token
    def page(request, *args, **kwargs):
        # However it is written: somebody who errs has typed no less.
        if not any("amount" in name.lower() for name in request.GET):
            return public(request, *args, **kwargs)
        # What says nothing of caches and search engines is kept from both.
        response = view(request, *args, **kwargs)
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return page


def _kept(view):
    # What is corrected reaches everybody within half a minute. Browsers ask each time, and are
    # answered by the ETag when nothing has changed.
    kept = cache_control(public=True, max_age=0, s_maxage=30)(view)
    # One address serves a page and its fragment, compressed or not.
    return vary_on_headers("Accept-Encoding", "HX-Request")(kept)
