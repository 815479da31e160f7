from functools import partial

from allauth.core import ratelimit
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods
from redis.exceptions import RedisError

from quiz import taking
from quiz.access import deletion_wins
from quiz.forms import StartForm
from quiz.models import Version
from roles.caching import private_but_indexed


@require_http_methods(["GET", "HEAD", "POST"])
@deletion_wins
@private_but_indexed
def quiz_start(request):
    version = Version.objects.published().first()
    if request.method == "POST":
        return begin(request, version)
    return render(request, "quiz/start.html", context_of(request, version))


def context_of(request, version, **more):
    finished = taking.attempts_of(request).finished().order_by("-finished_at", "pk")
    return {
        "version": version,
        "open_attempts": list(taking.open_attempts(request)),
        "finished": finished.count(),
        # On whose answers one may begin.
        "source": finished.first(),
        **more,
    }


def begin(request, version):
    form = StartForm(request.POST)
    if not form.is_valid():
        raise BadRequest("not an attempt")
    if pk := form.cleaned_data["keep"]:
        attempt = taking.keep(request, pk)
    elif not version:
        raise Http404
    else:
        try:
            attempt = begun(request, version, **form.cleaned_data)
        except taking.BegunError:
            return has_begun(request, version, form.cleaned_data["copy"])
    if not attempt:
        return too_many_starts(request, version)
    return HttpResponseRedirect(attempt.get_absolute_url(), status=303)


def begun(request, version, *, copy, again, **_):
    how = {"again": again, "may_begin": partial(is_within_limit, request)}
    if copy:
        return taking.start_on_copy(request, version, copy, **how)
    return taking.start(request, version, **how)


def has_begun(request, version, copy):
    source = taking.attempts_of(request).finished().filter(pk=copy).first()
    context = context_of(request, version, source=source, has_begun=True)
    return render(request, "quiz/start.html", context, status=409)


def is_within_limit(request):
    try:
        return ratelimit.consume(request, action="start_attempt")
    except RedisError:
        # Without the cache nobody is counted, and nothing of the assessment needs it.
        return True


def too_many_starts(request, version):
    context = context_of(request, version, is_refused=True)
    response = render(request, "quiz/start.html", context, status=429)
    # The shorter of the two limits: see ACCOUNT_RATE_LIMITS.
    response.headers["Retry-After"] = "60"
    return response
