"""The production server while what it stands on is gone: the database, the cache, room on the disk.
Nothing that others use is stopped: a relay stands between, or a Redis of the test's own."""

import json
import resource
import threading
import time
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from roles.models import Role
from tests.accounts.people import PASSWORD, make_superuser, make_user
from tests.doors import TOKEN, cookies_of
from tests.factories import make_role, publish
from tests.little_redis import LittleRedis
from tests.pages import filled_in
from tests.quiz.factories import make_attempt, publish_version
from tests.quiz.samples import starter
from tests.relay import Relay
from tests.server import PATIENCE, children, environment_of, free_port, served_database, server

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

# A database apart from the server can be gone; a file can have no room.
IS_APART = connection.vendor == "postgresql"
TEXT = "It is the other way round, as the source says."
SIGN_IN = {"login": "bob@example.org", "password": PASSWORD}
SIGN_UP = {"email": "new@example.org", "password1": PASSWORD}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
# Of seconds: what the page of an outage promises.
BACK_WITHIN = 30
WELL = {
    "read": 200,
    "answer": 303,
    "sign in": 302,
    "sign up": 302,
    "report": 303,
    "save": 302,
}
# Limits are counted in the cache, and nothing else needs it.
WITHOUT_CACHE = {**WELL, "sign in": 503, "sign up": 503, "report": 503}
WITHOUT_DATABASE = dict.fromkeys(WELL, 503)
WITHOUT_ROOM = {**WITHOUT_DATABASE, "read": 200}


class Browser:
    """Of somebody who may be signed in, with the token of the forms."""

    def __init__(self, port, cookies):
        self.port = port
        self.headers = {"Cookie": cookies, "X-CSRFToken": TOKEN}

    def get(self, address):
        return self._ask("GET", address)

    def post(self, address, sent):
        body = urlencode(sent, doseq=True)
        return self._ask("POST", address, body, FORM)

    def _ask(self, method, address, body=None, headers=None):
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as line:
            line.request(method, address, body, {**self.headers, **(headers or {})})
            response = line.getresponse()
            response.content = response.read()
            return response


def device(port, user):
    client = Client()
    client.force_login(user)
    return Browser(port, cookies_of(client))


class Site:
    """A server, and who is there: a taker, one of the staff, and somebody without an account."""

    def __init__(self, port, attempt):
        self.port = port
        self.anybody = Browser(port, cookies_of(Client()))
        self.taker = device(port, attempt.user)
        self.staff = device(port, make_superuser())
        # Apart, because the server stores a password anew that was hashed for tests, and with that
        # the sessions of its account end.
        make_user(email=SIGN_IN["login"])
        self.attempt = f"/quiz/{attempt.pk}/"
        self.page = f"/admin/roles/role/{Role.objects.get().pk}/change/"
        self.acknowledged = {}
        self.turns = 0

    def everything(self):
        """What each of them is told, by what they do."""
        self.turns += 1
        page = self.staff.get(self.page)
        if page.status == 200:
            # As it is now: what was saved since is not saved over.
            self.form = filled_in(page) | {"one_liner": TEXT}
        return {
            # Each time a page that no worker has kept.
            "read": self.anybody.get(f"/titles/?q={self.turns}"),
            "answer": self.answer("p02", self.turns),
            "sign in": self.anybody.post("/accounts/login/", SIGN_IN),
            "sign up": self.anybody.post("/accounts/signup/", SIGN_UP),
            "report": self.anybody.post("/corrections/report/", {"text": TEXT, "page": "/roles/"}),
            "save": self.staff.post(self.page, self.form),
        }

    def answer(self, item, value):
        response = self.taker.post(f"{self.attempt}{item}/", {"value": value})
        if response.status == 303:
            self.acknowledged[item] = value
        return response

    def stored(self):
        (attempt,) = json.loads(self.taker.get("/quiz/history/data.json").content)["attempts"]
        return {answer["question"]: answer["value"] for answer in attempt["answers"]}

    def is_ready(self):
        return self.anybody.get("/health/ready").status == 200

    def seconds_until_ready(self):
        began, pause = time.monotonic(), threading.Event()
        while not self.is_ready():
            assert time.monotonic() < began + PATIENCE, "it does not come back"
            pause.wait(0.1)
        return time.monotonic() - began


def assert_said_rightly(told):
    """Each answer that says no says that nothing was saved, and when to come back."""
    for act, response in told.items():
        if response.status == 503:
            page = response.content.decode()
            assert response.headers["Retry-After"], act
            assert "no-store" in response.headers["Cache-Control"], act
            assert PASSWORD not in page, act
            assert (TEXT in page) == (act in {"report", "save"}), act


@contextmanager
def throughout(site):
    """All the time somebody asks whether the process lives, and somebody answers questions."""
    over, probe = threading.Event(), Browser(site.port, "")
    alive, answered = [], []

    def ask():
        alive.append(probe.get("/health/live").status)
        while not over.wait(0.2):
            alive.append(probe.get("/health/live").status)

    def take():
        for item in starter().item_keys[2:]:
            answered.append(site.answer(item, 1).status)
            if over.wait(0.1):
                return

    both = [threading.Thread(target=act) for act in (ask, take)]
    for each in both:
        each.start()
    try:
        yield
    finally:
        over.set()
        for each in both:
            each.join()
    assert set(alive) == {200}
    assert set(answered) <= {303, 503}


def drill(site, outage, expected, reason):
    """All is well, then something is gone, then it is there again, and the server goes on."""
    assert site.answer("p01", 4).status == 303
    before = site.everything()
    assert {act: response.status for act, response in before.items()} == WELL
    with throughout(site):
        with outage:
            ready = site.anybody.get("/health/ready")
            told = site.everything()
            elsewhere = site.anybody.get("/robots.txt")
        seconds = site.seconds_until_ready()
    assert (ready.status, ready.content.decode()) == (503, reason)
    assert {act: response.status for act, response in told.items()} == expected
    assert_said_rightly(told)
    assert elsewhere.status == 200
    print(f"{reason}: all was said rightly, and it was back after {seconds:.1f} s")
    assert seconds < BACK_WITHIN
    after = site.everything()
    assert {act: response.status for act, response in after.items()} == WELL
    assert site.acknowledged.items() <= site.stored().items()


@pytest.fixture
def attempt(migrated):
    publish_version()
    publish(make_role(slug="scrum-master"))
    return make_attempt(user=make_user())


@contextmanager
def site_on(attempt, folder, relay=None, **settings):
    port = free_port()
    # First, because of SQLite the server has a copy.
    site = Site(port, attempt)
    environment = environment_of(served_database(folder), **settings)
    if relay:
        address = urlsplit(environment["DATABASE_URL"])
        near = f"{address.username}@127.0.0.1:{relay.port}"
        environment["DATABASE_URL"] = address._replace(netloc=near).geturl()
    with server(port, environment) as process:
        yield site, process


@pytest.mark.parametrize("way", ["down", "silent"])
def test_without_its_cache_the_site_is_read_and_the_assessment_taken(attempt, tmp_path, way):
    with closing(LittleRedis()) as redis, closing(Relay("127.0.0.1", redis.port)) as relay:
        cache = f"redis://127.0.0.1:{relay.port}/0"
        with site_on(attempt, tmp_path, CACHE_URL=cache) as (site, _):
            drill(site, getattr(relay, way)(), WITHOUT_CACHE, "the cache does not work")


@pytest.mark.parametrize("way", ["down", "silent"] if IS_APART else ["full"])
def test_without_its_database_the_site_says_so_and_loses_nothing(attempt, tmp_path, limits, way):
    """PostgreSQL gone, or SQLite on a full disk, with the cache in it either way."""
    held = connection.settings_dict
    with (
        closing(Relay(held["HOST"] or "localhost", int(held["PORT"] or 5432))) as relay,
        site_on(attempt, tmp_path, relay if IS_APART else None, CACHE_URL=limits) as served,
    ):
        site, process = served
        if IS_APART:
            outage, reason = getattr(relay, way)(), "the database does not answer"
            drill(site, outage, WITHOUT_DATABASE, reason)
        else:
            drill(site, no_room(process), WITHOUT_ROOM, "the cache does not work")


@pytest.fixture
def limits(migrated, settings):
    """The address of a cache in the database."""
    backend = "careerguide.caches.StrictDatabaseCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "limits"}}
    call_command("createcachetable", verbosity=0)
    yield "dbcache://limits"
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE limits")


@contextmanager
def no_room(process):
    """The workers can make no file longer, as on a full disk."""
    for worker in children(process):
        resource.prlimit(int(worker), resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
    yield
    for worker in children(process):
        endless = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        resource.prlimit(int(worker), resource.RLIMIT_FSIZE, endless)
