import datetime as dt
import re

import pytest

from roles import dates
from tests.no_dates import NO_DATES


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2022-09-07", "7 September 2022"),
        ("2022-09", "September 2022"),
        ("2022", "2022"),
        ("2024-02-29", "29 February 2024"),
        ("", ""),
    ],
)
def test_a_date_is_told_as_exactly_as_it_is_known(text, words):
    assert dates.known(text) == text
    assert dates.in_words(text) == words


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_is_refused_and_yet_can_be_shown(text):
    with pytest.raises(ValueError, match="2022-09-07"):
        dates.known(text)
    with pytest.raises(ValueError, match="2022-09-07"):
        dates.last_day(text)
    assert dates.in_words(text) == text


def test_the_days_of_two_centuries_are_known_and_no_others():
    days = {dt.date(1900, 1, 1) + dt.timedelta(number) for number in range(73_049)}
    texts = (
        f"{year}-{month:02}-{day:02}"
        for year in range(1899, 2101)
        for month in range(14)
        for day in range(33)
    )
    found = {text for text in texts if re.match(dates.PATTERN, text)}

    assert found == {day.isoformat() for day in days}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024", dt.date(2024, 12, 31)),
        ("2024-02", dt.date(2024, 2, 29)),
        ("2023-02", dt.date(2023, 2, 28)),
        ("2024-05-06", dt.date(2024, 5, 6)),
        ("", None),
    ],
)
def test_a_date_known_in_part_lasts_until_its_last_day(text, day):
    assert dates.last_day(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [("2024", dt.date(2024, 1, 1)), ("2024-02", dt.date(2024, 2, 1)), ("", None)],
)
def test_a_date_known_in_part_begins_on_its_first_day(text, day):
    assert dates.first_day(text) == day


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("", "2025-01", "January 2025"),
        ("2024", "2025-01", "2024 to January 2025"),
        ("2023", "2024", "2023 to 2024"),
        ("2022-07", "2022-08", "July to August 2022"),
        ("2024-12", "2025-01", "December 2024 to January 2025"),
        ("2026-05-03", "2026-08-21", "3 May to 21 August 2026"),
        ("2024", "2024-03", "2024 to March 2024"),
        ("2022-07", "2022", "July 2022 to 2022"),
        ("", "", ""),
    ],
)
def test_a_period_is_told_by_its_ends(start, end, words):
    assert dates.period_in_words(start, end) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2024", "2025-01", "2024–25"),
        ("2024-03", "2024-11-02", "2024"),
        ("1999", "2001", "1999–2001"),
        ("", "2024-05", "2024"),
        ("", "", ""),
    ],
)
def test_years_are_told_short(start, end, words):
    assert dates.years(start, end) == words


@pytest.mark.parametrize(
    ("one", "other", "do"),
    [
        (("2024", "2025-01"), ("2025", "2025"), True),
        (("2024", "2024"), ("2025", "2025"), False),
        (("2024", "2025-01"), ("2025-02", "2025-03"), False),
        (("2024-05", "2024-05"), ("2024", "2024"), True),
        (("2024-05-01", "2024-05-02"), ("2024-05-02", "2024-05-09"), True),
    ],
)
def test_periods_overlap_where_they_may_share_a_day(one, other, do):
    assert dates.overlap(one, other) is dates.overlap(other, one) is do


def test_no_period_overlaps_one_without_an_end():
    with pytest.raises(ValueError, match="2022-09-07"):
        dates.overlap(("2024", "2024"), ("2024", ""))


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (dt.date(2024, 1, 1), "2024"),
        (dt.date(2024, 2, 1), "2024-02"),
        (dt.date(2024, 1, 2), "2024-01-02"),
        (dt.date(2001, 1, 1), "2001"),
    ],
)
def test_the_shortest_date_of_a_day_begins_on_it_and_sorts_before_later_ones(day, text):
    assert dates.shortest(day) == text
    assert dates.first_day(text) == day
    assert all(text <= day.isoformat()[:length] for length in (len(text), 10))
