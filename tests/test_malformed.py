"""What nobody should send, at every address, by every kind of visitor: within the process, and over
the line to the production server. A short round here; `make drills` has thousands, of a seed that
it prints and that DRILL_SEED repeats."""

import os
import re
import socket
import time
from collections import Counter
from http.client import HTTPException, HTTPResponse
from io import BytesIO
from itertools import islice
from urllib.parse import unquote_to_bytes

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from tests.doors import TOKEN, cookies_of, fields_on, open_doors
from tests.malformed import LINES, SCRIPT, WORKED_OUT, headers_of, requests
from tests.server import PATIENCE, children, environment_of, free_port, served_database, server
from tests.test_access import VISITORS, client_of
from tests.test_bad_input import HEADERS
from tests.test_gateway import ask

pytestmark = pytest.mark.slow

COUNT = int(os.environ.get("DRILL_REQUESTS", "150"))
IS_LONG = "DRILL_REQUESTS" in os.environ
SEED = int(os.environ.get("DRILL_SEED", time.time_ns() % 10**9 if IS_LONG else 8))
INNER = re.compile(
    r"Traceback|site-packages|psycopg|sqlite3\.|django\.db|SECRET_KEY|\.py\b, line|root:x:0"
)
GOOD = ["/", "/salaries/", "/quiz/", "/accounts/login/", "/health/ready"]


@pytest.fixture(scope="module", autouse=True)
def _seed():
    print(f"\nDRILL_SEED={SEED}")


@pytest.mark.parametrize(
    ("status", "told", "body"),
    [
        (500, {}, b""),
        (200, {}, b"Traceback (most recent call last)"),
        (200, {"X-Database": "psycopg"}, b""),
        (200, {"Content-Type": "text/html"}, SCRIPT),
        (200, {}, WORKED_OUT.encode()),
        (200, {"Set-Cookie": "evil=1"}, b""),
        (200, {"Content-Security-Policy": None}, b""),
    ],
)
def test_what_is_wrong_with_an_answer_is_seen(status, told, body):
    good = {**HEADERS, "Content-Security-Policy": "default-src 'none'"}
    headers = {name: value for name, value in {**good, **told}.items() if value}

    assert faults(200, good, b"fine") == []
    assert len(faults(status, headers, body)) == 1


def drawn(clients, doors):
    return islice(requests(SEED, doors, fields_on(clients)), COUNT)


def faults(status, headers, body):
    """What is wrong with an answer that Django gave, in words."""
    text, told = body.decode("utf-8", "replace"), str(headers)
    kind = headers.get("Content-Type", "")
    inner = INNER.search(text) or INNER.search(told)
    missing = {*HEADERS, "Content-Security-Policy"} - {*headers}
    wrong = {
        f"status {status}": status >= 500,
        f"shows {inner and inner[0]}": inner,
        "shows the key": settings.SECRET_KEY in text + told,
        "shows a script as it was sent": "html" in kind and SCRIPT in body,
        "works out what was sent": WORKED_OUT in text,
        "sets what was sent as a header": "evil=1" in headers.get("Set-Cookie", ""),
        f"{status} has no {missing}": missing,
    }
    return [fault for fault, is_so in wrong.items() if is_so]


def told(sent, fault):
    body = sent.body[:2_000]
    return f"{fault}: {sent.method} {sent.target[:300]} {sent.visitor} {sent.headers!r:.300} {body}"


@pytest.mark.django_db
def test_no_malformed_request_is_a_fault_of_ours():
    doors = open_doors()
    clients = {visitor: client_of(visitor) for visitor in VISITORS}
    wrong, statuses = [], Counter()

    for sent in drawn(clients, doors):
        status, headers, body = within(sent, cookies_of(clients[sent.visitor]))
        statuses[status] += 1
        wrong += [told(sent, fault) for fault in faults(status, headers, body)]

    print(f"{COUNT} malformed requests in the process: {dict(sorted(statuses.items()))}")
    assert wrong == []
    assert {200, 400} <= statuses.keys()
    assert [client_of("anonymous").get(address).status_code for address in GOOD[:4]] == [200] * 4


def within(sent, cookies):
    """The answer of Django, whatever the request has changed undone."""
    cache.clear()
    path, _, query = sent.target.partition(b"?")
    given = headers_of(sent, cookies.encode(), TOKEN.encode())
    names = {name: name.decode().upper().replace("-", "_") for name in given}
    with transaction.atomic():
        answer = ask(
            **{
                name if name in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{name}": value
                for name, value in (
                    (names[each], value.decode("latin-1")) for each, value in given.items()
                )
            },
            REQUEST_METHOD=sent.method.decode(),
            PATH_INFO=unquote_to_bytes(path).decode("latin-1"),
            QUERY_STRING=query.decode("latin-1"),
            **{"wsgi.input": BytesIO(sent.body)},
        )
        transaction.set_rollback(True)
    return answer


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("migrated")
def test_no_malformed_request_is_a_fault_of_the_production_server(tmp_path):
    doors = open_doors()
    clients = {visitor: client_of(visitor) for visitor in VISITORS}
    # What ends something comes last.
    round_ = sorted(drawn(clients, doors), key=lambda sent: sent.is_final)
    port, wrong, statuses = free_port(), [], Counter()
    environment = environment_of(served_database(tmp_path), TRUSTED_PROXIES="1")

    with (tmp_path / "log").open("w") as log, server(port, environment, log) as process:
        workers = children(process)
        for number, sent in enumerate(round_):
            line = over_the_line(sent, cookies_of(clients[sent.visitor]), number)
            status, headers, body = answer_to(port, line, sent.method)
            statuses[status] += 1
            if not is_bare(status, headers, body):
                wrong += [told(sent, fault) for fault in faults(status, headers, body)]
        for line in LINES * max(1, COUNT // 500):
            status, _, _ = answer_to(port, line, patience=2)
            statuses[f"line {status}"] += 1
            wrong += [f"{status}: {line[:300]!r}"] if (status or 0) >= 500 else []
        good = [answer_to(port, plain(address))[0] for address in GOOD]
        assert children(process) == workers

    print(f"{COUNT} malformed requests to the server: {dict(sorted(statuses.items(), key=str))}")
    assert wrong == []
    assert {200, 400} <= statuses.keys()
    assert good == [200] * len(GOOD)
    assert "Traceback" not in (tmp_path / "log").read_text()


def plain(address):
    return f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode()


def over_the_line(sent, cookies, number):
    # Each of another network, because limits are counted by it.
    came_from = b"10.%d.%d.%d" % (number >> 16, number >> 8 & 255, number & 255)
    given = {b"X-Forwarded-For": came_from, b"Connection": b"close"}
    given |= headers_of(sent, cookies.encode(), TOKEN.encode())
    lines = [sent.method + b" " + sent.target + b" HTTP/1.1"]
    lines += [name + b": " + value for name, value in given.items()]
    return b"\r\n".join([*lines, b"", sent.body])


def answer_to(port, line, method=b"GET", patience=PATIENCE):
    """Status, headers and body, the status None where the server closed the line instead, or waits
    for more of a line that is not whole."""
    with socket.create_connection(("127.0.0.1", port), timeout=patience) as held:
        try:
            held.sendall(line)
            response = HTTPResponse(held, method=method.decode())
            response.begin()
            # The server writes their names small.
            headers = {name.title(): value for name, value in response.getheaders()}
            return response.status, headers, response.read()
        except (HTTPException, ConnectionError):
            return None, {}, b""
        except TimeoutError:
            if patience == PATIENCE:
                raise AssertionError(f"no answer to {line[:2_000]}") from None
            return None, {}, b""


def is_bare(status, headers, body):
    """Whether the server refused it by itself, before Django."""
    return status is None or (status in {400, 413, 414, 431} and "Content-Type" not in headers)
