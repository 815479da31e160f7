import datetime as dt
import re
from decimal import Decimal

import pytest

from roles.importers import rates
from roles.importers.tables import Unreadable


def day(text):
    return dt.date.fromisoformat(text)


def test_only_the_days_that_figures_need_are_kept(opened):
    found = rates.read(opened("eurofxref.csv"), [day("2024-05-31")])
    assert {rate.day for rate in found} == {day("2024-05-31")}
    assert next(rate.per_euro for rate in found if rate.currency == "USD") == Decimal("1.0852")


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [("2025-01-31", "2025-01-24"), ("2013-04-01", "2013-03-28"), ("2013-04-02", "2013-04-02")],
)
def test_a_day_without_rates_takes_the_newest_before(opened, wanted, kept):
    found = rates.read(opened("eurofxref.csv"), [day(wanted)])
    assert {rate.day for rate in found} == {day(kept)}


def test_a_day_too_far_from_any_in_the_file_has_none(opened):
    assert rates.read(opened("eurofxref.csv"), [day("2026-12-31"), day("1998-01-01")]) == []


def test_a_currency_without_a_rate_that_day_is_left_out(opened):
    found = rates.read(opened("eurofxref.csv"), [day("2025-01-24")])
    assert not {rate.currency for rate in found} & {"RUB", "CYP", "HRK"}
    assert len(found) == 30


@pytest.mark.parametrize("time", ["T00:00:00", " 00:00:00", "T00:00:00.000"])
def test_a_day_with_its_midnight_is_that_day(time, written):
    [rate] = rates.read(written("Date,USD", f"2024-05-31{time},1.1"), [day("2024-05-31")])
    assert rate.day == day("2024-05-31")


def test_a_file_of_no_days_is_refused(written):
    with pytest.raises(Unreadable, match="has no row that begins with a day"):
        rates.read(written("Date,USD", "31/05/2024,1.1"), [day("2024-05-31")])


def test_a_row_that_begins_with_no_day_and_a_rate_of_nothing_are_left_out(written):
    file = written("Date,USD,JPY", "Average,1,100", "2024-05-31,1.1,0")
    found = rates.read(file, [day("2024-05-31")])
    assert [rate.currency for rate in found] == ["USD"]


@pytest.mark.parametrize("header", ["A,B", "Date,EUR", "Day,USD"])
def test_a_file_of_something_else_is_refused(written, header):
    with pytest.raises(Unreadable, match="central bank"):
        rates.read(written(header, "1,2"), [])


def test_a_day_that_never_was_is_refused(written):
    with pytest.raises(Unreadable, match="2024-13-45 is no date"):
        rates.read(written("Date,USD,", "2024-13-45,1.1,"), [day("2024-05-31")])


@pytest.mark.parametrize("text", ["", "N/A", "0", "0.000", " "])
def test_a_rate_that_is_not_told_is_left_out(written, text):
    found = rates.read(written("Date,USD,JPY", f"2024-05-31,1.1,{text}"), [day("2024-05-31")])
    assert [rate.currency for rate in found] == ["USD"]


def test_a_rate_is_read_with_separators_of_thousands(written):
    file = written("Date,USD,JPY", '2024-05-31,1.1,"1,000.5"')
    amounts = {rate.currency: rate.per_euro for rate in rates.read(file, [day("2024-05-31")])}
    assert amounts["JPY"] == Decimal("1000.5")


@pytest.mark.parametrize("text", ["*", "-1", "1e3", "NaN", "1.0.1"])
def test_a_rate_that_is_no_number_is_refused(written, text):
    file = written("Date,USD,JPY", f"2024-05-31,1.1,{text}")
    told = f"^JPY, 2024-05-31: {re.escape(text)} is no number above zero$"
    with pytest.raises(Unreadable, match=told):
        rates.read(file, [day("2024-05-31")])


def test_the_euro_has_no_rate_of_its_own(written):
    file = written("Date,USD,EUR", "2024-05-31,1.1,1")
    found = rates.read(file, [day("2024-05-31")])
    assert [rate.currency for rate in found] == ["USD"]


@pytest.mark.parametrize("header", ["date,usd", "Date,USD ", " DATE , Usd", '"date","usd"'])
def test_a_header_in_small_letters_or_with_blanks_is_the_same_currency(written, header):
    file = written(header, "2024-05-31,1.1")
    found = rates.read(file, [day("2024-05-31")])
    assert [rate.currency for rate in found] == ["USD"]


def test_a_day_stands_there_once_or_says_the_same(written):
    rows = ["2024-05-31,1.1", "2024-05-31,1.1"]
    assert len(rates.read(written("Date,USD", *rows), [day("2024-05-31")])) == 1
    with pytest.raises(Unreadable, match="2024-05-31 stands there twice, with other rates"):
        rates.read(written("Date,USD", *rows, "2024-05-31,1.2"), [day("2024-05-31")])
