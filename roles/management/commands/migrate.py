from contextlib import contextmanager

from django.core.management.commands import migrate
from django.db import connections

# Any number will do that nothing else takes; turns have others (roles/turns.py).
LOCK = 20261125


class Command(migrate.Command):
    """Django's own, one at a time: of two machines that start at once the second waits, and finds
    everything done. A file of SQLite has one machine."""

    def handle(self, *args, **options):
        with alone(connections[options["database"]]):
            super().handle(*args, **options)


@contextmanager
def alone(connection):
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        # Of the session, not of a transaction: each migration is one of its own.
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    try:
        yield
    finally:
        # It ends with the connection, too, if that is what broke.
        if connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
