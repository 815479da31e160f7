"""Figures as the rows of a page: with the names of their roles and what they come to."""

from roles import conversion, pay_chart
from roles.models import ExchangeRate, SalaryFigure
from roles.salaries import FigureRow

# What a reader sees who has not asked for another.
CURRENCY, PERIOD = "USD", "year"


def rows_of(figures, names, currency=CURRENCY, period=PERIOD):
    """The figures as rows, with what they come to, and the sources of the rates for that.

    `names` are those of the roles, by slug.
    """
    figures = list(figures)
    days = conversion.days_of(figures)
    rates = _rates(ExchangeRate.objects.near(days), figures, {currency})
    by_day = conversion.rates_by_day([row.rate for row in rates], days)
    rows = _rows(figures, names, currency, period, by_day)
    return rows, list({row.source for row in rates})


def _rows(figures, names, currency, period, rates):
    return [
        FigureRow(
            figure=figure,
            name=names[figure.role.slug] if figure.role else figure.occupation,
            equivalent=conversion.equivalent(figure, currency, period, rates),
            is_recent=figure.is_recent,
        )
        for figure in figures
    ]


def listed(figures, names, currency, period):
    """As rows of a list, and in one query as well the currencies that any of it comes to."""
    figures = list(figures)
    days, held = conversion.days_of(figures), ExchangeRate.objects
    codes = {figure.currency for figure in figures} | {currency}
    near = held.near(days)
    # Of each currency one, which is enough to know what figures of that day come to.
    rates = list((near.of(codes) | near.newest()).with_source())
    needed = [row for row in rates if row.currency in codes]
    by_day, of_all = (
        conversion.rates_by_day([row.rate for row in some], days) for some in (needed, rates)
    )
    rows = _rows(figures, names, currency, period, by_day)
    return rows, list({row.source for row in needed}), conversion.reached(figures, of_all)


def rates_to_compare(figures, currencies):
    """By day the rates that bring an amount in one of these currencies to those of the figures, the
    newest among them; and their sources."""
    days, held = conversion.days_of(figures), ExchangeRate.objects
    rates = _rates(held.near(days) | held.newest(), figures, currencies)
    days |= {row.day for row in rates}
    by_day = conversion.rates_by_day([row.rate for row in rates], days)
    return by_day, list({row.source for row in rates})


def _rates(rates, figures, currencies):
    # Only what these figures need; a day has a rate of some thirty currencies.
    return list(rates.of({figure.currency for figure in figures} | currencies).with_source())


def chart_of(roles, figures=None, currency=CURRENCY, period=PERIOD, component="", *, or_own=False):
    """The chart of pay of these roles, which have a slug, name, emphasis and glyph, in two queries.

    Figures are those of an overview of the roles, unless a page has them at hand or narrows them;
    `component` is the part of pay that it narrows them to. Where nothing comes to the currency the
    chart is in that of what it holds with `or_own`.
    """
    if figures is None:
        figures = SalaryFigure.objects.overview(*(role.slug for role in roles))
    names = {role.slug: role.name for role in roles}
    rows, _ = rows_of(figures, names, currency, period)
    drawn = pay_chart.chart(roles, rows, currency, period, component)
    held = [row.unplaced.figure.currency for row in drawn.rows if row.unplaced]
    if drawn.scale or not held or not or_own:
        return drawn
    own, figures = max(held, key=held.count), [row.figure for row in rows]
    return pay_chart.chart(roles, _rows(figures, names, own, period, {}), own, period, component)
