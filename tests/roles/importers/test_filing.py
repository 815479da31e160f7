from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from roles.importers.aggregates import PayGroup
from roles.importers.filing import LCA, POSTINGS, file_figures
from roles.importers.tables import File, Unreadable
from roles.models import Company, SalaryFigure
from tests.factories import make_role, make_source, write

pytestmark = pytest.mark.django_db
FILE = File(Path("file.csv"), "0" * 64)
GROUP = PayGroup(
    role="product-manager",
    as_of="2024",
    place="US",
    currency="USD",
    n=5,
    percentiles={"median": Decimal(100_000)},
)


@pytest.fixture
def source():
    write(make_role())
    return make_source()


@pytest.mark.parametrize(
    "change",
    [
        {"n": 4},
        {"n": None},
        {"capped_at": Decimal(200_000)},
        {"percentiles": {"median": Decimal(100_001)}},
        {"occupation": "Managers (11-2021)"},
    ],
)
def test_a_figure_of_which_a_fact_is_other_has_changed(source, change):
    file_figures([GROUP], FILE, POSTINGS, source)

    outcome = file_figures([replace(GROUP, **change)], FILE, POSTINGS, source)

    assert (len(outcome.changed), outcome.unchanged) == (1, 0)


def test_a_figure_that_did_not_say_how_many_it_rests_on_has_changed(source):
    file_figures([replace(GROUP, n=None)], FILE, POSTINGS, source)

    outcome = file_figures([GROUP], FILE, POSTINGS, source)

    assert (len(outcome.changed), outcome.updated) == (1, [])


def test_more_filings_without_case_numbers_are_not_known_to_be_the_same_and_more(source):
    file_figures([GROUP], FILE, LCA, source)

    outcome = file_figures([replace(GROUP, n=6)], FILE, LCA, source)

    assert (len(outcome.changed), outcome.updated) == (1, [])


def test_a_figure_of_an_occupation_that_has_become_a_role_has_changed(source):
    group = replace(GROUP, role="project-manager", occupation="Project Managers (13-1082)")
    file_figures([group], FILE, POSTINGS, source)
    write(make_role(slug="project-manager"))

    outcome = file_figures([group], FILE, POSTINGS, source)

    assert (len(outcome.changed), outcome.unchanged) == (1, 0)


def test_a_figure_that_says_the_same_is_unchanged(source):
    file_figures([GROUP], FILE, POSTINGS, source)

    outcome = file_figures([GROUP], FILE, POSTINGS, source)

    assert (outcome.new, outcome.changed, outcome.unchanged) == ([], [], 1)


def test_a_withdrawn_figure_is_left_alone_by_a_file_that_says_another(source):
    file_figures([GROUP], FILE, POSTINGS, source)
    SalaryFigure.objects.get().withdraw("Too few rows")

    outcome = file_figures([replace(GROUP, n=6)], FILE, POSTINGS, source, revise=True)

    assert (outcome.changed, outcome.left_alone) == ([], 1)
    assert not SalaryFigure.objects.published().exists()


def test_a_figure_that_staff_wrote_is_left_alone(source):
    file_figures([GROUP], FILE, POSTINGS, source)
    SalaryFigure.objects.update(file_name="", file_digest="")

    outcome = file_figures([replace(GROUP, n=6)], FILE, POSTINGS, source, revise=True)

    assert (outcome.changed, outcome.left_alone) == ([], 1)


def test_a_corrected_figure_may_not_come_to_tell_what_another_tells(source):
    early, late = (replace(GROUP, as_of=as_of, batch=as_of) for as_of in ("2023", "2024"))
    file_figures([early, late], FILE, POSTINGS, source)

    wider = replace(late, observed_from="2023")
    with pytest.raises(Unreadable, match=r"aijobs/2024/\S+ would tell again what aijobs/2023/"):
        file_figures([wider], FILE, POSTINGS, source, revise=True)

    assert SalaryFigure.objects.published().count() == 2


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"company": "A" * 101}, f"^{'A' * 100}: name: .* at most 100 characters"),
        ({"place": "USA"}, "^USA: code: Write US, US-CA, or US-41860$"),
        ({"currency": "XTS"}, "/XTS: currency: Value 'XTS' is not a valid choice$"),
        ({"as_of": "soon"}, "^aijobs/soon/product-manager/US/USD: as of: Write 2022"),
        ({"as_of": "2099-01"}, "/USD: as of: This day is still to come"),
        ({"n": 0}, "/USD: observations: .* greater than or equal to 1$"),
        ({"note": "a" * 301, "n": 0}, "/USD: note: .*; observations: "),
    ],
)
def test_what_a_field_refuses_is_refused_with_the_row_and_the_fault(source, change, told):
    older = replace(GROUP, as_of="2023")
    with pytest.raises(Unreadable, match=told):
        file_figures([older, replace(GROUP, **change)], FILE, POSTINGS, source)
    assert not SalaryFigure.objects.exists()
    assert not Company.objects.exists()
