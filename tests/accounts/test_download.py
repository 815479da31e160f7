import json

import pytest
import time_machine

from accounts.deletion import delete_account
from quiz.models import Attempt, Share
from roles.models import Report
from tests.accounts.people import PASSWORD, code_in, make_superuser, make_user, save, sign_in
from tests.pages import look_into
from tests.quiz.factories import make_attempt, make_result

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(client):
    user = make_user()
    sign_in(client)
    return user


def test_the_download_holds_all_that_is_kept_of_the_person(client, user):
    attempt = make_result(user=user)
    Share.objects.open(attempt, with_readiness=False)
    Report.objects.file(page="/", text="Wrong.", evidence="", email="Ada@Example.org")

    response = client.get("/accounts/data/")

    held = json.loads(response.content)
    assert "attachment" in response["Content-Disposition"]
    assert response["Cache-Control"] == "private, no-store"
    assert held["account"]["email"] == "ada@example.org"
    assert held["email_addresses"] == [
        {"email": "ada@example.org", "verified": True, "primary": True}
    ]
    assert [len(one["answers"]) for one in held["assessments"]] == [32]
    assert [one["text"] for one in held["reports"]] == ["Wrong."]
    assert "password" not in response.content.decode()


def test_the_download_holds_nothing_of_others(client, user):
    make_result(user=make_user(email="bob@example.org"))

    held = json.loads(client.get("/accounts/data/").content)

    assert held["assessments"] == held["reports"] == []


@pytest.mark.parametrize("address", ["/accounts/data/", "/accounts/delete/"])
def test_a_stranger_is_led_to_sign_in(client, address):
    assert client.get(address)["Location"] == f"/accounts/login/?next={address}"


def test_the_account_page_leads_to_results_download_and_deletion(client, user):
    page = look_into(client.get("/accounts/email/"))

    for address in ("/quiz/history/", "/accounts/data/", "/accounts/delete/"):
        assert page.select_one(f"main a[href='{address}']")


def test_beginning_an_attempt_forgets_nothing_of_others(client):
    old = make_attempt(answers={"p01": 1})

    with time_machine.travel(old.started_at.timestamp() + 15 * 24 * 3600):
        client.post("/quiz/")

    assert Attempt.objects.filter(pk=old.pk).exists()


@pytest.mark.parametrize("typed", ["EVE@exämple.org", "eve@xn--exmple-cua.org", "eve@exämple.org"])
def test_a_report_is_found_by_any_spelling_of_the_address(typed):
    eve = make_user(email="eve@exämple.org")
    for address in (typed, "steve@exämple.org"):
        Report.objects.create(page="/", text="Wrong.", email=address)

    delete_account(eve)

    assert set(Report.objects.values_list("email", flat=True)) == {"", "steve@exämple.org"}


def by_its_owner(client, user, outbox):
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/email/", {"email": "new@example.org", "action_add": ""})
    client.post("/accounts/confirm-email/", {"code": code_in(outbox[-1])})


def by_staff(client, user, outbox):
    client.force_login(make_superuser())
    save(client, user, email="new@example.org")


@pytest.mark.parametrize("change", [by_its_owner, by_staff])
def test_reports_go_along_with_the_address(client, user, mailoutbox, change):
    for address in ("Ada@example.org", "bob@example.org"):
        Report.objects.create(page="/", text="Wrong.", email=address)

    change(client, user, mailoutbox)

    emails = {report.email for report in Report.objects.all()}
    assert emails == {"new@example.org", "bob@example.org"}
