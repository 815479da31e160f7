import csv
import re
from fractions import Fraction
from itertools import combinations, pairwise
from pathlib import Path
from statistics import median

import pytest

from roles import conversion, dates, money
from roles.models import ExchangeRate, GapClaim, SalaryFigure, Source
from tests.pages import look_into, words
from tests.shared import shared
from tests.starter import load_starter

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("starter")]
figures = SalaryFigure.objects
THREE = ["product-manager", "technical-product-manager", "technical-program-manager"]


starter = shared(load_starter)


def test_the_pay_facts_of_the_articles_are_there_with_their_sources():
    facts = (
        figures.published()
        .filter(source__kind="article")
        .values_list("role__slug", "low", "high", "currency", "period", "component", "as_of")
    )
    assert set(facts) == {
        (THREE[0], 25_000, 55_000, "ILS", "month", "unspecified", ""),
        (THREE[2], 30_000, 65_000, "ILS", "month", "unspecified", ""),
        (THREE[1], 64_000, 163_000, "USD", "year", "unspecified", "2022-08"),
        (THREE[1], 168_000, 185_000, "USD", "year", "base", "2026"),
        (THREE[0], 155_000, 172_000, "USD", "year", "base", "2026"),
        (THREE[1], None, 40_000, "USD", "once", "signing", "2026"),
        (THREE[0], None, 20_000, "USD", "once", "signing", "2026"),
    }


def test_udemys_claim_of_15_percent_stands_beside_the_8_of_its_own_ranges():
    claim = GapClaim.objects.published().get(component="base")
    [(higher, lower, gap)] = claim.computed(figures.published())
    assert (claim.low_percent, claim.high_percent) == (15, 15)
    assert round(float(gap.middle), 3) == 0.080
    assert money.overlap(higher.pay, lower.pay) == Fraction(4, 30)


def test_the_claim_about_total_pay_has_no_figures_behind_it():
    claim = GapClaim.objects.get(component="total")
    assert (claim.low_percent, claim.high_percent) == (12, 18)
    assert claim.computed(figures.published()) == []


def test_occupations_of_the_statistics_are_none_of_the_three_roles():
    counted = figures.exclude(occupation="")
    assert set(counted.values_list("as_of", flat=True)) == {"2024-05", "2025-05"}
    assert not counted.filter(role__slug__in=THREE).exists()


def test_posted_ranges_are_labelled_so_and_not_told_of_the_two_technical_roles():
    posted = figures.from_source("aijobs-net-salaries")
    assert set(posted.values_list("basis", "component")) == {("posted", "base")}
    assert not posted.filter(role__slug__in=THREE[1:]).exists()


def test_adverts_are_dated_by_when_they_were_posted_and_not_by_their_file():
    posted = figures.published().from_source("aijobs-net-salaries")
    assert set(posted.values_list("role__slug", "place_id", "observed_from", "as_of")) == {
        ("engineering-manager", "CA", "", "2024"),
        ("engineering-manager", "US", "2024", "2025-01"),
        ("product-manager", "CA", "", "2024"),
        ("product-manager", "US", "2024", "2025-01"),
    }


def test_what_stood_wrong_is_told_with_its_reason(client):
    page = client.get("/corrections/").content.decode()
    assert page.count("the month in which the file came out") == 4
    assert "the usual upper limit" in page
    assert "2024 to January 2025" in page


def test_every_dated_figure_up_to_the_newest_rates_can_be_converted():
    newest = ExchangeRate.objects.latest("day").day.isoformat()
    dated = figures.filter(as_of__gt="", as_of__lte=newest)
    days = {dates.last_day(figure.as_of) for figure in dated}
    rates = [row.rate for row in ExchangeRate.objects.near(days)]
    assert set(conversion.rates_by_day(rates, days)) == days


def test_every_source_of_pay_is_known():
    assert Source.objects.get(slug="ecb-reference-rates").exchange_rates.exists()


def test_a_reader_can_look_up_whatever_adverts_of_many_employers_were_taken_from():
    of_many = figures.published().filter(basis="posted", company=None).values("source")

    for source in Source.objects.filter(pk__in=of_many):
        collections = list(source.collections.all()) or [source]
        assert all(each.address and each.licence and each.note for each in collections), source


def test_the_parts_of_a_collection_make_up_what_its_medians_rest_on():
    made = Source.objects.get(slug="posted-pay-ranges")
    whole = figures.published().from_source(made.slug).filter(company=None, level="")

    n = sum(whole.values_list("n", flat=True))
    assert f"known: {n} adverts, 76 for product managers" in made.note
    told = [re.search(r"\b(\d+) are from here", each.note) for each in made.collections.all()]
    assert sum(int(each[1]) for each in told if each) == n == 150


def test_what_a_sample_leans_to_is_told_of_as_many_as_it_rests_on():
    """Two totals beside one amount would leave open which is meant."""
    told = figures.published().exclude(leaning="").values_list("n", "leaning")

    parts = [(n, total) for n, leaning in told for total in re.findall(r"\bof (\d+)\b", leaning)]

    assert len(parts) > 10
    assert all(int(total) == n for n, total in parts)


def middles_of_employers():
    """From the file itself: by employer and place, then role and level, the middle of the range."""
    found = {}
    with Path("roles/starter/pay/employers.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            own = found.setdefault((row["company"], row["place"]), {})
            middle = Fraction(row["low"]) + Fraction(row["high"])
            assert own.setdefault((row["role"], row["level"]), middle) == middle
    return [own for own in found.values() if len({role for role, _ in own}) > 1]


def percent(share):
    """Halves away from nothing."""
    return f"{int(100 * abs(share) + Fraction(1, 2))} %"


def test_how_far_apart_roles_and_levels_are_follows_from_what_employers_advertise(client):
    """Reckoned anew from the file, by the rule that the page states."""
    order = ["Senior", "Staff", "Lead", "Group", "Principal", "Director"]
    between_roles, steps = [], []
    for own in middles_of_employers():
        for level in order:
            of_level = [own[role, level] for role in THREE if (role, level) in own]
            between_roles += [max(two) / min(two) - 1 for two in combinations(of_level, 2)]
        for role in THREE:
            of_role = [own[role, level] for level in order if (role, level) in own]
            steps += [higher / lower - 1 for lower, higher in pairwise(of_role)]
    up, down = [step for step in steps if step > 0], [step for step in steps if step < 0]

    said = words(look_into(client.get("/salaries/")).find(id="same-employer").parent)

    assert (len(between_roles), len(steps), len(up), len(down)) == (6, 7, 5, 1)
    assert f"{percent(median(steps))} against {percent(median(between_roles))}" in said
    ends = f"{percent(min(between_roles))[:-2]} to {percent(max(between_roles))} apart"
    assert f"{ends}, in the middle {percent(median(between_roles))}; 6 pairs" in said
    assert f"{percent(min(up))[:-2]} to {percent(max(up))} more in 5 of 7 steps" in said
    assert f"{percent(down[0])} less at MongoDB, Staff to Director" in said
    assert "The same at Datadog, Staff to Group" in said
