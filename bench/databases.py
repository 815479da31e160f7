"""Fresh databases with all migrations applied, dropped afterwards."""

import os
import secrets
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent


def available():
    """By name, what makes a fresh database and gives its address."""
    server = os.environ.get("TEST_POSTGRES_URL")
    return {"SQLite": _sqlite, **({"PostgreSQL": lambda: _postgres(server)} if server else {})}


def environment(address):
    """What a process needs to work on the database."""
    return {
        **os.environ,
        "DATABASE_URL": address,
        "SECRET_KEY": secrets.token_urlsafe(64),
        # The table of the default cache is made by a command that nothing here runs.
        "CACHE_URL": "locmemcache://",
        # With DEBUG, Django writes every query down, which takes time and memory.
        "DEBUG": "",
    }


def manage(address, *arguments):
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(
        command, cwd=ROOT, env=environment(address), check=True, stdout=subprocess.DEVNULL
    )


@contextmanager
def _sqlite():
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/bench.sqlite3"
        manage(address, "migrate", "--verbosity", "0")
        yield address


@contextmanager
def _postgres(server):
    name = f"bench_{secrets.token_hex(4)}"
    address = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    # PostgreSQL creates no database within a transaction.
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            manage(address, "migrate", "--verbosity", "0")
            yield address
        finally:
            # FORCE, because a step that failed may have left somebody connected.
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            connection.execute(drop)
