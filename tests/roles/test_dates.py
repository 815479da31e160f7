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
