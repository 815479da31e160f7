from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from roles import amount_form, offers, salaries, same_employer, structured
from roles.caching import public_page
from roles.conversion import Reach
from roles.figure_rows import chart_of, listed, rows_of
from roles.filters import SalaryFilter
from roles.models import GapClaim, Listing, SalaryFigure
from roles.models.pay_lists import MOST_COUNTED, two_years_before
from roles.pay_choices import pay_choices
from roles.spreadsheet import to_csv
from roles.views import amount

FIGURES_A_PAGE = 100
# What pay comes to has to be computed for each of these before the first can be shown.
MOST_SORTED = 500
MOST_CLAIMS = 20
MOST_PAIRS = 3


@require_safe
@public_page(*SalaryFilter.base_filters)
def salary_list(request):
    if "" in request.GET.values():
        return redirect(without_blanks(request))
    choices, salary_filter = filter_of(request)
    count = salary_filter.qs.capped_count()
    numbers = range(min(count, MOST_COUNTED))
    # Over numbers: a paginator of figures would count all of them. `taken` reads the page.
    page = Paginator(numbers, FIGURES_A_PAGE).get_page(salary_filter.page_number)
    rows, rate_sources, currencies = part_of(
        salary_filter, choices, count, page.object_list, make=listed
    )
    salary_filter.offer(held(rows, salary_filter) if len(rows) == count else {}, currencies)
    rows = salaries.on_one_scale(rows, *salary_filter.unit)
    drawn, employers = chart(salary_filter)
    context = {
        "filter": salary_filter,
        "page": page,
        **limits(salary_filter, count),
        "chart": drawn,
        "employers": employers,
        "folds": folds(salary_filter, rows, drawn.roles),
        **state_of(rows),
        "reach": reach(rows, salary_filter),
        "rate_sources": rate_sources,
        **claims(salary_filter, choices),
        **ways_to_places(salary_filter, choices),
        "pairs": pairs(rows, choices),
        **amount.context(salary_filter, choices),
    }
    return response_of(request, context)


def held(rows, salary_filter):
    """What the whole list has, by the filters that it has not been narrowed by."""
    return offers.counts([row.figure for row in rows], is_narrow=salary_filter.is_narrow)


def reach(rows, salary_filter):
    """How much of the page comes to a currency that somebody asked for."""
    currency = salary_filter.asked.get("currency")
    return Reach.of(currency, [row.equivalent for row in rows]) if currency and rows else None


def has_places(choices):
    """Whether there are two places of a kind to tell apart."""
    return max(len(choices.states), len(choices.metros)) > 1


def response_of(request, context):
    """The page, or what a choice changes of it."""
    template = "roles/salary_list.html"
    if request.htmx:
        template += "#results"
    response = render(request, template, context)
    if request.htmx and context["amount"]:
        # Into the address that the browser shows and keeps, without the amount.
        response["HX-Push-Url"] = address_of(request.path, context["filter"].asked)
    return response


def state_of(rows):
    """Whether any is current, since when a figure is, and the scale that they are drawn on."""
    return {
        "has_current": any(row.is_recent for row in rows),
        "oldest_current": two_years_before(timezone.localdate()),
        "scale": next((row.scale for row in rows if row.scale), None),
    }


def ways_to_places(salary_filter, choices):
    """Whether the page of places has something to compare, and the list anything of a place."""
    return {
        "has_places": not salary_filter.narrowing and has_places(choices),
        "has_narrow": choices.states or choices.metros or choices.industries,
    }


def limits(salary_filter, count):
    """How many figures are counted and sorted, whether these are more, and where there are none,
    without which choice there would be some."""
    return {
        "most": MOST_COUNTED,
        "is_cut": count > MOST_COUNTED,
        "is_unsorted": sorts_by_pay(salary_filter) and count > MOST_SORTED,
        "most_sorted": MOST_SORTED,
        # Each is counted, which a list that shows something need not do.
        "removals": [] if count else list(salary_filter.removals),
    }


def without_blanks(request):
    """The same address without what a form sends of fields that nobody filled in."""
    filled = {name: value for name, value in request.GET.items() if value}
    # Of no amount there is no currency and no period.
    left_over = () if "amount" in filled else amount_form.NAMES
    return address_of(request.path, {n: v for n, v in filled.items() if n not in left_over})


def address_of(path, values):
    query = urlencode(values)
    return f"{path}?{query}" if query else path


def folds(salary_filter, rows, roles):
    """The rows by role, in the order asked for, or the strongest first."""
    is_usual = "sort" not in salary_filter.asked
    return salaries.folds(salaries.by_strength(rows) if is_usual else rows, roles)


@require_safe
@public_page(*SalaryFilter.base_filters)
def salary_csv(request):
    salary_filter, records, _ = download(request)
    lines = [["" if cell is None else str(cell) for cell in each.values()] for each in records]
    text = to_csv([salaries.COLUMNS, *lines])
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    return as_attachment(response, salary_filter, "csv")


@require_safe
@public_page(*SalaryFilter.base_filters)
def salary_json(request):
    salary_filter, records, is_cut = download(request)
    ignored = [{"filter": label, "value": value} for label, value in salary_filter.unknown]
    body = {"most": MOST_COUNTED, "is_cut": is_cut, "ignored": ignored, "figures": records}
    text = structured.in_script(body)
    response = HttpResponse(text, content_type="application/json")
    return as_attachment(response, salary_filter, "json")


def filter_of(request):
    """What there is to choose among, and the choice that the address makes."""
    figures = SalaryFigure.objects.public()
    choices = pay_choices(figures, request.GET.get("company", ""))
    return choices, SalaryFilter(request.GET, figures, choices=choices)


def download(request):
    """The filter, its figures as records, and whether there are more than are sent."""
    choices, salary_filter = filter_of(request)
    count = salary_filter.qs.capped_count()
    rows, _ = part_of(salary_filter, choices, count, range(MOST_COUNTED))
    return salary_filter, [salaries.record(row) for row in rows], count > MOST_COUNTED


def as_attachment(response, salary_filter, ending):
    """What was ignored and how much was sent at most stands in headers: a table holds only rows."""
    response["Content-Disposition"] = f'attachment; filename="salaries.{ending}"'
    response["X-Most-Rows"] = str(MOST_COUNTED)
    if salary_filter.unknown:
        response["X-Ignored"] = urlencode(salary_filter.unknown)
    return response


def sorts_by_pay(salary_filter):
    return salary_filter.display["sort"] in ("highest", "lowest")


def part_of(salary_filter, choices, count, part, *, make=rows_of):
    """The rows in a part of the list, a range, as `make` makes them, and what it tells of them.

    Only a short list is sorted by pay: what pay comes to is computed, not stored.
    """
    figures, order = salary_filter.qs, salary_filter.display["sort"]
    names, unit = dict(choices.roles), salary_filter.unit
    if not sorts_by_pay(salary_filter) or count > MOST_SORTED:
        return make(taken(figures, order, part), names, *unit)
    rows, *told = make(figures.newest_first().with_names(), names, *unit)
    rows = salaries.by_pay(rows, *unit, is_highest=order == "highest")
    return rows[part.start : part.stop], *told


def taken(figures, order, part):
    if order not in ("newest", "oldest"):
        return figures.in_usual_order(part.start, part.stop)
    figures = figures.oldest_first() if order == "oldest" else figures.newest_first()
    return figures.taken(part.start, part.stop)


def chart(salary_filter):
    """The chart of the roles that are compared, or of the one asked for, and what single employers
    pay for several of them; what narrows the list narrows it, too."""
    asked = salary_filter.narrowing
    roles = Listing.objects.current().of("role")
    roles = list(roles.named(asked["role"]) if "role" in asked else roles.compared())
    figures = salary_filter.qs.wide()
    # Who asks for a company wants what it has filed, too.
    figures = figures if "company" in asked else figures.of_the_market()
    figures = list(figures.surest_of(*(role.slug for role in roles)))
    component = asked.get("component", "")
    drawn = chart_of(roles, figures, *salary_filter.unit, component, or_own=True)
    return drawn, of_employers(figures, roles)


def of_employers(figures, roles):
    slugs = [role.slug for role in roles]
    tables = same_employer.tables(figures, slugs)
    return {
        "tables": tables,
        "levels": same_employer.of_many(figures, slugs),
        "roles": {role.slug: role for role in roles},
        "between_roles": same_employer.between_roles(tables),
        "leads": same_employer.leads(tables),
        "between_levels": same_employer.between_levels(tables),
        "order": ", ".join(same_employer.LEVELS),
    }


def claims(salary_filter, choices):
    """Each claim that one role earns more, with the gaps that figures of its source come to."""
    every = GapClaim.objects.published().of_public_roles().with_names()
    # One more than is shown, to know whether there are more.
    gap_claims = list(salary_filter.narrow(every)[: MOST_CLAIMS + 1])
    page = gap_claims[:MOST_CLAIMS]
    # Not those that are filtered for: a claim is checked against all figures of its source.
    figures = SalaryFigure.objects.public().latest().behind(page).with_names() if page else []
    figures = list(figures)
    names = dict(choices.roles)
    rows = [
        (claim, names[claim.role.slug], names[claim.than.slug], claim.computed(figures))
        for claim in page
    ]
    return {"claims": rows, "has_more_claims": len(gap_claims) > MOST_CLAIMS}


def pairs(rows, choices):
    """For each two of the compared roles the ranges in these rows that compare."""
    ranges = [row for row in rows if row.is_whole_range and row.figure.role]
    groups = [
        [row for row in ranges if row.figure.role.slug == slug] for slug, _ in choices.compared
    ]
    return salaries.comparable_pairs(groups, MOST_PAIRS)
