from django.shortcuts import render
from django.views.decorators.http import require_safe

from quiz.models import Version
from roles.caching import public_page
from roles.models import Listing


@require_safe
@public_page
def quiz_method(request):
    version = Version.objects.published().first()
    context = {
        "version": version,
        "definition": version and version.definition,
        "check": version and version.last_check,
        "listings": Listing.objects.current().compared().by_slug(),
    }
    return render(request, "quiz/method.html", context)
