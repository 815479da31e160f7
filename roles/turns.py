"""One at a time, where two at once would undo each other's work."""

import hashlib

from django.db import connection


def in_turn(name):
    """Waits for the end of every transaction that has said the same name; part of one itself.

    SQLite lets one writer in at a time anyhow.
    """
    if connection.vendor == "postgresql":
        # Seven bytes, as a lock is a signed number of eight; hash() differs between processes.
        number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:7])
        with connection.cursor() as cursor:
            # Ends with its transaction, however that ends: nobody can forget to let go.
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
