"""Migrations run here and in .ci/run; the other tests make their tables from the models."""

import os
import sqlite3
import subprocess
import sys

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.test_conventions import ROOT

SOURCE = {"title": "A", "publisher": "", "author": "", "kind": "article"}
SOURCE |= {"address": "", "licence": "", "note": ""}
DATES = {
    "2022-09-07": "2022-09-07",
    "2022-09-31": "2022-09",
    "2022-00": "2022",
    "2022-00-00": "2022",
    "20-2-02": "",
    "2_22": "",
    "２０２２": "",
    "": "",
}
ROLE = {"slug": "a", "name": "A", "emphasis": "", "is_neighbour": 0, "one_liner": ""}
ROLE |= {"summary": "", "not_for_you": "", "is_anecdotal": 0}
FIGURE = {"component": "base", "basis": "posted", "level": "", "occupation": "", "note": ""}
FIGURE |= {"currency": "USD", "period": "year", "point": 1, "correction_reason": ""}
FIGURE |= {"published_at": "2026-01-01 00:00:00", "role_id": 1, "source_id": 1}


def manage(path, *command):
    """How that command of manage.py ends on the database file at that path."""
    ask = [sys.executable, "manage.py", *command, "--verbosity", "0"]
    environ = {**os.environ, "DATABASE_URL": f"sqlite:///{path}", "DEBUG": "1"}
    # Those of the tests have a key of their own in each process.
    environ["DJANGO_SETTINGS_MODULE"] = "careerguide.settings"
    return subprocess.run(ask, cwd=ROOT, env=environ, check=False).returncode


class Database:
    """A database file of its own, brought on by `migrate`."""

    def __init__(self, path):
        self.path = path

    def migrate(self, *to):
        assert manage(self.path, "migrate", *to) == 0

    def run(self, statement, *values):
        with sqlite3.connect(self.path) as connection:
            return connection.execute(statement, values).fetchall()

    def insert(self, table, **values):
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        self.run(f"INSERT INTO {table} ({names}) VALUES ({marks})", *values.values())  # noqa: S608


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    """What an older release left behind, brought on to today."""
    database = Database(tmp_path_factory.mktemp("migrated") / "db.sqlite3")
    database.migrate("roles", "0002")
    for number, stored in enumerate(DATES):
        database.insert("roles_source", slug=f"dated-{number}", **SOURCE, published_on=stored)
    for name, slug in [("Udemy", "udemy"), ("Ørsted", "rsted"), ("A.B", "a-b"), ("A-B", "a-b2")]:
        database.insert("roles_company", name=name, slug=slug)
    sign_in_somebody(database)
    database.insert("roles_role", id=1, **ROLE)
    database.insert("roles_role", id=2, **{**ROLE, "slug": "product-manager", "name": "B"})
    for series, as_of in enumerate(["2024-05", "2025-05", ""]):
        names = {"key": f"oews/{as_of}", "file_name": "m.xlsx", "file_digest": "d"}
        database.insert("roles_salaryfigure", **FIGURE, **names, series=series, as_of=as_of)
    capped = {"point": None, "p75": 9, "capped_at": 5, "file_name": "", "file_digest": ""}
    database.insert(
        "roles_salaryfigure", **{**FIGURE, **capped}, key="capped", series=9, as_of="2023"
    )
    counted = {**FIGURE, "file_name": "", "file_digest": "", "series": 8, "as_of": "2022"}
    database.insert("roles_salaryfigure", **counted, key="counted", n=2**31)
    claims_twice(database)
    rate = {"currency": "USD", "source_id": 1}
    for day, per_euro in {
        "2025-01-23": "1.04",
        "2025-01-24": "0.000001",
        "2025-01-25": 10**9,
    }.items():
        database.insert("roles_exchangerate", **rate, day=day, per_euro=per_euro)
    database.migrate()
    return database


def claims_twice(database):
    """One source of two roles, and once more the other way round; what readers see came second."""
    claim = {"component": "base", "level": "", "note": "", "as_of": "2024", "source_id": 1}
    claim |= {"low_percent": 1, "high_percent": 2, "published_at": None}
    for key, role, than, more in [
        ("unseen", 1, 2, {}),
        ("seen", 1, 2, {"published_at": "2026-01-01 00:00:00"}),
        ("mirrored", 2, 1, {"published_at": "2026-01-02 00:00:00"}),
        ("other", 1, 2, {"as_of": ""}),
    ]:
        row = {**claim, "key": key, "role_id": role, "than_id": than, **more}
        database.insert("roles_gapclaim", **row)


def sign_in_somebody(database):
    """In a release that kept no list of where an account is signed in."""
    database.migrate("accounts", "0004")
    database.migrate("sessions")
    person = {"password": "", "is_superuser": 0, "is_staff": 0, "is_active": 1}
    joined = {"email": "ada@example.org", "joined_at": "2026-01-01 00:00:00"}
    database.insert("accounts_user", id=7, **person, **joined)
    for key, session in {"a": {"_auth_user_id": "7"}, "b": {}, "c": {"_auth_user_id": "8"}}.items():
        encoded, end = SessionStore().encode(session), "2100-01-01 00:00:00"
        row = {"session_key": key, "session_data": encoded, "expire_date": end}
        database.insert("django_session", **row)


@pytest.mark.django_db
def test_who_migrates_waits_for_whoever_does(capsys):
    with CaptureQueriesContext(connection) as queries:
        call_command("migrate", plan=True)

    locks = [each["sql"] for each in queries if "pg_advisory" in each["sql"]]
    # A file of SQLite is not shared by machines.
    assert len(locks) == (2 if connection.vendor == "postgresql" else 0)


@pytest.mark.once
def test_no_migration_is_missing(tmp_path):
    """In a process of its own: in this one the apps have no migrations, so that none is missing."""
    assert manage(tmp_path / "db.sqlite3", "makemigrations", "--check", "--dry-run") == 0


@pytest.mark.once
@pytest.mark.slow
def test_dates_that_are_none_become_what_is_known_of_them(migrated):
    rows = migrated.run("SELECT published_on, note FROM roles_source WHERE slug LIKE 'dated-%'")

    told = "The date was stored as “{}”, which is none."
    assert rows == [
        (known, "" if stored == known else told.format(stored)) for stored, known in DATES.items()
    ]


@pytest.mark.once
@pytest.mark.slow
def test_figures_are_superseded_by_newer_ones_that_were_stored_under_another_series(migrated):
    told = "SELECT as_of, data_set, superseded_at IS NULL FROM roles_salaryfigure"
    told += " WHERE data_set = 'oews' ORDER BY as_of"

    assert migrated.run(told) == [("", "oews", 0), ("2024-05", "oews", 0), ("2025-05", "oews", 1)]


@pytest.mark.once
@pytest.mark.slow
def test_a_cap_below_what_is_printed_goes_and_the_amount_stays(migrated):
    capped = "SELECT p75, capped_at FROM roles_salaryfigure WHERE key = 'capped'"

    assert migrated.run(capped) == [(9, None)]


@pytest.mark.once
@pytest.mark.slow
def test_how_many_were_counted_is_not_known_where_nobody_could_count_as_many(migrated):
    assert migrated.run("SELECT n FROM roles_salaryfigure WHERE key = 'counted'") == [(None,)]


@pytest.mark.once
@pytest.mark.slow
def test_rates_that_no_currency_has_go(migrated):
    assert migrated.run("SELECT day FROM roles_exchangerate") == [("2025-01-23",)]


@pytest.mark.once
@pytest.mark.slow
def test_of_claims_that_one_source_makes_twice_the_one_that_readers_saw_stays(migrated):
    rows = migrated.run("SELECT key FROM roles_gapclaim ORDER BY key")
    assert rows == [("other",), ("seen",)]


@pytest.mark.once
@pytest.mark.slow
def test_companies_get_the_slug_of_their_name_where_it_is_free(migrated):
    rows = migrated.run("SELECT name, slug FROM roles_company ORDER BY id")

    assert rows == [
        ("Udemy", "udemy"),
        ("Ørsted", "rsted-7c9bf76e"),
        ("A.B", "a-b"),
        ("A-B", "a-b2"),
    ]


@pytest.mark.once
@pytest.mark.slow
def test_who_was_signed_in_before_is_in_the_list(migrated):
    rows = migrated.run("SELECT session_id, account_id FROM accounts_signin")

    assert rows == [("a", 7)]


@pytest.mark.once
@pytest.mark.slow
def test_each_of_the_three_roles_gets_its_sign(migrated):
    rows = migrated.run("SELECT slug, glyph FROM roles_role ORDER BY id")

    assert rows == [("a", ""), ("product-manager", "circle")]
