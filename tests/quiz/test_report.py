import pytest

from quiz import report
from quiz.simulated_rows import SimulationReport, StudyRow
from tests.quiz.samples import PM, starter


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
