from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.definition import Action
from quiz.plan import (
    FURTHEST,
    STRONGEST,
    UNSAID,
    PlanProgress,
    StepHours,
    StepStanding,
    due_dates,
    fact_of,
    needed_levels,
    progress,
    steps_of_gaps,
    steps_of_signals,
    united,
    weeks_left,
    words_in,
)
from quiz.readiness import LevelGap, readiness
from tests.factories import make_signal
from tests.quiz.samples import PM, TPGM, seeded, starter

TAKERS = 2_000
MONDAY = date(2026, 11, 30)


def make_action(key, to=None, **more):
    return Action(key=key, text=f"Do {key}.", to=to, **more)


def with_actions(**actions):
    """The starter, whose facts have these actions alone."""
    facts = [replace(fact, steps=actions.get(fact.key, ())) for fact in starter().facts]
    return replace(starter(), facts=tuple(facts))


def make_gap(*, fact="product", level=0, needed=2, kind="must"):
    missing = needed - (level or 0)
    return LevelGap(
        requirement=fact, kind=kind, fact=fact, level=level, needed=needed, missing=missing
    )


def keys(steps):
    return [step.step for step in steps]


def chance_of_actions(chance):
    """Some facts have actions towards some levels, with or without the level that they lead to."""
    return {
        fact.key: tuple(
            make_action(f"{fact.key}-{number}", to=chance.choice([None, 1, 2, 3]))
            for number in range(chance.randrange(4))
        )
        for fact in starter().facts
    }


def simulated_takers():
    """What each has done, and a version by which it is looked at."""
    chance = seeded("takers")
    versions = [starter(), *(with_actions(**chance_of_actions(chance)) for _ in range(30))]
    for _ in range(TAKERS):
        levels = {fact.key: chance.choice([None, 0, 1, 2, 3]) for fact in starter().facts}
        yield chance.choice(versions), levels


def test_each_gap_of_2000_takers_gets_a_step_or_is_told_to_have_none_and_no_met_fact_does():
    told = Counter()
    for definition, levels in simulated_takers():
        facts = {fact.key: fact for fact in definition.facts}
        for way in readiness(definition, levels):
            steps = steps_of_gaps(definition, way.role, way.gaps)
            for gap in way.gaps:
                own = [step for step in steps if step.route == f"gap/{gap.fact}"]
                assert own, (gap, levels)
                leads = [
                    action.key
                    for action in facts[gap.fact].steps
                    if action.to is None or (levels[gap.fact] or 0) < action.to <= gap.needed
                ]
                assert {UNSAID} <= set(keys(own)) if not leads else set(leads) <= set(keys(own))
                told[bool(leads)] += 1
            assert {step.route for step in steps} == {f"gap/{gap.fact}" for gap in way.gaps}
    # Both happen, or nothing is shown by it.
    assert min(told[True], told[False]) > TAKERS / 4


def test_what_is_needed_comes_before_what_helps_and_the_largest_gap_first():
    definition = with_actions(
        **{key: (make_action(key),) for key in ("product", "research", "domain")}
    )
    gaps = [
        make_gap(fact="domain", needed=3, kind="helps"),
        make_gap(fact="research", level=1, needed=2),
        make_gap(fact="product", needed=2),
    ]

    assert keys(steps_of_gaps(definition, PM, gaps)) == ["product", "research", "domain"]


def test_only_what_leads_beyond_the_own_level_and_not_beyond_the_needed_one_is_a_step():
    actions = tuple(make_action(f"to-{level}", to=level) for level in (1, 2, 3))
    definition = with_actions(product=actions)

    assert keys(steps_of_gaps(definition, PM, [make_gap(level=1, needed=2)])) == ["to-2"]
    assert keys(steps_of_gaps(definition, PM, [make_gap(level=None, needed=2)])) == ["to-1", "to-2"]


def test_a_fact_that_is_asked_for_twice_gives_each_step_once():
    definition = with_actions(research=(make_action("a", to=1), make_action("b", to=2)))
    gaps = [make_gap(fact="research", needed=1), make_gap(fact="research", kind="helps")]

    assert keys(steps_of_gaps(definition, PM, gaps)) == ["a", "b"]


def test_a_step_tells_the_answer_that_it_follows_from():
    fact = next(fact for fact in starter().facts if fact.key == "product")
    labels = {option.level: option.label for option in fact.options}

    step = steps_of_gaps(starter(), PM, [make_gap(level=1, needed=2)])[0]

    assert (step.role, step.said, step.asked) == (PM, labels[1], labels[2])
    assert step.words.part == fact.name
    assert steps_of_gaps(starter(), PM, [make_gap(level=None)])[0].said == ""


def test_a_fact_that_the_version_has_no_more_is_told_to_have_no_step():
    step, *others = steps_of_gaps(starter(), PM, [make_gap(fact="luck")])

    assert (step.route, step.step, others) == ("gap/luck", UNSAID, [])


def test_every_step_of_a_gap_has_its_words_in_the_version():
    words = words_in(starter())

    for fact in starter().facts:
        for step in steps_of_gaps(starter(), PM, [make_gap(fact=fact.key, needed=3)]):
            assert words[step.identity] == step.words


# ---------------------------------------------------------------- an advert


def test_a_signal_speaks_of_a_fact_by_its_key_or_by_what_it_weighs_most_for():
    assert fact_of(make_signal(key="user-research")) == "research"
    assert fact_of(make_signal(key="roadmap")) == "product"
    assert fact_of(make_signal(product=0.5, delivery=1.0)) == "delivery"
    assert fact_of(make_signal(product=0.0, technical=1.0)) == "system_design"
    assert fact_of(make_signal(product=0.5, other=3.0, technical=1.0)) == "system_design"
    assert fact_of(make_signal(product=0.0, other=3.0)) == ""


def test_an_advert_asks_for_what_ways_into_its_role_ask_for():
    needed = needed_levels(starter(), TPGM)

    assert (needed["delivery"], needed["engineering"]) == (2, 2)
    # No way into this role asks for it; another does.
    assert needed["product"] == needed_levels(starter())["product"] > 0


def test_an_advert_gives_steps_for_what_is_not_met_and_says_where_no_source_says_how():
    signals = [
        make_signal(key="roadmap", name="the roadmap"),
        make_signal(key="backlog", name="the backlog"),
        make_signal(key="user-research", name="research on users"),
        make_signal(key="sells", name="sells", product=0.0, other=2.0),
    ]

    steps = steps_of_signals(starter(), signals, {"research": 3}, PM)

    assert {step.route for step in steps} == {"gap/product", "signal/sells"}
    assert steps[0].phrases == ("the roadmap", "the backlog")
    assert (steps[-1].step, steps[-1].words.title) == (UNSAID, "Sells")
    assert len({step.identity for step in steps}) == len(steps)


def test_an_advert_gives_the_steps_that_a_result_gives():
    from_result = steps_of_gaps(
        starter(), PM, [make_gap(needed=needed_levels(starter(), PM)["product"])]
    )

    from_advert = steps_of_signals(starter(), [make_signal()], {}, PM)

    assert [step.identity for step in from_advert] == [step.identity for step in from_result]


def test_without_a_version_every_signal_says_that_no_source_says_how():
    assert (
        keys(steps_of_signals(None, [make_signal(), make_signal(key="other")], {})) == [UNSAID] * 2
    )


# ---------------------------------------------------------------- time


def stretches(*hours, state="open"):
    return [StepHours(hours=each, state=state) for each in hours]


def test_steps_are_due_one_after_the_other():
    assert list(due_dates(stretches(4, 6, 1), MONDAY, 4)) == [
        date(2026, 12, 7),
        date(2026, 12, 18),
        date(2026, 12, 20),
    ]


def test_what_takes_nobody_knows_how_long_has_no_day_and_moves_none():
    assert list(due_dates(stretches(4, 0, 4), MONDAY, 4)) == [
        date(2026, 12, 7),
        None,
        date(2026, 12, 14),
    ]


def test_what_is_skipped_takes_no_time_and_what_is_done_took_its():
    steps = [*stretches(4, state="skipped"), *stretches(4, state="done"), *stretches(4)]

    assert list(due_dates(steps, MONDAY, 4)) == [None, date(2026, 12, 7), date(2026, 12, 14)]


@given(st.lists(st.integers(0, 40_000), max_size=40), st.integers(1, 80))
def test_days_never_go_back_and_never_beyond_any_calendar(hours, a_week):
    days = [day for day in due_dates(stretches(*hours), MONDAY, a_week) if day]

    assert days == sorted(days)
    assert all(0 < (day - MONDAY).days <= FURTHEST for day in days)


def test_weeks_are_those_of_what_is_still_to_do():
    steps = [*stretches(9, state="done"), *stretches(5, 0), *stretches(4, state="doing")]

    assert weeks_left(steps, 4) == 3
    assert weeks_left([], 4) == 0


def test_what_is_skipped_does_not_count():
    assert progress(["done", "open", "skipped", "doing"]) == PlanProgress(done=1, total=3)
    assert progress([]) == PlanProgress(done=0, total=0)


# ---------------------------------------------------------------- two plans


@st.composite
def standings(draw):
    state = draw(st.sampled_from(STRONGEST))
    day = draw(st.dates(date(2026, 1, 1), date(2026, 12, 31))) if state == "done" else None
    return StepStanding(state=state, note=draw(st.sampled_from(["", "a", "b", "a b"])), done_on=day)


@given(standings(), standings())
def test_of_two_standings_done_wins_and_no_note_is_lost(one, other):
    both = united(one, other)

    assert both.state == united(other, one).state
    assert (both.state == "done") == ("done" in (one.state, other.state))
    assert (both.done_on is None) == (both.state != "done")
    assert one.note in both.note
    assert other.note in both.note


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [("done", "skipped", "done"), ("open", "doing", "doing"), ("skipped", "open", "skipped")],
)
def test_who_has_decided_something_has_said_more(one, other, both):
    assert united(StepStanding(state=one), StepStanding(state=other)).state == both


def test_the_same_step_done_twice_was_done_on_the_first_day():
    days = [date(2026, 3, 1), date(2026, 2, 1)]

    one, other = (StepStanding(state="done", done_on=day) for day in days)

    assert united(one, other).done_on == days[1]
