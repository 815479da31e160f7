from django.shortcuts import render
from django.views.decorators.http import require_safe

from roles.caching import public_page


@require_safe
@public_page
def about(request):
    return render(request, "roles/about.html")


@require_safe
@public_page
def privacy(request):
    return render(request, "roles/privacy.html")
