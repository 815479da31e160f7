"""What the style guide shows of pay: made up, so that it looks the same whatever is published."""

from copy import copy
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

from roles import by_place, locator, pay_chart
from roles.amount_form import AS_WRITTEN, AmountForm
from roles.amounts_typed import AskedAmount
from roles.models import Role
from roles.views.amount import AmountAnswer

# By place: what half of those counted earn less than, as multiples of a thousand a year.
MEDIANS = {"US": 100, "US-A": 124, "US-B": 112, "US-C": 96, "US-D": 88, "US-E": 71}


def of(roles, rows):
    """The form with an answer, a table of places, and a chart of what is missing, by name; `rows`
    are figures of the roles: one current, one old, and one of a company alone."""
    return {
        "amount_form": form("about 150k"),
        "amount_form_of_several": form("150-180k"),
        "amount": answer(rows),
        "table": (table := places(rows[0].figure.source)),
        "place_rows": table.rows,
        "lacks": lacks(roles, *rows),
    }


def form(typed):
    usual = {"amount_currency": "USD", "amount_period": "year"}
    any_of = {name: [("", f"Any {name}")] for name in ("role", "country", "level")}
    return AmountForm({"amount": typed}, {}, usual, amount_currency=[AS_WRITTEN], **any_of)


def answer(rows):
    asked = AskedAmount(Decimal(150_000), "USD", "year")
    bases = [locator.base(row.figure, row.name, asked, {}) for row in rows]
    foreign = replace(bases[0], standing=None, obstacle="no rate")
    groups = [
        locator.BaseGroup(base.name, [base, *([foreign] if base is bases[0] else [])], 0)
        for base in bases
    ]
    return AmountAnswer(asked=asked, bound="about", assumed="currency and no time", groups=groups)


def places(source):
    (found,) = by_place.tables(in_place(code, median, source) for code, median in MEDIANS.items())
    return found


def in_place(code, median, source):
    return SimpleNamespace(
        place=SimpleNamespace(name=f"The state {code[3:]}"),
        place_id=code,
        country="US",
        role_id=None,
        occupation="An occupation",
        source=source,
        source_id=1,
        component="wage",
        basis="paid",
        selection="",
        currency="USD",
        period="year",
        as_of="2026-05",
        observed_from="",
        median=Decimal(median * 1_000),
        capped_at=None,
        note="",
    )


def lacks(roles, market, old, own):
    """A role whose last figure of many is old, one of whom the only one is in another currency,
    and one that has that alone."""
    first, second, third = roles
    foreign = replace(market, equivalent=replace(market.equivalent, currency="EUR"))
    rows = [
        *(of_role(first, each) for each in (old, own)),
        *(of_role(second, each) for each in (foreign, own)),
        of_role(third, foreign),
    ]
    return pay_chart.chart(roles, rows, "USD", "year")


def of_role(role, row):
    figure = copy(row.figure)
    figure.role = Role(slug=role.slug, name=role.name)
    return replace(row, figure=figure, name=role.name)
