from collections import Counter
from dataclasses import replace
from functools import cache

import pytest

from quiz import simulated_targets, simulation, simulation_second
from quiz.simulated_rows import SimulationReport, StudyRow
from quiz.takers import Manner, Stage
from tests.quiz.samples import PM, PMT, TPGM, first_version, seeded, starter


@cache
def report():
    random = seeded(1)
    rows = tuple(study() for study in simulation.studies(starter(), random, 200))
    return SimulationReport(persons=200, rows=rows)


def stage(persons=1, made=None):
    return Stage(made or starter(), seeded(4), persons)


def make_report(name, role="", **values):
    """A report that misses nothing, with one row more."""
    rows = [
        StudyRow(name="random", persons=1, values={"none": 0.9}),
        StudyRow(name="raw top of random", persons=1, values={"a": 0.5, "b": 0.5}),
        StudyRow(name="retest", persons=1, values={"contradicted": 0.0}),
        StudyRow(name="coverage", persons=1, values={"a": 0.9}),
        StudyRow(name=name, role=role, persons=1, values={"clear": 0.0, **values}),
    ]
    return SimulationReport(persons=1, rows=tuple(rows))


def test_engine_1_has_none_of_these_rows():
    rows = [study() for study in simulation.studies(first_version(), seeded(1), 3)]

    assert not {"further", "reasons", "random after further"} & {row.name for row in rows}
    values = {value for row in rows for value in row.values}
    assert not [value for value in values if value.startswith(("after", "reasons", "headline"))]


@pytest.mark.parametrize("name", ["ideal", "misspecified", "very noisy"])
def test_the_shares_after_further_questions_add_up_to_everybody(name):
    for role in (PM, PMT, TPGM):
        values = report().row(name, role).values
        after = [share for key, share in values.items() if key.startswith("after ")]
        assert sum(after) == pytest.approx(1)
        assert values["after clear"] > values["clear"]


def test_kinds_of_reasons_add_up_to_all_of_them():
    for row in [report().row("ideal", PMT), report().row("reasons")]:
        kinds = [row.values[f"reasons {kind}"] for kind in simulation_second.KINDS]
        assert sum(kinds) == pytest.approx(1)


def test_what_is_said_for_sure_is_hardly_ever_wrong_and_what_is_not_often_is():
    for role in (PM, PMT, TPGM):
        values = report().row("ideal", role).values
        assert values["reasons said wrong"] <= 0.02
        assert values["reasons unsure wrong"] > 0.04


def test_every_person_is_told_one_thing_first():
    for name in ("population", "random", "dislikes everything"):
        values = report().row(name).values
        first = [share for key, share in values.items() if key.startswith("headline ")]
        assert sum(first) == pytest.approx(1)
    assert report().row("dislikes everything").values["headline low-interest"] > 0.9


def test_further_questions_settle_some_and_are_seldom_wrong():
    values = report().row("further").values

    assert values["clear after"] > values["clear"]
    assert values["tie settled"] >= values["tie settled by the first"] > 0
    assert values["new clear right"] > 0.85
    assert values["contradicted after"] < 0.05


def test_random_answers_mostly_show_no_preference_however_many_they_are():
    assert report().row("random after further").values["none"] > 0.78


def test_looks_go_on_as_long_as_something_is_offered():
    made = stage()
    sheets = [made.answers(made.anybody(), Manner()) for _ in range(60)]
    further = {item.key: 3 for item in starter().further}
    counts = Counter(
        (looks[0].status, len(looks))
        for sheet in sheets
        for looks in [made.looks(made.measure(sheet)[1], sheet | further)]
    )

    assert set(counts) <= {("clear", 1), ("tie", 2), ("tie", 3), ("none", 2)}
    assert {("clear", 1), ("tie", 3), ("none", 2)} <= set(counts)


def test_the_best_role_is_that_of_whoever_is_made_for_it():
    made = stage()

    for profile in starter().profiles:
        liking = {part.trait: (part.target - 50) / 50 for part in profile.targets}
        assert made.best(liking) == profile.role


def test_traits_in_the_long_run_are_what_many_sheets_come_to():
    made, liking = stage(), {trait: 0.1 * number for number, trait in enumerate(stage().traits)}
    sums = Counter()
    for _ in range(400):
        _, measurement = made.measure(made.answers(liking, Manner()))
        sums.update({mine.trait: (mine.score - 50) / 50 for mine in measurement.traits})

    expected = made.long_run_traits(liking, Manner())
    assert {trait: total / 400 for trait, total in sums.items()} == pytest.approx(
        expected, abs=0.06
    )


def test_a_course_counts_who_is_told_of_others_before_and_after():
    tie, clear = looks_like("tie", PM, PMT), looks_like("clear", PM)

    assert set(simulation_second._course([tie, clear], PM)) == {
        "all",
        "first tie",
        "last clear",
        "last clear of tie",
        "second clear of tie",
        "new clear",
        "new clear right",
    }
    assert set(simulation_second._course([tie, clear], PMT)) >= {"last contradicted", "new clear"}
    assert "first contradicted" in set(simulation_second._course([tie], TPGM))
    assert "first clear right" in set(simulation_second._course([clear], PM))


def looks_like(status, *leaders):
    made = stage()
    measurement = made.measure(made.answers(made.anybody(), Manner()))[1]
    return replace(measurement, status=status, leaders=leaders)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            ("ideal", PM, {"clear": 1.0, "after clear without": 0.03}),
            f"{PM}: ideal people: after further questions contradicts 3.0%",
        ),
        (
            ("misspecified", PM, {"clear": 1.0, "after tie without": 0.06}),
            "misspecified people: after further questions contradicts 6.0%",
        ),
        (
            ("ideal", PM, {"clear": 1.0, "reasons said wrong": 0.03}),
            f"{PM}: sure reasons are wrong for 3.0%, the limit is 2%",
        ),
        (
            ("random after further", "", {"clear": 0.07}),
            "further random answers name a role for 7.0%, the limit is 6.5%",
        ),
        (
            ("further", "", {"new clear right": 0.93}),
            "roles that further questions name are right for 93.0%, the limit is 94%",
        ),
    ],
)
def test_a_target_of_engine_2_that_is_missed_is_warned_of(row, message):
    name, role, values = row

    [told] = simulated_targets.problems(make_report(name, role, **values))

    assert message in str(told)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("ideal", {"clear": 1.0, "after clear without": 0.02, "reasons said wrong": 0.02}),
        ("random after further", {"clear": 0.065}),
        ("further", {"new clear right": 0.94}),
    ],
)
def test_a_target_that_is_just_met_warns_of_nothing(name, values):
    assert simulated_targets.problems(make_report(name, **values)) == []


def test_people_whom_nothing_settles_leave_nothing_wrong():
    undecided = replace(
        starter(), looking_again=replace(starter().looking_again, z_tie=99.0, z_gate=99.0)
    )
    rows = [study() for study in simulation.studies(undecided, seeded(1), 5)]

    assert next(row for row in rows if row.name == "further").values["new clear right"] == 1.0
