from django.core.exceptions import BadRequest
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from quiz import taking
from quiz.access import own_attempt, put_aside_for
from quiz.forms import SoundsForm
from quiz.paths import ways_in
from quiz.phrases import phrase
from quiz.views.attempt import go, page_of, where_it_stands
from roles.addresses import comparison_address_of
from roles.models import Listing
from roles.routes import ways


@require_http_methods(["GET", "HEAD", "POST"])
@own_attempt
def result_detail(request, attempt):
    if not attempt.is_finished:
        return go(request, where_it_stands(attempt))
    if request.method == "POST":
        return say_how_it_sounds(request, attempt)
    share = attempt.live_share
    context = {
        "attempt": attempt,
        "version": attempt.version,
        "late": put_aside_for(request).get("sounds_like_me"),
        "address": share and request.build_absolute_uri(share.get_absolute_url()),
        "older_backgrounds": [
            (older.as_of, ways_in(attempt.definition, older.readiness))
            for older in attempt.older_backgrounds
        ],
        **told(attempt.findings, attempt.definition),
    }
    return render(request, "quiz/result_detail.html", context)


def told(findings, definition):
    """What the page of a result is told besides whose it is."""
    pages, routes = public_pages()
    compared = [pages[slug] for slug in findings.compared if slug in pages]
    return {
        "findings": findings,
        "always": phrase(definition, "readiness.always"),
        "pages": pages,
        "routes": routes,
        "compared": compared,
        "compare": comparison_address_of(compared),
    }


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
