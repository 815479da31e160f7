"""Migrations run here and in .ci/run; the other tests make their tables from the models."""

import os
import re
import secrets
import signal
import sqlite3
import subprocess
import sys
from urllib.parse import urlsplit

import psycopg
import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection
from django.db.migrations import AddField, CreateModel
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test.utils import CaptureQueriesContext

from roles.whole_migration import WholeMigration
from tests.former import SingleMigrations
from tests.server import served_database
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

# When nothing was squashed, and no list was kept of where an account is signed in.
OLDER = ["roles.0002_pay", "quiz.0002_shapes", "accounts.0004_unsaved_forms"]
OLDER += ["sessions.0001_initial"]
RIGHTS = """
    SELECT type.app_label, type.model, held.codename, held.name FROM auth_permission held
    JOIN django_content_type type ON type.id = held.content_type_id
"""
RIGHTS_OF_PARTS = """
    SELECT held.id, held.codename FROM auth_permission held
    JOIN django_content_type type ON type.id = held.content_type_id WHERE type.app_label = 'quiz'
"""
NEW_NAMES = {
    "add_fact": "add_backgroundfact",
    "change_statement": "change_likertstatement",
    "delete_step": "delete_action",
    "view_route": "view_entryroute",
    "add_trait": "add_trait",
}
# Django's own name of an index or rule, with a digest of the table's first name.
GIVEN_NAME = re.compile(r'"\w+_[0-9a-f]{8}(_uniq)?"')
COLUMN_OR_RULE = re.compile(r', (?="\w+" [a-z]|CONSTRAINT )')

MANAGE = ["manage.py"]
FORMER = ["-m", "tests.former"]
KILLED = ["-m", "tests.killed"]


def ended(address, program, *words):
    """How that program ends, with these words, on the database at that address."""
    environ = {**os.environ, "DATABASE_URL": address, "DEBUG": "1"}
    # Those of the tests have a key of their own in each process.
    environ["DJANGO_SETTINGS_MODULE"] = "careerguide.settings"
    command = [sys.executable, *program, *words]
    return subprocess.run(command, cwd=ROOT, env=environ, check=False).returncode


def migrate(address):
    return ended(address, MANAGE, "migrate", "--verbosity", "0")


def killed(address, named):
    """Whether a `migrate` was killed before the first statement that names this."""
    return ended(address, KILLED, named, "migrate", "--verbosity", "0") == -signal.SIGKILL


class Database:
    """A database file of its own."""

    def __init__(self, folder):
        self.path = folder / "db.sqlite3"
        self.address = f"sqlite:///{self.path}"

    def run(self, statement, *values):
        with sqlite3.connect(self.path) as connection:
            return connection.execute(statement, values).fetchall()

    def insert(self, table, **values):
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        self.run(f"INSERT INTO {table} ({names}) VALUES ({marks})", *values.values())  # noqa: S608


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    """What an older release left behind, brought on to today at the second go."""
    database = Database(tmp_path_factory.mktemp("migrated"))
    assert ended(database.address, FORMER, *OLDER) == 0
    database.rights_before = rights_of_parts(database)
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
    # A column of roles.0024, in the middle of what that migration does.
    assert killed(database.address, '"balanced_p25"')
    assert migrate(database.address) == 0
    return database


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """What was empty, brought on to today at the third go."""
    database = Database(tmp_path_factory.mktemp("fresh"))
    bring_on_in_three(database.address)
    return database


def bring_on_in_three(address):
    # While those of roles are recorded, then while tables of the quiz are made.
    assert killed(address, "0020_telling_fields")
    assert killed(address, 'CREATE TABLE "quiz_trialtask"')
    assert migrate(address) == 0


def rights_of_parts(database):
    return {codename: pk for pk, codename in database.run(RIGHTS_OF_PARTS)}


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


@pytest.fixture
def applied(settings, monkeypatch):
    """The migrations that the database says it has."""
    settings.MIGRATION_MODULES = {}
    applied = {}
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda recorder: applied.copy())
    return applied


def still_to_do(loader):
    """The migrations that `migrate` would apply, by themselves or by one in their place."""
    executor = MigrationExecutor(connection)
    executor.loader = loader(connection)
    executor.loader.check_consistent_history(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [key for each, _ in plan for key in each.replaces or [(each.app_label, each.name)]]


@pytest.mark.once
def test_wherever_an_older_release_stood_each_migration_is_applied_once(applied):
    every = still_to_do(SingleMigrations)

    assert len(every) > len(MigrationLoader(None).graph.nodes)
    for key in every:
        assert sorted([*applied, *still_to_do(MigrationLoader)]) == sorted(every)
        applied[key] = None
    assert still_to_do(MigrationLoader) == []


@pytest.mark.once
def test_whole_migrations_change_no_table_twice(settings):
    settings.MIGRATION_MODULES = {}
    every = MigrationLoader(None).disk_migrations.values()
    whole = [each.operations for each in every if isinstance(each, WholeMigration)]

    assert whole
    for operations in whole:
        assert {type(each) for each in operations} <= {CreateModel, AddField}
        tables = [getattr(each, "model_name", each.name).lower() for each in operations]
        assert len(tables) == len(set(tables))


@pytest.mark.once
def test_no_migration_is_missing(tmp_path):
    """In a process of its own: in this one the apps have no migrations, so that none is missing."""
    address = f"sqlite:///{tmp_path / 'db.sqlite3'}"

    assert ended(address, MANAGE, "makemigrations", "--check", "--dry-run") == 0


@pytest.fixture
def taken_up(request, tmp_path):
    """The address of such a one, of the kind that the suite runs on."""
    if connection.vendor == "sqlite":
        yield request.getfixturevalue("fresh").address
        return
    held, name = served_database(tmp_path), f"fresh_{secrets.token_hex(4)}"
    with psycopg.connect(held, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            address = urlsplit(held)._replace(path=f"/{name}").geturl()
            bring_on_in_three(address)
            yield address
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.slow
def test_a_migrate_that_was_killed_is_taken_up_by_the_next(taken_up):
    assert ended(taken_up, MANAGE, "migrate", "--check", "--verbosity", "0") == 0


def schema(database):
    """Tables, whose columns and rules may stand in any order, and indexes."""
    rows = database.run("SELECT type, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    made = [(*row, GIVEN_NAME.sub("", sql).removesuffix(")")) for *row, sql in rows]
    return sorted((kind, table, sorted(COLUMN_OR_RULE.split(sql))) for kind, table, sql in made)


@pytest.mark.once
@pytest.mark.slow
def test_what_was_empty_has_the_tables_of_what_was_brought_on(fresh, migrated):
    assert schema(fresh) == schema(migrated)


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.parametrize("told", ["SELECT app, name FROM django_migrations", RIGHTS])
def test_what_was_empty_has_the_rights_and_migrations_of_what_was_brought_on(fresh, migrated, told):
    assert sorted(fresh.run(told)) == sorted(migrated.run(told))


@pytest.mark.once
@pytest.mark.slow
def test_who_could_write_a_part_of_a_draft_can_do_so_under_its_new_name(migrated):
    after = {pk: codename for codename, pk in rights_of_parts(migrated).items()}

    assert {old: after[migrated.rights_before[old]] for old in NEW_NAMES} == NEW_NAMES


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


@pytest.mark.once
@pytest.mark.slow
def test_what_is_written_afterwards_gives_readers_another_version(migrated):
    def version():
        return migrated.run("SELECT SUM(token) FROM roles_contentversion")

    before = version()
    migrated.insert("roles_place", code="US", name="United States")
    assert version() != before
