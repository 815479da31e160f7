import re
from dataclasses import replace
from typing import get_args

import pytest
from django.template.loader import render_to_string

from quiz import engines, explanation, report, simulation
from quiz.headline import HeadlineKey
from quiz.simulated_rows import SimulationReport, StudyRow
from tests.quiz.samples import PM, first_version, seeded, starter


def make_row(name="ideal", role="", **values):
    return StudyRow(name=name, role=role, persons=10, values=values)


def test_rows_come_in_the_order_they_are_asked_for():
    made = SimulationReport(
        persons=10, rows=(make_row("random"), make_row("ideal"), make_row("retest"))
    )

    assert [row.name for row in report.rows(made, "retest,random")] == ["retest", "random"]


@pytest.mark.parametrize(
    ("outcomes", "text"),
    [("clear", "93.2\u00a0%"), ("clear,tie", "98.5\u00a0%"), ("none", "0.0\u00a0%")],
)
def test_a_share_adds_up_outcomes(outcomes, text):
    assert report.share(make_row(clear=0.932, tie=0.053), outcomes) == text


@pytest.mark.parametrize(
    ("points", "text"), [(0.164, "+0.16"), (-0.105, "−0.10"), (-0.001, "0.00"), (0, "0.00")]
)
def test_a_shift_has_its_sign(points, text):
    assert report.shift(make_row("style yes", **{PM: points}), PM) == text


def test_names_come_from_the_version_itself():
    assert report.role_name(starter(), PM) == "Product Manager"
    assert report.trait_name(starter(), "risk") == "Risk and dependency management"
    assert report.question(starter(), "r04") == "How far have you decided what gets built?"


def test_a_name_that_is_unknown_stays_a_key():
    asked = (report.role_name, report.trait_name, report.question)

    assert {ask(starter(), "gone") for ask in asked} == {"gone"}


def test_shares_come_a_column_each():
    row = make_row(clear=0.5, tie=0.25, none=0.1)

    found = report.shares(row, "clear; tie,none; gone")

    assert found == ["50.0\u00a0%", "35.0\u00a0%", "0.0\u00a0%"]


# Whatever studies can find: few people find little of it.
ENDS = {"clear", "tie", "clear without", "tie without", "none", "insufficient"}
NOTES = {f"note {note}" for note in get_args(explanation.Note)}
SAID_FIRST = {f"headline {key}" for key in get_args(HeadlineKey)}


def kinds_of(row, made):
    """The values that a row can have."""
    told = NOTES | (set() if engines.is_first(made) else SAID_FIRST)
    if row.role:
        rest = {key for key in row.values if key.startswith("reasons ")}
        is_asked = any(key.startswith("after ") for key in row.values)
        after = {f"after {end}" for end in ENDS - {"insufficient"}} if is_asked else set()
        return ENDS | told | rest | after
    if any(key.startswith("leads ") for key in row.values) or row.name in ("always A", "always B"):
        return {"clear", "tie", "none"} | told | {f"leads {part.role}" for part in made.profiles}
    return set(row.values)


def with_one(made, key, rows):
    """The same rows, all values 0 but those of one key, which are different in each row."""
    for number, row in enumerate(rows, 1):
        values = dict.fromkeys(kinds_of(row, made), 0.0)
        if key in values:
            values[key] = float(number) if is_shift(row, key) else number / 1000
        yield replace(row, values=values)


def is_shift(row, key):
    return row.name.startswith("style ") and key != "reversed"


def told(made, rows):
    """Every number that the tables and sentences of a report hold."""
    context = {"report": SimulationReport(persons=5, rows=rows), "definition": made}
    return set(re.findall(r"[+−]?\d+\.\d+", render_to_string("quiz/_report.html", context)))


@pytest.mark.slow
@pytest.mark.parametrize("made", [starter(), first_version()], ids=["engine 2", "engine 1"])
def test_the_report_leaves_out_nothing_that_a_study_finds(made):
    rows = [study() for study in simulation.studies(made, seeded(1), 5)]
    keys = {key for row in rows for key in kinds_of(row, made)}

    for key in keys:
        shown = tuple(with_one(made, key, rows))
        numbers = told(made, shown)
        for row in shown:
            if value := row.values.get(key):
                number = f"+{value:.2f}" if is_shift(row, key) else f"{value:.1%}"[:-1]
                assert number in numbers, (row.name, row.role, key)


@pytest.mark.slow
@pytest.mark.parametrize("made", [starter(), first_version()], ids=["engine 2", "engine 1"])
def test_every_row_of_a_report_has_a_name_in_words(made):
    rows = [study() for study in simulation.studies(made, seeded(1), 5)]

    # Told in sentences, which need no names.
    for row in rows:
        if row.name not in ("further", "random after further", "retest"):
            name = render_to_string("quiz/_study.html", {"row": row}).strip()
            assert name != row.name
