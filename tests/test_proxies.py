"""nginx and Caddy as they are shipped, before a server that says what a test wants said."""

import threading
import time
from contextlib import closing

import pytest

from tests.factories import publish_three_roles
from tests.proxies import HOST, Origin, ask, proxy, secured
from tests.server import PATIENCE, environment_of, free_port, kill, served_database, server

pytestmark = [pytest.mark.slow, pytest.mark.once]

PUBLIC = {"Cache-Control": "public, max-age=0, s-maxage=30"}
PRIVATE = {"Cache-Control": "private, no-store"}
VARY = {"Vary": "Accept-Encoding, HX-Request"}
# Of seconds: the clock of nginx has no shorter step.
SHORT = {"Cache-Control": "public, max-age=0, s-maxage=1"}


@pytest.fixture(scope="module")
def running():
    with closing(Origin()) as origin:
        yield origin


@pytest.fixture
def origin(running):
    running.forget()
    return running


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def site(request, tmp_path_factory, running):
    with proxy(request.param, tmp_path_factory.mktemp("proxy"), running.port) as port:
        yield port


@pytest.fixture
def nginx(tmp_path, origin):
    with proxy("nginx", tmp_path, origin.port) as port:
        yield port


def test_no_client_says_where_it_comes_from(site, origin):
    forged = {"X-Forwarded-For": "10.9.8.7", "X_Forwarded_For": "10.9.8.7", "X_Any": "1"}
    forged |= {"X-Forwarded-Proto": "http", "X_Forwarded_Proto": "http"}
    with closing(secured(site)) as line:
        line.request("GET", "/", headers=forged)
        assert line.getresponse().status == 200

    (seen,) = origin.seen
    assert seen.get_all("X-Forwarded-For") == ["127.0.0.1"]
    assert seen.get_all("X-Forwarded-Proto") == ["https"]
    assert seen["Host"].partition(":")[0] == HOST
    assert [name for name in seen if "_" in name] == []


def test_a_body_that_comes_slowly_reaches_the_server_whole(site, origin):
    with closing(secured(site)) as line:
        line.putrequest("POST", "/form/")
        line.putheader("Content-Length", "1000")
        line.endheaders(b"a" * 500)
        assert ask(site, "/meanwhile/").status == 200
        before = origin.asked["/form/"]
        line.send(b"b" * 500)
        sent = line.getresponse().read()

    assert (before, sent) == (0, b"POST 1 1000")


def test_what_is_too_long_is_refused_in_words_before_it_comes(site, origin):
    with closing(secured(site)) as line:
        line.putrequest("POST", "/form/")
        line.putheader("Content-Length", str(2**22))
        line.endheaders()
        answer = line.getresponse()
        said = answer.read()

    assert answer.status == 413
    assert b"That is too long" in said
    assert origin.asked["/form/"] == 0


def test_the_proxy_does_not_say_what_it_is(site):
    assert "/" not in ask(site, "/").headers.get("Server", "")


def test_pages_for_everybody_are_asked_for_once(nginx, origin):
    origin.headers["/"] = PUBLIC | VARY

    bodies = [ask(nginx, "/", Cookie=f"sessionid={who}").content for who in "abc"]

    assert bodies == [b"GET 1 0"] * 3


def test_a_page_is_kept_once_for_each_form_of_it(nginx, origin):
    origin.headers["/"] = PUBLIC | VARY
    forms = [{}, {"HX_Request": "true"}, {"Accept_Encoding": "gzip"}, {"Accept_Encoding": "br"}]

    first = [ask(nginx, "/", **form).content for form in forms]
    again = [ask(nginx, "/", **form).content for form in forms]

    assert first == again == [b"GET 1 0", b"GET 2 0", b"GET 3 0", b"GET 4 0"]


def test_other_words_in_the_address_are_another_page(nginx, origin):
    origin.headers |= dict.fromkeys(["/?a=1", "/?a=2"], PUBLIC)

    assert ask(nginx, "/?a=1").status == ask(nginx, "/?a=2").status == 200
    assert origin.asked == {"/?a=1": 1, "/?a=2": 1}


@pytest.mark.parametrize(
    "said",
    [
        {},
        PRIVATE,
        PRIVATE | {"X-Accel-Expires": "60"},
        PUBLIC | {"Set-Cookie": "sessionid=a"},
        {"Expires": "Fri, 01 Jan 2100 00:00:00 GMT"},
    ],
)
def test_nothing_is_kept_that_is_not_said_to_be_for_everybody(nginx, origin, said):
    origin.headers["/me/"] = said

    assert [ask(nginx, "/me/").content for _ in "ab"] == [b"GET 1 0", b"GET 2 0"]


def test_the_server_is_asked_again_when_the_time_of_a_page_is_over(nginx, origin):
    origin.headers["/"] = SHORT
    assert ask(nginx, "/").content == b"GET 1 0"

    deadline, pause = time.monotonic() + PATIENCE, threading.Event()
    while (body := ask(nginx, "/").content) == b"GET 1 0":
        assert time.monotonic() < deadline
        pause.wait(0.2)

    assert body == b"GET 2 0"


def test_old_pages_stay_readable_while_the_site_is_down(nginx, origin):
    origin.headers |= {"/": SHORT, "/me/": PRIVATE}
    assert ask(nginx, "/").status == ask(nginx, "/me/").status == 200
    origin.close()
    # Until the time of the page is over for certain.
    threading.Event().wait(2.1)

    assert ask(nginx, "/").content == b"GET 1 0"
    assert ask(nginx, "/me/").status == 502


# Of a public site behind one proxy.
PRODUCTION = {
    "DEBUG": "",
    "HTTPS": "on",
    "CACHE_URL": "",
    "ALLOWED_HOSTS": HOST,
    "TRUSTED_PROXIES": "1",
    "SECRET_KEY": "J3kq8sVtY0zL5mWx2bNf7RgCdUe9hPaT4oQi6yMvKwXn1lDjB8rSzE5uGc",
    "EMAIL_URL": "smtp+tls://user:password@mail.test:587",
}


@pytest.mark.django_db(transaction=True)
def test_readers_go_on_when_the_site_itself_is_gone(migrated, tmp_path):
    publish_three_roles()
    port = free_port()
    with (
        server(port, environment_of(served_database(tmp_path), **PRODUCTION)) as process,
        proxy("nginx", tmp_path, port) as front,
    ):
        page = ask(front, "/roles/", Accept_Encoding="br")
        fragment = ask(front, "/roles/", HX_Request="true")
        started = ask(front, "/quiz/")
        kill(process)
        page_again = ask(front, "/roles/", Accept_Encoding="br", Cookie="__Host-sessionid=a")
        unchanged = ask(front, "/roles/", Accept_Encoding="br", If_None_Match=page.headers["ETag"])
        gone = ask(front, "/quiz/")

    assert [page.status, fragment.status, started.status] == [200, 200, 200]
    assert (page.headers["Content-Encoding"], page_again.content) == ("br", page.content)
    assert b"<html" not in fragment.content
    assert (unchanged.status, unchanged.content) == (304, b"")
    assert gone.status == 502
