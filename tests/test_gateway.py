"""The application as a server calls it: before any middleware, and with all that a server adds."""

import os
from io import BytesIO

import pytest

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
    body = application(environ(**more), lambda status, headers: answer.extend([status, headers]))
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
            "QUERY_STRING": "&".join(f"a{number}=1" for number in range(1_001)),
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
