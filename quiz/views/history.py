from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from quiz import taking
from quiz.access import own_attempt
from quiz.forms import PairForm
from quiz.sittings import are_akin, side_by_side
from roles.models import Listing


@require_safe
def attempt_list(request):
    return show_attempts(request)


def show_attempts(request, status=200, **more):
    mine = taking.attempts_of(request).visible().with_result().with_source().with_steps()
    attempts = list(mine.with_progress())
    finished = [attempt for attempt in attempts if attempt.is_finished]
    context = {
        "attempts": attempts,
        "finished": finished,
        # Of a copy it makes no difference what one remembers.
        "again_from": max((each.again_from for each in finished if not each.is_copy), default=None),
        "pages": Listing.objects.current().compared().by_slug(),
        "now": timezone.now(),
        **more,
    }
    return render(request, "quiz/attempt_list.html", context, status=status)


@require_safe
def attempt_data(request):
    # Abandoned ones as well: a download is all that is kept.
    mine = taking.attempts_of(request).whole()
    response = JsonResponse({"attempts": [attempt.as_data() for attempt in mine]})
    response.headers["Content-Disposition"] = 'attachment; filename="careerguide-assessment.json"'
    return response


@require_safe
def result_comparison(request):
    form = PairForm(request.GET)
    if not form.is_valid():
        return HttpResponseRedirect(reverse("attempt_list"))
    one, other = form.cleaned_data["a"], form.cleaned_data["b"]
    attempts = taking.attempts_of(request)
    mine = attempts.finished().whole().in_bulk([one, other])
    if one == other and mine:
        # The lists of its form have all but one in common, and so can be set to the same.
        return show_attempts(request, status=404, is_twice=True)
    if len(mine) < 2:
        raise Http404
    # In the order of the days, whichever was chosen as the earlier one.
    before, after = sorted(mine.values(), key=lambda attempt: attempt.finished_at)
    context = pair_context(before, after, attempts.sources())
    return render(request, "quiz/result_comparison.html", context)


def pair_context(before, after, sources):
    is_copy = are_akin(before.pk, after.pk, sources)
    return {
        "before": before,
        "after": after,
        "both": [before, after],
        "pair": side_by_side(before.sitting, after.sitting, is_copy=is_copy),
        "days": (after.finished_at - before.finished_at).days,
        "is_early": after.finished_at < before.again_from,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@own_attempt
def attempt_delete(request, attempt):
    if request.method != "POST":
        return render(request, "quiz/attempt_delete.html", {"attempt": attempt})
    attempt.delete()
    return HttpResponseRedirect(reverse("attempt_list"), status=303)


@require_http_methods(["GET", "HEAD", "POST"])
def attempt_delete_all(request):
    mine = taking.attempts_of(request)
    if request.method != "POST":
        return render(request, "quiz/attempt_delete_all.html", {"count": mine.count()})
    mine.delete()
    request.session.pop(taking.REMEMBERED, None)
    return HttpResponseRedirect(reverse("attempt_list"), status=303)
