"""Several people who send something at the same moment, for tests on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection


def at_once(clients, page, *sent):
    """The statuses of the answers to what each of them sends at the same moment."""
    start = Barrier(len(clients))

    def send(client, data):
        start.wait()
        try:
            return client.post(page, data).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool:
        return sorted(pool.map(send, clients, sent))
