"""Pay on the pages of roles, comparisons, sources and corrections, and on the first page."""

import datetime as dt
import json
from string import ascii_uppercase

import pytest
import time_machine
from django.utils import timezone

from roles import same_employer
from roles.models import SalaryFigure
from tests.factories import (
    CROWD,
    make_rate,
    make_role,
    make_salary_figure,
    make_source,
    new_figure,
    publish,
    publish_three_roles,
    role_row,
)
from tests.pages import cited_by, look_into, words

pytestmark = pytest.mark.django_db

PRODUCT, TECHNICAL, PROGRAM = (
    "product-manager",
    "technical-product-manager",
    "technical-program-manager",
)
TRIPLE = f"/compare/{PRODUCT}-vs-{TECHNICAL}-vs-{PROGRAM}/"
UDEMY = {"company": "udemy", "level": "Level 4", "place": "", "source": "udemy", "as_of": "2026"}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-11-21T10:00:00Z", tick=False):
        yield


@pytest.fixture
def _roles():
    publish_three_roles()


@pytest.fixture
def _pay(_roles):
    """One role with current pay, one with that of a company alone, one with none that is dated."""
    spread = {"p10": 100, "p25": 200, "median": 300, "p75": 400}
    make_salary_figure(basis="posted", n=479, source="adverts", **spread)
    make_salary_figure(role=TECHNICAL, low=1, high=2, as_of="2022-08")
    make_salary_figure(role=TECHNICAL, low=3, high=4, **UDEMY)
    make_salary_figure(role=PROGRAM, low=5, high=6, as_of="", place="IL", currency="ILS")


def text_of(client, address, selector):
    page = look_into(client.get(address))
    return [
        words(part).replace("\u2068", "").replace("\u2069", "") for part in page.select(selector)
    ]


@pytest.mark.usefixtures("_pay")
def test_a_role_shows_what_it_is_paid_with_its_source(client):
    page = look_into(client.get(f"/roles/{PRODUCT}/"))
    (pay,) = text_of(client, f"/roles/{PRODUCT}/", "#pay")

    assert "$300" in pay
    assert "median of 479 advertised ranges, US, May 2026" in pay
    assert set(cited_by(page.select_one("#pay"))) == {"/sources/adverts/"}
    assert page.select_one("#pay").find("a", href=f"/salaries/?role={PRODUCT}")


@pytest.mark.usefixtures("_pay")
def test_a_role_says_how_old_its_figure_is_and_what_is_one_company_s(client):
    (technical,) = text_of(client, f"/roles/{TECHNICAL}/", "#pay")
    (program,) = text_of(client, f"/roles/{PROGRAM}/", "#pay")

    assert "2022 $1–$2" in technical
    assert "none under two years old" in technical
    assert "Udemy, Level 4" in technical
    assert "Not in USD" in program
    assert "We hold ₪5–₪6 a year in IL, no date" in program


@pytest.mark.usefixtures("_roles")
def test_a_role_without_any_figure_says_what_would_mend_it(client):
    (pay,) = text_of(client, f"/roles/{PRODUCT}/", "#pay")

    assert "No figure yet" in pay
    assert "A published range or median with its date and place" in pay


@pytest.mark.usefixtures("_roles")
def test_regions_and_filings_of_single_employers_stay_out_of_the_short_block(client):
    make_salary_figure(place="US-CA", point=1)
    make_salary_figure(company="acme", basis="filed", point=2)

    assert "$" not in text_of(client, f"/roles/{PRODUCT}/", "#pay")[0]


@pytest.mark.parametrize("company", ["udemy", None])
@pytest.mark.usefixtures("_roles")
def test_a_figure_of_one_percentile_alone_is_told_as_what_it_is(client, company):
    make_salary_figure(company=company, basis="posted", n=99, p10=7)

    assert "lowest percentile known" in text_of(client, f"/roles/{PRODUCT}/", "#pay")[0]
    assert all(client.get(page).status_code == 200 for page in ["/", "/salaries/", TRIPLE])
    assert "$7" in text_of(client, "/salaries/?company=udemy", ".pay-chart")[0]


@pytest.mark.usefixtures("_roles")
def test_newer_figures_of_others_hide_no_figure_of_a_company():
    make_salary_figure(point=5, **{**UDEMY, "as_of": "2025"})
    SalaryFigure.objects.bulk_create(
        [new_figure(place=f"{one}{other}") for one in "ABC" for other in ascii_uppercase]
    )

    (figure,) = SalaryFigure.objects.overview(PRODUCT, company="Udemy")

    assert figure.point == 5


@pytest.mark.usefixtures("_roles")
def test_many_countries_of_one_role_do_not_deny_the_figure_of_another(client):
    SalaryFigure.objects.bulk_create(
        [new_figure(place=f"{one}{other}") for one in "ABC" for other in ascii_uppercase]
    )
    make_salary_figure(role=TECHNICAL, point=7, as_of="2026-01")

    _, technical, _ = text_of(client, TRIPLE, "#pay .pay-chart > ul:first-child > li")

    assert "$7" in technical
    assert "$7" in text_of(client, "/", ".home-cards .card")[1]


@pytest.mark.usefixtures("_roles")
def test_what_was_known_of_many_is_not_denied_beside_ranges_of_employers(client):
    make_salary_figure(company="acme", basis="posted", low=5, high=6)
    places = [("/", ".home-cards .card"), (f"/roles/{PRODUCT}/", "#pay")]
    places += [(TRIPLE, "#pay"), ("/salaries/", ".pay-chart")]
    for address, part in places:
        assert "o median" in text_of(client, address, part)[0]
        assert "current median" not in text_of(client, address, part)[0]

    make_salary_figure(basis="filed", median=7, n=90, as_of="2013-09")

    for address, part in places:
        told = text_of(client, address, part)[0]
        assert "edian yet" not in told
        assert "September 2013" in told


@pytest.mark.usefixtures("_roles")
def test_a_role_names_the_occupation_that_was_counted_for_it(client):
    why = "Product managers are counted here."
    make_salary_figure(basis="paid", median=7, occupation="Managers (11-2021)", why_neighbour=why)

    assert f"Counted: Managers (11-2021). {why}" in text_of(client, f"/roles/{PRODUCT}/", "#pay")[0]


@pytest.mark.usefixtures("_roles")
def test_the_figure_of_the_most_speaks_for_a_role_on_every_page(client):
    make_salary_figure(basis="posted", n=76, median=9)
    make_salary_figure(basis="posted", n=6, median=8, place="CA", as_of="2026-06")
    make_salary_figure(basis="posted", n=76, median=7, place="GB", currency="GBP", as_of="2026-06")

    places = [("/", ".home-cards .card"), (f"/titles/{PRODUCT}/", "main"), (TRIPLE, ".pay-chart")]
    for address, part in [*places, (f"/roles/{PRODUCT}/", ".pay-sum"), ("/salaries/", ".pay-sum")]:
        assert "$9" in text_of(client, address, part)[0]


def many(**values):
    """Unsaved figures, more of them than a page about a role takes."""
    codes = [f"{one}{other}" for one in "ABC" for other in ascii_uppercase]
    return [new_figure(place=code, **values) for code in codes]


@pytest.mark.usefixtures("_roles")
def test_many_older_figures_hide_no_current_one(client):
    make_salary_figure(basis="stated", point=5, as_of="2026-01")
    SalaryFigure.objects.bulk_create(many(basis="posted", as_of="2021-05", n=90))

    for address, part in [("/", ".home-cards"), (f"/roles/{PRODUCT}/", "#pay"), (TRIPLE, "#pay")]:
        (told,) = text_of(client, address, part)
        assert "January 2026" in told
        assert "May 2021" not in told


@pytest.mark.usefixtures("_roles")
def test_many_older_figures_hide_no_current_one_from_an_amount():
    make_salary_figure(basis="stated", low=5, high=6, as_of="2026-01")
    SalaryFigure.objects.bulk_create(many(basis="posted", as_of="2021-05", n=90))

    bases = SalaryFigure.objects.public().bases_of(PRODUCT)

    assert [figure.low for figure in bases if figure.is_recent] == [5]


@pytest.mark.usefixtures("_roles")
def test_many_figures_of_the_market_hide_no_range_of_an_employer():
    for role in (PRODUCT, TECHNICAL):
        make_salary_figure(role=role, company="acme", basis="posted", low=5, high=6)
    SalaryFigure.objects.bulk_create(many(basis="posted", as_of="2026-09", n=90))

    found = SalaryFigure.objects.overview(PRODUCT, TECHNICAL)

    (table,) = same_employer.tables(found, [PRODUCT, TECHNICAL])
    assert table.company.slug == "acme"


@pytest.mark.usefixtures("_pay")
def test_search_engines_read_current_percentiles(client):
    page = look_into(client.get(f"/roles/{PRODUCT}/"))

    (occupation,) = occupations_of(page)
    (salary,) = occupation["estimatedSalary"]
    assert occupation["@type"] == "Occupation"
    assert salary["@type"] == "MonetaryAmountDistribution"
    assert (salary["percentile10"], salary["median"], salary["percentile75"]) == (100, 300, 400)
    assert "percentile90" not in salary
    assert (salary["currency"], salary["duration"]) == ("USD", "P1Y")
    (other,) = occupations_of(look_into(client.get(f"/roles/{TECHNICAL}/")))
    assert "estimatedSalary" not in other


def occupations_of(page):
    told = page.select('script[type="application/ld+json"]')
    return next(
        value for value in (json.loads(each.string) for each in told) if type(value) is list
    )


def test_no_name_ends_the_script_it_stands_in(client):
    publish(make_role(one_liner="</script><script>alert(1)</script>"))
    make_salary_figure(median=1)

    assert b"<script>alert" not in client.get(f"/roles/{PRODUCT}/").content


@pytest.mark.usefixtures("_pay")
def test_a_comparison_shows_the_pay_of_each_role(client):
    rows = text_of(client, TRIPLE, "#pay .pay-chart > ul:first-child > li")

    assert text_of(client, TRIPLE, "#pay .pay-name") == [
        "Product Manager",
        "Technical Product Manager",
        "Technical Program Manager",
    ]
    assert "$300" in rows[0]
    assert "2022 $1–$2" in rows[1]
    assert "Not in USD" in rows[2]


@pytest.mark.usefixtures("_pay")
def test_cards_of_the_first_page_tell_current_pay_or_that_there_is_none(client):
    product, technical, program = text_of(client, "/", ".home-cards .card")

    assert "$300 a year Base pay: median of 479 advertised ranges, US, May 2026" in product
    assert "No current pay figure but one company’s. A dated range or median" in technical
    assert "No current pay figure of a whole country." in program


@pytest.mark.usefixtures("_pay")
def test_a_source_lists_the_figures_that_rest_on_it(client):
    (figures,) = text_of(client, "/sources/udemy/", "section section")

    assert "Technical Product Manager: $3–$4 a year At Udemy Base pay" in figures
    assert "Figures of pay rest on it" in text_of(client, "/sources/", "main")[0]


@pytest.mark.usefixtures("_roles")
def test_the_chart_says_of_how_many_employers_it_draws_some_and_by_which_rule(client):
    for number, company in enumerate("abc", start=1):
        said = {"company": company, "basis": "posted", "n": number, "level": "Senior"}
        make_salary_figure(low=5, high=6, **said)

    (row,) = text_of(client, f"/roles/{PRODUCT}/", "#pay .pay-chart > ul:first-child > li")

    assert "3 ranges, no median yet" in row
    assert "Drawn, of three employers, by number of adverts and date: C (Senior) and B" in row


@pytest.mark.usefixtures("_roles")
def test_the_chart_says_no_rule_where_it_draws_every_employer(client):
    make_salary_figure(low=5, high=6, company="a", basis="posted")

    (row,) = text_of(client, f"/roles/{PRODUCT}/", "#pay .pay-chart > ul:first-child > li")

    assert "Drawn: A" in row


@pytest.mark.usefixtures("_roles")
def test_a_source_says_when_more_figures_rest_on_it_than_it_lists(client):
    SalaryFigure.objects.bulk_create([new_figure(level=f"L{number}") for number in range(31)])

    (figures,) = text_of(client, "/sources/an-article/", "section section")

    assert "These are the newest 30." in figures


@pytest.mark.usefixtures("_roles")
def test_a_source_of_rates_says_what_rests_on_it(client):
    make_rate(source=make_source(slug="ecb").slug)

    assert "Currencies are converted by its rates." in text_of(client, "/sources/ecb/", "main")[0]


@pytest.mark.usefixtures("_roles")
def test_a_corrected_figure_shows_the_old_value_the_reason_and_what_took_its_place(client):
    wrong = make_salary_figure(point=100)
    wrong.replace_with(new_figure(point=200), "Read in the wrong line.")
    make_salary_figure(role=TECHNICAL, point=300).withdraw("Never said so.")
    role_row("secret-manager")
    make_salary_figure(role="secret-manager").withdraw("A secret.")
    publish(make_role(), reason="A wrong word.", is_correction=True)

    page = look_into(client.get("/corrections/"))
    rows = text_of(client, "/corrections/", ".correction")

    assert len(rows) == 3
    assert "secret" not in words(page).lower()
    by_reason = {
        reason: row for reason in ("line", "Never", "word") for row in rows if reason in row
    }
    assert "It said $100 a year" in by_reason["line"]
    assert "Now $200 a year" in by_reason["line"]
    assert "Now withdrawn" in by_reason["Never"]
    assert page.select_one(".correction del")
    assert "A wrong word." in by_reason["word"]


@pytest.mark.usefixtures("_roles")
def test_corrections_of_figures_cost_six_queries_however_many(client, django_assert_num_queries):
    for number in range(60):
        make_salary_figure(level=f"L{number}").withdraw("Wrong.")
    before = timezone.now() - dt.timedelta(hours=1)
    publish(make_role(), reason="A wrong word.", is_correction=True, at=before)

    with django_assert_num_queries(6):
        page = look_into(client.get("/corrections/?page=2"))

    assert len(page.select(".correction")) == 11


@pytest.mark.parametrize("count", [3, CROWD])
def test_pay_adds_two_queries_to_a_page_however_many_figures(
    client, django_assert_max_num_queries, count
):
    publish_three_roles()
    figures = [new_figure(level=f"L{n}", source=f"s-{n}") for n in range(count)]
    SalaryFigure.objects.bulk_create(figures)

    with django_assert_max_num_queries(12):
        client.get(f"/roles/{PRODUCT}/")
    with django_assert_max_num_queries(10):
        client.get(TRIPLE)
    with django_assert_max_num_queries(9):
        client.get("/")
    with django_assert_max_num_queries(6):
        client.get("/sources/s-1/")
