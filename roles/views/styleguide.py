from django.contrib import admin
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roles import content


@require_safe
# By the door of the admin, which may ask for a second factor.
@admin.site.admin_view
def styleguide(request):
    # Made up, so that the pieces look the same whatever is published.
    statement = content.Statement(company="Udemy", is_anecdotal=True)
    roles = [sample(glyph) for glyph in ("circle", "square", "triangle", "")]
    context = {"statement": statement, "roles": roles, "role": roles[0]}
    return render(request, "roles/styleguide.html", context)


def sample(glyph):
    return content.Role(
        slug=f"a-role-{glyph}",
        name="Technical Program Manager",
        emphasis="Program",
        glyph=glyph,
        one_liner="Decides how a large technical program gets delivered.",
    )
