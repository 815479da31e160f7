from django.core.exceptions import BadRequest
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from quiz import taking
from quiz.access import own_attempt, put_aside_for
from quiz.forms import SoundsForm
from quiz.views.attempt import go, page_of, where_it_stands
from roles.models import Listing
from roles.routes import ways


@require_http_methods(["GET", "HEAD", "POST"])
@own_attempt
def result_detail(request, attempt):
    if not attempt.is_finished:
        return go(request, where_it_stands(attempt))
    if request.method == "POST":
        return say_how_it_sounds(request, attempt)
    pages, routes = public_pages()
    context = {
        "attempt": attempt,
        "version": attempt.version,
        "findings": attempt.findings,
        "pages": pages,
        "routes": routes,
        "late": put_aside_for(request).get("sounds_like_me"),
    }
    return render(request, "quiz/result_detail.html", context)


def public_pages():
    """The pages of roles by slug, and the ways into each."""
    rows = list(Listing.objects.current().with_roles())
    roles = {row.slug: row for row in rows if row.kind == "role"}
    routes = {}
    for way in ways((row for row in rows if row.kind == "route"), roles):
        routes.setdefault(way.target.slug, []).append(way.route)
    return roles, routes


def say_how_it_sounds(request, attempt):
    form = SoundsForm(request.POST)
    if not form.is_valid():
        raise BadRequest("not one of the answers")
    taking.describe(attempt, form.cleaned_data["sounds_like_me"])
    return HttpResponseRedirect(f"{page_of('result_detail', attempt)}#sounds-like-me", status=303)
