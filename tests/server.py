"""The production server in a process group of its own, on a copy of the tests' database."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
# Seconds; only a server that hangs takes them, however busy the machine is.
PATIENCE = 120
GRANIAN = "--interface wsgi --host 127.0.0.1 --workers 2 --blocking-threads 1 --backpressure 64"


def free_port():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


def served_database(folder):
    """The address of the database of the run; one in memory is copied to a file first."""
    held = connection.settings_dict
    if connection.vendor == "sqlite":
        path = folder / "served.sqlite3"
        connection.ensure_connection()
        with sqlite3.connect(path) as copy:
            connection.connection.backup(copy)
        copy.close()
        return f"sqlite:///{path}"
    who = ":".join(quote(held[name], safe="") for name in ("USER", "PASSWORD") if held[name])
    place = f"{held['HOST'] or 'localhost'}:{held['PORT'] or 5432}"
    return f"postgres://{who}@{place}/{held['NAME']}"


def environment_of(database, **more):
    """Of a server whose pages sign in whoever the tests have signed in."""
    names = {"DJANGO_SETTINGS_MODULE": "tests.served", "DATABASE_URL": database}
    return {**os.environ, **names, **more}


@contextmanager
def server(port, environment, log=subprocess.DEVNULL):
    """What it says goes to `log`, a file, if there is one."""
    command = [sys.executable, "-m", "granian", *GRANIAN.split(), "--port", str(port)]
    process = subprocess.Popen(
        [*command, "careerguide.wsgi:application"],
        cwd=ROOT,
        env=environment,
        start_new_session=True,
        stdout=log,
        stderr=log,
    )
    try:
        wait_until_ready(port)
        yield process
    finally:
        if process.poll() is None:
            kill(process)


def kill(process):
    """The whole group at once, as when the machine's memory or its power is gone."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def children(process):
    """The numbers of its workers."""
    return Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()


def wait_until_ready(port):
    deadline, pause = time.monotonic() + PATIENCE, threading.Event()
    while time.monotonic() < deadline:
        with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as line:
            try:
                line.request("GET", "/health/live")
                if line.getresponse().status == 200:
                    return
            except OSError:
                pause.wait(0.05)
    raise TimeoutError("the server did not start")
