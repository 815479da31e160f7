import pytest

from roles.importers import postings
from roles.importers.tables import Unreadable

HEADER = (
    "work_year,experience_level,employment_type,job_title,salary,salary_currency,salary_in_usd,"
    "employee_residence,remote_ratio,company_location,company_size"
)
ALONE = "without the other end of its range"


def row(salary, level="SE", title="Product Manager", kind="FT", year=2024, **place):
    currency, country = place.get("currency", "USD"), place.get("country", "US")
    return f"{year},{level},{kind},{title},{salary},{currency},1,US,0,{country},M"


def ranges(count, **facts):
    return [line for _ in range(count) for line in (row(200_000, **facts), row(100_000, **facts))]


def test_the_two_rows_of_a_range_count_once_at_their_middle(opened, known):
    reading = postings.read(opened("aijobs.csv"), known, since=("2024", "2025-01"))
    [group] = reading.groups
    assert (group.n, group.as_of, group.place) == (7, "2025-01", "US")
    assert str(group.percentiles["median"]) == "176500.00"


def test_years_stand_apart_unless_joined(written, known):
    file = written(HEADER, *ranges(5), *ranges(5, year=2025))
    told = [(group.as_of, group.n) for group in postings.read(file, known).groups]
    assert told == [("2024", 5), ("2025", 5)]


def test_currencies_stand_apart(written, known):
    file = written(HEADER, *ranges(5), *ranges(5, currency="EUR"))
    told = [(group.currency, group.n) for group in postings.read(file, known).groups]
    assert told == [("EUR", 5), ("USD", 5)]


def test_a_row_without_its_other_end_is_not_used(written, known):
    file = written(HEADER, *ranges(5), row(150_000, level="EX"))
    reading = postings.read(file, known)
    assert (reading.groups[0].n, reading.unused) == (5, {ALONE: 1})


def test_a_bottom_above_the_top_is_no_range(written, known):
    file = written(HEADER, *ranges(5), row(1, level="EX"), row(2, level="EX"))
    assert postings.read(file, known).unused == {ALONE: 2}


def test_a_range_of_two_equal_ends_is_one(written, known):
    lines = [row(150_000) for _ in range(10)]
    [group] = postings.read(written(HEADER, *lines), known).groups
    assert (group.n, group.percentiles["median"]) == (5, 150_000)


def test_equal_ranges_one_after_the_other_stay_two(written, known):
    assert postings.read(written(HEADER, *ranges(6)), known).groups[0].n == 6


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"title": "Data Product Manager"}, "title stands for none of our roles"),
        ({"kind": "PT"}, "not full time"),
        ({"kind": "fl"}, "not full time"),
        ({"kind": "40 hours"}, "no kind of employment that is known: 40 HOURS"),
        ({"currency": "XTS"}, "no currency that is known: XTS"),
        ({"year": "soon"}, "no year that is known: soon"),
        ({"country": "Utopia"}, "no country that is known: UTOPIA"),
        ({"country": "EU"}, "no country that is known: EU"),
        ({"title": ""}, "title stands for none of our roles"),
        ({"kind": ""}, "no kind of employment that is known"),
        ({"currency": ""}, "no currency that is known"),
        ({"year": ""}, "no year that is known"),
        ({"country": ""}, "no country that is known"),
    ],
)
def test_a_row_that_is_not_used_is_counted_with_its_reason(written, known, facts, reason):
    reading = postings.read(written(HEADER, *ranges(5, **facts)), known)
    assert (reading.groups, reading.unused) == ([], {reason: 10})


def test_a_range_whose_middle_is_no_pay_for_a_year_is_implausible(written, known):
    lines = [row(end) for _ in range(5) for end in (90, 30)]
    assert postings.read(written(HEADER, *lines), known).unused == {"implausible a year": 10}


def test_a_file_that_holds_its_content_twice_is_refused(written, known):
    lines = [row(end) for at in range(10) for end in (200_000 + at, 100_000)]
    for more in (lines, [*lines, *lines[:2]]):
        assert postings.read(written(HEADER, *more), known).groups[0].n == len(more) // 2
    with pytest.raises(Unreadable, match="stands there 2 times over"):
        postings.read(written(HEADER, *lines, *lines), known)


@pytest.mark.parametrize(("currency", "amount"), [("INR", 3_500_000), ("JPY", 12_000_000)])
def test_what_is_plausible_in_dollars_is_not_asked_of_other_money(written, known, currency, amount):
    lines = [row(amount, currency=currency) for _ in range(10)]
    [group] = postings.read(written(HEADER, *lines), known).groups
    assert (group.currency, group.percentiles["median"]) == (currency, amount)


def test_a_group_of_four_ranges_is_not_told(written, known):
    reading = postings.read(written(HEADER, *ranges(4)), known)
    assert (reading.groups, reading.unused) == ([], {"in a group of fewer than 5": 8})


@pytest.mark.parametrize("text", ["", "*", "-5", "0", "1e5", "1e309", "NaN", "200 000"])
def test_an_amount_that_is_none_is_no_end_of_a_range(written, known, text):
    file = written(HEADER, *ranges(5), row(200_000, level="EX"), row(text, level="EX"))
    reason = f"no amount above zero that can be read{text and ': '}{text}"
    unused = {reason: 1, ALONE: 1}
    assert postings.read(file, known).unused == unused


@pytest.mark.parametrize("facts", [{"kind": "ft"}, {"country": "us"}, {"currency": "usd"}])
def test_codes_are_read_in_any_case(written, known, facts):
    [group] = postings.read(written(HEADER, *ranges(5, **facts)), known).groups
    assert (group.n, group.place, group.currency) == (5, "US", "USD")


def test_a_figure_says_which_way_its_adverts_lean(written, known):
    lines = [*ranges(4), *ranges(2, level="MI"), *ranges(1, level="?")]
    [group] = postings.read(written(HEADER, *lines), known, leaning="Mostly data.").groups
    assert group.leaning == "Mostly data; 4 of 7 senior"


def test_a_figure_says_how_many_ranges_it_leaves_out(written, known):
    lines = [*ranges(5), *ranges(2, kind="PT"), row(150_000, level="EX")]
    others = [*ranges(3, title="Project Manager"), *ranges(1, country="CA", kind="PT")]
    groups = postings.read(written(HEADER, *lines, *others), known).groups
    assert [group.selection for group in groups] == [
        "Middles of ranges posted for full-time work. Left out: not full time (2), "
        "without the other end of its range (1)."
    ]


@pytest.mark.parametrize("text", ['"200,000"', " 200000 ", "200000.00"])
def test_an_amount_is_read_with_separators_of_thousands_or_without(written, known, text):
    lines = [row(end) for _ in range(5) for end in (text, 100_000)]
    [group] = postings.read(written(HEADER, *lines), known).groups
    assert group.percentiles["median"] == 150_000


def test_a_file_of_something_else_is_refused(written, known):
    with pytest.raises(Unreadable, match="no column"):
        postings.read(written("A,B", "1,2"), known)


@pytest.mark.parametrize(
    "since",
    [
        ("2024", ""),
        ("", "2025-01"),
        ("2024", "2025-13"),
        ("2024", "soon"),
        ("abc", "2025-01"),
        ("2024-05", "2025-01"),
    ],
)
def test_rows_are_joined_only_from_a_year_and_to_a_date(since, opened, known):
    with pytest.raises(Unreadable, match="is no"):
        postings.read(opened("aijobs.csv"), known, since=since)


@pytest.mark.parametrize(
    ("years", "period"),
    [
        ((2024, 2025), ("2024", "2025-01")),
        # The day of the file says nothing of rows that are all of the year before.
        ((2024, 2024), ("", "2024")),
        ((2023, 2024), ("2023", "2024")),
        ((2025, 2025), ("", "2025-01")),
    ],
)
def test_a_group_is_of_the_time_in_which_its_ranges_were_posted(written, known, years, period):
    rows = [line for year in years for line in ranges(5, year=year)]
    [group] = postings.read(written(HEADER, *rows), known, since=("2023", "2025-01")).groups
    assert (group.observed_from, group.as_of) == period
    # Whatever its rows are of, it is known by the file.
    assert group.batch == "2025-01"
