"""The page about privacy names whatever is stored about people, and how long it is kept."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db.models import CASCADE, EmailField, GenericIPAddressField

from accounts.models import UNSAVED_FOR
from accounts.tidying import ADDRESS_FOR, UNVERIFIED_FOR
from quiz.models.attempt import ABANDONED_FOR, UNCLAIMED_FOR
from quiz.models.plan import UNCLAIMED_PLANS_FOR
from quiz.models.share import SHARED_FOR
from tests.pages import look_into, words

pytestmark = pytest.mark.django_db

# What each model with something about a person is called in the list on that page. A new one needs
# a row there first: what is stored, why, and how long.
NAMED = {
    "account.EmailAddress": "E-mail addresses of an account",
    "account.EmailConfirmation": "whether each is confirmed",
    "accounts.KnownDevice": "Browsers from which you have signed in",
    "accounts.SignIn": "kind of browser and network address",
    "accounts.UnsavedForm": "A form of the administration",
    "accounts.User": "Account: address, password as a hash",
    "accounts.User_groups": "Groups and permissions of an account",
    "accounts.User_user_permissions": "Groups and permissions of an account",
    "admin.LogEntry": "changed something in the administration",
    "mfa.Authenticator": "Second factors of an account",
    "quiz.Answer": "Answers, with time and duration",
    "quiz.Attempt": "Attempts: when each was begun",
    "quiz.BackgroundRecord": "What you say after the result that you have done",
    "quiz.CheckRun": "asked for a check",
    "quiz.Plan": "Plan: the steps you chose",
    "quiz.PlannedStep": "Plan: the steps you chose",
    "quiz.Result": "Results, as they were scored",
    "quiz.Share": "Shared links",
    "quiz.StepResult": "also after further questions",
    "quiz.Version": "published an edition or a version",
    "roles.Edition": "published an edition or a version",
    "roles.TrailEntry": "changed something in the administration",
    "roles.Report": "Reports of mistakes, with your address",
    "sessions.Session": "Session: which account is signed in",
}
TELLING = EmailField | GenericIPAddressField


def models_about_people():
    """An account, what names one, what goes with that, and whatever has an address or a session."""
    found = [get_user_model()]
    named = set(found)
    for model in found:
        for relation in relations_to(model):
            named.add(relation.related_model)
            if relation.on_delete is CASCADE and relation.related_model not in found:
                found.append(relation.related_model)
    return named | {model for model in apps.get_models(include_auto_created=True) if tells(model)}


def relations_to(model):
    fields = model._meta.get_fields(include_hidden=True)
    return [f for f in fields if f.auto_created and not f.concrete and hasattr(f, "on_delete")]


def tells(model):
    is_session = issubclass(model, AbstractBaseSession)
    return is_session or any(isinstance(field, TELLING) for field in model._meta.fields)


@pytest.fixture
def page(client):
    return look_into(client.get("/privacy/"))


def test_every_model_about_people_is_named(page):
    stored = {model._meta.label for model in models_about_people()}
    rows = " ".join(words(cell) for cell in page.select("#stored dt"))

    assert stored - NAMED.keys() == set(), "stored about people, and not told on the page"
    assert {label for label in stored if NAMED[label] not in rows} == set()


def test_every_row_says_why_and_how_long(page):
    for row in page.select("#stored > div"):
        why, how_long = map(words, row.select("dd"))
        assert why.startswith("Why: ")
        assert how_long.startswith("How long: ")


def test_the_page_promises_what_is_kept_to(page):
    told = words(page.select_one("#stored"))

    for promise in (
        f"{UNVERIFIED_FOR.days} days if the address is never confirmed",
        f"{UNCLAIMED_FOR.days} days after you last answered or finished without an account",
        f"{ABANDONED_FOR.days} days after you left one behind",
        f"{UNCLAIMED_PLANS_FOR.days} days after you last changed it without an account",
        f"{SHARED_FOR.days} days at most",
        "a year after you last signed in there",
        f"until it is shown, or {UNSAVED_FOR.seconds // 60} minutes",
        f"until {ADDRESS_FOR.days} days after it is settled",
    ):
        assert promise in told
