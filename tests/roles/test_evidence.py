"""What a figure rests on, as a class and in words, wherever it stands."""

from types import SimpleNamespace

import pytest
from django.utils import timezone

from roles import evidence
from roles.models import Basis, SalaryFigure
from roles.models.source import Source
from roles.money import Pay
from tests.factories import make_salary_figure, publish_three_roles, role_row
from tests.pages import look_into, words

A_RANGE, MEDIANS = Pay(low=1, high=3), Pay(p25=1, median=2, p75=3)


def facts(kind="article", interest="", **more):
    usual = {"n": None, "employers": None, "basis": "stated", "company": None, "pay": A_RANGE}
    figure = SimpleNamespace(**{**usual, **more}, source=SimpleNamespace(interest=interest))
    figure.evidence = evidence.evidence_of(
        figure.basis, kind, is_of_one_company=bool(figure.company)
    )
    return figure


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        (facts("statistic", basis="paid"), ", official statistic"),
        (facts("survey", basis="paid", n=1_200), ", survey of employers, n = 1,200"),
        (facts(basis="filed", n=70), " of 70 wage filings"),
        (facts(basis="filed", n=1, employers=1), " of only 1 wage filing of one employer"),
        (facts(basis="posted", n=76, employers=29), " of 76 advertised ranges of 29 employers"),
        (facts(basis="posted", n=29), " of only 29 advertised ranges"),
        (facts(basis="posted"), ", advertised ranges"),
        (facts(basis="posted", company="Acme"), ", one employer’s own range"),
        (facts(basis="posted", company="A", n=1), ", one employer’s own range, in 1 advert"),
        (facts(basis="posted", company="A", n=3), ", one employer’s own range, in 3 adverts"),
        (
            facts(basis="posted", company="A", n=5, pay=MEDIANS),
            " of 5 advertised ranges of one employer",
        ),
        (facts(), ", claim of the source"),
        (facts(interest="sells a book"), ", claim of the source (sells a book)"),
    ],
)
def test_the_class_follows_from_how_the_source_knows_and_is_told_in_words(figure, told):
    assert evidence.caption("median", figure) == f"median{told}"


def test_every_way_of_knowing_has_a_class_and_a_strength():
    for basis in Basis.values:
        for is_one in (True, False):
            for kind in Source.Kind.values:
                found = evidence.evidence_of(basis, kind, is_of_one_company=is_one)
                assert found in evidence.CLASSES
            of_many = evidence.strength(basis, is_of_one_company=False)
            assert evidence.strength(basis, is_of_one_company=is_one) <= of_many


@pytest.mark.django_db
@pytest.mark.parametrize("basis", Basis.values)
@pytest.mark.parametrize("company", ["", "acme"])
def test_the_database_ranks_figures_as_pages_do(basis, company):
    role_row("product-manager")
    pk = make_salary_figure(basis=basis, company=company).pk

    figure = SalaryFigure.objects.get(pk=pk)

    assert figure.strength == evidence.strength(basis, is_of_one_company=bool(company))


PRODUCT, PROGRAM = "product-manager", "technical-program-manager"
PAGES = ["/", "/salaries/", f"/roles/{PRODUCT}/", f"/compare/{PRODUCT}-vs-{PROGRAM}/"]
ADVERT = "https://example.org/advert"
PAGES += ["/titles/?q=product+manager", "/sources/an-article/"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_what_it_rests_on_stands_wherever_the_amount_does(client, address):
    publish_three_roles()
    told = {"qualifier": "usual upper limit", "leaning": "mostly data and machine learning"}
    day = timezone.localdate().isoformat()
    make_salary_figure(median=140_000, basis="posted", n=76, employers=29, as_of=day, **told)

    main = words(look_into(client.get(address)).main)

    assert "$140,000" in main
    assert "76 advertised ranges of 29 employers" in main
    assert "usual upper limit" in main
    assert "mostly data and machine learning" in main


@pytest.mark.django_db
def test_a_row_tells_how_it_was_chosen_and_what_counts_each_employer_once(client):
    publish_three_roles()
    balanced = {"balanced_p25": 90, "balanced_median": 110, "balanced_p75": 130}
    make_salary_figure(
        median=100, basis="posted", selection="Middles of the ranges.", address=ADVERT, **balanced
    )

    row = look_into(client.get("/salaries/")).select_one(".pay-table tbody tr")

    told = words(row).translate(dict.fromkeys(map(ord, "\u2068\u2069")))
    assert "Each employer once: $110 median, middle half $90–$130" in told
    assert "Middles of the ranges." in words(row)
    assert row.find("a", href=ADVERT)


@pytest.mark.django_db
def test_a_neighbour_says_whose_it_is_and_why(client):
    publish_three_roles()
    why = "Product managers are counted here, with others."
    make_salary_figure(
        role=None, occupation="Managers (1)", median=1, basis="paid", why_neighbour=why
    )

    assert why in words(look_into(client.get("/salaries/")).main)


@pytest.mark.django_db
def test_no_claim_of_one_company_leads_what_is_surer(client):
    publish_three_roles()
    make_salary_figure(point=1, company="udemy", as_of="2026-11")
    make_salary_figure(point=2, basis="posted", company="acme", as_of="2026-10")
    make_salary_figure(point=3, as_of="2026-09")
    make_salary_figure(point=4, basis="posted", as_of="2026-08")
    make_salary_figure(point=5, basis="filed", as_of="2026-07")
    make_salary_figure(point=6, basis="paid", as_of="2020")

    page = look_into(client.get("/salaries/"))

    amounts = [words(cell).strip("\u2068")[:2] for cell in page.select(".pay-table .pay-published")]
    assert amounts == ["$5", "$4", "$2", "$3", "$1", "$6"]


@pytest.mark.django_db
def test_a_card_without_a_median_names_the_employers_that_advertise(client):
    publish_three_roles()
    for company in ("udemy", "acme"):
        make_salary_figure(low=1, high=2, basis="posted", company=company, place="US-CA")

    card, *_ = look_into(client.get("/")).select(".home-cards .card")

    assert "No median yet: it takes five adverts that count together." in words(card)
    assert words(card.select_one("p.meta a")) == "Own ranges of two employers"
