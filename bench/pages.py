"""What pages for everybody cost the processor once they are kept, beside a bare view of the same
bytes on the same server: in turns, so that both meet what else the machine does."""

import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from bench.databases import ROOT, environment, manage
from bench.visits import PAGES

ROUNDS, REQUESTS, WARM_UP = 3, 200, 20
WORKERS = 2
WARM, KNOWN = 1.7, 2
ACCEPTED = {"Accept-Encoding": "gzip, deflate, br"}
PORTS = 8797, 8798
# As `make serve` starts it.
GRANIAN = "-m granian --interface wsgi --host 127.0.0.1 --workers {workers} --blocking-threads 1"
SERVERS = {
    "granian": GRANIAN + " --backpressure 64 --no-access-log --no-log --port {port} {application}",
    "gunicorn": "-m gunicorn --worker-class sync --workers {workers} --log-level critical"
    " --bind 127.0.0.1:{port} {application}",
}


def missing():
    """Servers that are not installed; gunicorn is none of our dependencies."""
    return [name for name in SERVERS if importlib.util.find_spec(name) is None]


def measures(address):
    """Name, ratio and limit: kept pages, and those that a reader has already."""
    manage(address, "load_starter", "--verbosity", "0")
    manage(address, "load_assessment", "--verbosity", "0")
    manage(address, "collectstatic", "--no-input", "--verbosity", "0")
    for name in sorted(SERVERS.keys() - {*missing()}):
        yield from measures_of(name, environment(address))


def measures_of(server, environ):
    with tempfile.TemporaryDirectory() as folder, serving(server, PORTS[0], environ) as site:
        etags = {name: site.write_down(name, path, folder) for name, path in PAGES.items()}
        bare_of = {**environ, "BENCH_BODIES": folder}
        with serving(server, PORTS[1], bare_of, "bench.bare:application") as bare:
            for name, path in PAGES.items():
                known = ACCEPTED | {"If-None-Match": etags[name]}
                warm, same = ratios(bare, f"/{name}/", site, path, (ACCEPTED, known))
                yield f"{server}: {name}, kept", warm, WARM
                yield f"{server}: {name}, known", same, KNOWN


def ratios(bare, name, site, path, kinds):
    """Of each kind of request: the median over all rounds of what it costs in bare views."""
    rounds = []
    for _ in range(ROUNDS):
        base = bare.cost(name, ACCEPTED)
        rounds.append([site.cost(path, headers) / base for headers in kinds])
    return [statistics.median(kind) for kind in zip(*rounds, strict=True)]


class Server:
    def __init__(self, process, port):
        self.process, self.port = process, port

    def write_down(self, name, path, folder):
        """Puts the page's bytes where the bare view finds them; the tag they are known by."""
        status, headers, body = self.ask(path, ACCEPTED)
        assert status == 200
        assert headers["Content-Encoding"] == "br"
        (Path(folder) / name).write_bytes(body)
        return headers["ETag"]

    def ask(self, path, headers):
        line = HTTPConnection("127.0.0.1", self.port, timeout=30)
        line.request("GET", path, headers=headers)
        response = line.getresponse()
        body = response.read()
        line.close()
        return response.status, response.headers, body

    def cost(self, path, headers):
        """Seconds of the processor, of all its processes, for one request."""
        for _ in range(WARM_UP):
            self.ask(path, headers)
        before = self.spent()
        statuses = {self.ask(path, headers)[0] for _ in range(REQUESTS)}
        assert statuses == ({304} if "If-None-Match" in headers else {200})
        return (self.spent() - before) / REQUESTS

    def spent(self):
        return sum(spent_by(number) for number in family(self.process.pid))

    def is_there(self):
        try:
            return bool(self.ask("/", {})[0])
        except OSError:
            return False


def family(number):
    """The process and all that it has begun, by their numbers."""
    yield number
    for task in Path(f"/proc/{number}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from family(int(child))


def spent_by(number):
    tasks = Path(f"/proc/{number}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 10**9


@contextmanager
def serving(server, port, environ, application="careerguide.wsgi:application"):
    asked = SERVERS[server].format(workers=WORKERS, port=port, application=application)
    path = os.pathsep.join([str(ROOT), *filter(None, [environ.get("PYTHONPATH")])])
    command = [sys.executable, *asked.split()]
    process = subprocess.Popen(command, cwd=ROOT, env={**environ, "PYTHONPATH": path})
    try:
        found = Server(process, port)
        wait_for(found)
        yield found
    finally:
        process.terminate()
        process.wait()


def wait_for(server, tries=150):
    for _ in range(tries):
        if server.is_there():
            return
        time.sleep(0.2)
    raise TimeoutError("the server did not answer")
