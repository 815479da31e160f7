from django.shortcuts import render
from django.views.decorators.http import require_safe

from roles import by_place
from roles.caching import public_page
from roles.models import Listing, SalaryFigure

# Of official statistics: a handful of occupations in some eighty places each.
MOST_FIGURES = 500


@require_safe
@public_page
def pay_by_place(request):
    """What the place changes of pay, by the figures of one series alone."""
    roles = Listing.objects.current().of("role")
    figures = list(SalaryFigure.objects.by_place(MOST_FIGURES + 1))
    is_cut = len(figures) > MOST_FIGURES
    context = {
        # Of a part of the places nobody could tell the cheapest.
        "tables": [] if is_cut else by_place.tables(figures),
        "is_cut": is_cut,
        "roles": roles.by_slug(),
        "countries": countries(list(roles.compared())),
    }
    return render(request, "roles/pay_by_place.html", context)


def countries(roles):
    """The roles that are known in several countries, each with the surest figure of each."""
    figures = list(SalaryFigure.objects.overview(*(role.slug for role in roles)))
    figures.sort(key=lambda each: (each.is_recent, each.strength, each.as_of), reverse=True)
    of_role = [
        (role, by_place.by_country(each for each in figures if each.role.slug == role.slug))
        for role in roles
    ]
    return [(role, rows) for role, rows in of_role if rows]
