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
    """Lets a cache between us and the reader keep the page, which is the same for everybody."""

    @wraps(view)
    @csrf_exempt  # it only reads, and so a POST learns that instead of being asked for a token
    # What is corrected reaches everybody within half a minute. Browsers ask each time, and are
    # answered by the ETag when nothing has changed.
    @cache_control(public=True, max_age=0, s_maxage=30)
    # One address serves a page and its fragment, compressed or not.
    @vary_on_headers("Accept-Encoding", "HX-Request")
    def page(request, *args, **kwargs):
        return view(request, *args, **kwargs)

    return page


def public_page_without(name):
    """A public page, but where the address has something under a name like this: somebody typed
    that, and the answer is theirs. Nobody keeps or lists it, and where it leads to its address is
    not told.
    """

    def decorate(view):
        public = public_page(view)

        @wraps(public)
        def page(request, *args, **kwargs):
            # However it is written: somebody who errs has typed no less.
            if not any(name in each.lower() for each in request.GET):
                return public(request, *args, **kwargs)
            # What says nothing of caches and search engines is kept from both.
            response = view(request, *args, **kwargs)
            response.headers["Referrer-Policy"] = "no-referrer"
            return response

        return page

    return decorate
