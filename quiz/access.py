"""Who may open an attempt: the account it belongs to, or the browser that began it."""

from functools import wraps
from itertools import islice

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django_htmx.http import HttpResponseClientRedirect

from quiz.taking import GoneError, attempts_of

IN_FLIGHT = "late_answers"
MOST_IN_FLIGHT, LONGEST_NAME = 200, 100
# What buttons send beside an answer.
BUTTONS = {"leave", "remove"}
# Pages that show again what was put aside.
FILLED_IN_AGAIN = {"question_detail", "question_list", "further_list"}
FILLED_IN_AGAIN |= {"background_edit", "result_detail"}


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
        is_over = has_expired(request)
        if not request.user.is_authenticated:
            put_aside(request)
        return redirect_to_login(request.path) if is_over else gone_page(request)

    return page


def has_expired(request):
    """Whether the browser names a session that is over: it may have been signed in."""
    is_over = settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.is_empty()
    # Or that was over a moment ago, when something was put aside here.
    return is_over or (bool(_aside_at(request)) and not request.user.is_authenticated)


def filled_in_again(request):
    """The way back to a page of the person's own attempt, which shows what was just sent; None
    where that is no such page, or nothing was chosen. For a form whose token is outdated, because
    the person has signed in in another tab meanwhile."""
    match = request.resolver_match
    if match.view_name not in FILLED_IN_AGAIN:
        return None
    if not attempts_of(request).filter(pk=match.kwargs["pk"]).exists():
        return None
    put_aside(request)
    # htmx leaves a page as it is when it is refused, and would send the same token for ever.
    if request.htmx:
        return HttpResponseClientRedirect(request.path)
    return HttpResponseRedirect(request.path, status=303) if _aside_at(request) else None


def put_aside(request):
    """Keeps answers that came too late, to show them again after sign-in."""
    # Whoever sends them is not signed in, and whoever is will be shown them: short names with one
    # digit each, and not many.
    sent = ((name, value) for name, value in request.POST.items() if _is_answer(name, value))
    if late := dict(islice(sent, MOST_IN_FLIGHT)):
        # The newest first, so that of many that are sent one after another the oldest are left out.
        kept = islice({**late, **_aside_at(request), **late}.items(), MOST_IN_FLIGHT)
        request.session[IN_FLIGHT] = [request.path, dict(kept)]


def _is_answer(name, value):
    is_short = len(name) <= LONGEST_NAME and len(value) == 1
    return is_short and value.isdecimal() and value.isascii() and name not in BUTTONS


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
