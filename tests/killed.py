"""A command of manage.py that is killed before the first statement that names something.

`python -m tests.killed figure_by_place migrate`: no clock, so that it is always the same moment.
"""

import os
import signal
import sys
from functools import partial

from django.core.management import execute_from_command_line
from django.db.backends.signals import connection_created


def end_at(named, execute, sql, params, *more):
    if named in f"{sql} {params}":
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, *more)


def look(connection, **told):
    connection.execute_wrappers.append(partial(end_at, sys.argv[1]))


if __name__ == "__main__":
    connection_created.connect(look)
    execute_from_command_line(["manage.py", *sys.argv[2:]])
