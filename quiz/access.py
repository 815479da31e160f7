"""Who may open an attempt: the account it belongs to, or the browser that began it."""

from functools import wraps
from itertools import islice

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import render

from quiz.taking import GoneError, attempts_of

IN_FLIGHT = "late_answers"
MOST_IN_FLIGHT, LONGEST_NAME = 200, 100


def deletion_wins(view):
    """Whoever writes to what is being deleted is told that it is gone."""

    @wraps(view)
    def page(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except GoneError:
            return gone_page(request)

    return page


def gone_page(request):
    if request.htmx:
        # A 404 is not swapped in: the whole page is asked for, and tells it.
        return HttpResponse(status=404, headers={"HX-Redirect": request.path})
    return render(request, "quiz/attempt_gone.html", status=404)


def own_attempt(view):
    """Passes the attempt of this address; one of somebody else is as unknown as one never begun."""

    @wraps(view)
    @deletion_wins
    def page(request, pk, **kwargs):
        attempt = attempts_of(request).with_result().filter(pk=pk).first()
        if attempt is not None:
            return view(request, attempt, **kwargs)
        # Also where no such attempt exists, or the answer would tell which do.
        if not has_expired(request):
            return gone_page(request)
        put_aside(request)
        return redirect_to_login(request.path)

    return page


def has_expired(request):
    """Whether the browser names a session that is over: it may have been signed in."""
    is_over = settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.is_empty()
    # Or that was over a moment ago, when something was put aside.
    return is_over or (IN_FLIGHT in request.session and not request.user.is_authenticated)


def put_aside(request):
    """Keeps answers that came too late, to show them again after sign-in."""
    # Whoever sends them is not signed in, and whoever is will be shown them: short names with one
    # digit each, and not many.
    sent = ((name, value) for name, value in request.POST.items() if _is_answer(name, value))
    if late := dict(islice(sent, MOST_IN_FLIGHT)):
        request.session[IN_FLIGHT] = [request.path, {**_aside_at(request), **late}]


def _is_answer(name, value):
    is_short = len(name) <= LONGEST_NAME and len(value) == 1
    return is_short and value.isdecimal() and value.isascii() and name != "leave"


def _aside_at(request):
    path, late = request.session.get(IN_FLIGHT, ("", {}))
    return late if path == request.path else {}


def put_aside_for(request):
    """The answers put aside at this address, by their names in its form; handed out once."""
    # Who comes back to another page has not seen what is put aside, and must not save it.
    late = _aside_at(request)
    if late:
        del request.session[IN_FLIGHT]
    return {name: int(value) for name, value in late.items()}
