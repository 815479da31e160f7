import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError

from accounts.models import User
from accounts.passwords import RULES
from tests.accounts.people import PASSWORD, code_in, make_superuser, make_user, sign_in, sign_up
from tests.pages import look_into, words

REFUSED = [
    "seven77",
    "aaaaaaaaaaaa",
    "AaAaAaAaAaAa",
    "ａaaaaaaaａ",
    "abababababab",
    "a a a a a a a",
    "password",
    "Password1",
    "12345678",
    "careerguide",
    "CareerGuide",
    "career guide",
    "Career-Guide-2026!",
    "c4r33rgu1d3",
    "careerguidecareerguide",
    "gu1de-rivtam9",
    "guidecareer",
    "ｃａｒｅｅｒｇｕｉｄｅ",
    "careerguide12345678",
    "careerpassword",
    "guideaaaaaaaaaa",
    "a" * 5000,
    PASSWORD * 300,
]
TAKEN = [
    PASSWORD,
    "rivtam9k",
    "q7" * 3 + "zx",
    "quiet-guide-otter",
    "é" * 2 + "ßüøñçå",
    "xyzw" * 1024,
]


@pytest.mark.parametrize("password", REFUSED)
def test_what_is_easily_guessed_or_endless_is_no_password(password):
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize("password", TAKEN)
def test_eight_characters_that_nobody_guesses_are_a_password(password):
    validate_password(password)


@pytest.fixture
def hashed(monkeypatch):
    """What was hashed."""
    made = []
    encode = Argon2PasswordHasher.encode
    monkeypatch.setattr(
        Argon2PasswordHasher, "encode", lambda *sent: made.append(sent) or encode(*sent)
    )
    return made


def at_sign_in(client, user, password, outbox):
    client.logout()
    return sign_in(client, password=password)


def at_sign_up(client, user, password, outbox):
    client.logout()
    return sign_up(client, "bob@example.org", password=password)


def at_sign_up_again(client, user, password, outbox):
    client.logout()
    return sign_up(client, user.email, password=password)


def at_reauthentication(client, user, password, outbox):
    return client.post("/accounts/reauthenticate/", {"password": password})


def as_the_old_one(client, user, password, outbox):
    sent = {"oldpassword": password, "password1": "rivtam9k", "password2": "rivtam9k"}
    return client.post("/accounts/password/change/", sent)


def as_the_new_one(client, user, password, outbox):
    sent = {"oldpassword": "", "password1": password, "password2": password}
    return client.post("/accounts/password/change/", sent)


def at_reset(client, user, password, outbox):
    client.logout()
    client.post("/accounts/password/reset/", {"email": user.email})
    client.post("/accounts/password/reset/confirm/", {"code": code_in(outbox[0])})
    sent = {"password1": password, "password2": password}
    return client.post("/accounts/password/reset/complete/", sent)


def in_the_user_admin(client, user, password, outbox):
    client.force_login(make_superuser())
    sent = {"usable_password": "true", "password1": password, "password2": password}
    return client.post(f"/admin/accounts/user/{user.pk}/password/", sent)


def for_a_new_account(client, user, password, outbox):
    client.force_login(make_superuser())
    sent = {"usable_password": "true", "password1": password, "password2": password}
    return client.post("/admin/accounts/user/add/", {"email": "bob@example.org", **sent})


FORMS = [
    at_sign_in,
    at_sign_up,
    at_sign_up_again,
    at_reauthentication,
    as_the_old_one,
    as_the_new_one,
    at_reset,
    in_the_user_admin,
    for_a_new_account,
]


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMS)
def test_a_password_without_end_is_refused_before_it_is_hashed(client, mailoutbox, hashed, form):
    user = make_user()
    client.force_login(user)

    response = form(client, user, "xyzw" * 1024 + "v", mailoutbox)

    assert response.status_code == 200
    assert "A password has at most 4,096 characters." in response.content.decode()
    assert not [sent for sent in hashed if len(sent[1]) > 4096]


@pytest.mark.django_db
def test_the_longest_password_signs_in(client):
    make_user(password="xyzw" * 1024)

    assert sign_in(client, password="xyzw" * 1024).status_code == 302


@pytest.mark.django_db
def test_the_command_for_staff_refuses_what_forms_refuse(monkeypatch):
    monkeypatch.setenv("STAFF_PASSWORD", "careerguide")

    with pytest.raises(CommandError, match="name of this site"):
        call_command("staff", "ada@example.org")

    assert not User.objects.exists()


def rules_on(page):
    return [words(each) for each in page.select("#id_password1_helptext li")]


# One who signs up, one who has a password, one who has none.
@pytest.mark.django_db
@pytest.mark.parametrize("address", ["signup", "password/change", "password/set"])
def test_what_a_password_has_to_be_like_is_said_in_two_lines(client, address):
    if address != "signup":
        user = make_user()
        if address == "password/set":
            user.set_unusable_password()
            user.save()
        client.force_login(user)

    assert rules_on(look_into(client.get(f"/accounts/{address}/"))) == RULES


def test_the_two_lines_name_each_rule_of_the_settings(settings):
    told = {
        "UserAttributeSimilarityValidator": "nothing like your e-mail address",
        "MinimumLengthValidator": "8 to",
        "Longest": "to 4,096 characters",
        "CommonPasswordValidator": "No common password",
        "NoRepetition": "at least 4 of them different",
        "NotTheSite": "The name of this site in it is not counted",
    }
    named = [each["NAME"].rpartition(".")[2] for each in settings.AUTH_PASSWORD_VALIDATORS]

    assert named == list(told)
    assert all(rule in " ".join(RULES) for rule in told.values())
