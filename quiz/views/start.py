from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

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
    context = {
        "version": version,
        "open_attempts": list(taking.open_attempts(request)),
        "finished": taking.attempts_of(request).finished().count(),
    }
    return render(request, "quiz/start.html", context)


def begin(request, version):
    form = StartForm(request.POST)
    if not form.is_valid():
        raise BadRequest("not an attempt")
    if pk := form.cleaned_data["keep"]:
        attempt = taking.keep(request, pk)
    else:
        attempt = version and taking.start(request, version, again=form.cleaned_data["again"])
    if not attempt:
        raise Http404
    return HttpResponseRedirect(attempt.get_absolute_url(), status=303)
