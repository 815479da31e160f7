import logging

import pytest
from django.test import Client

from accounts.models import User
from careerguide.logs import OneLine


@pytest.fixture
def security(caplog):
    caplog.set_level(logging.INFO, logger="careerguide.security")
    return lambda: [r.getMessage() for r in caplog.records if r.name == "careerguide.security"]


@pytest.mark.django_db
def test_a_failed_sign_in_is_logged_without_what_was_typed(client, security):
    client.post("/accounts/login/", {"login": "ada@example.org", "password": "hunter2-hunter2"})

    assert security() == ["failed sign-in /accounts/login/"]


@pytest.mark.django_db
def test_a_refusal_is_logged_with_the_user(client, security):
    user = User.objects.create_user("ada@example.org", "quiet-otter-pours-tea")
    client.force_login(user)

    client.get("/admin/", follow=True)

    assert security() == [f"403 GET /admin/login/ user={user.pk}"]


@pytest.mark.django_db
def test_a_missing_token_is_logged(security):
    Client(enforce_csrf_checks=True).post("/accounts/login/", {})

    assert security() == ["403 POST /accounts/login/ user=-"]


def test_a_line_of_the_log_cannot_be_forged():
    record = logging.LogRecord("a", logging.INFO, "", 0, "%s", ("x\r\n2026 forged",), None)

    assert "\n" not in OneLine().format(record)


def test_what_the_development_server_says_reaches_the_terminal():
    assert logging.getLogger("django.server").propagate
