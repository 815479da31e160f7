import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from roles.importers.spellings import UNITS, day

FIFTH = dt.date(2024, 10, 5)


@pytest.mark.parametrize(
    "text",
    [
        "2024-10-05",
        "2024/10/5",
        "2024.10.05",
        "20241005",
        "10/5/2024",
        "10/05/24",
        "10-05-2024",
        "2024-10-05 00:00:00",
        "2024-10-05T00:00:00",
        "2024-10-05T14:30:00.000Z",
        "2024-10-05 00:00:00+00:00",
        "10/5/2024 12:00:00 AM",
        "10/5/2024 0:00",
        "05-OCT-24",
        "05-Oct-2024",
        "05OCT2024",
        "05OCT2024:00:00:00",
        "5 October 2024",
        "5th of October, 2024",
        "October 5, 2024",
        "Oct. 5 2024",
        "Saturday, October 5, 2024",
        "Sat 5 Oct 2024",
        "45570",
        "45570.0",
        "45570.604166666664",
    ],
)
def test_a_day_is_read_however_it_is_written(text):
    assert day(text) == FIFTH


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2024",
        "2024-10",
        "10/2024",
        # The day first, or the month: nobody can tell.
        "05.10.2024",
        "13/30/2024",
        "30/09/2024",
        "2/30/2024",
        "2023-02-29",
        "2024-00-30",
        "0024-10-01",
        "5 Octember 2024",
        "5 Oct",
        "October 2024",
        "10/5-2024",
        "10/5/2024 and later",
        "10/5/024",
        "4557",
        "10524",
        "99999",
        "٠٥/١٠/٢٠٢٤",
        "2024-10-05\n",
    ],
)
def test_what_names_no_day_or_may_name_two_is_not_read(text):
    assert day(text) is None


@given(some.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_is_read_in_each_form(each):
    forms = ["%Y-%m-%d", "%m/%d/%Y", "%d-%b-%y", "%d%b%Y", "%B %d, %Y", "%d %B %Y", "%Y%m%d"]
    assert {day(each.strftime(form)) for form in forms} == {each}
    assert day(str((each - dt.date(1899, 12, 30)).days)) == each


@given(some.text())
def test_any_text_is_a_day_or_none(text):
    assert day(text) is None or isinstance(day(text), dt.date)


def test_a_spelling_of_a_unit_means_one_unit():
    assert UNITS["peryear"] == UNITS["annually"] == UNITS["pa"] == "year"
    assert "day" not in UNITS.values()
    assert "daily" not in UNITS
