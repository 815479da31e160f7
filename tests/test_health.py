import contextlib
import sqlite3

import psycopg
import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from careerguide.outages import is_outage


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


@pytest.fixture
def applied(db, settings, monkeypatch):
    """The migrations that the database knows of; that of most tests was made without any."""
    settings.MIGRATION_MODULES = {}
    applied = dict.fromkeys(MigrationLoader(None).graph.nodes)
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda recorder: applied)
    return applied


@pytest.mark.usefixtures("applied")
def test_readiness_is_ok_when_every_migration_is_applied(client):
    assert client.get("/health/ready").content == b"ok"


def test_readiness_says_that_migrations_are_missing(client, applied):
    del applied["accounts", "0001_initial"]

    response = client.get("/health/ready")

    assert response.status_code == 503
    assert response.content == b"migrations are missing"


@pytest.mark.django_db
@pytest.mark.usefixtures("no_database")
def test_readiness_says_that_the_database_does_not_answer(client):
    response = client.get("/health/ready")

    assert response.status_code == 503
    assert response.content == b"the database does not answer"


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
