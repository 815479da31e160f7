"""Where an amount stands, as pages ask and answer it."""

import datetime as dt
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine

from roles.models import SalaryFigure
from roles.views.salary import FIGURES_A_PAGE
from tests.factories import (
    CROWD,
    freeze,
    make_rate,
    make_role,
    make_salary_figure,
    make_source,
    new_figure,
    publish_three_roles,
    role_row,
)
from tests.pages import cited_by, look_into, values_of, words

pytestmark = pytest.mark.django_db

PRODUCT, TECHNICAL = "product-manager", "technical-product-manager"
FIVE = {"p10": 136_392, "p25": 156_500, "median": 185_500, "p75": 219_564, "p90": 271_395}
CAPPED = {"p10": 81_900, "p25": 111_210, "median": 161_030, "p75": 211_080, "capped_at": 239_200}
UDEMY = {"company": "udemy", "level": "Level 4", "place": "", "source": "udemy", "as_of": "2026"}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-11-21T10:00:00Z", tick=False):
        yield


@pytest.fixture(autouse=True)
def _roles(_today):
    publish_three_roles()


@pytest.fixture
def adverts():
    make_salary_figure(basis="posted", n=479, observed_from="2024", as_of="2025-01", **FIVE)


def ask(client, amount, **more):
    return look_into(client.get("/salaries/", {"amount": amount, **more}, follow=True))


def plain(element):
    return words(element).replace("\u2068", "").replace("\u2069", "").replace(" ,", ",")


def lines(page):
    return [plain(line) for line in page.select(".amount-bases li")]


def question(page):
    return plain(page.select_one("#amount-back p"))


def options(page):
    """What each link of a question says and what it asks for."""
    links = page.select("#amount-back a")
    return {plain(link): parse_qs(urlsplit(link["href"]).query) for link in links}


@pytest.mark.usefixtures("adverts")
@pytest.mark.parametrize(
    ("amount", "place"),
    [
        ("100k", "Below the 10th percentile, the lowest published, of base pay"),
        ("156,500", "Exactly the 25th percentile of base pay"),
        ("185.000", "Between the 25th percentile and the median of base pay"),
        ("$200 000", "Between the median and the 75th percentile of base pay"),
        ("300k", "Above the 90th percentile, the highest published, of base pay"),
    ],
)
def test_an_amount_stands_between_published_percentiles(client, amount, place):
    (line,) = lines(ask(client, amount))

    assert line.startswith(f"{place}: 479 advertised ranges, US, 2024 to January 2025")
    assert "partly over two years old" in line


@pytest.mark.usefixtures("adverts")
def test_a_line_tells_the_published_amounts_beside_it_and_its_source(client):
    page = ask(client, "185k")

    (line,) = page.select(".amount-bases li")
    assert "25th percentile $156,500, median $185,500 a year." in plain(line)
    assert "Computed" not in plain(line)
    assert cited_by(line) == ["/sources/an-article/"]
    assert "$185,000 a year stands, in each figure by itself:" in plain(page.select_one("#amount"))


def test_bases_are_never_merged_and_each_says_how_old_and_how_few(client):
    make_salary_figure(basis="posted", n=18, as_of="2024", place="CA", **FIVE)
    make_salary_figure(basis="filed", n=70, as_of="2026-05", **FIVE)

    filed, posted = lines(ask(client, "185k"))

    assert "70 wage filings, US, May 2026" in filed
    assert "few" not in filed
    assert "over two years" not in filed
    assert "only 18 advertised ranges, CA, 2024" in posted
    assert "few over two years old" in posted


def test_where_the_publisher_prints_nothing_more_no_tail_is_made_up(client):
    make_salary_figure(as_of="2026", **CAPPED)

    (under,) = lines(ask(client, "230k"))
    (over,) = lines(ask(client, "250k"))

    assert under.startswith("Between the 75th percentile and $239,200, from where on the publisher")
    assert over.startswith("At or above $239,200, from where on the publisher prints no amount, of")


@pytest.mark.parametrize(
    ("amount", "place"),
    [
        ("150k", "Below the range"),
        ("155k", "Exactly the low end of the range"),
        ("160k", "Within the range"),
        ("180k", "Above the range"),
    ],
)
def test_the_range_of_one_employer_is_said_to_be_that_employers(client, amount, place):
    make_salary_figure(low=155_000, high=172_000, **UDEMY)

    (line,) = lines(ask(client, amount))

    assert line.startswith(f"{place} of base pay at Udemy alone: claim of the source")
    assert "Level 4, 2026" in line
    assert "Low end $155,000, high end $172,000 a year." in line


def test_what_one_employer_filed_is_no_base_unless_it_is_asked_for(client):
    make_salary_figure(basis="filed", company="udemy", **FIVE)

    assert lines(ask(client, "185k")) == []
    assert len(lines(ask(client, "185k", company="udemy"))) == 1


def test_parts_of_pay_are_told_apart_and_what_is_paid_beside_pay_is_no_base(client):
    make_salary_figure(component="total", as_of="2026", **FIVE)
    make_salary_figure(component="bonus", as_of="2026", low=1, high=2)
    make_salary_figure(component="signing", period="once", as_of="2026", high=20_000)
    make_salary_figure(component="base", as_of="2026", point=150_000)

    (line,) = lines(ask(client, "185k"))

    assert "of total pay:" in line
    assert "Above the range of bonus" in lines(ask(client, "15k", component="bonus"))[0]


@pytest.mark.usefixtures("adverts")
def test_neighbours_stand_in_a_group_of_their_own_with_whose_they_are(client):
    why = "Product managers are counted among them."
    marketing = {"role": None, "occupation": "Marketing Managers (11-2021)", "basis": "paid"}
    make_salary_figure(why_neighbour=why, source="bls", **marketing, **CAPPED)

    for page in (ask(client, "185k"), ask(client, "185k", role=PRODUCT)):
        groups = [words(heading) for heading in page.select(".amount-groups h3")]
        assert groups == ["Product Manager", "Neighbouring occupations"]
        assert lines(page)[1].startswith("Marketing Managers (11-2021) Between the median and")
        assert why in lines(page)[1]


@pytest.mark.usefixtures("adverts")
def test_what_another_role_is_counted_as_is_a_neighbour_where_it_says_whose(client):
    why = "Technical program managers may be counted here."
    specialists = {"occupation": "Specialists (13-1082)", "basis": "paid", "as_of": "2026", **FIVE}
    make_salary_figure(role=TECHNICAL, why_neighbour=why, **specialists)
    make_salary_figure(role=TECHNICAL, company="udemy", level="Senior", **FIVE)

    own, beside = lines(ask(client, "185k", role=PRODUCT))
    (_, itself) = sorted(lines(ask(client, "185k", role=TECHNICAL)))

    assert own.startswith("Between")
    assert beside.startswith("Specialists (13-1082) Between")
    assert why in beside
    assert why not in itself


def test_the_percentiles_that_count_each_employer_once_are_told_beside(client):
    once = {"balanced_p25": 100_000, "balanced_median": 120_000, "balanced_p75": 140_000}
    make_salary_figure(as_of="2026", n=76, basis="posted", **once, **FIVE)

    (line,) = lines(ask(client, "185k"))

    once = "Each employer once: 75th percentile $140,000 a year. Above the 75th percentile, the"
    assert f"{once} highest published" in line


@pytest.mark.usefixtures("adverts")
def test_role_and_place_narrow_what_the_amount_is_compared_with(client):
    make_salary_figure(role=TECHNICAL, place="IL", as_of="2026", **FIVE)

    def places(**more):
        page = ask(client, "185k", **more)
        return [words(heading) for heading in page.select(".amount-groups h3")]

    assert places() == ["Product Manager", "Technical Product Manager"]
    assert places(role=TECHNICAL) == places(country="IL") == ["Technical Product Manager"]
    assert places(role=PRODUCT, country="IL") == []


def test_a_region_is_no_base_of_its_country(client):
    make_salary_figure(place="US-CA", as_of="2026", **FIVE)

    assert lines(ask(client, "185k", country="US")) == []


@pytest.mark.usefixtures("adverts")
def test_where_nothing_fits_one_sentence_says_what_would(client):
    everywhere = plain(ask(client, "185k").select_one("#amount"))
    page = ask(client, "185k", role=PRODUCT, country="IL")

    assert (
        "Nothing to compare with for Technical Product Manager or Technical Program" in everywhere
    )
    make_salary_figure(role=TECHNICAL, place="IL")
    page = ask(client, "185k", role=PRODUCT, country="IL")
    assert (
        "Nothing to compare with for Product Manager: percentiles or a range published for it in"
        " this place, with their date and currency, would be needed."
    ) in plain(page.select_one("#amount"))
    assert not lines(page)


def test_another_currency_is_compared_by_the_rate_of_the_figures_day(client):
    ecb = make_source(slug="ecb", title="Reference rates")
    make_rate(currency="ILS", per_euro="3.7585", source=ecb.slug)
    make_rate(source=ecb.slug)
    make_salary_figure(as_of="2025-01-24", **FIVE)

    (line,) = ask(client, "25k", amount_currency="ILS", amount_period="month").select(
        ".amount-bases li"
    )

    assert plain(line).startswith("Below the 10th percentile")
    assert (
        "Computed: yours is about $83,587 a year, at 1 ILS = 0.2786 USD of 24 January 2025."
    ) in plain(line)
    assert cited_by(line) == ["/sources/an-article/", "/sources/ecb/"]


def test_another_period_is_compared_by_its_hours(client):
    make_salary_figure(as_of="2026", **FIVE)

    (line,) = lines(ask(client, "92.50", amount_period="hour"))

    assert "Computed: yours is about $192,400 a year at 2,080 hours a year." in line


def test_what_has_no_rate_of_its_day_is_named(client):
    make_rate(currency="ILS", per_euro="3.7585")
    make_rate()
    make_salary_figure(as_of="", currency="ILS", period="month", low=25_000, high=55_000)
    make_salary_figure(as_of="2019", level="L2", currency="ILS", **FIVE)

    old, undated = lines(ask(client, "185k"))

    assert undated.startswith("Cannot be compared with base pay: claim of the source")
    assert "no date, and so no rate" in undated
    assert "2019; no rate of its day" in old
    _, own = lines(ask(client, "30k", amount_currency="ILS", amount_period="month"))
    assert own.startswith("Within the range of base pay")


@pytest.mark.usefixtures("adverts")
@pytest.mark.parametrize(
    ("amount", "told"),
    [
        ("a lot", "“a lot” cannot be read as an amount. Write digits, such as 185,000 or 185k."),
        ("<b>9</b>", "“<b>9</b>” cannot be read as an amount."),
        ("1e6", "“1e6” cannot be read as an amount."),
        ("10^12", "“10^12” cannot be read as an amount."),
        ("0", "An amount of pay is more than nothing."),
        ("-5", "An amount of pay is more than nothing."),
        ("15%", "A percentage is no amount."),
        ("9" * 39, "That is more than anybody is paid in any currency."),
        ("1" * 5_000, "That is longer than an amount."),
        ("१८५", "Nobody is paid “१८५” a year in USD. What is meant?"),
        (" ", "“ ” cannot be read as an amount."),
    ],
)
def test_what_is_no_amount_is_told_so_and_stays_in_the_field(client, amount, told):
    response = client.get("/salaries/", {"amount": amount})
    page = look_into(response)

    assert response.status_code == 200
    assert " ".join(question(page).split()).startswith(" ".join(told.split()))
    field = page.select_one("#amount-asked")
    assert field["value"] == amount[:100]
    assert field["aria-invalid"] == "true"
    assert page.select_one(f"#{field['aria-describedby'].split()[-1]}")
    assert not lines(page)


@pytest.mark.usefixtures("adverts")
def test_what_can_be_read_in_two_ways_is_asked_back_by_links(client):
    page = ask(client, "1.250", role=PRODUCT, currency="EUR")

    assert question(page) == "“1.250” can be read in two ways. Which is meant?"
    sent = {"role": [PRODUCT], "currency": ["EUR"]}
    sent |= {"amount_currency": ["EUR"], "amount_period": ["year"]}
    assert options(page) == {
        "€1,250 a year": {**sent, "amount": ["1250"]},
        "€1.25 a year": {**sent, "amount": ["1.25"]},
    }


def send(client, page, **typed):
    """What the form of the page sends as it stands, but for what was typed into it."""
    form = page.select_one(".amount-form")
    values = {name: each[-1] for name, each in values_of(form).items()} | typed
    return look_into(client.get(form["action"].partition("#")[0], values, follow=True))


@pytest.mark.usefixtures("adverts")
@pytest.mark.parametrize("start", ["/salaries/", f"/roles/{PRODUCT}/", "/salaries/?currency=EUR"])
@pytest.mark.parametrize(
    ("amount", "told"),
    [
        ("€90,000", "“€90,000” is read as 90,000 EUR a year, because it names no time."),
        ("90.000 €", "“90.000 €” is read as 90,000 EUR a year, because it names no time."),
        ("£85k p.a.", "“£85k p.a.” is read as 85,000 GBP a year."),
        ("US$92.50/hr", "“US$92.50/hr” is read as 92.50 USD an hour."),
        (
            "USD 185k+ yearly",
            "“USD 185k+ yearly” is read as exactly 185,000 USD a year; what lies above is not asked"
            " about.",
        ),
    ],
)
def test_what_is_written_holds_over_what_the_form_stands_on(client, start, amount, told):
    page = send(client, look_into(client.get(start)), amount=amount)

    assert told in plain(page.select_one("#amount"))
    assert not page.select("#amount-back")
    # And the answer's own form asks nobody to take anything back either.
    again = send(client, page, amount="£85k p.a.")
    assert "is read as 85,000 GBP a year." in plain(again.select_one("#amount"))


@pytest.mark.usefixtures("adverts")
def test_a_bare_number_is_in_what_the_list_is_shown_in_and_says_so(client):
    for start, currency in (("/salaries/", "USD"), ("/salaries/?currency=EUR", "EUR")):
        page = look_into(client.get(start))
        assert f"A bare number counts as {currency} a year." in plain(
            page.select_one(".amount-form")
        )
        told = plain(send(client, page, amount="185k").select_one("#amount"))
        assert (
            f"read as 185,000 {currency} a year, because it names no currency and no time" in told
        )


@pytest.mark.usefixtures("adverts")
def test_a_currency_without_a_rate_is_told_so(client):
    page = ask(client, "900k ₽")

    assert question(page).startswith("We hold no rate of the currency in “900k ₽”")
    assert not options(page)


def test_an_amount_is_asked_about_among_those_of_a_level(client):
    make_salary_figure(low=155_000, high=172_000, as_of="2026", level="Senior")
    make_salary_figure(low=105_000, high=122_000, as_of="2026")

    page = send(client, look_into(client.get("/salaries/")), amount="160k", level="Senior")

    (line,) = lines(page)
    assert line.startswith("Within the range")
    assert "Senior" in line
    assert page.select_one("#level-asked option[selected]")["value"] == "Senior"


def test_figures_in_the_currency_of_the_amount_come_first(client):
    ecb = make_source(slug="ecb", title="Reference rates")
    for currency, rate in (("USD", "1.05"), ("GBP", "0.84")):
        make_rate(currency=currency, per_euro=rate, source=ecb.slug)
    make_salary_figure(as_of="2025-01-24", n=900, **FIVE)
    make_salary_figure(as_of="2023", place="IL", currency="GBP", level="Senior", **FIVE)

    own, converted = lines(ask(client, "£170k"))

    assert "Computed" not in own
    assert "Computed" in converted


@pytest.mark.usefixtures("adverts")
def test_a_link_of_a_question_fills_the_field_and_is_answered(client):
    page = ask(client, "150-180k")

    assert question(page) == "“150-180k” is more than one amount. Which of them?"
    answered = look_into(client.get(page.select("#amount-back a")[1]["href"]))
    assert answered.select_one("#amount-asked")["value"] == "180000"
    assert lines(answered)[0].startswith("Between the 25th percentile and the median")


@pytest.mark.usefixtures("adverts")
@pytest.mark.parametrize(
    ("amount", "period", "told", "offered"),
    [
        ("€ 60 000", "year", "The currency in", ["$60,000 a year", "€60,000 a year"]),
        ("25k a month", "year", "is not for the time", ["$25,000 a year", "$25,000 a month"]),
        ("185,000", "hour", "a an hour", ["$185,000 a year", "$185,000 a month"]),
    ],
)
def test_what_contradicts_the_choice_is_asked_back(client, amount, period, told, offered):
    page = ask(client, amount, amount_currency="USD", amount_period=period)

    assert told.replace("a an", "an") in question(page)
    assert list(options(page)) == offered


@pytest.mark.usefixtures("adverts")
def test_an_amount_of_another_currency_is_plausible_by_what_that_is_worth(client):
    make_rate(currency="IDR", per_euro="17000", day=dt.date(2026, 11, 20))
    make_rate(day=dt.date(2026, 11, 20))

    assert "Nobody is paid “185k” a month in IDR" in question(
        ask(client, "185k", amount_currency="IDR", amount_period="month")
    )
    page = ask(client, "25,000,000", amount_currency="IDR", amount_period="month")
    assert "2024 to January 2025, partly over two years old; no rate of its day" in lines(page)[0]


@pytest.mark.parametrize(
    ("name", "value", "label"),
    [("amount_currency", "XXX", "Currency"), ("amount_period", "once", "Paid")],
)
@pytest.mark.usefixtures("adverts")
def test_unknown_currencies_and_periods_are_named_and_asked_back(client, name, value, label):
    for amount in ({"amount": "185k"}, {}):
        page = look_into(client.get("/salaries/", {**amount, name: value}))

        notices = [words(notice) for notice in page.select("#results > .notice")]
        assert notices == [f"{label}: “{value}” is not a choice here, so it was ignored."]
    page = ask(client, "185k", **{name: value})
    assert list(options(page)) == ["$185,000 a year"]
    assert lines(page) == []


@pytest.mark.usefixtures("adverts")
def test_the_form_keeps_the_other_choices_and_shows_its_own(client):
    sent = {"role": PRODUCT, "component": "base", "amount_period": "month", "currency": "EUR"}
    page = ask(client, "15k", amount_currency="USD", **sent)

    values = {name: each[-1] for name, each in values_of(page.select_one(".amount-form")).items()}
    assert values == {"amount": "15k", "amount_currency": "USD", "country": "", **sent}
    ids = [field["id"] for field in page.select(".amount-form [id]")]
    assert len(page.select("[id]")) == len({each["id"] for each in page.select("[id]")})
    assert {label["for"] for label in page.select(".amount-form label")} < set(ids)


def test_an_answer_is_for_whoever_asked_alone(client, adverts):
    response = client.get("/salaries/?amount=185k")

    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "ETag" not in response
    assert not response.cookies
    page = look_into(response)
    assert page.select_one("meta[name=robots][content=noindex]")
    assert page.select_one("meta[name=referrer][content=no-referrer]")


def test_without_an_amount_the_page_is_public_and_says_nothing_of_it(client, adverts):
    before = client.get("/salaries/")
    client.get("/salaries/?amount=185k")
    after = client.get("/salaries/")

    assert before.content == after.content
    assert before["ETag"] == after["ETag"]
    assert "public" in after["Cache-Control"]
    assert after["Referrer-Policy"] == "same-origin"
    page = look_into(after)
    assert not page.select("meta[name=robots], meta[name=referrer]")
    assert not page.select("#amount .notice, .amount-groups")


@pytest.mark.parametrize("amount", ["185123", "1.851"])
def test_no_other_address_on_the_page_carries_the_amount(client, amount):
    SalaryFigure.objects.bulk_create(
        [new_figure(point=n, level=f"L{n % 40}", place="US") for n in range(1, FIGURES_A_PAGE + 2)]
    )

    response = client.get(f"/salaries/?amount={amount}&role={PRODUCT}&period=month")
    page = look_into(response)
    for question_of in page.select("#amount-back a"):
        question_of.decompose()

    addresses = [
        each[name]
        for name in ("href", "action", "content", "src", "hx-get")
        for each in page.select(f"[{name}]")
    ]
    assert any("page=2" in address for address in addresses)
    assert any("salaries.csv?" in address for address in addresses)
    assert not [each for each in addresses if "amount=" in each or amount in each]
    assert not [script for script in page.select("script") if amount in script.get_text()]


@pytest.mark.usefixtures("adverts")
def test_a_form_with_blanks_keeps_the_amount_and_without_one_nothing_of_it(client):
    blanks = {"role": "", "country": "", "amount_currency": "USD", "amount_period": "year"}

    asked = client.get("/salaries/", {"amount": "185k", **blanks})
    nothing = client.get("/salaries/", {"amount": "", **blanks})

    assert asked["Location"] == "/salaries/?amount=185k&amount_currency=USD&amount_period=year"
    assert asked["Cache-Control"] == "private, no-store"
    assert nothing["Location"] == "/salaries/"


@pytest.mark.usefixtures("adverts")
def test_a_part_of_the_page_is_told_to_screen_readers_and_kept_out_of_the_address(client):
    htmx = {"HX-Request": "true"}

    answer = client.get(f"/salaries/?amount=185k&role={PRODUCT}&amount_period=year", headers=htmx)
    asked_back = client.get("/salaries/?amount=1.250", headers=htmx)

    assert answer["HX-Push-Url"] == f"/salaries/?role={PRODUCT}"
    assert "Compared with 1 figure\n" in answer.content.decode()
    assert asked_back["HX-Push-Url"] == "/salaries/"
    told = asked_back.content.decode().partition("</p>")[0]
    assert "“<bdi>1.250</bdi>” can be read in two ways." in told
    assert "HX-Push-Url" not in client.get("/salaries/", headers=htmx)
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("count", [3, CROWD])
def test_an_answer_costs_two_queries_more(client, django_assert_num_queries, count):
    freeze(*(make_role(slug=f"role-{number}") for number in range(count // 3)))
    figures = [
        new_figure(role=f"role-{n // 3}", level=f"L{n}", company=f"c-{n}", source=f"s-{n % 9}")
        for n in range(count)
    ]
    SalaryFigure.objects.bulk_create(figures)
    address = "/salaries/?currency=EUR"
    with django_assert_num_queries(8):
        client.get(address)

    with django_assert_num_queries(10):
        client.get(f"{address}&amount=185k&amount_currency=EUR")
    with django_assert_num_queries(8):
        client.get(f"{address}&amount=a+lot")


def test_more_figures_than_can_be_read_are_said_to_be_more(client):
    SalaryFigure.objects.bulk_create(
        [new_figure(low=1, high=2, level=f"L{n}", as_of="2026") for n in range(13)]
    )

    page = ask(client, "185k", role=PRODUCT)

    assert len(lines(page)) == 12
    assert "More figures would fit" in plain(page.select_one("#amount"))


def test_figures_that_readers_do_not_see_are_no_bases(client):
    role_row("secret-manager")
    make_salary_figure(role="secret-manager", **FIVE)
    make_salary_figure(published_at=None, **FIVE)
    make_salary_figure(role=None, occupation="Wrong", **FIVE).withdraw("Nobody said so.")
    make_salary_figure(as_of="2024", level="old", **FIVE)
    make_salary_figure(as_of="2026", level="old", **FIVE)

    (line,) = lines(ask(client, "185k"))

    assert "old, US, 2026" in line


def test_the_page_of_a_role_asks_of_that_role(client):
    page = look_into(client.get(f"/roles/{PRODUCT}/"))
    form = page.select_one(".amount-form")

    assert form["action"] == "/salaries/#amount"
    values = {name: each[-1] for name, each in values_of(form).items()}
    as_written = {"amount_currency": "", "amount_period": "", "role": PRODUCT}
    assert {name: value for name, value in values.items() if name != "amount"} == as_written
    assert not form.select_one("[aria-invalid]")
