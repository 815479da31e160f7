"""What a person does with a plan, each step in one short transaction.

A plan is of an account, or of the session of a browser that remembers it. Nobody reaches one by an
address.
"""

import re
from dataclasses import dataclass

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from quiz.access import IN_FLIGHT
from quiz.models import Plan, PlannedStep, Version
from quiz.models.plan import today
from quiz.plan import GAP, ROUTE, SIGNAL, UNSAID, StepWords, united, words_in
from quiz.taking import GoneError, attempts_of, hold_account
from roles import decoding
from roles.models import Edition, Listing

REMEMBERED = "plan"
# More than all ways in and all that a result can ask for: only a robot sends more.
MOST_STEPS = 400
OF_A_STEP = re.compile(r"([0-9a-f]{32})-(done|stands|note|was|noted)")
# In characters: more than a person changes before a page is saved.
MOST_ASIDE = 2**15


class FullPlanError(Exception):
    """The plan takes no more steps."""


@dataclass(frozen=True)
class StepChange:
    """What changes of a step: None is left as it is."""

    state: str | None = None
    note: str | None = None

    @property
    def is_one(self):
        return (self.state, self.note) != (None, None)


def plan_of(request):
    """The person's plan with its steps; None where there is none."""
    mine = Plan.objects.of(request.user, request.session.get(REMEMBERED))
    plan = mine.with_steps().first()
    request.has_plan = plan is not None
    return plan


def mark(request, response):
    """Tells the scripts of pages for everybody whether there is a plan to ask for; no secret."""
    has_plan = getattr(request, "has_plan", None)
    if has_plan:
        response.set_cookie(
            settings.PLAN_COOKIE_NAME,
            "1",
            max_age=settings.SESSION_COOKIE_AGE,
            secure=bool(settings.SESSION_COOKIE_SECURE),
            samesite="Lax",
        )
    elif has_plan is False and settings.PLAN_COOKIE_NAME in request.COOKIES:
        response.delete_cookie(settings.PLAN_COOKIE_NAME, samesite="Lax")


def put_aside(request):
    """Keeps ticks and notes that came to no plan, to show them again where there is one; whether
    there are any."""
    late, room = {}, MOST_ASIDE
    for _key, fields in _changed_steps(request.POST):
        room -= sum(len(name) + len(value) for name, value in fields.items())
        # Whoever sends it is not signed in, and the session is read with every request.
        if room < 0:
            break
        late |= fields
    if late:
        # As quiz/access.py keeps answers: what counts is that the session says where they belong.
        request.session[IN_FLIGHT] = [reverse("plan_detail"), late]
    return bool(late)


def _changed_steps(sent):
    """The key and the fields of each step that differs from what its page had shown."""
    steps = {}
    for name, value in sent.items():
        if found := OF_A_STEP.fullmatch(name):
            steps.setdefault(found[1], {})[found[2]] = value
    for step, fields in steps.items():
        if _is_changed(**fields):
            yield step, {f"{step}-{field}": value for field, value in fields.items()}


def changed_keys(sent):
    """The keys of the steps of which that changes anything."""
    return {key for key, _fields in _changed_steps(sent)}


def _is_changed(*, done="", stands="", note="", was="", noted=""):
    is_ticked = bool(done) != (was == "done")
    return is_ticked or note != noted or (was != "done" and stands not in ("", was))


def shown_again(request):
    """The way back to the person's plan, which shows what was just sent; None where that is no
    change of it. For a form whose token is outdated, as quiz/access.py does it for answers."""
    page = reverse("plan_detail")
    if request.path != page or plan_of(request) is None or not put_aside(request):
        return None
    if request.htmx:
        return HttpResponseClientRedirect(page)
    return HttpResponseRedirect(page, status=303)


def is_put_aside(request):
    return request.session.get(IN_FLIGHT, ("",))[0] == reverse("plan_detail")


def put_aside_for(request):
    """What was put aside, as the form of a plan sends it; handed out once."""
    return request.session.pop(IN_FLIGHT)[1] if is_put_aside(request) else {}


def has_plan(user):
    return Plan.objects.of_user(user).exists()


def levels_of(request):
    """The person's levels by fact, as said last; empty where there is no result."""
    newest = attempts_of(request).finished().whole()
    attempt = newest.order_by("-finished_at", "pk").first()
    return levels_in(attempt) if attempt else {}


def levels_in(attempt):
    """What the person has said last of their background, by fact; empty where nothing."""
    background = attempt.background
    return background.levels if background else {}


def ways_of(attempt):
    """How the person stands with each way in; nothing where they have not said what they did."""
    background = attempt.background
    return background.readiness if background else ()


def has_said(attempt):
    return attempt.background is not None


@transaction.atomic
def add(request, steps, ticks=None):
    """Takes the steps into the person's plan, which begins here if need be: one that is in it
    already gets its newest words and keeps its tick. `ticks` are by identity.

    Raises FullPlanError, and GoneError where the account was deleted.
    """
    plan = _hold_own(request) or _begin(request)
    rows = {row.identity: row for row in plan.steps.all()}
    place = max((row.place for row in rows.values()), default=0)
    if len(rows.keys() | {step.identity for step in steps}) > MOST_STEPS:
        raise FullPlanError
    for number, step in enumerate(steps, place + 1):
        row = rows.get(step.identity) or PlannedStep(plan=plan, place=number)
        _take_over(row, step)
        _apply(row, (ticks or {}).get(step.identity, StepChange()))
        row.save()
    _touch(plan)
    request.has_plan = True
    return plan


def _take_over(row, step):
    row.route, row.step = step.identity
    row.words = step.words
    # What one source says of it is not lost where another brings the step again.
    for name in ("role", "said", "asked"):
        setattr(row, name, getattr(step, name) or getattr(row, name))
    row.phrases = list(dict.fromkeys([*row.phrases, *step.phrases]))


def _hold_own(request):
    """The person's plan, which nobody else changes before the transaction ends; None of none."""
    hold_account(request.user)
    pk = request.session.get(REMEMBERED)
    if not request.user.is_authenticated:
        pk = _hold_session(request) or pk
    return next(iter(Plan.objects.of(request.user, pk).hold()), None)


def _hold_session(request):
    """Which plan another tab of this browser has begun since this session was read."""
    held = Session.objects.select_for_update().filter(pk=request.session.session_key).first()
    found = held and held.get_decoded().get(REMEMBERED)
    if found:
        request.session[REMEMBERED] = found
    return found


def _begin(request):
    user = request.user if request.user.is_authenticated else None
    plan = Plan.objects.create(user=user)
    if user is None:
        request.session[REMEMBERED] = str(plan.pk)
        # While the session is held: who comes next finds the plan in it.
        if request.session.exists(request.session.session_key):
            request.session.save()
    return plan


def _touch(plan, **changes):
    Plan.objects.filter(pk=plan.pk).update(touched_at=timezone.now(), **changes)


def _hold(plan):
    """Lets nobody change or delete the plan before the transaction ends."""
    if not Plan.objects.filter(pk=plan.pk).hold():
        raise GoneError


@transaction.atomic
def save(plan, ticks):
    """Keeps what was ticked and noted, by the key of the planned step, and the words that hold now
    beside it. Raises GoneError when the plan was deleted."""
    _hold(plan)
    rows = list(plan.steps.all())
    words = listed(rows)
    for row in rows:
        before = _told(row)
        row.words = words.get(row.identity, row.words)
        _apply(row, ticks.get(row.pk, StepChange()))
        if _told(row) != before:
            row.save()
    _touch(plan)


def _told(row):
    return row.words, row.standing


def _apply(row, tick):
    if tick.note is not None:
        row.note = tick.note
    if tick.state is None or tick.state == row.state:
        return
    row.state = tick.state
    row.done_on = today() if tick.state == PlannedStep.State.DONE else None


@transaction.atomic
def pace(plan, *, hours_a_week, starts_on):
    """Keeps how much time there is, from when on."""
    _hold(plan)
    _touch(plan, hours_a_week=hours_a_week, starts_on=starts_on)


def delete(request):
    """Deletes the person's plan, if there is one."""
    Plan.objects.of(request.user, request.session.pop(REMEMBERED, None)).delete()
    request.has_plan = False


def claim(request, user):
    """Gives the account the plan that this browser began, once; where it has one, both become one:
    by route and step, and what is done wins."""
    pk = request.session.get(REMEMBERED)
    if pk is None:
        return
    with transaction.atomic():
        hold_account(user)
        held = Plan.objects.to_claim(user, pk).hold()
        own = next((plan for plan in held if plan.user_id), None)
        # None where it was deleted, or claimed by a copy of this session.
        found = next((plan for plan in held if plan.user_id is None), None)
        if found and own:
            _unite(own, found)
        elif found:
            _touch(found, user=user)
    del request.session[REMEMBERED]


def _unite(own, found):
    rows = {row.identity: row for row in own.steps.all()}
    place = max((row.place for row in rows.values()), default=0)
    for number, row in enumerate(found.steps.all(), place + 1):
        if mine := rows.get(row.identity):
            mine.standing = united(mine.standing, row.standing)
            _fill(mine, row)
            mine.save()
        else:
            row.plan, row.place = own, number
            row.save()
    _touch(own)
    Plan.objects.filter(pk=found.pk).delete()


def _fill(mine, other):
    for name in ("role", "said", "asked"):
        setattr(mine, name, getattr(mine, name) or getattr(other, name))
    mine.phrases = list(dict.fromkeys([*mine.phrases, *other.phrases]))


def listed(rows):
    """What these steps say now by identity, as far as they are listed: a step that is not in it
    went, and comes back with its tick."""
    places = {}
    for row in rows:
        kind, _, name = row.route.partition("/")
        places.setdefault(kind, set()).add(name)
    found = _of_routes(places[ROUTE]) if ROUTE in places else {}
    if GAP in places and (version := Version.objects.published().first()):
        found |= words_in(version.definition)
    return found | (_of_signals() if SIGNAL in places else {})


def _of_routes(slugs):
    routes = routes_named(*slugs)
    return {
        (f"{ROUTE}/{route.slug}", step): words
        for route in routes
        for step, words in words_of_route(route).items()
    }


def routes_named(*slugs):
    """The ways in that readers see: one into nothing that they see is no way."""
    routes = Edition.objects.current().of("route").named(*slugs).subjects()
    roles = Listing.objects.current().of("role").by_slug() if routes else {}
    return [route for route in routes if route.to_role in roles]


def words_of_route(route):
    return {
        step.key: StepWords(
            title=step.title,
            part=route.name,
            why=step.why,
            helps=step.resource,
            done_when=step.done_when,
            hours=(step.hours,) if step.hours else (),
            sources=step.sources,
        )
        for step in route.steps
    }


def _of_signals():
    book = decoding.phrase_book()
    signals = book.signals.signals if book else ()
    # As quiz/plan.py words them.
    return {
        (f"{SIGNAL}/{signal.key}", UNSAID): StepWords(title=name, part=name)
        for signal in signals
        for name in [signal.name[:1].upper() + signal.name[1:]]
    }
