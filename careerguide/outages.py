"""Which errors mean that the database or the cache is not there, not that we asked wrongly."""

import sqlite3
from smtplib import SMTPException
from socket import gaierror

from django.db import DatabaseError, InterfaceError, OperationalError
from redis.exceptions import RedisError

# Of what is reached through a socket of Python's own, which is the server of mail.
UNREACHABLE = (ConnectionError, TimeoutError, gaierror)
SQLITE_OUTAGES = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_READONLY,
    }
)
# Connection lost, read-only, out of resources, stopped or cancelled by an operator.
POSTGRES_OUTAGES = ("08", "25006", "53", "57")


def is_outage(error: BaseException | None) -> bool:
    # Django asks it, in a few ways that are always the same.
    if isinstance(error, (RedisError, SMTPException, *UNREACHABLE)):
        return True
    if not isinstance(error, (DatabaseError, InterfaceError)):
        return False
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        # The low byte is the kind; the rest says which.
        return (getattr(cause, "sqlite_errorcode", 0) & 0xFF) in SQLITE_OUTAGES
    state = getattr(cause, "sqlstate", None)
    # The server gives an error its state: a connection that never came about has none.
    if state is None:
        return isinstance(error, (OperationalError, InterfaceError))
    return state.startswith(POSTGRES_OUTAGES)
