import re
import sys

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import capfirst
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from accounts.unsaved import is_from_here, is_of_the_admin
from careerguide.outages import is_outage
from careerguide.ready import reason
from quiz import planning
from quiz.access import filled_in_again

RETRY_AFTER = "30"
# Signs of a text without a space, in a language that has none, or of an address.
LONG = 20
TOKEN = "csrfmiddlewaretoken"  # noqa: S105
ROW = re.compile(r"(?P<list>\w+)-(?P<row>\d{1,4})-(?P<field>\w+)")
SECRET = re.compile("password|passwd|code|token|secret", re.IGNORECASE)


# It only reads, and so a POST learns that instead of being asked for a token.
@csrf_exempt
@require_safe
@never_cache
def live(request):
    return HttpResponse("ok", content_type="text/plain")


@csrf_exempt
@require_safe
@never_cache
def ready(request):
    why_not = reason()
    status = 503 if why_not else 200
    return HttpResponse(why_not or "ok", status=status, content_type="text/plain")


@csrf_exempt
@require_safe
@cache_control(public=True, max_age=24 * 60 * 60)
def favicon(request):
    """Where browsers ask when a page names no icon, as an error page does."""
    return redirect(static("icons/careerguide.svg"))


def bad_request(request, exception=None):
    # Without the request: what is wrong with it may be its host or its cookies.
    return HttpResponse(render_to_string("400.html"), status=400)


def permission_denied(request, exception=None):
    return render(request, "403.html", status=403)


def csrf_failure(request, reason=""):
    # Of another site nobody has written it, and it might say anything.
    if not is_from_here(request):
        return render(request, "403_csrf.html", status=403)
    if back := filled_in_again(request) or planning.shown_again(request):
        return back
    fields = fields_to_send_again(request)
    texts = list(typed_texts(request))
    context = {
        "is_ours": True,
        "texts": texts,
        "fields": fields,
        "form_of_staff": came_from(request),
    }
    return render(request, "403_csrf.html", context, status=403)


def page_not_found(request, exception=None):
    return render(request, "404.html", status=404)


def too_many_requests(request):
    response = render(request, "429.html", status=429)
    # As long as allauth counts failed sign-ins of one account.
    response.headers["Retry-After"] = "300"
    return response


def server_error(request):
    if is_outage(sys.exc_info()[1]):
        return unavailable(request)
    # Without the request, whose session or account may be what failed.
    return HttpResponse(render_to_string("500.html"), status=500)


def typed_texts(request):
    """What a person wrote, each with the name of its field, to be given back; words alone, and
    nothing of a field for a secret."""
    for name, texts in request.POST.lists():
        # The buttons of the admin begin with a line.
        if not SECRET.search(name) and not name.startswith("_"):
            words = (text for text in texts if len(text.split()) > 1 or len(text.strip()) > LONG)
            yield from ((label_of(name), text) for text in words)


def label_of(name):
    """“points-0-why_not” is “Why not (points 1)”."""
    listed = ROW.fullmatch(name)
    field = capfirst((listed["field"] if listed else name).replace("_", " "))
    return (
        f"{field} ({listed['list'].replace('_', ' ')} {int(listed['row']) + 1})"
        if listed
        else field
    )


def came_from(request):
    """Where the form of the staff stands that was sent; empty for those of readers."""
    if not is_of_the_admin(request):
        return ""
    page = request.headers.get("Referer", "")
    is_own = url_has_allowed_host_and_scheme(page, {request.get_host()})
    return page if is_own else request.get_full_path()


def fields_to_send_again(request):
    """All that a form was sent with, by name; None where something in it is shown to nobody."""
    fields = [(name, texts) for name, texts in request.POST.lists() if name != TOKEN]
    if any(SECRET.search(name) for name, _ in fields):
        return None
    return [(name, text) for name, texts in fields for text in texts]


def unavailable(request):
    context = {"texts": list(typed_texts(request))}
    response = HttpResponse(render_to_string("503.html", context), status=503)
    response.headers["Retry-After"] = RETRY_AFTER
    # Where a middleware failed, the one that keeps pages private has not run.
    response.headers["Cache-Control"] = "no-store"
    return response
