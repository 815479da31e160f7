"""The production server for real, on the database of the run: many at once, and killed."""

import json
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

import pytest

from tests.quiz.factories import publish_version
from tests.quiz.samples import starter
from tests.server import PATIENCE, environment_of, free_port, kill, served_database, server

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

TAKERS = 32
ASKED = starter().item_keys[:8]
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Taker:
    """A browser as far as it matters here: its cookies, and what was acknowledged to it."""

    def __init__(self, port, number, done):
        self.port, self.number, self.done = port, number, done
        self.cookies, self.acknowledged = {}, {}
        self.attempt = ""

    def ask(self, method, address, **fields):
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "X-CSRFToken": self.cookies.get("csrftoken", ""), **FORM}
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as line:
            line.request(method, address, urlencode(fields) if fields else None, headers)
            response = line.getresponse()
            for set_cookie in response.headers.get_all("Set-Cookie", []):
                self.cookies.update([re.match(r"(\w+)=([^;]*)", set_cookie).groups()])
            return response.status, response.getheader("Location"), response.read()

    def start(self):
        self.ask("GET", "/quiz/")
        status, self.attempt, _ = self.ask("POST", "/quiz/")
        assert status == 303, status
        return self

    def choice(self, item):
        return (self.number + ASKED.index(item)) % 5 + 1

    def answer(self, item):
        value = self.choice(item)
        status, *_ = self.ask("POST", f"{self.attempt}{item}/", value=value)
        assert status == 303, f"{item}: {status}"
        self.acknowledged[item] = value
        self.done.release()

    def answer_until_cut_off(self):
        try:
            for item in ASKED:
                self.answer(item)
        except (HTTPException, OSError):
            return

    def go_on(self):
        for item in ASKED:
            if item not in self.acknowledged:
                self.answer(item)

    def stored(self):
        """Every row of an answer that the server holds for this browser."""
        status, _, body = self.ask("GET", "/quiz/history/data.json")
        assert status == 200
        (attempt,) = json.loads(body)["attempts"]
        return [(answer["question"], answer["value"]) for answer in attempt["answers"]]


@pytest.fixture
def settings_of_server(tmp_path):
    publish_version()
    return environment_of(served_database(tmp_path))


def at_once(act, takers):
    with ThreadPoolExecutor(TAKERS) as pool:
        return list(pool.map(act, takers, timeout=PATIENCE))


def begin(port):
    done = threading.Semaphore(0)
    return done, at_once(Taker.start, [Taker(port, n, done) for n in range(TAKERS)])


def check(taker):
    rows = taker.stored()
    assert len(rows) == len(dict(rows)), "an answer is there twice"
    assert dict(rows) == {item: taker.choice(item) for item in ASKED}


def test_thirty_two_takers_at_once_lose_and_double_no_answer(settings_of_server):
    port = free_port()
    with server(port, settings_of_server):
        _, takers = begin(port)

        at_once(Taker.go_on, takers)

        at_once(check, takers)


def test_ten_posts_of_one_answer_and_ten_finishes_at_once_leave_one_of_each(settings_of_server):
    port = free_port()
    with server(port, settings_of_server):
        taker = Taker(port, 0, threading.Semaphore(0)).start()

        answered = at_once(lambda _: taker.ask("POST", f"{taker.attempt}p01/", value=4), range(10))
        finished = at_once(lambda _: taker.ask("POST", f"{taker.attempt}review/"), range(10))

        assert {reply[:2] for reply in answered} == {(303, f"{taker.attempt}p02/")}
        assert {reply[:2] for reply in finished} == {(303, f"{taker.attempt}result/")}
        assert taker.stored() == [("p01", 4)]
        assert taker.ask("POST", f"{taker.attempt}p01/", value=1)[0] == 409


def test_two_tabs_that_race_leave_one_answer_which_one_of_them_sent(settings_of_server):
    port = free_port()
    with server(port, settings_of_server):
        taker = Taker(port, 0, threading.Semaphore(0)).start()

        for item in starter().item_keys[:20]:
            at_once(lambda v, i=item: taker.ask("POST", f"{taker.attempt}{i}/", value=v), (1, 5))

        rows = taker.stored()
        assert len(rows) == len(dict(rows)) == 20
        assert set(dict(rows).values()) <= {1, 5}


def test_every_acknowledged_answer_survives_the_killing_of_the_server(settings_of_server):
    port = free_port()
    with server(port, settings_of_server) as process, ThreadPoolExecutor(TAKERS) as pool:
        done, takers = begin(port)
        cut_off = [pool.submit(taker.answer_until_cut_off) for taker in takers]
        for _ in range(TAKERS * len(ASKED) // 2):
            assert done.acquire(timeout=PATIENCE)

        kill(process)

        for taker in cut_off:
            taker.result(timeout=PATIENCE)
    acknowledged = sum(len(taker.acknowledged) for taker in takers)
    assert TAKERS * len(ASKED) // 2 <= acknowledged < TAKERS * len(ASKED)
    with server(port, settings_of_server):
        for taker, rows in zip(takers, at_once(Taker.stored, takers), strict=True):
            assert taker.acknowledged.items() <= dict(rows).items()
        at_once(Taker.go_on, takers)
        at_once(check, takers)
