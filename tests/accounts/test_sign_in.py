import datetime as dt
import re
from urllib.parse import urljoin, urlsplit

import pytest
import time_machine
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.models import User
from tests.accounts.people import PASSWORD, code_in, is_signed_in, make_user, sign_in, sign_up
from tests.pages import look_into, words
from tests.quiz.factories import make_result

pytestmark = pytest.mark.django_db
ELSEWHERE = [
    "//evil.example",
    "https:evil.example",
    "https://evil.example/",
    "\\evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "https://testserver@evil.example",
    "ht\ttps://evil.example",
    "/\n/evil.example",
    "x\r\nSet-Cookie: a=b",
]


def test_sign_up_ends_signed_in_with_the_code_from_the_mail(client, mailoutbox):
    sign_up(client, "Ada@Example.org")

    client.post("/accounts/confirm-email/", {"code": code_in(mailoutbox[0])})

    assert is_signed_in(client)
    assert User.objects.get().email == "ada@example.org"


def test_sign_up_without_the_code_does_not_sign_in(client):
    sign_up(client, "ada@example.org")

    assert not is_signed_in(client)


def test_one_address_has_one_account_whatever_its_case(client):
    make_user(email="ada@example.org")

    sign_up(client, "ADA@example.ORG")

    assert User.objects.count() == 1


def test_sign_up_answers_alike_for_a_known_and_a_new_address(client, mailoutbox):
    make_user(email="ada@example.org")

    known = sign_up(client, "ada@example.org")
    new = sign_up(Client(), "bob@example.org")

    assert (known.status_code, known["Location"]) == (new.status_code, new["Location"])
    assert [message.to for message in mailoutbox] == [["ada@example.org"], ["bob@example.org"]]


def test_sign_up_works_as_hard_for_a_known_address_as_for_a_new_one(client, monkeypatch):
    make_user(email="ada@example.org")
    hashed = []
    encode = Argon2PasswordHasher.encode
    monkeypatch.setattr(
        Argon2PasswordHasher, "encode", lambda *sent: hashed.append(sent) or encode(*sent)
    )

    sign_up(client, "ada@example.org")
    known = len(hashed)
    sign_up(Client(), "bob@example.org")

    assert known == len(hashed) - known == 1


@pytest.mark.parametrize("page", ["/accounts/password/reset/", "/accounts/login/code/"])
def test_asking_for_a_code_answers_alike_for_a_known_and_a_new_address(client, mailoutbox, page):
    make_user(email="ada@example.org")

    known = client.post(page, {"email": "ada@example.org"})
    new = Client().post(page, {"email": "bob@example.org"})

    assert (known.status_code, known["Location"]) == (new.status_code, new["Location"])
    assert known.status_code == 302


def test_sign_in_answers_alike_for_a_known_and_a_new_address(client):
    make_user(email="ada@example.org")

    known = sign_in(client, login="ada@example.org", password="wrong")
    new = sign_in(client, login="bob@example.org", password="wrong")

    assert problems(known) == problems(new)
    assert "is not right" in problems(known)


def problems(response):
    return str(response.context["form"].non_field_errors())


def test_a_filled_honeypot_makes_no_account(client):
    response = sign_up(client, "bot@example.org", company_site="https://spam.example")

    assert response.status_code == 302
    assert not User.objects.exists()


def test_the_honeypot_is_hidden_by_a_class(client):
    page = client.get("/accounts/signup/").content.decode()

    field = re.search(r'<input[^>]*name="company_site"[^>]*>', page)[0]
    assert 'class="visually-offscreen"' in field
    assert "style=" not in page


@pytest.mark.parametrize(("page", "kind"), [("login", "current"), ("signup", "new")])
def test_fields_of_passwords_take_what_a_manager_offers(client, page, kind):
    found = look_into(client.get(f"/accounts/{page}/"))

    field = found.select_one(f"input[type=password][autocomplete={kind}-password]")
    assert field
    assert not field.has_attr("maxlength")
    assert found.select_one("input[type=email][autocomplete]")


@pytest.fixture
def database_cache(settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "cache_table",
        }
    }
    call_command("createcachetable", verbosity=0)


@pytest.mark.usefixtures("database_cache")
def test_after_five_wrong_passwords_the_right_one_is_refused_too(client):
    make_user()
    for _ in range(5):
        sign_in(client, password="wrong")

    sign_in(client, password=PASSWORD)

    assert not is_signed_in(client)


@pytest.mark.usefixtures("database_cache")
def test_wrong_passwords_are_counted_whatever_address_the_client_claims(client):
    make_user()
    for n in range(5):
        client.post(
            "/accounts/login/",
            {"login": "ada@example.org", "password": "wrong"},
            headers={"x-forwarded-for": f"203.0.113.{n}"},
        )

    sign_in(client)

    assert not is_signed_in(client)


def test_the_admin_has_no_sign_in_page_of_its_own(client):
    response = client.get("/admin/login/?next=/admin/")

    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


def test_the_admin_is_closed_to_people_who_are_not_staff(client):
    client.force_login(make_user())

    assert client.get("/admin/", follow=True).status_code == 403


def test_sign_in_follows_a_path_of_this_site(client):
    make_user()

    assert sign_in(client, next="/health/live")["Location"] == "/health/live"


@pytest.mark.parametrize("address", ELSEWHERE)
def test_sign_in_leads_to_no_other_site(client, address):
    make_user()

    location = sign_in(client, next=address)["Location"]

    assert urlsplit(urljoin("http://testserver/", location)).netloc == "testserver"
    assert not set(location) & set("\\\t\r\n")
    assert is_signed_in(client)


def test_who_has_just_given_the_password_is_not_asked_for_it_again(client, mailoutbox):
    make_user()
    sign_in(client)
    new = {"email": "new@example.org", "action_add": ""}

    with time_machine.travel(timezone.now() + dt.timedelta(minutes=4)):
        assert client.post("/accounts/email/", new)["Location"] == "/accounts/confirm-email/"
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=6)):
        assert is_asked_again(client.post("/accounts/email/", new))


def is_asked_again(response):
    return response["Location"].startswith("/accounts/reauthenticate/")


def test_who_has_signed_in_by_code_is_asked_for_the_password(client, mailoutbox):
    make_user()
    client.post("/accounts/login/code/", {"email": "ada@example.org"})
    client.post("/accounts/login/code/confirm/", {"code": code_in(mailoutbox[0])})

    response = client.post("/accounts/email/", {"email": "new@example.org", "action_add": ""})

    assert is_asked_again(response)


def messages_of(response):
    return [words(each) for each in look_into(response).select(".message")]


@pytest.mark.parametrize("back", ["", "result"])
def test_what_sign_up_has_to_say_is_said_on_the_page_where_it_ends(client, mailoutbox, back):
    page = f"/quiz/{make_result(client=client).pk}/result/" if back else ""
    sign_up(client, "bob@example.org", next=page)
    client.get("/accounts/confirm-email/")
    code = {"code": code_in(mailoutbox[0]), "next": page}
    first = client.post("/accounts/confirm-email/", code, follow=True)

    assert first.redirect_chain[-1][0] == (page or "/quiz/history/")
    assert messages_of(first) == ["You have confirmed bob@example.org."]
    # And not once more.
    assert messages_of(client.get("/accounts/email/")) == []


def test_a_new_password_is_told_where_the_reset_ends(client, mailoutbox):
    make_user()
    client.post("/accounts/password/reset/", {"email": "ada@example.org"})
    client.post("/accounts/password/reset/confirm/", {"code": code_in(mailoutbox[0])})
    new = {"password1": "warm-heron-9-lands", "password2": "warm-heron-9-lands"}
    last = client.post("/accounts/password/reset/complete/", new, follow=True)
    assert messages_of(last) == ["Your password is changed. All other devices are signed out."]


def test_signing_out_ends_on_a_page_that_says_so_and_asks_for_no_session(client):
    client.force_login(make_user())
    assert client.get("/accounts/signed-out/")["Location"] == "/accounts/email/"
    last = client.post("/accounts/logout/", follow=True)
    assert last.redirect_chain[-1][0] == "/accounts/signed-out/"
    assert words(look_into(last).select_one("h1")) == "You have signed out"
    assert not client.session.keys()


def test_signing_out_needs_a_post(client):
    client.force_login(make_user())

    client.get("/accounts/logout/")
    assert is_signed_in(client)

    client.post("/accounts/logout/")
    assert not is_signed_in(client)


def test_signing_in_changes_the_session_id(client):
    make_user()
    session = client.session
    session["mark"] = 1
    session.save()
    before = session.session_key

    sign_in(client)

    assert client.session.session_key != before


def test_account_pages_are_private_and_not_indexed(client):
    client.force_login(make_user())

    response = client.get("/accounts/email/")

    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    "email", ["a@b.example\r\nBcc: c@d.example", "x" * 500 + "@example.org", "a@b\0.example"]
)
def test_addresses_that_would_forge_a_mail_are_refused(client, mailoutbox, email):
    assert sign_up(client, email).status_code in {200, 400}
    assert mailoutbox == []
    assert not User.objects.exists()


def test_a_confirmed_new_address_ends_the_other_sessions_and_not_this_one(client, mailoutbox):
    user, other = make_user(), Client()
    for each in (client, other):
        each.force_login(user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/email/", {"email": "lovelace@example.org", "action_add": ""})

    client.post("/accounts/confirm-email/", {"code": code_in(mailoutbox[-1])})

    assert User.objects.get().email == "lovelace@example.org"
    assert client.get("/accounts/email/").status_code == 200
    assert other.get("/accounts/data/").status_code == 302


def test_sign_in_leads_to_the_assessments_and_account_to_the_account(client):
    make_user()

    assert sign_in(client)["Location"] == "/quiz/history/"
    assert client.get("/accounts/login/")["Location"] == "/accounts/email/"


def way_to_sign_in(client, referrer, address="/accounts/login/"):
    return client.get(address, headers={"referer": referrer})


@pytest.mark.parametrize("page", ["/", "/titles/?q=program+manager", "/quiz/"])
def test_sign_in_leads_back_to_where_the_person_was(client, page):
    make_user()
    form = look_into(client.get(way_to_sign_in(client, f"http://testserver{page}")["Location"]))

    named = form.find("input", attrs={"name": "next"})["value"]
    assert sign_in(client, next=named)["Location"] == page


def test_where_the_person_was_goes_along_to_sign_up_and_to_the_code(client):
    page = look_into(client.get(way_to_sign_in(client, "http://testserver/roles/")["Location"]))

    ways = {urlsplit(link["href"]).path: urlsplit(link["href"]).query for link in page.main("a")}
    assert ways["/accounts/signup/"] == ways["/accounts/login/code/"] == "next=%2Froles%2F"


@pytest.mark.parametrize(
    "referrer",
    [
        "",
        "http://elsewhere.example/roles/",
        "http://testserver//elsewhere.example/",
        "http://testserver/accounts/signed-out/",
        "http://testserver/no/such/page/",
        f"http://testserver/titles/?q={'x' * 2000}",
        "http://[::1/roles/",
    ],
)
def test_what_is_no_page_to_come_back_to_is_not_named_to_sign_in(client, referrer):
    response = way_to_sign_in(client, referrer)

    assert response.status_code == 200
    assert not look_into(response).find("input", attrs={"name": "next"})


def test_a_destination_that_is_named_stands_before_where_the_person_was(client):
    address = "/accounts/login/?next=/quiz/history/"
    response = way_to_sign_in(client, "http://testserver/roles/", address)

    assert look_into(response).find("input", attrs={"name": "next"})["value"] == "/quiz/history/"


def test_who_is_signed_in_comes_from_any_page_to_the_account(client):
    client.force_login(make_user())

    response = way_to_sign_in(client, "http://testserver/roles/")

    assert response["Location"] == "/accounts/email/"


def test_sign_up_leads_to_the_assessments_and_a_new_address_to_the_account(client, mailoutbox):
    sign_up(client, "ada@example.org")
    signed_up = client.post("/accounts/confirm-email/", {"code": code_in(mailoutbox[0])})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/email/", {"email": "lovelace@example.org", "action_add": ""})
    changed = client.post("/accounts/confirm-email/", {"code": code_in(mailoutbox[-1])})

    assert signed_up["Location"] == "/quiz/history/"
    assert changed["Location"] == "/accounts/email/"


HEADINGS = {
    "signup/": ("confirm-email/", "Confirm your e-mail address"),
    "login/code/": ("login/code/confirm/", "Enter the sign-in code"),
    "password/reset/": ("password/reset/confirm/", "Enter the code to set a new password"),
}


@pytest.mark.parametrize("page", HEADINGS)
def test_a_page_for_a_code_has_a_heading_and_one_button_that_stands_out(client, page):
    code_page, heading = HEADINGS[page]
    client.post(f"/accounts/{page}", {"email": "ada@example.org", "password1": PASSWORD})

    shown = look_into(client.get(f"/accounts/{code_page}"))

    assert [words(each) for each in shown.select("h1")] == [heading]
    loud = [words(each) for each in shown.select("main button:not(.button-quiet)")]
    assert loud == ["Continue"]


@pytest.mark.parametrize("address", ["/quiz/history/", "/accounts/email/", "/accounts/sessions/"])
def test_a_page_that_knows_who_is_signed_in_leads_out(client, address):
    make_user()
    assert not leads_out(client.get(address, follow=True))
    sign_in(client)

    assert leads_out(client.get(address))


def test_a_page_for_everybody_does_not_tell_who_is_signed_in(client):
    make_user()
    sign_in(client)

    assert not leads_out(client.get("/privacy/"))


def leads_out(response):
    return bool(look_into(response).select("footer a[href='/accounts/logout/']"))


@pytest.fixture
def changing(client):
    """Has asked for another address, and not entered its code yet."""
    sign_in(client, login=make_user().email)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/email/", {"email": "lovelace@example.org", "action_add": ""})
    return client


def account_of(client):
    return look_into(client.get("/accounts/email/")).main


def test_the_account_tells_of_an_address_that_waits_for_its_code(changing, mailoutbox):
    page = account_of(changing)
    assert "Waiting for lovelace@example.org" in words(page)
    assert page.find("a", href="/accounts/confirm-email/")

    changing.post("/accounts/confirm-email/", {"code": code_in(mailoutbox[-1])})
    assert "Waiting" not in words(account_of(changing))


def test_an_address_that_waits_can_be_left(changing, mailoutbox):
    page = look_into(changing.post("/accounts/email/", {"action_cancel": ""}, follow=True))
    assert "Your e-mail address stays as it is." in words(page)
    assert "Waiting" not in words(page)

    changing.post("/accounts/confirm-email/", {"code": code_in(mailoutbox[-1])})
    assert User.objects.get().email == "ada@example.org"


def test_an_address_no_longer_waits_when_its_code_is_outdated(changing):
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=16)):
        assert "Waiting" not in words(account_of(changing))


def test_an_address_of_another_account_that_waits_is_not_told(client):
    sign_up(client, "bob@example.org")
    client.force_login(make_user())

    assert "Waiting" not in words(account_of(client))


LABELS = {
    "login": ["E-mail address", "Password"],
    "signup": ["E-mail address", "Password"],
    "login/code": ["E-mail address"],
    "password/reset": ["E-mail address"],
    "email": ["E-mail address"],
    "password/change": ["Current password", "New password", "New password (again)"],
    "reauthenticate": ["Password"],
}


@pytest.mark.parametrize("address", LABELS)
def test_fields_are_named_in_one_voice(client, address):
    if address in {"email", "password/change", "reauthenticate"}:
        client.force_login(make_user())

    form = look_into(client.get(f"/accounts/{address}/")).select_one("main form.account-form")

    labels = form.select(".field > label")
    assert [words(each) for each in labels] == LABELS[address]
    assert all(form.find(id=each["for"]) for each in labels)


def test_what_is_wrong_is_tied_to_its_field(client):
    page = look_into(sign_up(client, "no address"))

    field = page.find(id="id_email")
    assert field["aria-invalid"] == "true"
    assert all(page.find(id=each) for each in field["aria-describedby"].split())
