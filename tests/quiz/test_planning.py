"""What is kept of a plan, whatever becomes of the steps, and of two plans that become one."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from quiz import planning
from quiz.models import Plan, PlannedStep
from quiz.plan import PlanStep, StepWords
from quiz.planning import StepChange
from quiz.taking import GoneError
from roles.publishing import withdraw
from tests.accounts.people import make_user, sign_in
from tests.factories import make_route, make_step, publish, publish_three_roles
from tests.properties import with_database
from tests.quiz.factories import publish_version
from tests.races import at_once, together

pytestmark = pytest.mark.django_db


def make_planned(*keys, route="route/way-in", **more):
    words = StepWords(title="Learn", part="Way in")
    return [PlanStep(route=route, step=key, words=words, **more) for key in keys]


def request_of(rf, user=None, session=None):
    request = rf.get("/plan/")
    request.user, request.session = user or AnonymousUser(), session or SessionStore()
    return request


def standing(plan):
    return {row.step: (row.state, row.note) for row in plan.steps.all()}


def tick(plan, **ticks):
    rows = {row.step: row.pk for row in plan.steps.all()}
    planning.save(plan, {rows[step]: each for step, each in ticks.items()})


def begin(rf, *keys, user=None, **ticks):
    request = request_of(rf, user)
    plan = planning.add(request, make_planned(*keys))
    tick(plan, **ticks)
    return request, plan


def test_a_step_taken_in_again_keeps_its_tick_its_note_and_its_name_in_calendars(rf):
    request, plan = begin(rf, "a", "b", a=StepChange(state="done", note="Told Ada."))
    before = plan.steps.get(step="a")

    planning.add(request, make_planned("c", "a"))

    after = plan.steps.get(step="a")
    assert standing(plan)["a"] == ("done", "Told Ada.")
    assert (after.pk, after.done_on, after.place) == (before.pk, before.done_on, before.place)
    assert [row.step for row in plan.steps.all()] == ["a", "b", "c"]


def test_a_step_that_an_advert_brings_too_still_says_what_the_result_said(rf):
    request = request_of(rf)
    planning.add(request, make_planned("a", said="I never did", asked="I owned one", role="pm"))

    plan = planning.add(request, make_planned("a", phrases=("the roadmap",)))

    row = plan.steps.get()
    assert (row.said, row.asked, row.role) == ("I never did", "I owned one", "pm")
    assert row.phrases == ["the roadmap"]


def test_a_plan_takes_no_steps_without_end(rf, monkeypatch):
    monkeypatch.setattr(planning, "MOST_STEPS", 2)
    request, plan = begin(rf, "a", "b")

    with pytest.raises(planning.FullPlanError):
        planning.add(request, make_planned("c"))
    planning.add(request, make_planned("b"))

    assert plan.steps.count() == 2


def test_a_day_is_kept_of_what_is_done_and_of_nothing_else(rf):
    _, plan = begin(rf, "a", a=StepChange(state="done"))
    assert plan.steps.get().done_on == planning.today()

    tick(plan, a=StepChange(state="doing"))

    assert plan.steps.get().done_on is None


# ---------------------------------------------------------------- edits of what is listed

KEYS = ["a", "b", "c", "d"]
STATES = ["open", "doing", "done", "skipped"]


@st.composite
def edits(draw):
    """A way in as editors leave it time after time: renamed, put in another order, without some
    steps, with them again."""
    return draw(
        st.lists(
            st.tuples(st.permutations(KEYS), st.integers(1, 4), st.sampled_from(["X", "Y", "Z"])),
            min_size=1,
            max_size=4,
        )
    )


def publish_way(keys, title):
    steps = tuple(make_step(key=key, title=f"{title} {key}") for key in keys)
    publish(make_route(steps=steps, name=f"{title} way"))


@pytest.mark.slow
@with_database
@given(edits=edits(), ticks=st.fixed_dictionaries({key: st.sampled_from(STATES) for key in KEYS}))
def test_no_tick_is_lost_by_renaming_moving_removing_and_readding_steps(rf, edits, ticks):
    if not Plan.objects.exists():
        publish_three_roles()
    publish_way(KEYS, "First")
    request = request_of(rf)
    route = planning.routes_named("way-in")[0]
    words = planning.words_of_route(route)
    steps = [PlanStep(route="route/way-in", step=key, words=words[key]) for key in KEYS]
    plan = planning.add(request, steps)
    tick(plan, **{key: StepChange(state=state, note=key) for key, state in ticks.items()})
    expected = {key: (state, key) for key, state in ticks.items()}

    for order, count, title in edits:
        publish_way(order[:count], title)
        rows = list(plan.steps.all())
        listed = planning.listed(rows)
        # What is listed is so by its newest words, and what went is still there.
        assert {step: words.title for (_, step), words in listed.items()} == {
            key: f"{title} {key}" for key in order[:count]
        }
        tick(plan)
        planning.add(request, [s for s in steps if s.step in order[:count]])
        assert standing(plan) == expected
    publish_way(KEYS, "Last")
    assert len(planning.listed(plan.steps.all())) == len(KEYS)
    assert standing(plan) == expected


def test_what_went_is_remembered_by_the_words_it_had_when_the_plan_was_last_written(rf):
    publish_three_roles()
    publish_way(["a"], "First")
    _, plan = begin(rf, "a")
    publish_way(["a"], "Second")
    tick(plan, a=StepChange(state="done"))

    publish_way(["b"], "Third")

    assert planning.listed(plan.steps.all()).keys() == {("route/way-in", "b")}
    assert plan.steps.get().title == "Second a"


def test_a_step_of_a_gap_is_listed_as_long_as_the_published_version_has_it(rf):
    version = publish_version()
    fact = version.definition.facts[0]
    request = request_of(rf)
    route = f"gap/{fact.key}"
    plan = planning.add(request, make_planned(fact.steps[0].key, "gone", route=route))

    assert planning.listed(plan.steps.all())[route, fact.steps[0].key].title == fact.steps[0].text
    assert (route, "gone") not in planning.listed(plan.steps.all())

    facts = (replace(fact, steps=()), *version.definition.facts[1:])
    publish_version(made=replace(version.definition, facts=facts))
    assert (route, fact.steps[0].key) not in planning.listed(plan.steps.all())


def test_a_way_into_a_role_that_is_withdrawn_is_listed_no_more(rf):
    publish_three_roles()
    publish(make_route())
    _, plan = begin(rf, "learn")
    assert planning.listed(plan.steps.all())

    withdraw("role", "product-manager")

    assert planning.listed(plan.steps.all()) == {}


# ---------------------------------------------------------------- a browser's plan and an account's


def test_sign_in_gives_the_account_the_plan_of_the_browser_once(client, rf):
    publish_three_roles()
    publish(make_route())
    client.post("/plan/route/way-in/", {"done": "learn"})
    user = make_user()

    sign_in(client)

    plan = Plan.objects.get()
    assert (plan.user, standing(plan)) == (user, {"learn": ("done", "")})
    assert planning.REMEMBERED not in client.session
    # A copy of the session that it came from finds nothing left to claim.
    late = request_of(rf, make_user(email="bob@example.org"))
    late.session[planning.REMEMBERED] = str(plan.pk)
    planning.claim(late, late.user)
    assert Plan.objects.get().user == user
    assert planning.plan_of(late) is None


def test_two_plans_become_one_by_route_and_step_and_done_wins(rf):
    user = make_user()
    _, own = begin(rf, "a", "b", user=user, a=StepChange(state="done"), b=StepChange(note="mine"))
    request, _ = begin(
        rf, "b", "c", "a", b=StepChange(state="done", note="yours"), c=StepChange(state="doing")
    )

    planning.claim(request, user)

    assert Plan.objects.get() == own
    assert standing(own) == {"a": ("done", ""), "b": ("done", "mine\nyours"), "c": ("doing", "")}
    assert [row.step for row in own.steps.all()] == ["a", "b", "c"]


def test_a_claim_of_a_plan_that_was_deleted_is_none(rf):
    user = make_user()
    request, _ = begin(rf, "a")
    Plan.objects.all().delete()

    planning.claim(request, user)

    assert not Plan.objects.exists()
    assert planning.REMEMBERED not in request.session


def claiming(rf, user, session):
    def claim():
        planning.claim(request_of(rf, user, session), user)

    return claim


def copied(session):
    again = SessionStore(session.session_key)
    again.update(dict(session))
    return again


ROUNDS = range(3)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_", ROUNDS)
def test_two_claims_of_one_plan_at_once_end_in_one(rf, _):
    ada, bob = make_user(), make_user(email="bob@example.org")
    request, plan = begin(rf, "a", "b", a=StepChange(state="done"))
    request.session.save()

    together(*(claiming(rf, user, copied(request.session)) for user in (ada, bob)))

    assert Plan.objects.get().user in (ada, bob)
    assert standing(plan) == {"a": ("done", ""), "b": ("open", "")}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_", ROUNDS)
def test_two_browsers_that_claim_for_one_account_at_once_end_in_one_plan(rf, _):
    user = make_user()
    one, _plan = begin(rf, "a", "b", a=StepChange(state="done"))
    other, _plan = begin(rf, "b", "c", b=StepChange(state="done"))
    for request in (one, other):
        request.session.save()

    together(*(claiming(rf, user, copied(each.session)) for each in (one, other)))

    plan = Plan.objects.get()
    assert plan.user == user
    assert standing(plan) == {"a": ("done", ""), "b": ("done", ""), "c": ("open", "")}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_", ROUNDS)
def test_a_plan_that_is_begun_twice_at_once_is_one(client, _):
    publish_three_roles()
    publish(make_route())
    # Something that a session remembers, as whoever has a result has.
    session = client.session
    session["begun"] = True
    session.save()
    client.cookies["sessionid"] = session.session_key
    two = [Client(), Client()]
    for each in two:
        each.cookies = client.cookies.copy()

    assert at_once(two, "/plan/route/way-in/", {"done": "learn"}, {}) == [303, 303]

    plan = Plan.objects.get()
    assert [row.step for row in plan.steps.all()] == ["learn"]
    assert client.session[planning.REMEMBERED] == str(plan.pk)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_", ROUNDS)
def test_a_tick_and_a_deletion_at_once_leave_all_or_nothing(rf, _):
    request, plan = begin(rf, "a")
    row = plan.steps.get()

    def save():
        try:
            planning.save(plan, {row.pk: StepChange(state="done")})
        except GoneError:
            return "gone"
        return "saved"

    assert together(save, lambda: planning.delete(request))[0] in ("gone", "saved")

    assert not Plan.objects.exists()
    assert not PlannedStep.objects.exists()


def test_a_tick_for_a_plan_that_is_being_deleted_is_told_that_it_is_gone(rf):
    _, plan = begin(rf, "a")
    Plan.objects.all().delete()

    with pytest.raises(GoneError):
        planning.save(plan, {})
    with pytest.raises(GoneError):
        planning.pace(plan, hours_a_week=2, starts_on=planning.today())


def test_nobody_begins_a_plan_in_an_account_that_is_gone(rf):
    user = make_user()
    request = request_of(rf, user)
    type(user).objects.filter(pk=user.pk).delete()

    with pytest.raises(GoneError):
        planning.add(request, make_planned("a"))

    assert not Plan.objects.exists()
