"""Where the steps of a plan come from: a result, a way in, a decoded advert."""

from functools import wraps

from allauth.core import ratelimit
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods
from redis.exceptions import RedisError

from quiz import planning
from quiz.access import own_attempt
from quiz.forms import AdvertForm, RouteTicksForm
from quiz.models import Version
from quiz.plan import (
    ROUTE,
    UNSAID,
    PlanStep,
    steps_of_gaps,
    steps_of_signals,
)
from quiz.readiness import nearest
from quiz.views.attempt import go, where_it_stands
from quiz.views.plan import of_the_plan
from roles import decoding
from roles.models import Edition, Listing

FULL = "Your plan has as many steps as it can hold, so nothing was added."
NOTHING_MISSING = "Nothing is missing on this way in, so there is no step to take."


def within_limit(view):
    """Lets nobody begin plans without end."""

    @wraps(view)
    def page(request, *args, **kwargs):
        is_sent = request.method == "POST"
        if is_sent and not planning.plan_of(request) and not may_begin(request):
            response = render(request, "quiz/plan_limit.html", status=429)
            # The shorter of the two limits: see ACCOUNT_RATE_LIMITS.
            response.headers["Retry-After"] = "60"
            return response
        return view(request, *args, **kwargs)

    return page


def may_begin(request):
    try:
        return ratelimit.consume(request, action="begin_plan")
    except RedisError:
        # Without the cache nobody is counted, and nothing of a plan needs it.
        return True


def take_in(request, steps, ticks=None):
    """Takes the steps into the plan and leads there."""
    try:
        planning.add(request, steps, ticks)
    except planning.FullPlanError:
        messages.error(request, FULL)
    return HttpResponseRedirect(reverse("plan_detail"), status=303)


# ---------------------------------------------------------------- a result


@require_http_methods(["GET", "HEAD", "POST"])
@of_the_plan
@own_attempt
@within_limit
def plan_from_result(request, attempt):
    if not attempt.is_finished:
        return go(request, where_it_stands(attempt))
    ways = list(ways_with_names(attempt))
    if request.method != "POST":
        chosen = {way.route for way in usual_ways(attempt)}
        context = {
            "attempt": attempt,
            "ways": ways,
            "chosen": chosen,
            "has_said": planning.has_said(attempt),
        }
        return render(request, "quiz/plan_from_result.html", context)
    steps = steps_of(attempt, asked_ways(request, attempt))
    if steps:
        return take_in(request, steps)
    if planning.has_said(attempt):
        messages.info(request, NOTHING_MISSING)
    return HttpResponseRedirect(request.path, status=303)


def ways_with_names(attempt):
    """Each way in on which something is missing, by its name."""
    names = {route.key: route.name for route in attempt.definition.routes}
    for way in planning.ways_of(attempt):
        if way.gaps:
            yield way, names.get(way.route, way.route)


def usual_ways(attempt):
    """The ways in that the result tells first; where it tells none, the nearest of all. Of one on
    which nothing is missing there is nothing to plan."""
    ways = [way for way in planning.ways_of(attempt) if way.gaps]
    told = [role.nearest.route.key for role in attempt.findings.reachable]
    if not told and (near := nearest(ways)):
        told = [near.route]
    return [way for way in ways if way.route in told]


def asked_ways(request, attempt):
    asked = request.POST.getlist("way")
    if not asked:
        return usual_ways(attempt)
    ways = {way.route: way for way in planning.ways_of(attempt)}
    if not ways.keys() >= set(asked):
        raise BadRequest("no way in of this result")
    return [ways[key] for key in dict.fromkeys(asked)]


def steps_of(attempt, ways):
    """By the newest version's words, which the plan is read by from then on."""
    newest = Version.objects.published().first()
    definition = newest.definition if newest else attempt.definition
    steps = [step for way in ways for step in steps_of_gaps(definition, way.role, way.gaps)]
    # Of two ways in that ask for the same, the first names it.
    return list({step.identity: step for step in reversed(steps)}.values())[::-1]


# ---------------------------------------------------------------- a way in


@require_http_methods(["GET", "HEAD", "POST"])
@of_the_plan
@within_limit
def plan_route(request, slug):
    route = next(iter(planning.routes_named(slug)), None)
    if route is None:
        raise Http404
    words = planning.words_of_route(route)
    if request.method == "POST":
        return tick_route(request, route, words)
    plan = planning.plan_of(request)
    planned = plan.steps.all() if plan else ()
    rows = {row.step: row for row in planned if row.route == f"{ROUTE}/{slug}"}
    context = {
        "route": route,
        "target": next(iter(Edition.objects.current().roles_in_order([route.to_role])), None),
        "steps": [(key, found, rows.get(key)) for key, found in words.items()],
        "gone": [row for key, row in rows.items() if key not in words],
        "is_in": bool(rows),
    }
    return render(request, "quiz/plan_route.html", context)


def tick_route(request, route, words):
    form = RouteTicksForm(request.POST)
    name = f"{ROUTE}/{route.slug}"
    steps = [
        PlanStep(route=name, step=key, words=found, role=route.to_role)
        for key, found in words.items()
    ]
    return take_in(request, steps, {(name, key): tick for key, tick in form.ticks(words).items()})


# ---------------------------------------------------------------- an advert


# The page of a decoded advert sets no cookie and so has no token. What it sends is shown here and
# changes nothing; what is then kept has one.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@of_the_plan
def plan_advert(request):
    form = AdvertForm(request.POST)
    if request.method != "POST":
        return render(request, "quiz/plan_advert.html", {"is_empty": True})
    if not form.is_valid():
        raise BadRequest("no role")
    steps = steps_from(request, form.cleaned_data["role"])
    if form.cleaned_data["keep"]:
        return keep_steps(request, steps)
    return render(request, "quiz/plan_advert.html", context_of(request, steps, form))


def steps_from(request, role):
    """What follows from the signals that were sent; keys that are none are left out."""
    book = decoding.phrase_book()
    sent = dict.fromkeys(request.POST.getlist("signal"))
    signals = [book.by_key[key] for key in sent if key in book.by_key] if book else []
    version = Version.objects.published().first()
    levels = planning.levels_of(request)
    return steps_of_signals(version and version.definition, signals, levels, role)


def context_of(request, steps, form):
    slug = form.cleaned_data["role"]
    return {
        "role": Listing.objects.current().of("role").named(slug).first() if slug else None,
        "signals": list(dict.fromkeys(request.POST.getlist("signal"))),
        "told": [step for step in steps if step.step != UNSAID],
        "untold": [step for step in steps if step.step == UNSAID],
    }


@csrf_protect
@within_limit
def keep_steps(request, steps):
    asked = set(request.POST.getlist("step"))
    chosen = [step for step in steps if " ".join(step.identity) in asked]
    if chosen:
        return take_in(request, chosen)
    messages.info(request, "No step was chosen, so nothing was added to your plan.")
    return HttpResponseRedirect(reverse("plan_detail"), status=303)
