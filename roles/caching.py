"""What a page says of itself to caches and search engines. One that says nothing is private."""

from functools import wraps

from django.http import QueryDict
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.vary import vary_on_headers

from roles.parameters import AMOUNT, known


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


def public_page(*reads):
    """Lets a cache between us and the reader keep the page, which is the same for everybody, and
    names the parameters of its address that it goes by. The view is handed no others, so that
    nobody makes a page that is kept say what its address does not ask.

    But where the address says an amount of pay: somebody typed that, and a cache would keep it with
    the address. Nobody keeps or lists the page then, and where it leads to its address is not told.
    """
    if reads and callable(reads[0]):
        return public_page()(*reads)

    def decorated(view):
        public = _kept(view)

        @wraps(view)
        @csrf_exempt  # it only reads, and so a POST learns that instead of being asked for a token
        def page(request, *args, **kwargs):
            if not any(AMOUNT in name.lower() for name in request.GET):
                keep_known(request, reads)
                return public(request, *args, **kwargs)
            # What says nothing of caches and search engines is kept from both.
            response = view(request, *args, **kwargs)
            response.headers["Referrer-Policy"] = "no-referrer"
            return response

        # For careerguide/page_cache.py.
        page.reads = reads
        return page

    return decorated


def keep_known(request, reads):
    """Takes from the address of the request what the page does not read."""
    query = known(request.META.get("QUERY_STRING", ""), reads)
    if query is not None and query != request.META.get("QUERY_STRING", ""):
        request.META["QUERY_STRING"] = query
        request.GET = QueryDict(query)


def _kept(view):
    # What is corrected reaches everybody within half a minute. Browsers ask each time, and are
    # answered by the ETag when nothing has changed.
    kept = cache_control(public=True, max_age=0, s_maxage=30)(view)
    # One address serves a page and its fragment, compressed or not.
    return vary_on_headers("Accept-Encoding", "HX-Request")(kept)
