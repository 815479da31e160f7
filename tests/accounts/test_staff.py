import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.core.management.base import CommandError

from accounts.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "quiet-otter-pours-tea"


def test_staff_makes_an_account_that_may_enter_the_admin(client, monkeypatch):
    monkeypatch.setenv("STAFF_PASSWORD", PASSWORD)

    call_command("staff", "Ada@Example.org", verbosity=0)

    client.post("/accounts/login/", {"login": "ada@example.org", "password": PASSWORD})
    assert client.get("/admin/").status_code == 200


def test_staff_promotes_an_account_and_keeps_its_password(monkeypatch):
    monkeypatch.delenv("STAFF_PASSWORD", raising=False)
    user = User.objects.create_user("ada@example.org", PASSWORD)

    call_command("staff", "ada@example.org", verbosity=0)

    user.refresh_from_db()
    assert user.is_superuser
    assert user.check_password(PASSWORD)
    assert EmailAddress.objects.get(user=user).verified


def test_staff_refuses_a_weak_password(monkeypatch):
    monkeypatch.setenv("STAFF_PASSWORD", "password")

    with pytest.raises(CommandError, match="too common"):
        call_command("staff", "ada@example.org")

    assert not User.objects.exists()


def test_staff_refuses_what_is_not_an_address():
    with pytest.raises(CommandError, match="not an e-mail address"):
        call_command("staff", "ada")


def test_staff_without_a_terminal_asks_for_the_variable(monkeypatch):
    monkeypatch.delenv("STAFF_PASSWORD", raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)

    with pytest.raises(CommandError, match="STAFF_PASSWORD"):
        call_command("staff", "ada@example.org")
