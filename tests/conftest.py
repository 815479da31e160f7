import gc
import os
import shutil
from pathlib import Path

import hypothesis
import pytest
from django.core.cache import cache
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from careerguide import page_cache

# How long an example takes depends on what else the machine does.
hypothesis.settings.register_profile("busy", deadline=None)
hypothesis.settings.load_profile("busy")

# Of these a test that asks for no database cannot reach one: pytest-django keeps it from that.
MIRRORS = [Path(__file__).parent / name for name in ("accounts", "quiz", "roles")]
DATABASES = {"db", "transactional_db", "django_db_setup", "live_server"}

BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]


def pytest_collection_modifyitems(items):
    for item in items:
        if any(folder in item.path.parents for folder in MIRRORS) and asks_no_database(item):
            item.add_marker(pytest.mark.once)


def asks_no_database(item):
    is_marked = item.get_closest_marker("django_db") is not None
    return not is_marked and DATABASES.isdisjoint(item.fixturenames)


def pytest_collection_finish():
    # They stay to the end; to look through them for what is no longer used took a twentieth of all.
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()
    page_cache.forget()


# Inside and outside Playwright's event loop Django keeps different connections; one left behind
# would keep the test database from being dropped.
@pytest.fixture(scope="session")
def _connections_left_outside(django_db_blocker):
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture(scope="session")
def playwright(_connections_left_outside, playwright, django_db_blocker):
    yield playwright
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        pytest.fail("no Chromium on the PATH; make test installs one")
    flags = [
        "--headless",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    if os.geteuid() == 0:
        flags.append("--no-sandbox")
    return {**browser_type_launch_args, "executable_path": executable, "args": flags}


@pytest.fixture
def migrated(transactional_db, settings):
    """The database says that it has all migrations; that of most tests was made without any."""
    recorder = MigrationRecorder(connection)
    if recorder.has_table():
        yield
        return
    settings.MIGRATION_MODULES = {}
    recorder.ensure_schema()
    # With those that others replace: only by them it knows that the others are applied.
    for name in MigrationLoader(None).disk_migrations:
        recorder.record_applied(*name)
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(recorder.Migration)
