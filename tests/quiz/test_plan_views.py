import re
from dataclasses import replace
from datetime import timedelta

import icalendar
import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.tidying import tidy
from quiz import planning, taking
from quiz.access import IN_FLIGHT
from quiz.definition import Action
from quiz.models import Attempt, Plan, PlannedStep
from quiz.models.plan import LONGEST_NOTE, UNCLAIMED_PLANS_FOR
from roles.publishing import withdraw
from tests.accounts.people import PASSWORD, make_user, sign_in
from tests.factories import (
    make_example_advert,
    make_route,
    make_signal,
    make_signals,
    make_step,
    publish,
    publish_three_roles,
)
from tests.pages import TOKEN, look_into, values_of, with_token, words
from tests.quiz.factories import (
    answer_all,
    make_attempt,
    make_definition,
    make_result,
    publish_version,
)
from tests.quiz.samples import starter

pytestmark = pytest.mark.django_db

STEPS = (
    make_step(
        key="depth",
        title="Weigh your depth",
        why="It is *more* technical.",
        resource="A list.",
        done_when="You know whether it is enough.",
        hours=8,
    ),
    make_step(key="outputs", title="Know the outputs", hours=4),
    make_step(key="stories", title="Collect stories"),
)


@pytest.fixture
def way():
    publish_three_roles()
    return publish(make_route(steps=STEPS))


def take_route(client, *done):
    return client.post("/plan/route/way-in/", {"done": done})


def plan_page(client):
    return look_into(client.get("/plan/"))


def form_of(page):
    return {name: each[-1] for name, each in values_of(page.select_one("#plan")).items()}


def name_of(step, field):
    return f"{PlannedStep.objects.get(step=step).pk.hex}-{field}"


def standing(step):
    row = PlannedStep.objects.get(step=step)
    return row.state, row.note


def save(client, sent, **fields):
    return client.post("/plan/", {**sent, **fields})


# ---------------------------------------------------------------- the page


def test_without_a_plan_the_page_says_how_to_begin_one(client):
    page = plan_page(client)

    assert "There is none yet in this browser" in words(page.main)
    assert [a["href"] for a in page.select("main li a")] == [
        "/quiz/history/",
        "/routes/",
        "/decode/",
    ]
    assert not Plan.objects.exists()


def test_a_plan_names_its_role_and_says_of_each_step_why_when_and_who_says_so(client, way):
    with time_machine.travel("2026-11-30T10:00:00Z", tick=False):
        take_route(client)
        page = plan_page(client)

    step = page.select_one(".plan-step")
    assert words(page.h1) == "To Product Manager"
    assert words(page.select_one("#kept [role=status]")) == "0 of 3 done"
    assert "about 3 weeks left at 4 hours a week, our estimate" in words(page.select_one("#kept"))
    assert "It is more technical." in words(step)
    assert "Done when You know whether it is enough." in words(step)
    assert "About 8 hours · by 14 December 2026" in words(step)
    assert step.select_one("a.cite")
    last = page.select(".plan-step")[-1]
    assert " · by" not in words(last)
    assert "For 1 step nobody can say how long it takes, so it has no day." in words(page.main)


def test_a_step_of_one_hour_is_of_one_hour(client):
    publish_three_roles()
    publish(make_route(steps=(make_step(hours=1),)))
    take_route(client)

    assert "About 1 hour ·" in words(plan_page(client).select_one(".plan-step"))


def test_the_pages_of_a_plan_are_kept_and_listed_by_nobody(client, way):
    take_route(client)

    for path in ("/plan/", "/plan/delete/", "/plan/route/way-in/", "/plan/calendar.ics", "/me/"):
        response = client.get(path)
        assert response["Cache-Control"] == "private, no-store", path
        assert response["X-Robots-Tag"] == "noindex", path


def test_a_plan_costs_as_many_queries_however_many_steps_it_has(
    client, django_assert_max_num_queries
):
    publish_three_roles()
    steps = tuple(make_step(key=f"s{number}", title=f"S {number}") for number in range(20))
    publish(make_route(steps=steps))
    take_route(client)

    with django_assert_max_num_queries(10):
        client.get("/plan/")


def test_a_plan_is_shown_to_nobody_else(client, way):
    take_route(client)

    assert "There is none yet" in words(plan_page(Client()).main)
    other = Client()
    other.force_login(make_user())
    assert "There is none yet" in words(plan_page(other).main)


# ---------------------------------------------------------------- ticks and notes


def test_ticks_and_notes_are_saved_by_the_form(client, way):
    take_route(client)
    sent = form_of(plan_page(client))

    response = save(
        client,
        sent,
        **{name_of("depth", "done"): "1", name_of("stories", "note"): "Ask Ada."},
        **{name_of("outputs", "stands"): "skipped"},
    )

    assert (response.status_code, response["Location"]) == (303, "/plan/")
    assert standing("depth") == ("done", "")
    assert standing("stories") == ("open", "Ask Ada.")
    assert standing("outputs") == ("skipped", "")
    page = plan_page(client)
    assert "Saved." in words(page.main)
    assert "1 of 2 done" in words(page.select_one("#kept"))
    assert "Done on" in words(page.select_one(".plan-step"))


def test_a_form_that_is_sent_twice_changes_nothing_more(client, way):
    take_route(client)
    sent = form_of(plan_page(client)) | {name_of("depth", "done"): "1"}

    before = [save(client, sent), standing("depth"), PlannedStep.objects.get(step="depth").done_on]
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        save(client, sent)

    row = PlannedStep.objects.get(step="depth")
    assert [(row.state, row.note), row.done_on] == before[1:]


def test_another_tab_that_was_opened_before_takes_no_tick_away(client, way):
    take_route(client)
    old = form_of(plan_page(client))
    save(client, old, **{name_of("depth", "done"): "1", name_of("depth", "note"): "Done it."})

    save(client, old, **{name_of("outputs", "done"): "1"})

    assert standing("depth") == ("done", "Done it.")
    assert standing("outputs") == ("done", "")


def test_a_tick_is_taken_back_by_who_has_seen_it(client, way):
    take_route(client, "depth")
    sent = form_of(plan_page(client))
    del sent[name_of("depth", "done")]

    save(client, sent)

    assert standing("depth") == ("open", "")


def test_two_notes_on_one_step_at_once_are_told_of_each_other(client, way):
    take_route(client)
    old = form_of(plan_page(client))
    save(client, old, **{name_of("depth", "note"): "First."})

    response = save(
        client, old, **{name_of("depth", "note"): "Second.", name_of("outputs", "done"): "1"}
    )

    page = look_into(response)
    assert response.status_code == 200
    assert "Meanwhile this note has become “First.” in another tab" in words(page.main)
    assert standing("depth") == ("open", "First.")
    # What was right is kept, and what was written is shown again to be saved over the other.
    assert standing("outputs") == ("done", "")
    save(client, form_of(page))
    assert standing("depth") == ("open", "Second.")


def test_a_note_that_is_too_long_is_shown_again_and_the_rest_is_kept(client, way):
    take_route(client)
    long = "x" * (LONGEST_NOTE + 1)

    response = save(
        client,
        form_of(plan_page(client)),
        **{name_of("depth", "note"): long, name_of("depth", "done"): "1"},
        **{name_of("outputs", "done"): "1"},
    )

    page = look_into(response)
    assert words(page.title).startswith("Error: ")
    assert f"room for {LONGEST_NOTE} characters; this one has {LONGEST_NOTE + 1}" in words(
        page.main
    )
    assert form_of(page)[name_of("depth", "note")] == long
    assert standing("outputs") == ("done", "")


def test_a_note_in_several_lines_is_no_change_when_it_is_sent_as_it_was(client, way):
    take_route(client)
    save(client, form_of(plan_page(client)), **{name_of("depth", "note"): "One.\r\nTwo."})
    sent = form_of(plan_page(client))

    save(client, {name: text.replace("\n", "\r\n") for name, text in sent.items()})

    assert standing("depth") == ("open", "One.\nTwo.")


def test_a_note_is_counted_and_kept_without_what_no_page_can_hold(client, way):
    take_route(client)
    # A browser sends each end of a line as two signs.
    full = ("a" * 27 + "\r\n") * 9 + "\x1b\x07" + "a" * 28

    save(client, form_of(plan_page(client)), **{name_of("depth", "note"): full})

    _state, note = standing("depth")
    assert len(note) == LONGEST_NOTE
    assert note == full.replace("\r\n", "\n").replace("\x1b\x07", "")
    sent = {name: text.replace("\n", "\r\n") for name, text in form_of(plan_page(client)).items()}
    assert save(client, sent, **{name_of("depth", "done"): "1"}).status_code == 303
    assert standing("depth") == ("done", note)


def test_a_tampered_state_is_refused(client, way):
    take_route(client)
    sent = form_of(plan_page(client))

    for field in ("stands", "was"):
        assert save(client, sent, **{name_of("depth", field): "won"}).status_code == 400
    assert standing("depth") == ("open", "")


def test_a_step_of_another_plan_is_ticked_by_nobody(client, way):
    take_route(client)
    other = Client()
    take_route(other)
    _mine, theirs = Plan.objects.order_by("begun_at")
    step = theirs.steps.get(step="depth").pk.hex

    client.post("/plan/", {f"{step}-was": "open", f"{step}-done": "1"})

    assert set(PlannedStep.objects.values_list("state", flat=True)) == {"open"}


def test_a_tick_by_htmx_gets_what_changes_of_the_page(client, way):
    take_route(client)
    sent = form_of(plan_page(client)) | {name_of("depth", "done"): "1"}

    response = client.post("/plan/", sent, headers={"HX-Request": "true"})

    text = response.content.decode()
    assert "<html" not in text
    assert "1 of 3 done" in text
    assert "Saved ✓" in text
    assert "HX-Request" in response["Vary"]
    # What it shows as stored is what a whole page shows.
    fragment = re.findall(r'name="(\w+-was)" value="(\w+)"', text)
    assert dict(fragment).items() <= form_of(plan_page(client)).items()


def test_hours_a_week_and_the_first_day_move_the_days(client, way):
    take_route(client)

    response = client.post("/plan/", {"pace": "1", "hours_a_week": "8", "starts_on": "2027-01-04"})

    assert response.status_code == 303
    assert "by 11 January 2027" in words(plan_page(client).main)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("hours_a_week", "0"),
        ("hours_a_week", "81"),
        ("hours_a_week", "x"),
        ("hours_a_week", "4_0"),
        ("hours_a_week", "٤"),
        ("hours_a_week", "4 0"),
        ("starts_on", "01/02/2027"),
        ("starts_on", "soon"),
        ("starts_on", "9999-12-31"),
        ("starts_on", "0001-01-01"),
    ],
)
def test_a_pace_that_is_none_is_shown_again(client, way, field, value):
    take_route(client)

    response = client.post(
        "/plan/", {"pace": "1", "hours_a_week": "4", "starts_on": "2027-01-04", field: value}
    )

    assert response.status_code == 200
    assert look_into(response).select(f".is-wrong [name={field}]")
    assert Plan.objects.get().hours_a_week == 4


# ---------------------------------------------------------------- what went


def test_a_step_that_went_stays_under_no_longer_listed_and_comes_back_with_its_tick(client, way):
    take_route(client, "depth")

    publish(make_route(steps=STEPS[1:]))
    page = plan_page(client)

    gone = page.select_one(".plan-gone")
    assert "Weigh your depth" in words(gone)
    assert gone.select_one("input[type=checkbox]").has_attr("checked")
    assert "0 of 2 done" in words(page.select_one("#kept"))
    publish(make_route(steps=(*STEPS[1:], replace(STEPS[0], title="Weigh it again"))))
    page = plan_page(client)
    assert not page.select_one(".plan-gone")
    assert "Weigh it again" in words(page.main)
    assert standing("depth") == ("done", "")


def test_a_plan_of_which_all_is_gone_still_shows_what_was_ticked(client, way):
    take_route(client, "depth")
    withdraw("route", "way-in")

    page = plan_page(client)

    assert "nothing is listed any more" in words(page.main)
    assert "0 of 0 done" in words(page.select_one("#kept"))
    assert client.get("/plan/route/way-in/").status_code == 404
    assert not page.select('a[href="/routes/way-in/"]')


# ---------------------------------------------------------------- a plan that is gone


def test_a_tick_for_a_plan_that_was_deleted_is_told_so(client, way):
    take_route(client)
    sent = form_of(plan_page(client)) | {name_of("depth", "done"): "1"}
    client.post("/plan/delete/")

    response = save(client, sent)

    assert response.status_code == 404
    assert words(look_into(response).h1) == "There is no plan here"
    assert not Plan.objects.exists()
    by_script = client.post("/plan/", sent, headers={"HX-Request": "true"})
    assert (by_script.status_code, by_script["HX-Redirect"]) == (404, "/plan/")


def test_what_is_ticked_after_the_session_has_ended_is_shown_again_after_sign_in(client, way):
    make_user()
    sign_in(client)
    take_route(client)
    sent = form_of(plan_page(client))
    ticked = {name_of("depth", "done"): "1", name_of("depth", "note"): "Not lost."}
    client.session.flush()

    response = save(client, sent, **ticked)

    assert response["Location"] == "/accounts/login/?next=/plan/"
    assert standing("depth") == ("open", "")
    sign_in(client)
    page = plan_page(client)
    assert "is not saved yet" in words(page.main)
    save(client, form_of(page))
    assert standing("depth") == ("done", "Not lost.")
    assert "is not saved yet" not in words(plan_page(client).main)


def test_of_what_comes_too_late_all_that_changes_is_shown_again_and_no_more_is_kept(client, way):
    make_user()
    sign_in(client)
    take_route(client, "outputs")
    sent = form_of(plan_page(client))
    # Longer than a note may be, which the page tells when it is shown again.
    ticked = {name_of("depth", "note"): "x" * 300, name_of("stories", "stands"): "doing"}
    client.session.flush()

    save(client, {f"{number:032x}-was": "open" for number in range(2_000)} | sent, **ticked)

    _page, late = client.session[IN_FLIGHT]
    assert {name.partition("-")[0] for name in late} == {
        name_of(step, "was").partition("-")[0] for step in ("depth", "stories")
    }
    sign_in(client)
    page = plan_page(client)
    assert form_of(page)[name_of("depth", "note")] == "x" * 300
    assert form_of(page)[name_of("stories", "stands")] == "doing"


def test_a_session_holds_no_more_than_a_person_ticks(client, way):
    sent = {f"{number:032x}-note": "x" * LONGEST_NOTE for number in range(1_000)}

    client.post("/plan/", sent)

    _page, late = client.session[IN_FLIGHT]
    assert 0 < len(str(late)) < 2**16


def test_a_tick_of_a_plan_that_another_has_taken_the_place_of_is_told_so(client, way):
    take_route(client)
    sent = form_of(plan_page(client)) | {name_of("depth", "done"): "1"}
    client.post("/plan/delete/")
    take_route(client)

    save(client, sent)

    assert standing("depth") == ("open", "")
    page = plan_page(client)
    assert "is in your plan no more" in words(page.main)
    assert "Saved." not in words(page.main)
    by_script = client.post("/plan/", sent, headers={"HX-Request": "true"})
    assert by_script["HX-Redirect"] == "/plan/"


@pytest.mark.parametrize("is_by_script", [True, False])
def test_a_tick_with_an_outdated_token_is_shown_again_with_a_new_one(way, is_by_script):
    client = Client(enforce_csrf_checks=True)
    own = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
    client.post(
        "/plan/route/way-in/",
        with_token(look_into(client.get("/plan/route/way-in/")).main.form),
        headers=own,
    )
    sent = form_of(plan_page(client)) | {name_of("depth", "done"): "1"}
    sent[TOKEN] = "x" * 64

    response = client.post(
        "/plan/", sent, headers=own | ({"hx-request": "true"} if is_by_script else {})
    )

    assert response["HX-Redirect" if is_by_script else "Location"] == "/plan/"
    assert standing("depth") == ("open", "")
    page = plan_page(client)
    assert "is not saved yet" in words(page.main)
    sent = with_token(page.select_one("#plan"))
    assert client.post("/plan/", sent, headers=own).status_code == 303
    assert standing("depth") == ("done", "")


def test_a_plan_is_deleted_after_a_question(client, way):
    take_route(client, "depth")
    assert "All 3 steps" in words(look_into(client.get("/plan/delete/")).main)

    response = client.post("/plan/delete/")

    assert response["Location"] == "/plan/"
    assert not Plan.objects.exists()
    assert response.cookies["plan"]["max-age"] == 0
    assert "no plan to delete" in words(look_into(client.get("/plan/delete/")).main)
    assert client.post("/plan/delete/").status_code == 303


# ---------------------------------------------------------------- where steps come from


def test_the_public_page_of_a_way_has_no_form_and_leads_to_the_one_that_ticks(client, way):
    page = look_into(client.get("/routes/way-in/"))

    assert not page.select("main form")
    assert page.select('a[href="/plan/route/way-in/"]')
    assert words(look_into(client.get("/plan/route/way-in/")).select_one("main button")) == (
        "Take it into my plan"
    )


def test_a_way_that_is_in_the_plan_is_ticked_there_too(client, way):
    take_route(client, "depth", "stories")
    page = look_into(client.get("/plan/route/way-in/"))
    ticked = [each["value"] for each in page.select("input[name=done][checked]")]

    client.post("/plan/route/way-in/", {"done": ["outputs", "stories"], "was_done": ticked})

    assert [standing(step)[0] for step in ("depth", "outputs", "stories")] == [
        "open",
        "done",
        "done",
    ]


def test_ticks_of_steps_that_went_meanwhile_are_left_out(client, way):
    response = take_route(client, "depth", "never-was", "x" * 1_000)

    assert response.status_code == 303
    assert PlannedStep.objects.count() == 3


def version_with_hours():
    """The starter, whose facts say where their steps lead and how long they take."""
    made = make_definition()
    facts = [
        replace(
            fact,
            steps=tuple(
                Action(
                    key=f"{fact.key}-{level}",
                    text=f"Get to level {level}.",
                    to=level,
                    hours=(level * 2, level * 4),
                    done_when="It shows.",
                )
                for level in (1, 2)
            ),
        )
        for fact in made.facts
    ]
    return publish_version(made=replace(made, facts=tuple(facts)))


def test_a_result_becomes_a_plan_of_what_is_missing_on_the_nearest_way(client):
    version_with_hours()
    publish_three_roles()
    attempt = make_result(client=client, background=0)

    response = client.post(f"/plan/from/{attempt.pk}/")

    assert (response.status_code, response["Location"]) == (303, "/plan/")
    rows = list(PlannedStep.objects.all())
    assert rows
    assert {row.role for row in rows} == set(attempt.result.score.leaders)
    page = plan_page(client)
    assert "You said “" in words(page.main)
    assert "asks for “" in words(page.main)
    assert "Our own suggestion" in words(page.main)


def test_the_plan_of_a_result_is_of_the_way_in_that_its_page_tells(client):
    # Two are ready: one that comes first, on which nothing is missing, and one of the role's name.
    levels = {"product": 2, "research": 1, "system_design": 1}
    facts = {fact.item: levels.get(fact.key, 0) for fact in starter().facts}
    publish_three_roles()
    attempt = make_attempt(client=client, answers=answer_all() | facts)
    taking.finish(attempt)
    told = look_into(client.get(f"/quiz/{attempt.pk}/result/")).select_one("#reach").parent

    client.post(f"/plan/from/{attempt.pk}/")

    assert "Product Manager" in words(told)
    assert "Associate" not in words(told)
    assert {row.route for row in PlannedStep.objects.all()} == {"gap/research"}


def test_making_the_plan_of_a_result_twice_changes_nothing(client):
    version_with_hours()
    attempt = make_result(client=client, background=0)
    client.post(f"/plan/from/{attempt.pk}/")
    PlannedStep.objects.update(state="done", done_on=timezone.now().date())
    before = set(PlannedStep.objects.values_list("pk", "state"))

    client.post(f"/plan/from/{attempt.pk}/")

    assert set(PlannedStep.objects.values_list("pk", "state")) == before


def test_the_page_before_asks_which_way_in(client):
    version_with_hours()
    attempt = make_result(client=client, background=0)
    page = look_into(client.get(f"/plan/from/{attempt.pk}/"))
    ways = [each["value"] for each in page.select("input[name=way]")]
    assert len(ways) > 2
    assert len(page.select("input[name=way][checked]")) == 1

    client.post(f"/plan/from/{attempt.pk}/", {"way": ways})

    roles = {row.role for row in PlannedStep.objects.all()}
    assert roles == {profile.role for profile in attempt.definition.profiles}
    assert client.post(f"/plan/from/{attempt.pk}/", {"way": "luck"}).status_code == 400


def test_where_nothing_is_missing_there_is_nothing_to_plan(client):
    version_with_hours()
    attempt = make_result(client=client, background=3)

    client.post(f"/plan/from/{attempt.pk}/")

    assert not Plan.objects.exists()
    page = look_into(client.get(f"/plan/from/{attempt.pk}/"))
    assert words(page.h1) == "Nothing is missing"
    assert "Nothing is missing on this way in" in words(page.main)
    assert page.main.select_one("a.button")["href"] == "/decode/"


def test_whoever_has_not_said_what_they_did_is_asked_first(client):
    version_with_hours()
    attempt = make_result(client=client, background=None)

    response = client.post(f"/plan/from/{attempt.pk}/")

    assert response["Location"] == f"/plan/from/{attempt.pk}/"
    assert words(look_into(client.get(response["Location"])).h1) == "Say what you have done first"
    assert not Plan.objects.exists()


def test_only_ones_own_finished_attempt_becomes_a_plan(client):
    version_with_hours()
    others, unfinished = make_result(background=0), make_attempt(client=client)

    assert client.post(f"/plan/from/{others.pk}/").status_code == 404
    response = client.post(f"/plan/from/{unfinished.pk}/")
    assert response["Location"] == f"/quiz/{unfinished.pk}/p01/"
    assert not Plan.objects.exists()


def test_an_advert_is_shown_before_it_is_kept_and_only_the_names_of_its_signals_are(client):
    version_with_hours()
    publish_three_roles()
    publish(
        make_signals(
            signals=(
                make_signal(key="roadmap", name="the roadmap"),
                make_signal(
                    key="sells",
                    name="sells",
                    product=0.0,
                    other=2.0,
                    phrases="sell things",
                ),
            ),
            examples=(make_example_advert(text="You own the roadmap. You sell things."),),
        )
    )
    stranger = Client(enforce_csrf_checks=True)
    sent = {"signal": ["roadmap", "sells", "never-was"], "role": "product-manager"}

    # The page of a decoded advert has no token, and nothing is kept by what it sends.
    response = stranger.post("/plan/advert/", sent)

    page = look_into(response)
    assert "It speaks of the roadmap." in words(page.main)
    assert not Plan.objects.exists()
    form = page.select_one("main form")
    chosen = values_of(form) | {"keep": "1"}
    assert "signal/sells unsaid" not in chosen["step"]
    assert stranger.post("/plan/advert/", {**chosen}).status_code == 403
    token = with_token(form)["csrfmiddlewaretoken"]
    stranger.post("/plan/advert/", {**chosen, "csrfmiddlewaretoken": token})
    rows = list(PlannedStep.objects.all())
    assert {row.route for row in rows} == {"gap/product"}
    assert all(row.phrases == ["the roadmap"] for row in rows)
    assert "An advert speaks of the roadmap." in words(plan_page(stranger).main)


def test_what_an_advert_speaks_of_and_no_source_tells_how_to_is_kept_as_that(client):
    publish_version()
    publish_three_roles()
    publish(make_signals(signals=(make_signal(key="sells", name="sells", product=0.0, other=2.0),)))

    client.post("/plan/advert/", {"signal": "sells", "keep": "1", "step": "signal/sells unsaid"})

    page = plan_page(client)
    assert "No source we read says how." in words(page.select_one(".plan-step"))
    assert words(page.h1) == "My plan"


def test_an_advert_that_speaks_of_nothing_gives_no_plan(client):
    publish_version()

    for sent in ({}, {"signal": "never-was"}, {"signal": "x", "keep": "1", "step": "a b"}):
        assert client.post("/plan/advert/", sent).status_code in (200, 303)
    assert client.post("/plan/advert/", {"role": "No Role"}).status_code == 400
    assert client.get("/plan/advert/").status_code == 200
    assert not Plan.objects.exists()


def test_a_network_that_begins_plans_without_end_is_told_to_wait(client, way, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "begin_plan": "1/m/ip"}
    cache.clear()
    take_route(client)

    response = take_route(Client())

    assert response.status_code == 429
    assert response["Retry-After"] == "60"
    # Whoever has a plan goes on.
    assert take_route(client, "depth").status_code == 303


# ---------------------------------------------------------------- the calendar file


def events(response):
    found = icalendar.Calendar.from_ical(response.content).events
    return {str(event["uid"]): event["dtstart"].dt for event in found}


def test_the_calendar_file_has_each_step_that_is_to_come_and_has_a_day(client, way):
    with time_machine.travel("2026-11-30T10:00:00Z", tick=False):
        take_route(client, "depth")
        response = client.get("/plan/calendar.ics")

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    row = PlannedStep.objects.get(step="outputs")
    assert {uid: day.isoformat() for uid, day in events(response).items()} == {
        f"{row.pk}@plan.careerguide": "2026-12-21"
    }


def test_a_day_has_the_same_name_in_every_file_also_after_sign_in(client, way):
    take_route(client)
    before = events(client.get("/plan/calendar.ics"))
    make_user()

    sign_in(client)
    client.post("/plan/", {"pace": "1", "hours_a_week": "1", "starts_on": "2027-03-01"})
    take_route(client)

    after = events(client.get("/plan/calendar.ics"))
    assert after.keys() == before.keys()
    assert after != before


def test_without_a_day_there_is_no_calendar_file_and_the_page_says_why(client, way):
    publish(make_route(steps=STEPS[2:]))
    take_route(client)
    assert not plan_page(client).select('a[href="/plan/calendar.ics"]')

    response = client.get("/plan/calendar.ics", follow=True)

    assert "No step that is still to do has a day" in words(look_into(response).main)
    assert Client().get("/plan/calendar.ics")["Location"] == "/plan/"


# ---------------------------------------------------------------- pages for everybody


def test_pages_for_everybody_are_the_same_with_and_without_a_plan(client, way):
    stranger = Client()
    pages = ("/", "/roles/product-manager/", "/routes/way-in/")
    before = [stranger.get(page).content for page in pages]
    take_route(client, "depth")

    assert [client.get(page).content for page in pages] == before


def test_the_private_fragment_tells_how_far_the_plan_is(client, way):
    assert client.get("/me/").status_code == 204
    take_route(client, "depth")

    answer = client.get("/me/?role=product-manager")

    assert words(look_into_fragment(answer)) == "My plan to Product Manager: 1 of 3 done"
    for other in ("/me/", "/me/?role=technical-program-manager", "/me/?role=chef", "/me/?role="):
        assert words(look_into_fragment(client.get(other))) == "My plan: 1 of 3 done"


def look_into_fragment(response):
    response.content = b"<!doctype html><title>Me</title>" + response.content
    return look_into(response).body


def test_scripts_are_told_that_there_is_a_plan_and_nothing_else(client, way):
    cookie = take_route(client).cookies["plan"]

    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("1", "", "Lax")


def test_signing_in_marks_a_browser_whose_account_has_a_plan_and_signing_out_unmarks_it(
    client, way
):
    make_user()
    sign_in(client)
    take_route(client)
    other = Client()

    assert sign_in(other).cookies["plan"].value == "1"
    assert other.post("/accounts/logout/").cookies["plan"]["max-age"] == 0
    assert Plan.objects.exists()


def test_whoever_has_no_plan_is_not_marked(client):
    make_user()

    assert "plan" not in sign_in(client).cookies
    assert "plan" not in client.get("/plan/").cookies


# ---------------------------------------------------------------- how long it is kept


def test_a_plan_that_nobody_claims_is_forgotten_after_14_days_without_a_change(client, way):
    take_route(client)
    now = timezone.now()

    tidy(now + UNCLAIMED_PLANS_FOR - timedelta(hours=1))
    assert Plan.objects.count() == 1
    counts = tidy(now + UNCLAIMED_PLANS_FOR + timedelta(hours=1))

    assert counts["plans"] == 1
    assert not PlannedStep.objects.exists()


def test_a_plan_of_an_account_is_not_forgotten(client, way):
    make_user()
    sign_in(client)
    take_route(client)

    tidy(timezone.now() + timedelta(days=400))

    assert Plan.objects.count() == 1


def test_a_plan_is_in_the_download_and_goes_with_the_account(client, way):
    user = make_user()
    sign_in(client)
    take_route(client, "depth")

    data = client.get("/accounts/data/").json()["plan"]

    assert [step["step"] for step in data["steps"]] == ["depth", "outputs", "stories"]
    assert (data["steps"][0]["state"], data["hours_a_week"]) == ("done", 4)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/delete/")
    assert not type(user).objects.filter(pk=user.pk).exists()
    assert not Plan.objects.exists()
    assert not Attempt.objects.exists()
    assert planning.REMEMBERED not in client.session
