import csv
import io
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles import money
from roles.importers import adverts, tables
from roles.importers.tables import Unreadable
from roles.titles import KnownTitle

# Of technical program managers in the United States, seen from October to December 2025; their
# percentiles were computed elsewhere.
ADVERTS = [
    ("ALSO", "180000", "220000"),
    ("ALSO", "160000", "230000"),
    ("ALSO", "220000", "270000"),
    ("ALSO", "200000", "240000"),
    ("Atomic Semi", "140000", "190000"),
    ("Dandy", "147050", "173000"),
    ("Decagon", "150000", "230000"),
    ("Ontic", "75", "82", "hour"),
    ("Uber", "180000", "200000"),
    ("Uber", "180000", "200000"),
    ("Uber", "180000", "200000"),
    ("Uber", "211000", "234000"),
]
TITLES = [KnownTitle("Technical Program Manager", "technical-program-manager")]
PERCENTILES = [163_452, 183_750, 190_000, 205_000, 222_250]
BALANCED = [163_710, 177_500, 190_000]
ROW = {
    "title": "Technical Program Manager",
    "employer": "Uber",
    "country": "US",
    "low": "180000",
    "high": "200000",
    "currency": "USD",
    "unit": "year",
    "as_of": "2025-10-28",
}


def line(row):
    stream = io.StringIO()
    csv.writer(stream, lineterminator="").writerow(row.values())
    return stream.getvalue()


@pytest.fixture
def reading(written, known):
    """What a file of these rows holds, each as ROW but for these cells."""

    def read(*rows, **options):
        rows = [ROW | row for row in rows]
        columns = {name: "" for row in rows for name in row}
        lines = [line(columns | row) for row in rows]
        return adverts.read(written(",".join(columns), *lines), known, **options)

    return read


def five(**cells):
    return [{"employer": f"Employer {at}"} | cells for at in range(5)]


def thousands(low, high):
    return {"low": f"{low}000", "high": f"{high}000"}


@pytest.mark.parametrize("header", ["Title,LOW,high", "low,title", "HIGH"])
def test_a_file_is_known_by_columns_of_the_ends_of_a_range(header, written):
    assert adverts.is_one(tables.headers(written(header)))


def test_a_file_without_such_columns_is_another(written):
    assert not adverts.is_one(tables.headers(written("job_title,salary", "1,2")))


def test_percentiles_are_of_the_middles_and_beside_of_each_employer_once(reading):
    names = ["employer", "low", "high", "unit"]
    [group] = reading(*(dict(zip(names, each, strict=False)) for each in ADVERTS)).groups
    assert (group.role, group.place, group.currency) == ("technical-program-manager", "US", "USD")
    assert (group.n, group.employers) == (12, 6)
    assert list(group.percentiles.values()) == PERCENTILES
    assert list(group.balanced.values()) == BALANCED
    assert group.leaning == "4 of 12 by ALSO; 4 of 12 by Uber"


def test_the_middle_of_the_employers_is_that_of_the_median_of_each(reading):
    rows = [{"employer": "Big"} | thousands(100, 100) for _ in range(6)]
    rows += [{"employer": name} | thousands(200, 200) for name in "abcd"]
    [group] = reading(*rows).groups
    assert (group.percentiles["median"], group.balanced["balanced_median"]) == (100_000, 200_000)
    assert group.leaning == "6 of 10 by Big"
    [group] = reading(*rows[:9]).groups
    assert (group.employers, group.balanced) == (4, {})


@pytest.mark.parametrize(("n", "has_tails"), [(5, False), (9, False), (10, True)])
def test_the_outermost_percentiles_need_ten_ranges(n, has_tails, reading):
    [group] = reading(*({"employer": str(at)} for at in range(n))).groups
    assert {"p10", "p90"} <= group.percentiles.keys() or not has_tails
    assert len(group.percentiles) == (5 if has_tails else 3)


@pytest.mark.parametrize("unit", money.PER_YEAR)
def test_a_range_of_any_period_counts_as_one_of_a_year(unit, reading):
    # In the smallest currency unit that comes round, so that every period is plausible a year.
    ends = {"low": str(52_000 // money.PER_YEAR[unit]), "currency": "ILS", "unit": unit.upper()}
    [group] = reading(*five(**ends | {"high": ends["low"]})).groups
    assert group.percentiles["median"] == 52_000 // money.PER_YEAR[unit] * money.PER_YEAR[unit]


@pytest.mark.parametrize(("currency", "amount"), [("JPY", "9000000"), ("KWD", "9000")])
def test_what_is_plausible_in_dollars_is_not_asked_of_other_money(currency, amount, reading):
    [group] = reading(*five(currency=currency, low=amount, high=amount)).groups
    assert group.percentiles["median"] == int(amount)


@pytest.mark.parametrize(
    ("unit", "period"),
    [("Hourly", "hour"), ("per month", "month"), ("Bi-Weekly", "fortnight"), ("P.A.", "year")],
)
def test_units_are_read_as_other_files_write_them(unit, period, reading):
    low = str(52_000 // money.PER_YEAR[period])
    [group] = reading(*five(low=low, high=low, currency="ILS", unit=unit)).groups

    assert group.percentiles["median"] == int(low) * money.PER_YEAR[period]


@pytest.mark.parametrize(
    ("seen", "period"),
    [
        (["2025-10-28"] * 5, ("", "2025-10")),
        (["2025-10-28 00:00:00"] * 5, ("", "2025-10")),
        (["2025-03", *["2025-10-28"] * 4], ("2025-03", "2025-10")),
        (["2026-01-02", "2023-05", *["2025-10-28"] * 3], ("2023-05", "2026-01")),
    ],
)
def test_the_period_of_a_group_is_that_in_which_its_adverts_were_seen(seen, period, reading):
    rows = [{"employer": str(at), "as_of": day} for at, day in enumerate(seen)]
    [group] = reading(*({"published": "2020-01-01"} | row for row in rows)).groups
    assert (group.observed_from, group.as_of) == period


def test_levels_are_told_beside_all_of_them_from_five_on(reading):
    rows = [*five(level="Senior"), *five(level="unmarked"), *five(level="staff")[:4]]
    found = reading(*rows, {"level": ""})
    told = [(group.level, group.n) for group in found.groups]
    assert told == [("", 15), ("Senior", 5), ("No level in the title", 5)]
    [remark] = found.remarks
    assert "4 of the level Staff, fewer than 5" in remark


def test_countries_and_currencies_stand_apart(reading):
    groups = reading(*five(), *five(country="CA"), *five(country="CA", currency="CAD")).groups
    told = [(group.place, group.currency) for group in groups]
    assert told == [("CA", "CAD"), ("CA", "USD"), ("US", "USD")]


@pytest.mark.parametrize("country", ["us", "US", "United States", "USA"])
def test_a_country_is_known_by_its_code_or_its_name(country, reading):
    [group] = reading(*five(country=country)).groups
    assert group.place == "US"


def test_the_role_that_is_named_counts_before_the_title(reading):
    rows = five(title="Anything", role="product_manager") + five(role="")
    roles = [group.role for group in reading(*rows).groups]
    assert roles == ["product-manager", "technical-program-manager"]


def test_a_title_of_several_roles_says_nothing_of_a_role_that_is_named(reading):
    rows = [{"title": "TPM", "role": name} for name in ("", "astronaut", "product_manager")]
    assert reading(*rows).unused == {
        "title stands for several roles": 1,
        "title stands for none of our roles": 1,
        "in a group of fewer than 5": 1,
    }


@pytest.mark.parametrize(
    ("cells", "unmapped"),
    [({"role": "astronaut"}, "astronaut"), ({"title": "Astronaut"}, "Astronaut")],
)
def test_what_stands_for_no_role_is_named(cells, unmapped, reading):
    found = reading(*five(**cells))
    assert found.unused == {"title stands for none of our roles": 5}
    assert found.unmapped == {unmapped: 5}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"employer": ""}, "no employer"),
        ({"employer": "!!!"}, "no employer"),
        ({"country": "Remote"}, "no country that is known: Remote"),
        ({"country": "EU"}, "no country that is known: EU"),
        ({"country": ""}, "no country that is known"),
        ({"currency": "dollars"}, "no currency that is known: dollars"),
        ({"currency": ""}, "no currency that is known"),
        ({"unit": "per  piece"}, "no unit that is known: per piece"),
        ({"unit": ""}, "no unit that is known"),
        ({"as_of": "10/28/2025"}, "no month in which it was seen: 10/28/2025"),
        ({"as_of": "2025"}, "no month in which it was seen: 2025"),
        ({"as_of": "2025-02-30"}, "no month in which it was seen: 2025-02-30"),
        ({"as_of": "1901-10"}, "no month in which it was seen: 1901-10"),
        ({"as_of": ""}, "no month in which it was seen"),
        ({"low": "180k"}, "no low end that can be read: 180k"),
        ({"low": ""}, "no low end that can be read"),
        ({"high": "1e6"}, "no high end that can be read: 1e6"),
        ({"high": "NaN"}, "no high end that can be read: NaN"),
        ({"low": "0"}, "low end at zero or below"),
        ({"low": "-5"}, "low end at zero or below"),
        ({"low": "300000"}, "low end above the high end"),
        ({"low": "70", "high": "90"}, "implausible a year"),
        ({"unit": "month"}, "implausible a year"),
        ({"high": "9" * 400}, "implausible a year"),
        ({"low": "9" * 30, "high": "9" * 30, "currency": "JPY"}, "implausible a year"),
        ({"primary": "0"}, "a further range of the same advert"),
        ({"primary": "perhaps"}, "primary is neither 1 nor 0: perhaps"),
        ({"primary": ""}, "primary is neither 1 nor 0"),
        ({"component": "OTE (employer field)"}, "more than base pay: OTE (employer field)"),
        ({"component": "Signing bonus"}, "more than base pay: Signing bonus"),
        ({"component": "on-target earnings"}, "more than base pay: on-target earnings"),
        ({"component": "base + bonus + equity"}, "more than base pay: base + bonus + equity"),
        ({"component": "base and commission"}, "more than base pay: base and commission"),
        ({"component": "equity"}, "more than base pay: equity"),
        ({"component": "perks"}, "not said to be base pay: perks"),
        ({"flag": "currency ambiguous in the source"}, "currency in doubt"),
        ({"flag": "US range shown on a posting in Mexico"}, tuple(adverts.FLAGS.values())[1]),
        (
            {"flag": "Range far above all others"},
            "a range marked in the file as far above all others",
        ),
    ],
)
def test_a_row_that_is_not_used_is_counted_with_its_reason(cells, reason, reading):
    rows = five(primary="1", flag="", component="base (stated)")
    found = reading(*rows, rows[0] | cells)
    assert (found.groups[0].n, found.unused) == (5, {reason: 1})


@pytest.mark.parametrize(
    "component",
    [
        "",
        "N/A",
        "Base (stated)",
        "base or salary (stated in the advert text)",
        "salary (employer field)",
        "wage",
        "pay range, basis not stated",
        "published range (employer field)",
        "base salary, excluding bonus and equity",
        "base pay without commission",
    ],
)
def test_what_is_said_to_be_base_pay_or_says_nothing_counts(component, reading):
    assert reading(*five(component=component)).groups[0].n == 5


@pytest.mark.parametrize("flag", ["", "very wide range", "hardware, no software"])
def test_a_range_that_is_only_wide_counts(flag, reading):
    assert reading(*five(flag=flag)).groups[0].n == 5


def test_of_many_values_that_cannot_be_read_the_most_frequent_are_named(reading):
    rows = [{"unit": f"unit {at:03}"} for at in range(50)] + [{"unit": "x" * 500}] * 2
    unused = reading(*rows).unused
    assert unused[f"no unit that is known: {'x' * 40}…"] == 2
    assert unused["no unit that is known: another value"] == 46
    assert sum(unused.values()) == len(rows)


def test_without_a_word_on_it_the_first_row_of_an_address_stands_for_the_advert(reading):
    rows = [row | {"url": f"https://example.com/{at}"} for at, row in enumerate(five())]
    again = rows[0] | {"low": "190000"}
    # Another job of the same employer, in one thread.
    other = rows[0] | {"title": "Product Manager"}
    found = reading(*rows, again, other)
    assert found.groups[0].n == 5
    assert found.unused == {
        "a further range of the same advert": 1,
        "in a group of fewer than 5": 1,
    }
    assert reading(*five(url=""), *five(url="")).groups[0].n == 10


def test_adverts_without_an_address_that_are_alike_count_and_are_told(reading):
    found = reading(*five(), ROW, ROW, ROW)
    assert found.groups[0].n == 8
    assert found.remarks == [
        "2 adverts are the same as another in all that is read, and count beside it"
    ]


@pytest.mark.parametrize("times", [2, 3])
def test_a_file_that_holds_its_content_twice_is_refused(times, reading):
    rows = [{"employer": f"Employer {at}"} for at in range(10)]
    assert reading(*rows).groups[0].n == 10
    assert reading(*rows * times, ROW).groups[0].n == 10 * times + 1
    for twice in (rows * times, [row for row in rows for _ in range(times)]):
        with pytest.raises(Unreadable, match=rf"stands there {times} times over"):
            reading(*twice)
    # Of an advert that names its address one row counts.
    named = [row | {"url": f"https://example.com/{at}"} for at, row in enumerate(rows)]
    assert reading(*named * times).groups[0].n == 10


def test_adverts_of_other_licences_and_years_are_left_out_and_counted(reading):
    rows = [*five(repo_licence="MIT"), {"repo_licence": "none stated"}, {"repo_licence": ""}]
    rows += five(repo_licence="mit", as_of="2024-12-31")
    found = reading(*rows, licence="MIT", years=[2026, 2025])
    assert found.groups[0].n == 5
    assert found.unused == {"not under the licence MIT": 2, "not seen in 2025 or 2026": 5}
    assert found.groups[0].selection == (
        "Middles of ranges, one for each advert, seen in 2025 or 2026, of collections under the "
        "licence MIT. Left out: not seen in 2025 or 2026 (5), not under the licence MIT (2)."
    )


def test_what_a_figure_leaves_out_is_of_its_role_and_place(reading):
    rows = [*five(), {"low": "0"}, {"low": "0", "country": "CA"}, {"country": "Remote"}]
    rows += [{"low": "0", "role": "product_manager"}]
    [group] = reading(*rows).groups
    assert group.selection == (
        "Middles of ranges, one for each advert. Left out: low end at zero or below (1), "
        "no country that is known (1)."
    )


def test_what_a_figure_leaves_out_is_told_in_as_many_letters_as_there_is_room_for(reading):
    faults = [("low", "x"), ("low", "0"), ("high", "x"), ("unit", "x"), ("as_of", "x")]
    rows = [
        {column: text}
        for column, text in [*faults, ("high", "1"), ("employer", ""), ("country", "")]
    ]
    [group] = reading(*five(), *rows, *five(flag="currency"), *rows).groups
    assert 250 < len(group.selection) <= 300
    assert "Left out: currency in doubt (5), " in group.selection
    assert group.selection.endswith(" for other reasons (4).")


def test_what_is_known_of_the_adverts_stands_before_what_is_counted(reading):
    rows = [*five(level="unmarked"), *[{"employer": "Uber", "level": "senior"}] * 4]
    found = reading(*rows, leaning="Dear places.")
    assert found.groups[0].leaning == (
        "Dear places; 4 of 9 by Uber; 5 of 9 without a level in the title; 4 of 9 senior"
    )
    # Its level stands beside it anyway.
    assert found.groups[1].leaning == "Dear places"


def test_spellings_of_one_employer_are_one(reading):
    rows = [{"employer": name} for name in ("DoorDash", "Doordash", "A", "B", "C", "D")]
    [group] = reading(*rows).groups
    assert (group.n, group.employers) == (6, 5)
    assert group.leaning == "2 of 6 by DoorDash"


def test_a_legal_form_makes_no_other_employer(reading):
    names = ("Datadog", "Datadog, Inc.", "Nestlé", "Nestlé S.A.", "A", "B", "C")
    [group] = reading(*({"employer": name} for name in names)).groups
    assert (group.n, group.employers) == (7, 5)


@pytest.mark.parametrize("names", [["Uber"], ["UBER", "Uber"], ["Uber Inc.", "Uber"]])
def test_what_one_employer_alone_has_posted_is_its_figure(names, reading):
    rows = [{"employer": name} for name in [*names * 3, "Uber", "Uber"]]
    [group] = reading(*rows).groups
    assert (group.company, group.employers, group.leaning) == ("Uber", 1, "")


@pytest.mark.parametrize(
    ("level", "told"),
    [
        ("IC4", "IC4"),
        ("ic4", "IC4"),
        ("VP", "VP"),
        ("PM II", "PM II"),
        ("Senior PM iii", "Senior PM III"),
        ("senior", "Senior"),
        ("SENIOR", "Senior"),
        ("mid-level", "Mid-level"),
        ("5th rung", "5th rung"),
    ],
)
def test_a_level_is_told_as_people_write_it(level, told, reading):
    groups = reading(*five(level=level)).groups
    assert [group.level for group in groups] == ["", told]
    assert groups[0].leaning.removeprefix("5 of 5 ").lower() == told.lower()


@pytest.mark.parametrize("level", ["N/A", "none", "-"])
def test_a_level_that_says_nothing_is_none(level, reading):
    assert [group.level for group in reading(*five(level=level)).groups] == [""]


@pytest.mark.parametrize("column", ROW)
def test_a_column_that_is_missing_is_named(column, written, known):
    cells = {name: cell for name, cell in ROW.items() if name != column}
    name = "title or role" if column == "title" else column
    with pytest.raises(Unreadable, match=f"has no column of {name}$"):
        adverts.read(written(",".join(cells), line(cells)), known)


def test_a_licence_cannot_be_chosen_where_none_is_said(reading):
    with pytest.raises(Unreadable, match=r"has no column of licence$"):
        reading(*five(), licence="MIT")


@pytest.mark.parametrize("year", [0, 20255, -2025, 1800])
def test_a_year_that_is_none_is_refused(year, reading):
    with pytest.raises(Unreadable, match="is no"):
        reading(*five(), years=[2025, year])


def test_one_choice_has_one_batch_in_any_order(reading):
    assert reading(*five(), years=[2026, 2025, 2026]).groups[0].batch == "2025-2026"
    assert reading(*five()).groups[0].batch == "all"


COLUMNS = [*ROW, "role", "level", "primary", "url", "component", "flag", "licence"]


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(COLUMNS),
            st.text(st.characters(codec="utf-8", exclude_characters="\0\r\n"), max_size=9)
            | st.sampled_from(["1", "0", "-1", "999999999999999999", "2025-01", "#", "="]),
        ),
        max_size=6,
    )
)
def test_no_text_in_any_cell_is_more_than_left_out(tmp_path_factory, cells):
    path = tmp_path_factory.mktemp("adverts") / "data.csv"
    rows = [dict.fromkeys(COLUMNS, "") | ROW | {"primary": "1"} | row for row in cells]
    path.write_text("\n".join([",".join(COLUMNS), *map(line, rows)]), encoding="utf-8")
    found = adverts.read(tables.open_file(path), [])
    assert found.rows == len(rows) == sum(found.unused.values())


def quantile(amounts, share):
    """By its definition: on the way from the amount below to the one above."""
    amounts = sorted(amounts)
    at = share * (len(amounts) - 1)
    below = amounts[int(at)]
    above = amounts[min(int(at) + 1, len(amounts) - 1)]
    return below + (above - below) * (at - int(at))


@given(
    st.lists(
        st.tuples(st.sampled_from("abcdefgh"), st.integers(20_000, 400_000), st.integers(0, 9999)),
        min_size=5,
        max_size=25,
    )
)
def test_percentiles_are_those_of_their_definition(tmp_path_factory, ranges):
    path = tmp_path_factory.mktemp("adverts") / "data.csv"
    rows = [
        ROW | {"employer": name, "low": str(low), "high": str(low + width)}
        for name, low, width in ranges
    ]
    path.write_text("\n".join([",".join(ROW), *map(line, rows)]), encoding="utf-8")
    [group] = adverts.read(tables.open_file(path), TITLES).groups
    middles = [(name, low + width / 2) for name, low, width in ranges]
    of_each = {name: [middle for other, middle in middles if other == name] for name, _ in middles}
    medians = [statistics.median(amounts) for amounts in of_each.values()]
    assert (group.n, group.employers) == (len(ranges), len(of_each))
    for name, share in {"p25": 0.25, "median": 0.5, "p75": 0.75}.items():
        expected = quantile([middle for _, middle in middles], share)
        assert float(group.percentiles[name]) == pytest.approx(expected, abs=0.01)
        if len(of_each) >= 5:
            expected = quantile(medians, share)
            assert float(group.balanced[f"balanced_{name}"]) == pytest.approx(expected, abs=0.01)
    assert bool(group.balanced) == (len(of_each) >= 5)
