import csv
import datetime as dt
import io
import json
from decimal import Decimal

import pytest
import time_machine

from careerguide import page_cache
from roles import money
from roles.models import SalaryFigure
from roles.publishing import withdraw
from tests.factories import (
    CROWD,
    make_gap_claim,
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
UDEMY = {"company": "udemy", "level": "Level 4", "place": "", "source": "udemy", "as_of": "2026"}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-11-21T10:00:00Z", tick=False):
        yield


@pytest.fixture
def roles():
    publish_three_roles()


@pytest.fixture
def udemy(roles):
    make_salary_figure(low=155_000, high=172_000, **UDEMY)
    make_salary_figure(role=TECHNICAL, low=168_000, high=185_000, **UDEMY)


@pytest.fixture
def israel(roles):
    stated = {"component": "unspecified", "currency": "ILS", "period": "month", "as_of": ""}
    for role, low, high in ((PRODUCT, 25_000, 55_000), (PROGRAM, 30_000, 65_000)):
        make_salary_figure(role=role, low=low, high=high, place="IL", source="il", **stated)


def open_list(client, query="", **more):
    return look_into(client.get(f"/salaries/?{query}", follow=True, **more))


def table_rows(page, table="#results"):
    return [words(row) for row in page.select(f"{table} .pay-table tbody tr")]


def notices(page):
    return [words(notice) for notice in page.select("#results .notice")]


def plain(text):
    return text.replace("\u2068", "").replace("\u2069", "")


def downloads(client, query=""):
    table = csv.DictReader(io.StringIO(client.get(f"/salaries.csv?{query}").content.decode()))
    return list(table), client.get(f"/salaries.json?{query}").json()


def test_pay_says_so_when_nothing_is_published(client):
    assert notices(open_list(client)) == ["No figure is published yet."]


@pytest.mark.usefixtures("roles")
def test_where_nothing_fits_each_choice_that_is_in_the_way_can_be_taken_back(client):
    make_salary_figure(role=PRODUCT, place="US", as_of="2026-05")
    make_salary_figure(role=PROGRAM, place="IL", as_of="2026-05", level="L5")

    page = open_list(client, "role=product-manager&country=IL&currency=EUR")
    links = {words(link): link["href"] for link in page.select("#results .notice a")}

    assert notices(page) == [
        "No figure fits Product Manager and IL together."
        " Without Product Manager 1 figure Without IL 1 figure All figures"
    ]
    assert links == {
        "Without Product Manager": "/salaries/?country=IL&currency=EUR",
        "Without IL": "/salaries/?role=product-manager&currency=EUR",
        "All figures": "/salaries/",
    }


@pytest.mark.usefixtures("roles")
def test_pay_is_told_of_the_time_in_which_it_was_seen(client):
    make_salary_figure(role=PRODUCT, point=1_000, observed_from="2024", as_of="2025-01")
    make_salary_figure(role=PROGRAM, point=2_000, observed_from="2026-03", as_of="2026-05")

    page = open_list(client)
    row, other = table_rows(page)
    chart = words(page.select_one(".pay-chart"))

    assert "As of 2024 to January 2025, partly over two years old" in row
    assert "As of March to May 2026" in other
    assert "partly" not in other
    assert "2024 to January 2025, partly over two years old" in chart
    table, whole = downloads(client)
    told = [(line["observed_from"], line["as_of"]) for line in table]
    assert told == [("2026-03", "2026-05"), ("2024", "2025-01")]
    assert [line["observed_from"] for line in whole["figures"]] == ["2026-03", "2024"]


@pytest.mark.usefixtures("roles")
def test_what_would_still_leave_nothing_is_no_choice_to_take_back(client):
    make_salary_figure(role=PRODUCT, place="US", as_of="2026-05")
    make_salary_figure(role=PROGRAM, place="IL", as_of="2026-05", level="L5")

    (alone,) = notices(open_list(client, "role=technical-product-manager"))
    (three,) = notices(open_list(client, "role=product-manager&country=IL&level=L5"))

    assert alone == "No figure fits Technical Product Manager. All figures"
    assert three == (
        "No figure fits Product Manager, IL and L5 together."
        " Without Product Manager 1 figure All figures"
    )


@pytest.mark.usefixtures("roles")
def test_a_row_says_what_the_figure_is_where_from_and_how_sure(client):
    make_salary_figure(n=12, place="US", note="Of one week.", as_of="2026-05")

    page = open_list(client)

    (row,) = page.select(".pay-table tbody tr")
    assert plain(words(row)).startswith(
        "Product Manager Base pay $100,000–$150,000 a year Place US"
        " Rests on claim of the source, n = 12 few As of May 2026 Source 1 source Of one week."
    )
    assert row.find("a", href="/roles/product-manager/")
    assert cited_by(row) == ["/sources/an-article/"]
    assert page.select_one(".sources a[href='/sources/an-article/']")


@pytest.mark.usefixtures("roles")
def test_of_what_is_unknown_the_date_alone_is_told(client):
    make_salary_figure(as_of="", place="", n=None)

    page = open_list(client)

    (row,) = table_rows(page)
    assert "a year Rests on claim of the source As of no date Source 1" in row
    assert "unknown" not in words(page.select_one(".pay-table"))


@pytest.mark.usefixtures("roles")
def test_percentiles_are_all_in_the_row_and_what_is_not_printed_is_said(client):
    make_salary_figure(p10=81_900, p25=111_210, median=161_030, p75=211_080, capped_at=239_200)

    (row,) = map(plain, table_rows(open_list(client)))

    assert "$161,030 a year median 10th $81,900 25th $111,210 75th $211,080" in row
    assert "higher ones $239,200 or more" in row


@pytest.mark.usefixtures("roles")
def test_an_occupation_that_is_no_role_is_shown_as_a_neighbour(client):
    make_salary_figure(role=None, occupation="Marketing Managers (11-2021)")

    (row,) = table_rows(open_list(client))

    assert row.startswith("Marketing Managers (11-2021)")
    assert "Neighbouring occupation" in row


@pytest.mark.usefixtures("roles")
def test_computed_pay_names_the_rate_its_day_and_source(client):
    ecb = make_source(slug="ecb", title="Reference rates")
    make_rate(currency="ILS", per_euro="3.7585", source=ecb.slug)
    make_rate(source=ecb.slug)
    make_salary_figure(low=25_000, high=55_000, currency="ILS", period="month", as_of="2025-01-24")

    page = open_list(client)

    (row,) = map(plain, table_rows(page))
    assert "₪25,000–₪55,000 a month Computed: $84,000–$180,000 a year" in row
    assert "at 1 ILS = 0.2786 USD of 24 January 2025" in row
    assert page.select_one(".sources a[href='/sources/ecb/']")
    assert client.get("/sources/ecb/").status_code == 200


@pytest.mark.usefixtures("roles")
def test_one_newer_rate_takes_no_conversion_of_another_currency_away(client):
    friday, sunday = dt.date(2025, 1, 24), dt.date(2025, 1, 26)
    for code, rate in (("USD", "1.0472"), ("GBP", "0.84"), ("ILS", "3.7585")):
        make_rate(currency=code, per_euro=rate, day=friday)
    make_rate(currency="ILS", per_euro="3.7", day=sunday)
    for code in ("GBP", "ILS"):
        make_salary_figure(point=100_000, currency=code, as_of="2025-01-26")

    page = open_list(client)

    rows = " ".join(map(plain, table_rows(page)))
    assert "at 1 GBP = 1.247 USD of 24 January 2025" in rows
    assert "at 1 ILS = 0.283 USD of 24 January 2025 and 26 January 2025" in rows
    assert currencies(page) == ["USD", "EUR", "GBP", "ILS"]
    days = {row["currency"]: row["rate_day"] for row in downloads(client)[0]}
    assert days == {"GBP": "2025-01-24", "ILS": "2025-01-24"}


@pytest.mark.usefixtures("roles")
def test_hourly_pay_is_computed_by_the_hours_it_names(client):
    make_salary_figure(point="35.77", period="hour")

    (row,) = map(plain, table_rows(open_list(client)))

    assert "$35.77 an hour Computed: $74,400 a year at 2,080 hours a year" in row


@pytest.mark.usefixtures("israel")
def test_an_undated_figure_is_never_converted(client):
    make_rate(currency="ILS", per_euro="3.7585", day=dt.date(2026, 11, 20))
    make_rate(day=dt.date(2026, 11, 20))

    page = open_list(client, "currency=USD")
    rows = list(map(plain, table_rows(page)))

    assert "Computed: ₪300,000–₪660,000 a year" in rows[0]
    assert "Computed: ₪360,000–₪780,000 a year" in rows[1]
    assert all("Not converted: nobody told its date." in row for row in rows)
    assert "$" not in "".join(rows)
    assert not page.select(".pay-table .bar")
    assert {row["computed_currency"] for row in downloads(client)[0]} == {"ILS"}


@pytest.mark.usefixtures("roles")
def test_current_figures_come_first_and_older_ones_are_marked_and_dated(client):
    make_salary_figure(as_of="2022-08", level="Level 4")
    make_salary_figure(as_of="2024-11-21")

    page = open_list(client)

    (rows,) = [each.select("tbody tr") for each in page.select(".pay-table")]
    assert [row.get("class") for row in rows] == [None, ["is-old"]]
    assert "As of 21 November 2024" in words(rows[0])
    assert "As of August 2022" in words(rows[1])


@pytest.mark.usefixtures("roles")
def test_a_role_without_a_current_figure_is_said_to_have_none(client):
    make_salary_figure(as_of="2026")
    make_salary_figure(role=TECHNICAL, **UDEMY)
    make_salary_figure(role=PROGRAM, as_of="")

    (notice,) = notices(open_list(client, f"role={PROGRAM}"))

    assert notice.startswith("No current figure fits: none of 21 November 2024 or later.")


def chart_rows(page):
    return [plain(words(row)) for row in page.select(".pay-chart > ul:first-child > li")]


@pytest.mark.usefixtures("israel")
def test_the_chart_has_a_row_for_every_role_and_says_where_it_has_no_figure(client):
    five = {"p10": 136_392, "p25": 156_500, "median": 185_500, "p75": 219_564, "p90": 271_395}
    make_salary_figure(basis="posted", n=479, place="US", as_of="2026-01", **five)
    make_salary_figure(role=TECHNICAL, low=64_000, high=163_000, as_of="2022-08", basis="posted")
    make_salary_figure(role=TECHNICAL, low=168_000, high=185_000, **UDEMY)

    page = open_list(client)
    first, second, third = chart_rows(page)

    assert "$185,500 Base pay a year: median of 479 advertised ranges, US, January 2026" in first
    assert "2022 $64–163k" in second
    assert "August 2022, none under two years old" in second
    assert "Udemy, Level 4 $168–185k" in second
    assert "Not in USD" in third
    assert "We hold ₪30,000–₪65,000 a month in IL, no date" in third
    assert [words(tick) for tick in page.select(".pay-axis text")] == [
        money.in_short(Decimal(amount), "USD") for amount in (0, 100_000, 200_000, 300_000)
    ]


@pytest.mark.usefixtures("udemy")
def test_each_drawing_says_in_a_sentence_what_it_shows(client):
    strips = open_list(client).select(".pay-chart [role=img]")

    assert " ".join(plain(strips[0]["aria-label"]).split()) == (
        "Product Manager at Udemy: $155–172k – Base pay a year: range, claim of the source,"
        " Level 4, 2026"
    )
    assert [strip.get("viewbox") for strip in strips] == [None, None]


@pytest.mark.usefixtures("udemy")
def test_the_chart_is_narrowed_like_the_list_and_shows_the_role_that_is_asked_for(client):
    make_salary_figure(point=100_000, place="IL", as_of="2026")
    make_salary_figure(component="bonus", point=9_000, as_of="2026")

    assert "$100,000" in chart_rows(open_list(client, "country=IL"))[0]
    assert "$9,000 Bonus a year" in chart_rows(open_list(client, "component=bonus"))[0]
    (row,) = chart_rows(open_list(client, f"role={TECHNICAL}"))
    assert row.startswith("Technical Product Manager")


@pytest.mark.usefixtures("roles")
def test_what_a_newer_figure_supersedes_shows_in_its_own_year_alone(client):
    make_salary_figure(as_of="2025", point=1)
    make_salary_figure(as_of="2026", point=2)

    assert ["$2 a year" in plain(row) for row in table_rows(open_list(client))] == [True]
    (row,) = table_rows(open_list(client, "year=2025"))
    assert "A newer one exists" in row


@pytest.mark.usefixtures("roles")
@pytest.mark.parametrize(
    ("query", "points"),
    [
        (f"role={TECHNICAL}", [2]),
        ("country=IL", []),
        ("state=IL-M", [3]),
        ("metro=US-41860", [9]),
        ("industry=Software+(5132)", [10]),
        ("state=IL-M&industry=Software+(5132)", []),
        ("level=Level+4", [4]),
        ("company=udemy", [5]),
        ("component=bonus", [6]),
        ("source=other", [7]),
        ("year=2020", [8]),
        ("country=IL&role=technical-product-manager", []),
        ("country=US&country=CA", [11]),
        # Of a part of a country, or of one industry, only where it is asked for.
        ("sort=newest", [11, 7, 6, 5, 4, 2, 1, 8]),
        ("sort=highest", [11, 7, 6, 5, 4, 2, 1, 8]),
        ("sort=lowest", [1, 2, 4, 5, 6, 7, 11, 8]),
        # One company’s behind all others that are current, and what is old behind those.
        ("", [11, 7, 6, 4, 2, 1, 5, 8]),
    ],
)
def test_figures_can_be_filtered_and_sorted_on_the_page_and_in_both_files(client, query, points):
    for point, values in enumerate(
        [
            {},
            {"role": TECHNICAL},
            {"place": "IL-M"},
            {"level": "Level 4"},
            {"company": "udemy"},
            {"component": "bonus"},
            {"source": "other"},
        ],
        start=1,
    ):
        make_salary_figure(point=point, **{"as_of": f"2026-0{point}", **values})
    make_salary_figure(point=9, place="US-41860", as_of="2026-09")
    make_salary_figure(point=10, industry="Software (5132)", as_of="2026-09")
    make_salary_figure(point=11, place="CA", as_of="2026-10")
    make_salary_figure(point=8, as_of="2020-06", level="Level 3")

    rows = table_rows(open_list(client, query))
    table, body = downloads(client, query)

    # A role after the other, and in each the order asked for.
    on_page = sorted(points, key=lambda point: point == 2)
    assert [plain(row).split("$")[1].split()[0] for row in rows] == list(map(str, on_page))
    assert [row["point"] for row in table] == list(map(str, points))
    assert [row["point"] for row in body["figures"]] == list(map(str, points))


@pytest.mark.usefixtures("udemy", "israel")
def test_both_files_hold_the_same_rows_with_source_and_licence(client):
    make_source(slug="cc0", title="Open pay", licence="CC0 1.0", publisher="Somebody")
    make_salary_figure(p10=1, p25=2, median=3, p75=4, p90="5.5", source="cc0", n=479)

    table, body = downloads(client, "currency=EUR&period=hour")

    as_text = [{k: "" if v is None else str(v) for k, v in row.items()} for row in body["figures"]]
    assert table == as_text
    assert len(table) == 5
    assert all(row["source"] for row in table)
    (open_pay,) = [row for row in table if row["source"] == "Open pay"]
    assert (open_pay["licence"], open_pay["p90"], open_pay["n"]) == ("CC0 1.0", "5.50", "479")
    assert body["most"] == 10_000
    assert body["is_cut"] is False


@pytest.mark.usefixtures("roles")
def test_no_cell_starts_a_formula(client):
    make_salary_figure(note="=HYPERLINK(1)", level="+1", source="s")
    make_source(slug="s2", title="@cmd")
    make_salary_figure(source="s2")

    table, _ = downloads(client)

    cells = [cell for row in table for cell in row.values()]
    assert {"'=HYPERLINK(1)", "'+1", "'@cmd"} <= set(cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.usefixtures("udemy")
@pytest.mark.parametrize(
    ("name", "label", "value"),
    [
        ("role", "Role", "chef"),
        ("country", "Country", "us"),
        ("currency", "Show in", "XXX"),
        ("period", "Show for", "once"),
        ("sort", "Order", "id"),
        ("year", "Year", "1066"),
        ("page", "Page", "-1"),
        ("page", "Page", "x"),
        ("component", "Part of pay", "<b>"),
    ],
)
def test_unknown_values_are_named_and_ignored_everywhere(client, name, label, value):
    page = open_list(client, f"{name}={value}")
    table = client.get("/salaries.csv", {name: value})
    body = client.get("/salaries.json", {name: value}).json()

    assert notices(page)[0] == f"{label}: “{value}” is not a choice here, so it was ignored."
    assert table_rows(page) == table_rows(open_list(client))
    assert label.split()[0] in table["X-Ignored"]
    assert body["ignored"] == [{"filter": label, "value": value}]
    assert table.content == client.get("/salaries.csv").content


@pytest.mark.usefixtures("udemy")
def test_the_form_keeps_what_is_chosen_and_falls_back_to_what_is_usual(client):
    page = open_list(client, "currency=XXX&company=udemy")

    assert words(page.select_one("#chip-currency")) == "Show in: USD"
    assert page.select_one("#chip-more.is-chosen")
    current = [words(link) for link in page.select("#chip-more + div [aria-current]")]
    assert current == ["Udemy", "Any part", "Any source", "The newest of each", "Surest first"]
    assert not open_list(client).select("summary.is-chosen")


@pytest.mark.usefixtures("udemy")
def test_a_choice_is_a_clean_address_that_keeps_the_others(client):
    page = open_list(client, "company=udemy&currency=EUR&sort=&page=1")

    def address(chip, label):
        return page.select_one(f"#chip-{chip} + *").find("a", string=label)["href"]

    assert address("level", "Level 4") == "/salaries/?level=Level+4&currency=EUR&company=udemy"
    assert address("currency", "US Dollar (USD)") == "/salaries/?company=udemy"
    assert address("more", "Any company") == "/salaries/?currency=EUR"
    # What is chosen leads nowhere, and so is no link.
    assert page.find("strong", string="Euro (EUR)")["aria-current"] == "true"


def offered(page, chip):
    """What a filter offers beside its first choice, with how many figures that leaves."""
    links = page.select(f"#chip-{chip} + * a[data-count]")
    return {words(link): int(link["data-count"]) for link in links}


@pytest.mark.usefixtures("udemy", "israel")
def test_filters_offer_what_is_left_under_the_others_with_its_count(client):
    make_salary_figure(low=1, high=2, level="Level 4", component="total", as_of="2026")

    assert offered(open_list(client), "role") == {
        "Product Manager": 3,
        "Technical Product Manager": 1,
        "Technical Program Manager": 1,
    }
    assert offered(open_list(client, "country=IL"), "role") == {
        "Product Manager": 1,
        "Technical Program Manager": 1,
    }
    page = open_list(client, "country=IL")
    assert not page.select("#chip-level")
    assert "Udemy" not in words(page.select_one("#chip-more + div"))
    both = open_list(client, f"role={PRODUCT}&level=Level+4")
    parts = {"Base pay": 1, "Total pay": 1, "Udemy": 1}
    assert parts.items() <= offered(both, "more").items()


@pytest.mark.usefixtures("udemy")
def test_what_no_figure_has_is_offered_nowhere_and_its_address_still_answers(client):
    publish(make_role(slug="program-manager", name="Program Manager"))
    make_salary_figure(point=1, as_of="2023")

    for query in ("", f"role={PRODUCT}", "component=base", "year=2023"):
        choices = words(open_list(client, query).select_one(".choices"))
        assert "Bonus" not in choices
        assert "2024" not in choices
        assert "2026" in choices
    page = open_list(client, f"role={TECHNICAL}")
    assert not page.select_one("#chip-role + *").find_all("a", string="Program Manager")
    assert not page.select_one("#role-asked option[value=program-manager]")
    asked = open_list(client, "role=program-manager&component=bonus&year=2024")
    assert words(asked.select_one("#chip-role")) == "Role: Program Manager"
    assert notices(asked)[0].startswith("No figure fits Program Manager, Bonus and 2024")
    assert asked.select_one("#role-asked option[value=program-manager][selected]")


@pytest.mark.usefixtures("roles")
def test_of_very_many_figures_what_was_not_looked_through_is_offered(client, monkeypatch):
    make_salary_figure(point=1, as_of="2026")
    make_salary_figure(point=1, as_of="2024", component="total")

    def choices(most):
        monkeypatch.setattr("roles.pay_choices.MOST_LOOKED_THROUGH", most)
        # A process is never given another limit; pages of the old one would be kept.
        page_cache.forget()
        return words(open_list(client, "year=2026&component=base").select_one(".choices"))

    assert "Bonus" not in choices(2)
    assert "2025" not in choices(2)
    assert "Bonus" in choices(1)
    assert "2025" in choices(1)


def currencies(page):
    return [words(each)[-4:-1] for each in page.select("#chip-currency + * li")]


@pytest.mark.usefixtures("udemy", "israel")
def test_only_currencies_that_a_figure_of_the_list_comes_to_are_offered(client):
    for code, rate in (("USD", "1.05"), ("GBP", "0.84"), ("ILS", "3.76")):
        make_rate(currency=code, per_euro=rate)
    make_rate(currency="SEK", day=dt.date(2024, 5, 31), per_euro="11")
    make_salary_figure(point=100_000, as_of="2025-01", level="Old")

    assert currencies(open_list(client)) == ["USD", "EUR", "GBP", "ILS"]
    assert currencies(open_list(client, "company=udemy")) == ["USD"]
    assert currencies(open_list(client, "country=IL")) == ["USD", "ILS"]
    # What is asked for stays among them, and so does what is usual.
    assert currencies(open_list(client, "country=IL&currency=SEK")) == ["USD", "ILS", "SEK"]


@pytest.mark.usefixtures("udemy", "israel")
def test_a_currency_says_how_much_of_the_list_comes_to_it_and_by_rates_of_when(client):
    for day in (dt.date(2024, 5, 31), dt.date(2025, 1, 24)):
        make_rate(day=day)
    make_salary_figure(point=100_000, as_of="2025-01-24", level="Old")
    told = notices(open_list(client, "currency=EUR"))[0]

    assert told.startswith(
        "1 of 5 figures stands in EUR, converted by the reference rate of 24 January 2025. 4 stay"
        " in their own currency: we hold no rate of their day, or nobody told the date."
    )
    make_salary_figure(point=100_000, as_of="2024-05-31", level="Older")
    told = notices(open_list(client, "currency=EUR"))[0]
    assert "each figure’s own day, the last of them 24 January 2025." in told
    assert notices(open_list(client, "country=IL&currency=EUR"))[-1].startswith(
        "Nothing here comes to EUR. 2 stay in their own currency: nobody told the date."
    )
    assert not notices(open_list(client))


@pytest.mark.usefixtures("udemy")
def test_no_figure_that_can_be_converted_takes_the_place_of_a_current_one(client):
    make_rate(day=dt.date(2022, 8, 31))
    make_salary_figure(role=TECHNICAL, low=64_000, high=163_000, as_of="2022-08")

    usual, page = open_list(client), open_list(client, "currency=EUR")
    assert "$168–185k" in chart_rows(page)[1]
    assert chart_rows(page) == chart_rows(usual)
    assert page.select_one(".pay-axis") == usual.select_one(".pay-axis")
    assert "The chart is in USD for that reason." in notices(page)[0]
    make_salary_figure(point=100_000, as_of="2026", currency="EUR")
    rows = chart_rows(open_list(client, "currency=EUR"))
    assert "€100,000" in rows[0]
    assert "Not in EUR" in rows[1]
    assert "We hold 1 range of single employers" not in rows[1]
    assert "$168,000–$185,000 a year at Udemy" in rows[1]


@pytest.mark.usefixtures("israel")
def test_where_nothing_comes_to_the_usual_currency_the_chart_has_an_axis_in_that_of_it(client):
    page = open_list(client, "country=IL")

    assert "₪300–660k" in chart_rows(page)[0]
    assert words(page.select_one(".pay-axis text")) == money.in_short(Decimal(0), "ILS")
    assert page.select(".pay-key")


@pytest.mark.usefixtures("udemy")
@pytest.mark.parametrize(
    ("sent", "clean"),
    [
        ("role=&country=&currency=", ""),
        ("role=&company=udemy&year=", "?company=udemy"),
        ("sort=&role=chef", "?role=chef"),
    ],
)
def test_a_form_with_blanks_leads_to_the_address_without_them(client, sent, clean):
    assert client.get(f"/salaries/?{sent}")["Location"] == f"/salaries/{clean}"


@pytest.mark.usefixtures("roles")
def test_a_list_too_long_for_links_is_a_field_that_keeps_the_other_choices(client):
    SalaryFigure.objects.bulk_create([new_figure(level=f"L{n}") for n in range(31)])

    page = open_list(client, "currency=EUR")

    assert not page.select("#chip-level")
    form = page.select_one("#chip-more + div form")
    assert len(form.select("#id_level option")) == 32
    kept = [(each["name"], each["value"]) for each in form.select("[type=hidden]")]
    assert kept == [("currency", "EUR")]


@pytest.mark.usefixtures("roles")
def test_each_role_has_a_fold_with_its_count_and_the_neighbours_the_last(client):
    make_salary_figure(role=None, occupation="Marketing Managers (11-2021)", as_of="2026-09")
    make_salary_figure(role=TECHNICAL)
    make_salary_figure(point=1, **UDEMY)
    make_salary_figure(point=2, basis="posted")

    page = open_list(client)

    assert [words(fold.summary) for fold in page.select("#results > .fold")] == [
        "Product Manager 2 figures",
        "Technical Product Manager 1 figure",
        "Neighbours, such as Marketing Managers (11-2021) 1 figure",
    ]
    assert not page.select("#results > .fold[open]")
    assert ["$2" in plain(row) for row in table_rows(page)][:2] == [True, False]
    (fold,) = open_list(client, f"role={TECHNICAL}").select("#results > .fold")
    assert fold.has_attr("open")


@pytest.mark.usefixtures("roles")
def test_a_page_past_the_end_is_the_last_one(client):
    SalaryFigure.objects.bulk_create([new_figure(point=n, level=f"L{n}") for n in range(1, 102)])

    last = table_rows(open_list(client, "page=2"))

    assert len(table_rows(open_list(client))) == 100
    assert len(last) == 1
    for number in ("3", "999999999", "9" * 90):
        assert table_rows(open_list(client, f"page={number}")) == last
    assert open_list(client, "period=month&page=2").find("a", href="?period=month&page=1")


@pytest.mark.usefixtures("udemy")
def test_overlap_is_told_where_the_ranges_compare(client):
    (pair,) = map(plain, map(words, open_list(client).select(".pair")))

    assert "13 % in common: $168,000–$172,000 is in both, $4,000 of the $30,000" in pair
    assert "At Udemy" in pair


@pytest.mark.usefixtures("roles")
@pytest.mark.parametrize(
    ("amounts", "shown"),
    [
        ({"low": "135086.50", "high": "163451.49"}, "$135,087–$163,451 a year"),
        ({"high": "1234.50"}, "up to $1,235 a year"),
        ({"point": "231662.50"}, "$231,663 a year"),
        ({"p25": "135086.50", "p75": "163451.49"}, "$135,087–$163,451 a year"),
        ({"median": "219564.50"}, "$219,565 a year median"),
        ({"low": "66.59", "high": "92.50"}, "$66.59–$92.50 a year"),
        ({"point": "999.50"}, "$999.50 a year"),
    ],
)
def test_every_figure_loses_its_cents_from_a_thousand_on_halves_up(client, amounts, shown):
    make_salary_figure(**amounts)

    (row,) = table_rows(open_list(client))

    assert shown in plain(row)


@pytest.mark.usefixtures("roles")
def test_percentiles_of_each_employer_once_lose_their_cents_too(client):
    five = dict(zip(("p10", "p25", "median", "p75", "p90"), range(5000, 10_000, 1000), strict=True))
    once = {"balanced_p25": "5000.50", "balanced_median": "6000.50", "balanced_p75": "7000.49"}
    make_salary_figure(**five, **once)

    (row,) = table_rows(open_list(client))

    assert "Each employer once: $6,001 median, middle half $5,001–$7,000" in plain(row)


@pytest.mark.usefixtures("roles")
def test_each_side_of_an_overlap_says_what_it_rests_on(client):
    sides = [("product-manager", 155, 172, 4), ("technical-product-manager", 168, 185, 1)]
    for role, low, high, n in sides:
        said = {"low": low, "high": high, "n": n, "company": "acme", "basis": "posted"}
        make_salary_figure(role=role, qualifier=f"lowest to highest of {n}", **said)

    first, second = map(words, open_list(client).select(".pair dd"))

    assert "one employer’s own range, in 4 adverts (lowest to highest of 4)" in first
    assert "one employer’s own range, in 1 advert (lowest to highest of 1)" in second


@pytest.mark.usefixtures("udemy", "israel")
def test_ranges_that_do_not_compare_are_not_set_side_by_side(client):
    (udemy, israel) = (plain(words(pair)) for pair in open_list(client).select(".pair"))

    assert "13 % in common" in udemy
    assert "63 % in common" in israel


@pytest.mark.usefixtures("udemy")
def test_a_claimed_gap_stands_beside_the_one_computed_from_the_same_source(client):
    make_gap_claim(**{**UDEMY, "level": ""})
    make_gap_claim(component="total", low_percent=12, high_percent=18, **{**UDEMY, "level": ""})

    base, total = [words(card) for card in open_list(client).select(".gap")]

    assert "Technical Product Manager above Product Manager: said to be 15 %" in base
    assert "about 8 % (8.4 % at the low ends, 7.6 % at the high ends)" in base
    assert "said to be 12–18 %" in total
    assert "Its figures do not let us check this" in total


@pytest.mark.usefixtures("roles")
def test_a_list_from_the_oldest_on_denies_no_current_figure(client):
    SalaryFigure.objects.bulk_create([new_figure(level=f"L{n}", as_of="2019") for n in range(60)])
    make_salary_figure(as_of="2026-05")

    assert not open_list(client, "sort=oldest").select("#results .notice")


@pytest.mark.usefixtures("udemy")
def test_more_claims_than_are_shown_are_told(client):
    for level in range(20):
        make_gap_claim(**{**UDEMY, "level": f"L{level}"})
    assert "first 20 claims" not in words(open_list(client))

    make_gap_claim(**UDEMY)

    assert "These are the first 20 claims" in words(open_list(client))


@pytest.mark.usefixtures("udemy")
def test_a_claim_is_checked_however_many_figures_other_claims_rest_on(client):
    make_gap_claim(component="total", **UDEMY)
    SalaryFigure.objects.bulk_create(
        [new_figure(component="total", **{**UDEMY, "level": f"L{n}"}) for n in range(210)]
    )
    make_gap_claim(**{**UDEMY, "level": ""})

    checked = [words(card) for card in open_list(client).select(".gap")]

    assert any("about 8 %" in card for card in checked)


@pytest.mark.usefixtures("roles")
def test_companies_that_cannot_be_chosen_are_told(client, monkeypatch):
    monkeypatch.setattr("roles.pay_choices.MOST_COMPANIES", 1)
    make_salary_figure(company="acme")
    assert "are listed" not in words(open_list(client))

    make_salary_figure(company="udemy")

    assert "Any company (the first 1 are listed)" in words(open_list(client))


@pytest.mark.usefixtures("udemy")
def test_claims_are_filtered_like_figures(client):
    make_gap_claim(**{**UDEMY, "level": ""})

    def claims(query):
        return len(open_list(client, query).select(".gap"))

    assert claims(f"role={PRODUCT}&company=udemy&component=base&source=udemy&year=2026") == 1
    assert claims("component=total") == claims(f"role={PROGRAM}") == claims("level=Level+4") == 0


@pytest.mark.usefixtures("roles")
def test_more_figures_than_can_be_sorted_by_pay_say_so(client, monkeypatch):
    monkeypatch.setattr("roles.views.salary.MOST_SORTED", 1)
    make_salary_figure(point=1, as_of="2026")
    make_salary_figure(point=2, as_of="2025", level="2")

    page = open_list(client, "sort=highest")

    assert "Only up to 1 figures are sorted by pay." in notices(page)[0]
    assert "$1 " in plain(table_rows(page)[0])


@pytest.mark.usefixtures("roles")
def test_counts_stop_at_ten_thousand_and_say_so(client, monkeypatch):
    monkeypatch.setattr("roles.views.salary.MOST_COUNTED", 2)
    for n in range(3):
        make_salary_figure(point=n + 1, level=f"L{n}")

    page = open_list(client)

    assert "More than 2 figures; the first 2 are shown" in words(page.select_one(".pay-count"))
    assert len(table_rows(open_list(client, "page=9"))) == 2
    table, body = downloads(client)
    assert len(table) == len(body["figures"]) == 2
    assert body["is_cut"] is True


@pytest.mark.usefixtures("udemy")
def test_what_is_not_public_is_nowhere(client):
    role_row("secret-manager")
    make_salary_figure(role="secret-manager", source="secret-source", company="secret-inc")
    make_salary_figure(published_at=None, source="secret-draft", place="XK")
    make_gap_claim(role="secret-manager", source="secret-claim")
    withdraw("role", TECHNICAL)

    for address in ("/salaries/", "/salaries.csv", "/salaries.json", "/sources/", "/sitemap.xml"):
        text = client.get(address).content.decode().lower()
        assert "secret" not in text
        assert TECHNICAL not in text
        assert "XK" not in text
    assert client.get("/sources/secret-source/").status_code == 404
    assert client.get("/sources/secret-claim/").status_code == 404


@pytest.mark.usefixtures("udemy")
def test_results_alone_are_the_same_as_in_the_full_page(client):
    whole = client.get("/salaries/?role=product-manager")
    part = client.get("/salaries/?role=product-manager", headers={"HX-Request": "true"})

    text = part.content.decode()
    start = text.index('<section id="results"')
    assert text[start:].strip() in whole.content.decode()
    assert "1 figure" in text[:start]
    assert b"<html" not in part.content
    assert "HX-Request" in part["Vary"]


@pytest.mark.usefixtures("udemy")
@pytest.mark.parametrize("address", ["/salaries/", "/salaries.csv", "/salaries.json"])
def test_pay_is_the_same_for_everybody_and_sets_no_cookie(client, admin_client, address):
    response = client.get(address)

    assert response.content == admin_client.get(address).content
    assert not response.cookies
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=30"
    assert response["ETag"]


@pytest.mark.parametrize("count", [3, CROWD])
def test_pay_costs_nine_queries_however_many_figures(client, django_assert_num_queries, count):
    publish_three_roles()
    for number in range(count // 3):
        publish(make_role(slug=f"role-{number}"))
    figures = [
        new_figure(role=f"role-{n // 3}", level=f"L{n}", company=f"c-{n}", source=f"s-{n % 9}")
        for n in range(count)
    ]
    SalaryFigure.objects.bulk_create(figures)
    make_gap_claim()

    with django_assert_num_queries(9):
        client.get("/salaries/")
    with django_assert_num_queries(9):
        client.get("/salaries/?sort=highest&page=2&currency=EUR")
    with django_assert_num_queries(4):
        client.get("/salaries.csv")


def test_json_is_json_that_names_its_columns(client):
    publish_three_roles()
    make_salary_figure()

    (figure,) = json.loads(client.get("/salaries.json").content)["figures"]

    assert figure["role"] == PRODUCT
    assert figure["company"] is None


@pytest.mark.usefixtures("roles")
@pytest.mark.parametrize("address", ["/salaries/", "/salaries.csv", "/salaries.json"])
def test_mistyped_rates_take_no_page_of_pay_away(client, address):
    make_rate(currency="JPY", per_euro="0.1")
    make_rate(per_euro="99999999")
    make_salary_figure(currency="JPY", as_of="2025-01-24", low=None, high=None, point="9999999999")
    assert client.get(address).status_code == 200


@pytest.mark.usefixtures("roles")
def test_paper_says_what_was_chosen(client):
    make_salary_figure(role=PRODUCT, place="US", as_of="2026-05")
    make_salary_figure(role=PROGRAM, place="IL", as_of="2026-05")

    whole, chosen = open_list(client), open_list(client, f"role={PRODUCT}&country=US")

    assert not whole.select(".choices + .print-only")
    told = words(chosen.select_one(".choices + .print-only"))
    assert told == "Role: Product Manager. Country: US."
