"""Who may open an attempt: the account it belongs to, or the browser that began it."""

from functools import wraps

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import render

from quiz.taking import GoneError, attempts_of

IN_FLIGHT = "in_flight"


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
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.is_empty()


def put_aside(request):
    """Keeps an answer that came too late, to show it again after sign-in."""
    # One digit at most: whoever sends it is not signed in, and whoever is will be shown it.
    value = request.POST.get("value", "")
    if value.isdecimal() and len(value) == 1:
        request.session[IN_FLIGHT] = [request.path, value]


def put_aside_for(request):
    """What was put aside at this address; it is handed out once."""
    path, value = request.session.get(IN_FLIGHT, ("", ""))
    # Who comes back to another question has not seen what is put aside, and must not save it.
    if path != request.path:
        return ""
    del request.session[IN_FLIGHT]
    return value
