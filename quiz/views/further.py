"""The pages of a step of further questions: as those of the first ones, under its number."""

from django.http import Http404, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from quiz.access import own_attempt
from quiz.rounds import round_of_step
from quiz.views.attempt import answer_list, answer_review


@require_safe
@own_attempt
def further_start(request, attempt, number):
    """To where the person stands with the step."""
    return HttpResponseRedirect(asked_in(attempt, number).stands_at)


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
@own_attempt
def further_list(request, attempt, number):
    return answer_list(request, asked_in(attempt, number))


@require_http_methods(["GET", "HEAD", "POST"])
@own_attempt
def further_review(request, attempt, number):
    return answer_review(request, asked_in(attempt, number))


def asked_in(attempt, number):
    asked = round_of_step(attempt, number)
    if asked is None:
        raise Http404
    return asked
