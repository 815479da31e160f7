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
    role = content.Role(
        slug="a-role",
        name="Technical Program Manager",
        emphasis="Program",
        one_liner="Decides how a large technical program gets delivered.",
    )
    return render(request, "roles/styleguide.html", {"statement": statement, "role": role})
