"""Several people who do something at the same moment, and one who comes between."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

from django.db import connection


def at_once(clients, page, *sent):
    """The statuses of the answers to what each of them sends at the same moment."""
    posts = [posting(client, page, data) for client, data in zip(clients, sent, strict=True)]
    return sorted(together(*posts))


def posting(client, page, data=None):
    return lambda: client.post(page, data or {}).status_code


def together(*acts):
    """What each of them gives, all begun at the same moment."""
    start = Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@contextmanager
def once_read(table, act, *, looks=1):
    """Does something right after the first look into a table, or a later one, as another request
    might, on both databases."""
    waiting = [act, *[lambda: None] * (looks - 1)]

    def look(execute, sql, *args):
        found = execute(sql, *args)
        if waiting and f'FROM "{table}"' in sql:
            waiting.pop()()
        return found

    with connection.execute_wrapper(look):
        yield
    assert not waiting, f"nothing has read {table}"
