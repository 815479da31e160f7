from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import HttpResponseClientRedirect

from quiz import taking
from quiz.access import own_attempt, put_aside_for
from quiz.forms import AnswerForm, SheetForm
from quiz.questions import offered, parts
from quiz.rounds import first_round, round_of


def page_of(name, attempt, *args):
    return reverse(name, args=[attempt.pk, *args])


def go(request, address):
    """On to another page; one that is no question takes the place of the whole page."""
    if request.htmx:
        return HttpResponseClientRedirect(address)
    return HttpResponseRedirect(address, status=303)


def where_it_stands(attempt):
    """The page on which to go on with it."""
    if attempt.is_finished:
        return page_of("result_detail", attempt)
    if not attempt.is_open:
        return reverse("quiz_start")
    if attempt.is_copy:
        return page_of("attempt_review", attempt)
    if attempt.is_on_one_page:
        return page_of("question_list", attempt)
    return page_of("question_detail", attempt, attempt.last_item)


def closed_page(request, asked, fragment):
    # By its settings in templates/base.html, htmx swaps a 409 in, where most errors leave the page
    # as it is.
    template = "quiz/attempt_closed.html" + (fragment if request.htmx else "")
    context = {"attempt": asked.attempt, "round": asked}
    return render(request, template, context, status=409)


@require_safe
@own_attempt
def attempt_detail(request, attempt):
    return HttpResponseRedirect(where_it_stands(attempt))


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
@own_attempt
def question_detail(request, attempt, item):
    asked = round_of(attempt, item)
    if asked is None:
        raise Http404
    place = asked.place_of(item)
    if request.method == "POST":
        return save_answer(request, asked, place)
    if not asked.is_open:
        return go(request, where_it_stands(attempt))
    return show_question(request, asked, place)


def save_answer(request, asked, place):
    # Before the form: of fixed answers there is nothing to choose or to correct.
    if not asked.is_open:
        return closed_page(request, asked, "#question")
    form = AnswerForm(place.question, request.POST)
    if not form.is_valid():
        if form.is_tampered:
            # No page of ours sends this, so that there is nobody to explain it to.
            raise BadRequest("not one of the answers")
        return show_question(request, asked, place, form)
    try:
        seen_keys = asked.answer(form.answers, removes=form.cleaned_data["remove"])
    except taking.ClosedError:
        return closed_page(request, asked, "#question")
    return go_on(request, asked, place, form, seen_keys)


def go_on(request, asked, place, form, seen_keys):
    way, leaves = form.cleaned_data["to"], form.cleaned_data["leave"]
    if leaves or (way == "back" and place.before is None):
        return go(request, asked.way_out)
    if way == "all":
        return go(request, asked.all_address)
    question = place.before if way == "back" else asked.next_question(place, seen_keys)
    if way == "review" or question is None:
        return go(request, asked.review_address)
    # Not by go(): htmx follows this one and swaps the question in.
    return HttpResponseRedirect(asked.question_address(question.key), status=303)


def show_question(request, asked, place, form=None):
    question = place.question
    late = offered((question,), {question.key: put_aside_for(request).get("value")})
    entry = next(entry for entry in asked.entries if entry.question == question)
    context = {
        "attempt": asked.attempt,
        "round": asked,
        "question": question,
        "before": place.before,
        "total": asked.total,
        "done": asked.done,
        "form": form,
        "chosen": late.get(question.key, entry.value),
        "is_skipped": entry.is_seen and entry.value is None,
        "is_answered": entry.value is not None,
        "said_at": entry.said_at,
        "is_late": bool(late),
    }
    template = "quiz/question_detail.html" + ("#question" if request.htmx else "")
    return render(request, template, context)


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
@own_attempt
def question_list(request, attempt):
    return answer_list(request, first_round(attempt))


def answer_list(request, asked):
    if request.method == "POST":
        return save_sheet(request, asked)
    if not asked.is_open:
        return go(request, where_it_stands(asked.attempt))
    return show_sheet(request, asked)


def show_sheet(request, asked):
    taking.show_on_one_page(asked.attempt, True)
    late = offered(asked.questions, put_aside_for(request))
    saved = {entry.question.key: entry.value for entry in asked.entries if entry.is_seen}
    context = {
        "attempt": asked.attempt,
        "round": asked,
        "parts": parts(asked.entries_with(late)),
        "is_late": not late.items() <= saved.items(),
        "done": asked.done,
        "total": asked.total,
    }
    return render(request, "quiz/question_list.html", context)


def save_sheet(request, asked):
    if not asked.is_open:
        return closed_page(request, asked, "#saved")
    form = SheetForm(asked.questions, request.POST)
    if not form.is_valid():
        raise BadRequest("not one of the answers")
    try:
        seen_keys = asked.answer(form.answers, is_on_one_page=True)
    except taking.ClosedError:
        return closed_page(request, asked, "#saved")
    # Each question is sent by itself as soon as it is answered; the page stays as it is.
    if request.htmx:
        context = {"is_saved": True, "done": len(seen_keys), "total": asked.total}
        return render(request, "quiz/question_list.html#saved", context)
    return go(request, way_out(form, asked))


def way_out(form, asked):
    if form.cleaned_data["leave"]:
        return asked.way_out
    if form.cleaned_data["to"]:
        return asked.question_address(asked.next_unseen)
    return asked.review_address


@require_http_methods(["GET", "HEAD", "POST"])
@own_attempt
def attempt_review(request, attempt):
    return answer_review(request, first_round(attempt))


def answer_review(request, asked):
    if request.method == "POST":
        return finish(request, asked)
    if not asked.is_open:
        return go(request, where_it_stands(asked.attempt))
    return show_review(request, asked)


def show_review(request, asked, *, is_short=False):
    found = asked.entries
    # On a copy what is missing comes first, and is not said twice.
    is_apart = asked.attempt.is_copy and not asked.step
    shown = [each for each in found if not is_apart or each.value is not None]
    context = {
        "attempt": asked.attempt,
        "round": asked,
        "open": [entry for entry in found if entry.value is None],
        "parts": parts(tuple(shown)),
        "total": asked.total,
        "is_short": is_short,
    }
    return render(request, "quiz/attempt_review.html", context)


def finish(request, asked):
    try:
        is_finished = asked.finish()
    except taking.ClosedError:
        return closed_page(request, asked, "#question")
    if not is_finished:
        return show_review(request, asked, is_short=True)
    return go(request, page_of("result_detail", asked.attempt))
