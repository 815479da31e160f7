from django.http import Http404, HttpResponse
from django.utils.http import http_date
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from roles.models import Picture

A_YEAR = 365 * 24 * 60 * 60


@csrf_exempt  # it only reads
@require_safe
# The address holds the digest: another picture has another address.
@cache_control(public=True, max_age=A_YEAR, immutable=True)
@vary_on_headers("Accept-Encoding")
def picture(request, kind, slug, digest):
    # Before its moment nobody is told of what waits.
    found = Picture.objects.of(kind, slug).drawn().shown().filter(digest=digest).first()
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.png), content_type="image/png")
    response["ETag"] = f'"{digest}"'
    response["Last-Modified"] = http_date(found.shown_from.timestamp())
    # Other sites may show it, which is what it is for.
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
