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
from quiz.questions import offered, parts, questions, sheet

# The pages that a question can lead to beside other questions.
PAGES = {"review": "attempt_review", "all": "question_list"}


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


def closed_page(request, attempt, fragment):
    # By its settings in templates/base.html, htmx swaps a 409 in, where most errors leave the page
    # as it is.
    template = "quiz/attempt_closed.html" + (fragment if request.htmx else "")
    return render(request, template, {"attempt": attempt}, status=409)


@require_safe
@own_attempt
def attempt_detail(request, attempt):
    return HttpResponseRedirect(where_it_stands(attempt))


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
@own_attempt
def question_detail(request, attempt, item):
    place = taking.place_of(attempt, item)
    if place is None:
        raise Http404
    if request.method == "POST":
        return save_answer(request, attempt, place)
    if not attempt.is_open:
        return go(request, where_it_stands(attempt))
    return show_question(request, attempt, place)


def save_answer(request, attempt, place):
    # Before the form: of fixed answers there is nothing to choose or to correct.
    if not attempt.is_open:
        return closed_page(request, attempt, "#question")
    form = AnswerForm(place.question, request.POST)
    if not form.is_valid():
        if form.is_tampered:
            # No page of ours sends this, so that there is nobody to explain it to.
            raise BadRequest("not one of the answers")
        return show_question(request, attempt, place, form)
    try:
        seen_keys = taking.answer(attempt, form.answers, removes=form.cleaned_data["remove"])
    except taking.ClosedError:
        return closed_page(request, attempt, "#question")
    return go_on(request, attempt, place, form, seen_keys)


def go_on(request, attempt, place, form, seen_keys):
    way, leaves = form.cleaned_data["to"], form.cleaned_data["leave"]
    if leaves or (way == "back" and place.before is None):
        return go(request, reverse("quiz_start"))
    if way in PAGES:
        return go(request, page_of(PAGES[way], attempt))
    is_back = way == "back"
    question = place.before if is_back else taking.next_question(attempt, place, seen_keys)
    if question is None:
        return go(request, page_of("attempt_review", attempt))
    # Not by go(): htmx follows this one and swaps the question in.
    return HttpResponseRedirect(page_of("question_detail", attempt, question.key), status=303)


def show_question(request, attempt, place, form=None):
    question, rows = place.question, {row.item: row for row in attempt.answers.all()}
    answers = {item: row.value for item, row in rows.items()}
    late = offered((question,), {question.key: put_aside_for(request).get("value")})
    context = {
        "attempt": attempt,
        "question": question,
        "before": place.before,
        "total": len(questions(attempt.definition)),
        "done": len(answers),
        "form": form,
        "chosen": {**answers, **late}.get(question.key),
        "is_skipped": question.key in answers and answers[question.key] is None,
        "is_answered": answers.get(question.key) is not None,
        "said_at": getattr(rows.get(question.key), "said_at", None),
        "is_late": bool(late),
    }
    template = "quiz/question_detail.html" + ("#question" if request.htmx else "")
    return render(request, template, context)


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
@own_attempt
def question_list(request, attempt):
    if request.method == "POST":
        return save_sheet(request, attempt)
    if not attempt.is_open:
        return go(request, where_it_stands(attempt))
    taking.show_on_one_page(attempt, True)
    saved, late = attempt.values, put_aside_for(request)
    late = offered(questions(attempt.definition), late)
    context = {
        "attempt": attempt,
        "parts": parts(sheet(attempt.definition, {**saved, **late}, attempt.said)),
        "is_late": not late.items() <= saved.items(),
        **progress(sheet(attempt.definition, saved)),
    }
    return render(request, "quiz/question_list.html", context)


def save_sheet(request, attempt):
    if not attempt.is_open:
        return closed_page(request, attempt, "#saved")
    form = SheetForm(questions(attempt.definition), request.POST)
    if not form.is_valid():
        raise BadRequest("not one of the answers")
    try:
        seen_keys = taking.answer(attempt, form.answers, is_on_one_page=True)
    except taking.ClosedError:
        return closed_page(request, attempt, "#saved")
    # Each question is sent by itself as soon as it is answered; the page stays as it is.
    if request.htmx:
        context = {"is_saved": True, "done": len(seen_keys), "total": len(form.keys)}
        return render(request, "quiz/question_list.html#saved", context)
    return go(request, way_out(form, attempt))


def way_out(form, attempt):
    if form.cleaned_data["leave"]:
        return reverse("quiz_start")
    if form.cleaned_data["to"]:
        return page_of("question_detail", attempt, attempt.last_item)
    return page_of("attempt_review", attempt)


def progress(entries):
    return {"done": sum(entry.is_seen for entry in entries), "total": len(entries)}


@require_http_methods(["GET", "HEAD", "POST"])
@own_attempt
def attempt_review(request, attempt):
    if request.method == "POST":
        return finish(request, attempt)
    if not attempt.is_open:
        return go(request, where_it_stands(attempt))
    entries = sheet(attempt.definition, attempt.values, attempt.said)
    context = {"attempt": attempt, **progress(entries)}
    context["open"] = [entry for entry in entries if entry.value is None]
    # On a copy what is missing comes first, and is not said twice.
    shown = [entry for entry in entries if not attempt.is_copy or entry.value is not None]
    context["parts"] = parts(tuple(shown))
    return render(request, "quiz/attempt_review.html", context)


def finish(request, attempt):
    try:
        taking.finish(attempt)
    except taking.ClosedError:
        return closed_page(request, attempt, "#question")
    return go(request, page_of("result_detail", attempt))
