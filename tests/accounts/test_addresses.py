import unicodedata
from importlib import import_module

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from hypothesis import example, given
from hypothesis import strategies as st

from accounts.addresses import one_spelling
from accounts.models import User
from tests.accounts.people import (
    PASSWORD,
    code_in,
    is_signed_in,
    make_superuser,
    make_user,
    sign_in,
    sign_up,
)

ONE = "ada+cv@xn--exmple-cua.org"
SPELLINGS = [
    "ada+cv@exämple.org",
    "ADA+CV@EXÄMPLE.ORG",
    "Ada+cv@XN--EXMPLE-CUA.ORG",
    "ada+cv@" + unicodedata.normalize("NFD", "exämple.org"),
    "ａｄａ＋ｃｖ＠ｅｘäｍｐｌｅ．ｏｒｇ",
    "ada+cv@exämple\u3002org",
    "  ada+cv@exämple.org\n",
    '"ada+cv"@exämple.org',
    *(f"ada+cv@exämple.org{sign}" for sign in "\u200b\u200d\u2060\ufeff\u00ad\u3164\u2800\ufe0f"),
    *(f"a{sign}da+cv@exämple.org" for sign in "\u200b\u200c\u034f\u180e\u2066\U000e0041"),
]
OTHERS = [
    "ada@xn--exmple-cua.org",
    "ada+cv2@exämple.org",
    "ada+cv@example.org",
    "a.da+cv@exämple.org",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_of_an_address_becomes_the_same(spelling):
    assert one_spelling(spelling) == ONE


@pytest.mark.parametrize("other", OTHERS)
def test_addresses_that_are_others_stay_others(other):
    assert one_spelling(other) != ONE


@pytest.mark.parametrize(
    "none", ["", "ada", "ada@", "@", "a@b.example\r\nBcc: c@d.example", "a b@c.org"]
)
def test_what_is_no_address_does_not_become_one(none):
    assert one_spelling(none) == none.lower()


@given(st.text() | st.emails())
@example("İ@İ.org")
@example("ß@faß.org")
def test_a_spelling_that_is_the_one_stays_so(text):
    assert one_spelling(one_spelling(text)) == one_spelling(text)
    assert one_spelling(text) == one_spelling(text).lower()


@pytest.mark.django_db
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_one_mailbox_has_one_account_and_signs_in_by_any_spelling(client, mailoutbox, spelling):
    sign_up(client, "ada+cv@exämple.org")
    client.post("/accounts/confirm-email/", {"code": code_in(mailoutbox[0])})

    sign_up(Client(), spelling)
    other = Client()
    sign_in(other, login=spelling)

    assert [user.email for user in User.objects.all()] == [ONE]
    assert list(EmailAddress.objects.values_list("email", "verified")) == [(ONE, True)]
    assert is_signed_in(other)


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["/accounts/password/reset/", "/accounts/login/code/"])
def test_a_code_is_sent_whatever_spelling_asks_for_it(client, mailoutbox, page):
    make_user(email=ONE)

    client.post(page, {"email": SPELLINGS[4]})

    assert mailoutbox[0].to == [ONE]
    assert code_in(mailoutbox[0])


@pytest.mark.django_db
def test_a_change_of_address_finds_the_account_that_has_another_spelling(client, mailoutbox):
    make_user(email=ONE)
    client.force_login(make_user())
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    client.post("/accounts/email/", {"email": SPELLINGS[0], "action_add": ""})
    client.post("/accounts/confirm-email/", {"code": code_in(mailoutbox[-1])})

    assert sorted(user.email for user in User.objects.all()) == [ONE, "ada@example.org"]


@pytest.mark.django_db
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_user_admin_knows_every_spelling(client, spelling):
    client.force_login(make_superuser())
    make_user(email=ONE)
    new = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}

    response = client.post("/admin/accounts/user/add/", {"email": spelling, **new})

    assert "An account with this e-mail address exists already." in response.content.decode()
    assert User.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_commands_know_every_spelling(monkeypatch, spelling):
    make_user(email=ONE)
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)

    call_command("staff", spelling, verbosity=0)
    with pytest.raises(CommandError):
        call_command("createsuperuser", interactive=False, email=spelling, verbosity=0)

    assert User.objects.get().is_superuser


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["sign_up", "sign_in", "reset"])
def test_an_address_longer_than_its_column_is_refused(client, mailoutbox, form):
    address = f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.example.org"
    pages = {
        "sign_up": ("/accounts/signup/", {"email": address, "password1": PASSWORD}),
        "sign_in": ("/accounts/login/", {"login": address, "password": PASSWORD}),
        "reset": ("/accounts/password/reset/", {"email": address}),
    }

    response = client.post(*pages[form])

    assert "at most 254 characters" in response.content.decode()
    assert mailoutbox == []


@pytest.mark.django_db
def test_stored_addresses_are_brought_on_to_the_one_spelling(capsys):
    first, second, third = (make_user(email=f"{name}@example.org") for name in "abc")
    for user, email in ((first, "ada@exämple.org"), (second, "bob\u200b@exämple.org")):
        User.objects.filter(pk=user.pk).update(email=email)
        EmailAddress.objects.filter(user=user).update(email=email)
    User.objects.filter(pk=third.pk).update(email="bob@xn--exmple-cua.org")

    import_module("accounts.migrations.0003_one_spelling_of_addresses").spell(apps, None)

    emails = dict(User.objects.values_list("pk", "email"))
    assert emails[first.pk] == "ada@xn--exmple-cua.org"
    assert emails[second.pk] == "bob\u200b@exämple.org"
    assert EmailAddress.objects.get(user=first).email == "ada@xn--exmple-cua.org"
    assert f"accounts.User {second.pk} is a second one" in capsys.readouterr().out
