from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from roles import conversion, salaries, structured
from roles.caching import public_page
from roles.filters import SalaryFilter, salary_choices
from roles.models import ExchangeRate, GapClaim, SalaryFigure
from roles.models.pay import MOST_COUNTED, two_years_before
from roles.spreadsheet import to_csv

FIGURES_A_PAGE = 50
MOST_SORTED = 500
MOST_CLAIMS = 20
MOST_PAIRS = 3


@require_safe
@public_page
def salary_list(request):
    choices, chosen = asked(request)
    count = chosen.qs.capped_count()
    page = Paginator(range(min(count, MOST_COUNTED)), FIGURES_A_PAGE).get_page(chosen.page_number)
    rows, rate_sources = rows_of(chosen, choices, count, page.object_list)
    rows = salaries.drawn(rows, *chosen.unit)
    context = {
        "filter": chosen,
        "page": page,
        "most": MOST_COUNTED,
        "is_cut": count > MOST_COUNTED,
        "is_unsorted": sorts_by_pay(chosen) and count > MOST_SORTED,
        "most_sorted": MOST_SORTED,
        "current_rows": [row for row in rows if row.is_recent],
        "older_rows": [row for row in rows if not row.is_recent],
        "is_history": is_history(chosen, page),
        "scale": next((row.scale for row in rows if row.scale), None),
        "rate_sources": rate_sources,
        "oldest_current": two_years_before(timezone.localdate()),
        "statuses": statuses(choices),
        **claims(chosen, choices),
        "pairs": pairs(rows, choices),
    }
    template = "roles/salary_list.html"
    if request.htmx:
        template += "#results"
    return render(request, template, context)


@require_safe
@public_page
def salary_csv(request):
    chosen, records, _ = downloaded(request)
    lines = [["" if cell is None else str(cell) for cell in each.values()] for each in records]
    text = to_csv([salaries.COLUMNS, *lines])
    return as_download(HttpResponse(text, content_type="text/csv; charset=utf-8"), chosen, "csv")


@require_safe
@public_page
def salary_json(request):
    chosen, records, is_cut = downloaded(request)
    ignored = [{"filter": label, "value": value} for label, value in chosen.unknown]
    body = {"most": MOST_COUNTED, "is_cut": is_cut, "ignored": ignored, "figures": records}
    text = structured.in_script(body)
    return as_download(HttpResponse(text, content_type="application/json"), chosen, "json")


def asked(request):
    figures = SalaryFigure.objects.public()
    choices = salary_choices(figures, request.GET.get("company", ""))
    return choices, SalaryFilter(request.GET, figures, choices=choices)


def downloaded(request):
    choices, chosen = asked(request)
    count = chosen.qs.capped_count()
    rows, _ = rows_of(chosen, choices, count, range(MOST_COUNTED))
    return chosen, [salaries.record(row) for row in rows], count > MOST_COUNTED


def as_download(response, chosen, ending):
    """What was ignored and how much was sent at most stands in headers: a table holds only rows."""
    response["Content-Disposition"] = f'attachment; filename="salaries.{ending}"'
    response["X-Most-Rows"] = str(MOST_COUNTED)
    if chosen.unknown:
        response["X-Ignored"] = urlencode(chosen.unknown)
    return response


def is_history(chosen, page):
    """Whether old figures are what the reader asked for, so that they are not folded away."""
    is_old_first = chosen.display["sort"] == "oldest"
    return page.number > 1 or is_old_first or "year" in chosen.narrowing


def sorts_by_pay(chosen):
    return chosen.display["sort"] in ("highest", "lowest")


def rows_of(chosen, choices, count, part):
    """The rows in a part of the list, a range, and the sources of what converted them.

    Only a short list is sorted by pay: what pay comes to is computed, not stored.
    """
    order = chosen.display["sort"]
    if sorts_by_pay(chosen) and count <= MOST_SORTED:
        rows, sources = shown(chosen.qs.newest_first().with_names(), chosen, choices)
        rows = salaries.by_pay(rows, *chosen.unit, is_highest=order == "highest")
        return rows[part.start : part.stop], sources
    figures = chosen.qs.oldest_first() if order == "oldest" else chosen.qs.newest_first()
    return shown(figures.taken(part.start, part.stop), chosen, choices)


def shown(figures, chosen, choices):
    figures = list(figures)
    days = conversion.days_of(figures)
    currencies = {figure.currency for figure in figures} | {chosen.display["currency"]}
    rates = list(ExchangeRate.objects.near(days).of(currencies).with_source())
    by_day = conversion.rates_by_day([row.rate for row in rates], days)
    names = dict(choices.get("role", []))
    rows = [
        salaries.FigureRow(
            figure=figure,
            name=names[figure.role.slug] if figure.role else figure.occupation,
            shown=conversion.shown(figure, *chosen.unit, by_day),
            is_recent=figure.is_recent,
        )
        for figure in figures
    ]
    return rows, list({row.source for row in rates})


def statuses(choices):
    """Each role that is compared, with whom its current figures speak of: "market", "employers"
    (of single companies alone) or "" when there is none."""
    market, employers = dict(choices.get("market", [])), dict(choices.get("employers", []))
    return [
        (slug, name, "market" if slug in market else "employers" if slug in employers else "")
        for slug, name in choices.get("compared", [])
    ]


def claims(chosen, choices):
    """Each claim that one role earns more, with the gaps that figures of its source come to."""
    every = GapClaim.objects.published().of_public_roles().with_names()
    found = list(chosen.narrowed(every)[: MOST_CLAIMS + 1])
    told = found[:MOST_CLAIMS]
    behind = SalaryFigure.objects.public().latest().behind(told).with_names()
    figures = list(behind) if told else []
    names = dict(choices.get("role", []))
    rows = [
        (claim, names[claim.role.slug], names[claim.than.slug], claim.computed(figures))
        for claim in told
    ]
    return {"claims": rows, "has_more_claims": len(found) > MOST_CLAIMS}


def pairs(rows, choices):
    """For each two of the compared roles the ranges in these rows that come nearest."""
    ranges = [row for row in rows if row.is_whole_range and row.figure.role]
    groups = [
        [row for row in ranges if row.figure.role.slug == slug]
        for slug, _ in choices.get("compared", [])
    ]
    return salaries.nearest_pairs(groups, MOST_PAIRS)
