"""Reference rates of the European Central Bank, as in its file of all days since 1999.

The file (eurofxref-hist.csv) has a row a working day and a column a currency: units per euro,
"N/A", nothing or 0 where there was none. Only the days that figures need are kept: for each, the
newest row up to that day, of the week before at the oldest (`money.rates_on`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal

import polars as pl

from roles.importers import spellings, tables
from roles.money import CURRENCIES, OLDEST_RATE, Rate

NONE = re.compile(r"N/A|0+(\.0+)?")
# By the name of a column; None where its cell is empty.
Row = dict[str, str | None]
DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def read(file: tables.File, days: Iterable[dt.date]) -> list[Rate]:
    """The rates by which figures of these days are converted.

    Raises Unreadable when it is no such file, has no days, names one that never was or one twice,
    or has a rate of one of these days that is no number.
    """
    headers = tables.headers(file)
    # The euro has no rate of its own, though some tables have a column of it.
    currencies = [code for code in CURRENCIES if code in headers and code != "EUR"]
    by_name = {"day": headers.get("DATE", ""), **{code: headers[code] for code in currencies}}
    # The bank has had a rate of the dollar from its first day on.
    if not by_name["day"] or "USD" not in by_name:
        raise tables.Unreadable(f"{file.name} is not the central bank's table of rates a day")
    rows = tables.columns(file, by_name)
    rows = rows.with_columns(pl.col("day").str.replace(spellings.MIDNIGHT, ""))
    rows = rows.filter(pl.col("day").str.contains(DAY))
    if rows.is_empty():
        raise tables.Unreadable(f"{file.name} has no row that begins with a day, as 2024-05-31")
    by_day = _by_day(rows.unique(maintain_order=True).to_dicts())
    # The whole file is over a hundred thousand rates, of which few are ever used.
    newest = {day for day in (_newest(by_day, each) for each in days) if day is not None}
    return [rate for day in sorted(newest) for rate in _rates(day, by_day[day])]


def _by_day(rows: Iterable[Row]) -> dict[dt.date, Row]:
    by_day: dict[dt.date, Row] = {}
    for row in rows:
        day = dt.date.fromisoformat(tables.of_date(row["day"] or ""))
        if by_day.setdefault(day, row) is not row:
            raise tables.Unreadable(f"{day} stands there twice, with other rates")
    return by_day


def _newest(table_days: Iterable[dt.date], day: dt.date) -> dt.date | None:
    return max((each for each in table_days if day - OLDEST_RATE <= each <= day), default=None)


def _rates(day: dt.date, row: Row) -> list[Rate]:
    texts = {currency: text for currency, text in row.items() if currency != "day" and text}
    return [
        Rate(currency, day, _amount(currency, day, text))
        for currency, text in texts.items()
        if not NONE.fullmatch(text)
    ]


def _amount(currency: str, day: dt.date, text: str) -> Decimal:
    try:
        return tables.amount(text)
    except tables.Unreadable as error:
        raise tables.Unreadable(f"{currency}, {day}: {error}") from error
