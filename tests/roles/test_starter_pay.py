from fractions import Fraction

import pytest
from django.core.management import CommandError, call_command

from roles import conversion, dates, money
from roles.models import ExchangeRate, GapClaim, SalaryFigure, Source
from tests.factories import make_place, make_source, new_figure, role_row

pytestmark = pytest.mark.django_db
figures = SalaryFigure.objects
THREE = ["product-manager", "technical-product-manager", "technical-program-manager"]


@pytest.fixture
def starter():
    call_command("load_starter", verbosity=0)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "sources.yaml").write_text("- slug: an-article\n  title: An article\n")
    (tmp_path / "outline.yaml").write_text("slug: outline\n")
    role_row("product-manager")
    make_place()
    write_figure(tmp_path)
    return tmp_path


def write_figure(folder, **facts):
    told = {"key": "one", "role": "product-manager", "currency": "USD", "source": "an-article"}
    lines = "".join(
        f"\n    {name}: {text}" for name, text in {**told, "point": "9", **facts}.items()
    )
    (folder / "figures.yaml").write_text(
        f"places: []\nfigures:\n  -{lines[4:]}\ngap_claims: []\nrates: []\n"
    )


@pytest.mark.usefixtures("starter")
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
        (THREE[0], 15_000, 20_000, "USD", "once", "signing", "2026"),
    }


@pytest.mark.usefixtures("starter")
def test_udemys_claim_of_15_percent_stands_beside_the_8_of_its_own_ranges():
    claim = GapClaim.objects.published().get(component="base")
    [(higher, lower, gap)] = claim.computed(figures.published())
    assert (claim.low_percent, claim.high_percent) == (15, 15)
    assert round(float(gap.middle), 3) == 0.080
    assert money.overlap(higher.pay, lower.pay) == Fraction(4, 30)


@pytest.mark.usefixtures("starter")
def test_the_claim_about_total_pay_has_no_figures_behind_it():
    claim = GapClaim.objects.get(component="total")
    assert (claim.low_percent, claim.high_percent) == (12, 18)
    assert claim.computed(figures.published()) == []


@pytest.mark.usefixtures("starter")
def test_occupations_of_the_statistics_are_none_of_the_three_roles():
    counted = figures.exclude(occupation="")
    assert counted.count() == 3
    assert not counted.filter(role__slug__in=THREE).exists()


@pytest.mark.usefixtures("starter")
def test_posted_ranges_are_labelled_so_and_not_told_of_the_two_technical_roles():
    posted = figures.from_source("aijobs-net-salaries")
    assert set(posted.values_list("basis", "component")) == {("posted", "base")}
    assert not posted.filter(role__slug__in=THREE[1:]).exists()


@pytest.mark.usefixtures("starter")
def test_every_dated_figure_of_the_past_can_be_converted():
    dated = figures.filter(as_of__gt="", as_of__lt="2026")
    days = {dates.last_day(figure.as_of) for figure in dated}
    rates = [row.rate for row in ExchangeRate.objects.near(days)]
    assert set(conversion.rates_by_day(rates, days)) == days


@pytest.mark.usefixtures("starter")
def test_every_source_of_pay_is_known():
    assert Source.objects.get(slug="ecb-reference-rates").exchange_rates.exists()


def test_a_figure_that_is_there_is_left_alone(folder):
    call_command("load_starter", folder=folder)
    figures.update(point=10)
    call_command("load_starter", folder=folder)
    assert figures.get().point == 10


def test_a_corrected_figure_does_not_come_back(folder):
    call_command("load_starter", folder=folder)
    figures.get().replace_with(new_figure(low=1, high=2), "It was a range")
    call_command("load_starter", folder=folder)
    assert figures.count() == 2
    figures.get(corrected_at=None).withdraw("It was nothing")
    call_command("load_starter", folder=folder)
    assert not figures.published().exists()


@pytest.mark.parametrize(
    "facts", [{"currency": "XXX"}, {"low": "3"}, {"role": "astronaut"}, {"point": "-1"}]
)
def test_a_wrong_figure_loads_nothing_and_is_named(folder, facts):
    write_figure(folder, **facts)
    with pytest.raises(CommandError, match="one"):
        call_command("load_starter", folder=folder)
    assert not figures.exists()


def test_a_folder_without_pay_is_loaded_all_the_same(folder):
    (folder / "figures.yaml").unlink()
    call_command("load_starter", folder=folder)
    assert Source.objects.filter(slug="an-article").exists()


def test_the_source_of_a_figure_has_to_be_there(folder):
    make_source(slug="other")
    write_figure(folder, source="nowhere")
    with pytest.raises(CommandError, match="Source"):
        call_command("load_starter", folder=folder)
