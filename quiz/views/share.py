from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_safe

from quiz import taking
from quiz.access import own_attempt
from quiz.forms import ShareForm
from quiz.models import Share
from quiz.result_picture import result_picture
from quiz.views.attempt import go, page_of, where_it_stands
from quiz.views.result import public_pages, told
from roles.social import drawing
from roles.social.facts import name_of


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
    context["findings"] = attempt.findings
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


def shared(token):
    share = Share.objects.valid().with_result().by_token(token)
    if share is None:
        raise Http404
    return share


@require_safe
def shared_result(request, token):
    share = shared(token)
    context = {"share": share, "version": share.attempt.version}
    context |= told(share.findings, share.attempt.definition)
    return unreferred(render(request, "quiz/shared_result.html", context))


@require_safe
def shared_picture(request, token):
    share = shared(token)
    pages, _ = public_pages()
    names = {slug: name_of(page) for slug, page in pages.items()}
    day = date_format(share.attempt.finished_at, "F Y")
    foot = f"{day} · version {share.attempt.version.number}"
    png = drawing.png(result_picture(share.findings, names, foot))
    return unreferred(HttpResponse(png, content_type="image/png"))


def unreferred(response):
    # The address is all that guards it: no page opened from here learns it, not even one of ours.
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
