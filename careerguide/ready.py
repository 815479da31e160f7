"""Whether this process can serve: each check gives the reason why not, or nothing."""

import secrets
import shutil

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from redis.exceptions import RedisError

# Of bytes: what SQLite's journal may take, and some to be told in time.
LEAST_FREE = 64 * 2**20
KEPT = 60


def reason():
    """The first thing that does not work, in a few words without a name of anything; or nothing."""
    return next(filter(None, (check() for check in (migrations, cache_works, disk))), "")


def migrations():
    """Without its migrations a release would answer, and fail on the pages that need them."""
    try:
        loader = MigrationLoader(connection)
    except DatabaseError:
        return "the database does not answer"
    # Each of them: Django's plan takes whatever stands before an applied one for applied.
    missing = loader.graph.nodes.keys() - loader.applied_migrations.keys()
    return "migrations are missing" if missing else ""


def cache_works():
    """Limits are counted there: without it nobody signs in, and no report arrives."""
    token = secrets.token_hex(8)
    try:
        cache.set("ready", token, KEPT)
        # Another process may have asked meanwhile, and stored its own.
        works = cache.get("ready") is not None
    except (RedisError, DatabaseError, OSError):
        works = False
    return "" if works else "the cache does not work"


def disk():
    """A file grows with what is saved; PostgreSQL looks after its own disk."""
    if connection.vendor != "sqlite" or connection.is_in_memory_db():
        return ""
    free = shutil.disk_usage(connection.settings_dict["NAME"]).free
    return "the disk is full" if free < LEAST_FREE else ""
