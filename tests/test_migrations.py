"""Migrations run here and in .ci/run; the other tests make their tables from the models."""

import os
import subprocess
import sys

import pytest
from django.core.management import call_command

from tests.test_conventions import ROOT


class Database:
    """A database file of its own, brought on by `migrate`."""

    def __init__(self, path):
        self.path = path

    def migrate(self, *to):
        ask = [sys.executable, "manage.py", "migrate", "--verbosity", "0", *to]
        environ = {**os.environ, "DATABASE_URL": f"sqlite:///{self.path}", "DEBUG": "1"}
        subprocess.run(ask, cwd=ROOT, env=environ, check=True)


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    """An empty database, brought on to today."""
    database = Database(tmp_path_factory.mktemp("migrated") / "db.sqlite3")
    database.migrate()
    return database


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.slow
def test_migrations_leave_nothing_undone(migrated):
    migrated.migrate("--check")
