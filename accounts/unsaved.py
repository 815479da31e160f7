"""A form of the staff that was sent after the session had ended comes back filled in; so does one
for which somebody had to show once more who they are (accounts/proof.py).

It waits in a row of its own, whose key stands in the session that the browser has been given. It is
shown once, to the account whose session had ended. Where the browser had lost its cookies nobody
knows whose it was: then to whoever of the staff signs in next in that very browser, on whose screen
the same text stood a moment ago.
"""

import re

from allauth.core import ratelimit
from django.contrib import admin, messages
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from accounts.models import UnsavedForm, User
from accounts.refilling import filled_in

KEY = "unsaved_form"
# Nobody has signed in yet, so anybody may send something.
MOST_OF_NOBODY_KNOWN, LONGEST_OF_NOBODY_KNOWN = 100, 2**18
LONGEST_PATH = UnsavedForm._meta.get_field("path").max_length
# A place has a code, too; those to sign in by are typed elsewhere.
SECRET = re.compile("password|passwd|secret|token|otp", re.IGNORECASE)
UNTYPED = {"csrfmiddlewaretoken", "seen", "is_correction", "_save"}
SIGN_OUT = {"account_logout", "admin:logout"}
AGAIN = (
    "You were asked who you are before this was saved. What you wrote is filled in again, and is "
    "not saved yet: look at it, and save it."
)
AGAIN_IN_WORDS = (
    "You were asked who you are before this was done, and nothing was. You had written: “{}”"
)


class PutAsideForms:
    """Stands before the forms' token is asked for, which is lost together with the session."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, *view):
        is_sent = request.method == "POST" and is_of_the_admin(request)
        if is_sent and put_aside(request):
            return redirect_to_login(request.get_full_path())
        return None


class FormsShownAgain:
    """Stands last, so that whatever keeps somebody from the page has done so."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, *view):
        if request.method == "POST" and request.resolver_match.view_name in SIGN_OUT:
            drop(request)
        if request.method != "GET" or not is_of_the_admin(request):
            return None
        form = taken(request)
        return form and shown_again(request, form)


def is_of_the_admin(request):
    match = request.resolver_match
    return "admin" in match.namespaces and match.view_name not in SIGN_OUT


def put_aside(request):
    """Whether what was sent waits now until its sender has signed in again."""
    # Before it is asked who sends this, which forgets whose session has ended.
    name = request.session.get(SESSION_KEY)
    return not request.user.is_authenticated and wait(request, name)


def wait(request, name):
    if not is_from_here(request) or not has_room(request, name):
        return False
    posted = request.POST.copy()
    for field in [field for field in posted if SECRET.search(field)]:
        del posted[field]
    text = posted.urlencode()
    return (name is not None or len(text) <= LONGEST_OF_NOBODY_KNOWN) and keep(request, name, text)


def is_from_here(request):
    """Whether a page of this site sends it: another one could put its own words before somebody."""
    own = f"{request.scheme}://{request.get_host()}"
    is_same = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    return is_same and request.headers.get("Origin") == own


def has_room(request, name):
    if len(request.get_full_path()) > LONGEST_PATH:
        return False
    of_nobody = UnsavedForm.objects.of_nobody_known(timezone.now())
    is_full = name is None and of_nobody.count() >= MOST_OF_NOBODY_KNOWN
    return not is_full and ratelimit.consume(request, action="unsaved_form")


@transaction.atomic
def keep(request, name, posted):
    # Held, so that a deletion of the account on its way takes this with it.
    account = name and User.objects.select_for_update().filter(pk=name).first()
    if name and account is None:
        return False
    drop(request)
    form = UnsavedForm.objects.create(account=account, path=request.get_full_path(), posted=posted)
    request.session[KEY] = str(form.pk)
    return True


def drop(request):
    if key := request.session.pop(KEY, None):
        UnsavedForm.objects.filter(pk=key).delete()


def taken(request):
    """The form that waits for this page and this person, handed out once."""
    key = request.session.get(KEY)
    # Not before its sender has shown who that is, where it waits for that: or it would be gone.
    if key is None or not admin.site.has_permission(request) or not request.is_proved():
        return None
    form = UnsavedForm.objects.filter(pk=key).first()
    if form and form.path != request.get_full_path():
        return None
    drop(request)
    return form if form and form.is_for(request.user, timezone.now()) else None


def shown_again(request, form):
    posted = QueryDict(form.posted)
    page = filled_in(request, posted)
    if page is not None:
        messages.warning(request, AGAIN)
        return page
    # A page with a form of its own fills it with this.
    request.unsaved = posted
    if words := written(posted):
        messages.warning(request, AGAIN_IN_WORDS.format("”, “".join(words)))
    return None


def written(posted):
    """What a person wrote into a page without a form of the admin's own, such as a reason."""
    typed = ((name, values) for name, values in posted.lists() if name not in UNTYPED)
    return [text for _, values in typed for text in values if text.strip()]
