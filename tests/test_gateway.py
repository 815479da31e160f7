"""The application as a server calls it: before any middleware, and with all that a server adds."""

import os
from io import BytesIO

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.signals import request_started
from django.db import close_old_connections

from accounts.models import User
from careerguide.gateway import of_request
from careerguide.wsgi import application
from tests.test_bad_input import HEADERS

PROCESS = {"SECRET_KEY": "abc", "HTTP_PROXY": "http://user:hunter2@proxy", "PATH": "/bin"}


def environ(**more):
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": "/health/live",
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1:8000",
        "wsgi.input": BytesIO(),
        "wsgi.url_scheme": "http",
        **more,
    }


def ask(**more):
    """Status, headers and body of the answer."""
    answer = []
    # As Django's own client does: it would close the connection of the test.
    request_started.disconnect(close_old_connections)
    try:
        body = application(environ(**more), lambda *head: answer.extend(head))
    finally:
        request_started.connect(close_old_connections)
    return int(answer[0][:3]), dict(answer[1]), b"".join(body)


def test_nothing_of_the_process_comes_with_a_request():
    sent = environ()

    assert of_request({**PROCESS, **sent}, PROCESS) == sent


def test_a_header_is_kept_although_the_process_has_a_variable_of_its_name():
    sent = environ(HTTP_PROXY="mine", HTTP_COOKIE="a=b", CONTENT_TYPE="text/plain")

    assert of_request({**PROCESS, **sent}, PROCESS) == sent


def test_a_request_that_django_keeps_holds_no_secret(monkeypatch):
    monkeypatch.setenv("EMAIL_URL", "smtp://user:hunter2@mail")
    seen = application.request_class(of_request({**os.environ, **environ()}, os.environ))

    assert "hunter2" not in str(seen.META)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sent",
    [
        {"CONTENT_TYPE": "a; b*=foo''bar"},
        {"CONTENT_TYPE": "a; b*=utf-99''bar", "REQUEST_METHOD": "POST"},
        {
            "CONTENT_TYPE": "text/html; charset=utf-8",
            "QUERY_STRING": "&".join(
                f"a{number}=1" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)
            ),
        },
    ],
    ids=["no encoding", "an encoding of another planet", "more parameters than any form has"],
)
def test_what_cannot_be_read_at_all_is_refused_like_anything_else(sent):
    status, headers, body = ask(**sent)

    assert status == 400
    assert HEADERS.items() <= headers.items()
    assert headers["Cache-Control"] == "private, no-store"
    assert b"<h1>" in body


@pytest.mark.django_db
def test_what_can_be_read_is_answered():
    assert ask(CONTENT_TYPE="text/html; charset=nonsense")[0] == 200


def rows():
    """Every row there is, sessions as what they hold."""
    for model in apps.get_models(include_auto_created=True):
        for row in model.objects.all():
            yield str(row.get_decoded() if model is Session else vars(row))


@pytest.mark.django_db
def test_no_row_holds_a_value_of_the_environment_while_it_is_asked_who_it_is(client, monkeypatch):
    monkeypatch.setenv("EMAIL_URL", "smtp://user:hunter2-hunter2@mail")
    client.force_login(User.objects.create_user("ada@example.org", "quiet-otter-pours-tea"))
    client.cookies["csrftoken"] = token = "a" * 32
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())

    status, headers, _ = ask(
        **os.environ,
        REQUEST_METHOD="POST",
        PATH_INFO="/accounts/email/",
        HTTP_COOKIE=cookies,
        HTTP_X_CSRFTOKEN=token,
        CONTENT_TYPE="application/x-www-form-urlencoded",
        **body_of("action_add=&email=ada%40example.com"),
    )

    assert status == 302
    assert headers["Location"].startswith("/accounts/reauthenticate/")
    assert "action_add" in "".join(rows())
    secrets = {value for name, value in os.environ.items() if len(value) > 11}
    assert [row for row in rows() for secret in secrets if secret in row] == []


def body_of(text):
    return {"CONTENT_LENGTH": str(len(text)), "wsgi.input": BytesIO(text.encode())}
