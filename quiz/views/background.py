from django.core.exceptions import BadRequest
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from quiz.access import own_attempt, put_aside_for
from quiz.background import FullError, record
from quiz.forms import BackgroundForm
from quiz.questions import offered, questions, sheet
from quiz.views.attempt import go, page_of, where_it_stands


@require_http_methods(["GET", "HEAD", "POST"])
@own_attempt
def background_edit(request, attempt):
    if not attempt.is_finished:
        return go(request, where_it_stands(attempt))
    if request.method == "POST":
        return save_background(request, attempt)
    return show_background(request, attempt.read_whole())


def save_background(request, attempt):
    form = BackgroundForm(attempt.definition, request.POST)
    if not form.is_valid():
        raise BadRequest("not one of the levels")
    try:
        record(attempt, form.levels)
    except FullError:
        return show_background(request, attempt.read_whole(), status=409, is_full=True)
    return HttpResponseRedirect(f"{page_of('result_detail', attempt)}#readiness", status=303)


def show_background(request, attempt, status=200, **more):
    late = offered(questions(attempt.definition), put_aside_for(request))
    entries = sheet(attempt.definition, {**attempt.shown_values, **late})
    context = {
        "attempt": attempt,
        "entries": [entry for entry in entries if entry.question.is_background],
        "is_late": bool(late),
        **more,
    }
    return render(request, "quiz/background.html", context, status=status)
