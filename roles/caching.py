from functools import wraps

from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.vary import vary_on_headers


def public_page(view):
    """Lets a cache between us and the reader keep the page, which is the same for everybody."""

    @wraps(view)
    @csrf_exempt  # it only reads, and so a POST learns that instead of being asked for a token
    @cache_control(public=True, max_age=0, s_maxage=30)
    @vary_on_headers("Accept-Encoding", "HX-Request")
    def page(request, *args, **kwargs):
        return view(request, *args, **kwargs)

    return page
