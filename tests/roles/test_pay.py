import datetime as dt
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from roles.models import GapClaim, Place, Role, SalaryFigure
from roles.models.pay_lists import two_years_before
from roles.money import term_differences
from tests.factories import (
    make_gap_claim,
    make_place,
    make_rate,
    make_salary_figure,
    make_source,
    new_figure,
)
from tests.no_dates import NO_DATES

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 21)
figures = SalaryFigure.objects


def soon():
    return timezone.now() + dt.timedelta(hours=1)


@pytest.mark.parametrize(
    ("fact", "values"),
    [
        ("figure_has_one_shape", {"low": 1, "point": 2}),
        ("figure_has_one_shape", {"high": 3, "median": 2}),
        ("low_not_above_high", {"low": 3, "high": 2}),
        ("percentiles_in_order", {"p10": 3, "median": 2}),
        ("percentiles_in_order", {"p25": 1, "p75": 3, "p90": 2}),
        ("amounts_are_positive", {"high": Decimal("-1")}),
        ("amounts_are_positive", {"point": Decimal(0)}),
        ("cap_is_for_missing_percentiles", {"p90": 5, "capped_at": 6}),
        ("cap_is_for_missing_percentiles", {"high": 5, "capped_at": 6}),
        ("currency_is_known", {"currency": "XXX"}),
        ("currency_is_known", {"currency": "usd"}),
        ("period_is_known", {"period": "decade"}),
        ("component_is_known", {"component": "tips"}),
        ("figure_is_of_a_role_or_an_occupation", {"role": None}),
        ("correction_has_a_reason", {"corrected_at": timezone.now()}),
        ("correction_has_a_reason", {"correction_reason": "Read wrongly"}),
        ("file_has_a_digest", {"file_name": "lca.csv"}),
        ("basis_is_known", {"basis": "guessed"}),
    ],
)
def test_the_database_refuses_what_is_no_figure(fact, values):
    figure = new_figure(**values)
    with pytest.raises(IntegrityError, match=fact), transaction.atomic():
        figure.save()


# PostgreSQL refuses by the type of the column what is longer than it.
@pytest.mark.parametrize("amount", ["999999999999999", "1e30", "0.001", "0.004"])
@pytest.mark.parametrize("name", ["point", "median", "high"])
def test_no_amount_is_stored_that_reads_back_as_another(name, amount):
    figure = new_figure(**{name: Decimal(amount)})
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        figure.save()


def test_the_largest_and_the_smallest_amount_read_back_as_they_are():
    figure = make_salary_figure(low=Decimal("0.01"), high=Decimal("999999999999.99"))
    figure.refresh_from_db()
    assert (figure.low, figure.high) == (Decimal("0.01"), Decimal("999999999999.99"))


def test_the_database_refuses_a_figure_without_any_amount():
    figure = new_figure()
    figure.low = figure.high = None
    with pytest.raises(IntegrityError, match="figure_has_one_shape"), transaction.atomic():
        figure.save()


def test_the_database_refuses_a_figure_of_nobody():
    with pytest.raises(IntegrityError, match=r"n_at_least_one|n_check"), transaction.atomic():
        make_salary_figure(n=0)


@pytest.mark.parametrize(
    "values",
    [
        {"high": 40_000},
        {"point": 1},
        {"median": 1},
        {"p10": 1, "p90": 9},
        {"p75": 5, "capped_at": 6},
        {"n": None, "as_of": "", "place": None},
        {"role": None, "occupation": "Marketing Managers (11-2021)"},
    ],
)
def test_what_is_unknown_may_stay_unknown(values):
    assert make_salary_figure(**values).pk


@pytest.mark.parametrize("as_of", [text for text in NO_DATES if len(text) <= 10])
def test_a_date_that_does_not_exist_is_refused_by_forms_and_the_database(as_of):
    with pytest.raises(ValidationError, match="2022-09-07"):
        new_figure(as_of=as_of).full_clean(exclude=["key"])
    with pytest.raises(IntegrityError, match="as_of_is_a_date"), transaction.atomic():
        figures.bulk_create([new_figure(as_of=as_of)])
    with pytest.raises(IntegrityError, match="as_of_is_a_date"), transaction.atomic():
        make_gap_claim(as_of=as_of)


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "1e309"])
def test_what_is_no_amount_of_money_is_refused(amount):
    with pytest.raises(ValidationError):
        new_figure(point=Decimal(amount)).full_clean()


def test_a_source_that_a_figure_rests_on_stays():
    figure = make_salary_figure()
    with pytest.raises(ProtectedError):
        figure.source.delete()


def test_a_region_needs_a_country():
    with pytest.raises(IntegrityError, match="regions_lie_in_a_country"), transaction.atomic():
        Place.objects.create(code="US-CA", name="California")


def test_a_figure_of_a_region_counts_for_its_country():
    figure = make_salary_figure(place="US-CA")
    make_salary_figure(place="IL")
    assert figures.in_country("US").get() == figure


def test_readers_see_a_figure_from_its_moment_on():
    make_salary_figure(published_at=None)
    later = make_salary_figure(published_at=soon())
    assert not figures.published().exists()
    assert figures.published(at=soon() + dt.timedelta(minutes=1)).get() == later


@pytest.mark.parametrize(
    ("as_of", "is_recent"),
    [
        ("2024-11-21", True),
        ("2024-11-20", False),
        ("2024-12", True),
        ("2024-11", False),
        ("2025", True),
        ("2024", False),
        ("", False),
    ],
)
def test_a_figure_is_recent_for_24_months(as_of, is_recent):
    make_salary_figure(as_of=as_of)
    assert figures.recent(on=TODAY).exists() == is_recent


@pytest.mark.parametrize(
    ("period", "is_partly_old"),
    [
        (("2024", "2025-01"), True),
        (("2024-11-20", "2025"), True),
        (("2024-11-21", "2025"), False),
        (("", "2025"), False),
        # All of it is.
        (("2023", "2024"), False),
    ],
)
def test_what_is_current_may_be_older_in_part(period, is_partly_old):
    with time_machine.travel("2026-11-21T10:00:00Z", tick=False):
        assert new_figure(observed_from=period[0], as_of=period[1]).is_partly_old is is_partly_old


def test_what_spans_some_time_counts_by_its_end():
    make_salary_figure(observed_from="2023", as_of="2025-01")
    assert figures.recent(on=TODAY).exists()


@pytest.mark.parametrize(
    ("period", "rule", "fault"),
    [
        (("2025", "2024"), "before", "It begins after the date that it is as of has ended"),
        (("2025-02", "2025-01"), "before", "It begins after the date that it is as of has ended"),
        (("2024", "2024"), "before", "of one date, leave the beginning empty"),
        (("2024", ""), "has", "fill in “as of”, or leave “from” empty"),
    ],
)
def test_a_period_begins_before_it_ends(period, rule, fault):
    figure = new_figure(observed_from=period[0], as_of=period[1])
    with pytest.raises(ValidationError, match=fault):
        figure.full_clean()
    with pytest.raises(IntegrityError, match=f"observed_from_{rule}_as_of"), transaction.atomic():
        figures.bulk_create([figure])


@pytest.mark.parametrize("period", [("2026-01", "2026"), ("2026", "2026-01"), ("2025", "2026")])
def test_a_period_may_be_known_in_part_at_either_end(period):
    figures.bulk_create([new_figure(observed_from=period[0], as_of=period[1])])
    assert figures.count() == 1


@pytest.mark.parametrize("n", [1, 2])
def test_percentiles_stand_beside_no_median_of_one_or_two(n):
    five = {"p10": 1, "p25": 2, "median": 3, "p75": 4, "p90": 5}
    with pytest.raises(IntegrityError, match="few_have_a_median_alone"), transaction.atomic():
        figures.bulk_create([new_figure(n=n, **five)])
    figures.bulk_create([new_figure(n=n, median=3), new_figure(n=3, **five), new_figure(**five)])


def test_a_period_begins_on_a_date():
    with pytest.raises(IntegrityError, match="observed_from_is_a_date"), transaction.atomic():
        figures.bulk_create([new_figure(observed_from="2023-13", as_of="2024")])


def test_figures_of_two_periods_do_not_compare():
    one = new_figure(observed_from="2024", as_of="2025-01")
    assert one.observed == "2024/2025-01"
    assert "as_of" in term_differences(one.terms, new_figure(as_of="2025-01").terms)


@pytest.mark.parametrize(
    ("as_of", "day"),
    [
        ("2024", dt.date(2026, 1, 2)),
        ("2024-01-01", dt.date(2026, 1, 2)),
        ("2025-01", dt.date(2027, 1, 2)),
        ("2025-12", dt.date(2027, 12, 2)),
        ("2025-12-01", dt.date(2027, 12, 2)),
        ("2024-11-21", dt.date(2026, 11, 22)),
        ("2024-02-29", dt.date(2026, 3, 1)),
        ("2022-02-28", dt.date(2024, 3, 1)),
        ("", None),
    ],
)
def test_a_figure_turns_old_on_the_first_day_on_which_it_is_not_recent(as_of, day):
    make_salary_figure(as_of=as_of)
    assert figures.get().old_from == day
    if day:
        assert figures.recent(on=day - dt.timedelta(1)).exists()
        assert not figures.recent(on=day).exists()
        with time_machine.travel(day - dt.timedelta(1), tick=False):
            assert figures.get().is_recent
        with time_machine.travel(day, tick=False):
            assert not figures.get().is_recent


def test_figures_that_turn_old_soon_are_found_the_first_ones_first():
    for as_of in ("2025-02", "2024-12-03", "2025-03", "2024-11-20", "2026", ""):
        make_salary_figure(as_of=as_of, level=as_of)
    soon_old = figures.turning_old(90, on=TODAY)
    assert [figure.as_of for figure in soon_old] == ["2024-12-03", "2025-02"]


def test_two_years_before_a_leap_day_is_the_28th():
    assert two_years_before(dt.date(2024, 2, 29)) == dt.date(2022, 2, 28)
    assert two_years_before(dt.date(2026, 12, 31)) == dt.date(2024, 12, 31)


def test_a_newer_figure_supersedes_an_older_of_its_series():
    make_salary_figure(as_of="2024")
    newer = make_salary_figure(as_of="2025-05")
    assert figures.published().latest().get() == newer


@pytest.mark.parametrize(
    "other",
    [
        {"role": "program-manager"},
        {"place": "US-CA"},
        {"company": "udemy"},
        {"level": "Level 4"},
        {"component": "total"},
        {"basis": "filed"},
        {"source": "another"},
        {"data_set": "lca"},
        {"role": None, "occupation": "Marketing Managers (11-2021)"},
    ],
)
def test_a_figure_of_another_series_supersedes_nothing(other):
    make_salary_figure(as_of="2024")
    make_salary_figure(as_of="2025", **other)
    assert figures.latest().count() == 2


def test_an_older_figure_stays_until_the_newer_one_is_public():
    older = make_salary_figure(as_of="2024")
    make_salary_figure(as_of="2025", published_at=soon())
    assert figures.published().latest().get() == older
    assert figures.latest(at=soon() + dt.timedelta(minutes=1)).get().as_of == "2025"


def test_an_unpublished_or_undated_figure_supersedes_nothing():
    make_salary_figure(as_of="2024")
    make_salary_figure(as_of="2025", published_at=None)
    make_salary_figure(as_of="")
    assert figures.latest().filter(as_of="2024").exists()


def test_an_older_figure_stands_again_when_the_newer_was_wrong():
    older = make_salary_figure(as_of="2024")
    make_salary_figure(as_of="2025").withdraw("It was another company's")
    assert figures.published().latest().get() == older


def test_figures_stored_by_the_batch_supersede_too():
    make_salary_figure(as_of="2023")
    figures.bulk_create([new_figure(as_of="2024"), new_figure(as_of="2025")])
    assert figures.published().latest().get().as_of == "2025"


def test_a_corrected_figure_keeps_its_row_and_its_reason():
    wrong = make_salary_figure(low=1, high=2)
    right = new_figure(low=100, high=200)
    wrong.replace_with(right, "A comma was misread")
    assert figures.published().get() == right
    shown = figures.corrected().get()
    assert (shown.low, shown.correction_reason, shown.correction) == (
        1,
        "A comma was misread",
        right,
    )


def test_a_correction_takes_over_the_key():
    wrong, right = make_salary_figure(key="lca/2013/US"), new_figure()
    wrong.replace_with(right, "A comma was misread")
    assert (right.key, right.corrects) == ("lca/2013/US", wrong)


def test_a_figure_is_corrected_once():
    wrong = make_salary_figure()
    wrong.replace_with(new_figure(), "A comma was misread")
    with pytest.raises(ValueError, match="already"):
        wrong.replace_with(new_figure(), "Twice")


def test_two_standing_figures_never_share_a_key():
    make_salary_figure(key="lca/2013/US")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_salary_figure(key="lca/2013/US")


def test_a_figure_of_a_year_is_found_by_it_however_exact_its_date():
    for as_of in ("2024", "2024-05", "2024-12-31", "2025", ""):
        make_salary_figure(as_of=as_of)
    assert figures.of_year(2024).count() == 3


def test_figures_are_found_by_what_they_are_of():
    figure = make_salary_figure(company="udemy", level="Level 4", component="signing")
    make_salary_figure(role="program-manager", source="other")
    for found in (
        figures.for_role("product-manager"),
        figures.at_company("udemy"),
        figures.at_level("Level 4"),
        figures.of_component("signing"),
        figures.from_source("an-article"),
    ):
        assert found.get() == figure


def test_an_unknown_name_finds_nothing():
    make_salary_figure()
    assert not figures.for_role("astronaut").exists()


def test_counting_stops_at_the_most():
    for _ in range(3):
        make_salary_figure()
    assert figures.capped_count(most=1) == 2
    assert figures.capped_count(most=5) == 3


def test_pay_and_terms_are_ready_for_the_sums():
    figure = make_salary_figure(low=168_000, high=185_000, company="udemy", place="")
    assert (figure.pay.shape, figure.pay.middle) == ("range", 176_500)
    assert (figure.terms.component, figure.terms.place) == ("base", "")


def test_a_gap_claim_stands_beside_the_gap_of_the_same_sources_figures():
    same = {"company": "udemy", "level": "Level 4"}
    make_salary_figure(role="technical-product-manager", low=168_000, high=185_000, **same)
    make_salary_figure(low=155_000, high=172_000, **same)
    make_salary_figure(low=1, high=2, company="udemy", level="Level 5")
    make_salary_figure(low=3, high=4, source="another", **same)
    [(_, _, gap)] = make_gap_claim(company="udemy").computed(figures.all())
    assert gap.middle == Fraction(176_500, 163_500) - 1


@pytest.mark.parametrize(
    ("fact", "values"),
    [
        ("low_percent_not_above_high", {"low_percent": 18, "high_percent": 12}),
        ("gap_is_between_two_roles", {"than": "technical-product-manager"}),
        ("gap_component_is_known", {"component": "tips"}),
        ("percent_of_gap_can_be_read_back", {"low_percent": -5}),
    ],
)
def test_the_database_refuses_what_is_no_gap(fact, values):
    with pytest.raises(IntegrityError, match=fact), transaction.atomic():
        make_gap_claim(**values)


MIRRORED = {"role": "product-manager", "than": "technical-product-manager"}


@pytest.mark.parametrize("values", [{}, {"low_percent": 12}, {"note": "Again"}, MIRRORED])
def test_one_source_claims_one_gap_of_two_roles_and_a_date(values):
    for company, place in product(("", "udemy"), ("", "US")):
        make_gap_claim(company=company, place=place)

        with pytest.raises(IntegrityError, match="one_claim_of_two_roles"), transaction.atomic():
            make_gap_claim(company=company, place=place, **values)


@pytest.mark.parametrize(
    "values", [{"component": "total"}, {"level": "L4"}, {"as_of": "2025"}, {"source": "another"}]
)
def test_a_claim_that_differs_in_its_terms_stands_beside(values):
    make_gap_claim()
    make_gap_claim(**values)

    assert GapClaim.objects.count() == 2


@pytest.mark.parametrize(
    ("fact", "values"),
    [
        ("rate_is_believable", {"per_euro": "0.09"}),
        ("rate_is_of_a_known_currency", {"currency": "EUR"}),
    ],
)
def test_the_database_refuses_what_is_no_rate(fact, values):
    with pytest.raises(IntegrityError, match=fact), transaction.atomic():
        make_rate(**values)


@pytest.mark.parametrize("per_euro", ["0.0000001", "9999999999999999", "1e12"])
def test_no_rate_is_stored_that_reads_back_as_another(per_euro):
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        make_rate(per_euro=per_euro)


def test_no_gap_is_stored_that_cannot_be_read_back():
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        make_gap_claim(low_percent=10**9, high_percent=10**9)


def test_a_place_is_known_by_its_code():
    place = make_place(code="US-CA", name="California")
    assert Place.objects.get_by_natural_key("US-CA") == place


def test_a_list_of_figures_costs_one_query(django_assert_num_queries):
    for slug in ("product-manager", "program-manager"):
        make_salary_figure(role=slug, company="udemy", source=make_source(slug=slug).slug)
    with django_assert_num_queries(1):
        for figure in figures.published().latest().with_names().newest_first():
            str(figure), figure.source.name, figure.place.parent, figure.pay.amounts


@pytest.mark.parametrize(
    "row", [Place(code="US\n", name="A"), Role(slug="manager\n", name="A", one_liner="B")]
)
def test_no_line_break_ends_a_code_or_a_slug(row):
    with pytest.raises(ValidationError, match=r"Write US|lower-case"):
        row.full_clean()
