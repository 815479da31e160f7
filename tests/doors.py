"""Every address with whoever comes to it, on a site that has something of everything, and the
forms behind them as a browser fills them in."""

import re
import uuid

from django.conf import settings

from quiz.models import Attempt
from tests.malformed import Door
from tests.pages import look_into, values_of
from tests.quiz.factories import make_attempt, make_result
from tests.test_access import VISITORS, address_of, make_site, patterns, row_of, user_of

# A right form there takes away what others come for.
FINAL = re.compile(r"delete|logout|password|user_change|account_email|withdraw|emailaddress")
# Whoever is refused says little about a form: as often as these come those who are let in.
ANYBODY = ("anonymous", "taker", "editor", "psychometrician")
RIGHTFUL = 3
TOKEN = "a" * 32


def open_doors():
    """Makes the site, and gives its doors."""
    make_site()
    named = [(name, address_of(path, name)) for path, name in patterns()]
    made, others = [str(each.pk) for each in Attempt.objects.all()], other_attempts()
    named += [
        (name, address.replace(mine, str(other)))
        for name, address in named
        for mine in made
        for other in others
        if mine in address
    ]
    return [door_of(name, address) for name, address in named]


def other_attempts():
    """One that is finished, one left behind, one of somebody else, and one that was deleted."""
    made = [make_result(), make_attempt(status="abandoned", answers=None), make_result()]
    for attempt in made[:2]:
        Attempt.objects.filter(pk=attempt.pk).update(user=user_of("taker"))
    return [*(attempt.pk for attempt in made), uuid.uuid4()]


def door_of(name, address):
    may_read, may_send = row_of(name)
    rightful = sorted(may_read | may_send, key=VISITORS.index) or ["superuser"]
    visitors = (rightful[0], rightful[-1]) * RIGHTFUL + ANYBODY
    if name.endswith("version_checking"):
        # Whose right it is starts a process there, which keeps the machine busy for half a minute.
        visitors = tuple(visitor for visitor in ANYBODY if visitor not in may_send)
    return Door(address, visitors, is_final=bool(FINAL.search(name)))


def fields_on(clients):
    """What the first form of a page would send for a visitor, signing out aside."""
    known = {}

    def fields_of(address, visitor):
        if (address, visitor) not in known:
            known[address, visitor] = first_form(clients[visitor].get(address))
        return known[address, visitor]

    return fields_of


def first_form(response):
    if not response.get("Content-Type", "").startswith("text/html") or not response.content:
        return {}
    forms = look_into(response).select("main form, #content-main form, #changelist-form")
    # Among what asks for something, what changes something comes first.
    forms.sort(key=lambda form: form.get("method", "get").lower() != "post")
    return fields_in(forms[0]) if forms else {}


def fields_in(form):
    named = form.select("input[name], textarea[name], select[name], button[name]")
    # A choice that is not made yet has no value, and could be made all the same.
    declared = {field["name"]: [field.get("value", "")] for field in named}
    declared.pop("csrfmiddlewaretoken", None)
    return {**declared, **values_of(form)}


def cookies_of(client):
    session = client.cookies.get(settings.SESSION_COOKIE_NAME)
    cookies = f"{settings.CSRF_COOKIE_NAME}={TOKEN}"
    return f"{cookies}; {settings.SESSION_COOKIE_NAME}={session.value}" if session else cookies
