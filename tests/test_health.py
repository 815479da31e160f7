import contextlib
import sqlite3
from smtplib import SMTPServerDisconnected

import psycopg
import pytest
import redis
from django.core.cache import caches
from django.core.management import call_command
from django.db import InterfaceError, OperationalError, ProgrammingError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from careerguide.outages import is_outage
from tests.pages import look_into


@pytest.fixture
def no_database(monkeypatch):
    """Every attempt to use a connection fails as it does when the server is gone."""

    def refuse(self, *args, **kwargs):
        raise OperationalError(
            "connection to server failed: secret-host"
        ) from psycopg.OperationalError()

    monkeypatch.setattr(BaseDatabaseWrapper, "_cursor", refuse)


def test_liveness_does_not_ask_the_database(client):
    response = client.get("/health/live")

    assert response.status_code == 200
    assert response.content == b"ok"


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:8000", ""])
def test_a_probe_on_the_same_machine_may_name_it_and_opens_nothing_else(client, settings, host):
    settings.ALLOWED_HOSTS = [".careers.example"]
    settings.SECURE_SSL_REDIRECT = True

    assert client.get("/health/live", headers={"host": host}).content == b"ok"
    for address in ("/", "/health/", "/health/live/", "/accounts/login/"):
        assert client.get(address, headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:99999", "127.0.0.1.evil.example"])
def test_no_other_host_gets_to_know_how_the_site_is(client, host):
    assert client.get("/health/ready", headers={"host": host}).status_code == 400


@pytest.fixture
def applied(db, settings, monkeypatch):
    """The migrations that the database knows of; that of most tests was made without any."""
    settings.MIGRATION_MODULES = {}
    applied = dict.fromkeys(MigrationLoader(None).disk_migrations)
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda recorder: applied)
    return applied


@pytest.mark.usefixtures("applied")
def test_readiness_is_ok_when_every_migration_is_applied(client):
    assert client.get("/health/ready").content == b"ok"


@pytest.mark.parametrize("which", [min, max])
def test_readiness_says_that_a_migration_is_missing_whichever_it_is(client, applied, which):
    del applied[which(name for name in applied if name[0] == "accounts")]

    response = client.get("/health/ready")

    assert response.status_code == 503
    assert response.content == b"migrations are missing"


@pytest.mark.django_db
@pytest.mark.usefixtures("no_database")
def test_readiness_says_that_the_database_does_not_answer(client):
    response = client.get("/health/ready")

    assert response.status_code == 503
    assert response.content == b"the database does not answer"


@pytest.fixture
def no_redis(settings):
    """A cache that is not there, as when Redis is being restarted."""
    backend = "django.core.cache.backends.redis.RedisCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "redis://127.0.0.1:1/0"}}


@pytest.mark.usefixtures("applied", "no_redis")
def test_readiness_says_that_the_cache_does_not_work(client):
    response = client.get("/health/ready")

    assert response.status_code == 503
    assert response.content == b"the cache does not work"


@pytest.mark.usefixtures("applied")
def test_readiness_says_that_the_disk_is_full(client, monkeypatch):
    monkeypatch.setattr(connection, "vendor", "sqlite")
    monkeypatch.setattr(connection, "is_in_memory_db", lambda: False, raising=False)
    monkeypatch.setitem(connection.settings_dict, "NAME", __file__)
    monkeypatch.setattr("careerguide.ready.LEAST_FREE", 2**60)

    assert client.get("/health/ready").content == b"the disk is full"


@pytest.mark.django_db
@pytest.mark.usefixtures("no_redis")
@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("/accounts/login/", {"login": "ada@example.org", "password": "quiet otter pours tea"}),
        ("/accounts/signup/", {"email": "ada@example.org", "password1": "quiet otter pours tea"}),
        ("/accounts/password/reset/", {"email": "ada@example.org"}),
        ("/corrections/report/", {"text": "It is the other way round.", "page": "/roles/"}),
    ],
)
def test_without_the_cache_nothing_that_is_counted_is_an_error(address, sent):
    response = Client(raise_request_exception=False).post(address, sent)

    assert response.status_code == 503
    assert response["Retry-After"]
    assert "quiet otter" not in response.content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("no_redis")
@pytest.mark.parametrize("address", ["/", "/quiz/", "/salaries/", "/accounts/login/"])
def test_without_the_cache_pages_can_be_read(client, address):
    assert client.get(address).status_code == 200


@pytest.mark.django_db
@pytest.mark.usefixtures("no_redis")
def test_what_was_written_in_vain_is_given_back():
    text = "It is the <other> way round.\nSee the source."

    response = Client(raise_request_exception=False).post("/corrections/report/", {"text": text})

    page = look_into(response)
    assert page.select_one("textarea[readonly]").text.strip() == text
    assert "not saved" in page.h2.text


@pytest.fixture
def limits(db, settings):
    """The cache in the database as a site has it."""
    backend = "careerguide.caches.StrictDatabaseCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "limits"}}
    call_command("createcachetable", verbosity=0)
    return caches["default"]


def test_a_cache_that_can_be_written_says_nothing(limits):
    limits.set("a", 1)

    assert limits.add("a", 2) is False
    assert limits.add("b", 2) is True
    assert limits.get_many("ab") == {"a": 1, "b": 2}


@pytest.mark.parametrize("write", ["set", "add"])
def test_a_cache_that_cannot_be_written_says_so(limits, write):
    with read_only(), pytest.raises(OperationalError) as caught:
        getattr(limits, write)("a", 1)

    assert is_outage(caught.value)


@contextlib.contextmanager
def read_only():
    """Nothing can be written, as on a full disk."""
    on, off = {
        "sqlite": ("PRAGMA query_only = 1", "PRAGMA query_only = 0"),
        # Until the test is rolled back; PostgreSQL lets nobody write again before.
        "postgresql": ("SET TRANSACTION READ ONLY", "SELECT 1"),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(on)
        yield
        cursor.execute(off)


@pytest.mark.django_db
@pytest.mark.usefixtures("no_database")
def test_a_page_without_its_database_is_a_plain_503():
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "a" * 32

    response = client.get("/accounts/email/")

    assert response.status_code == 503
    assert response["Retry-After"]
    assert "no-store" in response["Cache-Control"]
    assert b"secret-host" not in response.content


@pytest.mark.parametrize(
    ("error", "cause", "expected"),
    [
        (OperationalError(), psycopg.OperationalError(), True),
        (InterfaceError(), psycopg.InterfaceError(), True),
        (OperationalError(), psycopg.errors.AdminShutdown(), True),
        (OperationalError(), psycopg.errors.TooManyConnections(), True),
        (ProgrammingError(), psycopg.errors.UndefinedTable(), False),
        (redis.ConnectionError(), None, True),
        (redis.exceptions.BusyLoadingError(), None, True),
        (redis.TimeoutError(), None, True),
        (ValueError(), None, False),
        (None, None, False),
    ],
)
def test_an_outage_is_told_from_a_wrong_question(error, cause, expected):
    if error:
        error.__cause__ = cause

    assert is_outage(error) is expected


def test_a_locked_sqlite_file_is_an_outage_and_a_missing_table_is_not(tmp_path):
    locked, missing = OperationalError(), OperationalError()
    locked.__cause__ = sqlite_error(tmp_path / "a", "BEGIN IMMEDIATE", hold=True)
    missing.__cause__ = sqlite_error(tmp_path / "b", "SELECT * FROM nothing", hold=False)

    assert is_outage(locked)
    assert not is_outage(missing)


def sqlite_error(path, statement, *, hold):
    first, second = sqlite3.connect(path), sqlite3.connect(path, timeout=0)
    with contextlib.closing(first), contextlib.closing(second):
        if hold:
            first.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError) as caught:
            second.execute(statement)
    return caught.value


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["/accounts/signup/", "/accounts/password/reset/"])
@pytest.mark.parametrize("error", [ConnectionRefusedError, SMTPServerDisconnected, TimeoutError])
def test_without_the_server_of_mail_no_code_is_sent_and_that_is_said(monkeypatch, page, error):
    def send(*mails):
        raise error("no mail")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", send)
    client = Client(raise_request_exception=False)

    sent = {"email": "new@example.org", "password1": "warm-heron-9-lands"}
    response = client.post(page, sent)

    assert response.status_code == 503
    assert response["Retry-After"] == "30"
