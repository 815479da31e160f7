from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quiz.desks import desks
from quiz.models import Version
from roles.caching import public_page
from roles.models import Listing


@require_safe
@public_page
def task_list(request):
    return render(request, "quiz/task_list.html", trial_context())


@require_safe
@public_page
def task_detail(request, slug):
    context = trial_context()
    desk = next((desk for desk in context["desks"] if desk.slug == slug), None)
    if desk is None:
        raise Http404
    others = [other for other in context["desks"] if other != desk]
    context |= {"desk": desk, "others": others, "page": context["pages"].get(slug)}
    return render(request, "quiz/task_detail.html", context)


def trial_context():
    """The trial of the published version, its desks, and the pages of roles; else a 404."""
    version = Version.objects.published().first()
    found = version and desks(version.definition)
    if not found:
        raise Http404
    pages = Listing.objects.current().compared().by_slug()
    return {"trial": version.definition.trial, "desks": found, "pages": pages}
