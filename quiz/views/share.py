from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from quiz import taking
from quiz.access import own_attempt
from quiz.forms import ShareForm
from quiz.models import Share
from quiz.views.attempt import go, page_of, where_it_stands
from quiz.views.result import public_pages


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@own_attempt
def result_share(request, attempt):
    if not attempt.is_finished:
        return go(request, where_it_stands(attempt))
    if request.method == "POST":
        return change_share(request, attempt)
    share = attempt.live_share
    address = share and request.build_absolute_uri(share.get_absolute_url())
    context = {"attempt": attempt, "share": share, "address": address}
    return render(request, "quiz/result_share.html", context)


def change_share(request, attempt):
    form = ShareForm(request.POST)
    if not form.is_valid():
        raise BadRequest("not a choice")
    if form.cleaned_data["revoke"]:
        taking.revoke(attempt)
    else:
        taking.share(attempt, with_readiness=form.cleaned_data["with_readiness"])
    return HttpResponseRedirect(page_of("result_share", attempt), status=303)


@require_safe
def shared_result(request, token):
    share = Share.objects.valid().with_result().by_token(token)
    if share is None:
        raise Http404
    pages, _ = public_pages()
    context = {"share": share, "version": share.attempt.version, "pages": pages}
    context["findings"] = share.findings
    response = render(request, "quiz/shared_result.html", context)
    # The address is all that guards it: no page opened from here learns it, not even one of ours.
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
