"""How long imports of large files take, and how much memory."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass

from bench import lca_file
from bench.databases import ROOT, environment, manage

MOST_MEBIBYTES = 2048
ROWS = int(os.environ.get("BENCH_ROWS", "1000000"))


@dataclass(frozen=True)
class Kind:
    """A kind of file: its columns, the ending of its name, how many rows, and its limit."""

    columns: tuple
    ending: str
    rows: int
    most_seconds: int

    def __str__(self):
        return f"{self.rows:,} rows of {len(self.columns)}, {self.ending}"


KINDS = [
    Kind(lca_file.NARROW, "csv", ROWS, 120),
    Kind(lca_file.WIDE, "csv", ROWS + ROWS // 10, 240),
    # A sheet has no more.
    Kind(lca_file.WIDE, "xlsx", min(ROWS, 2**20 - 1), 480),
]


def measures(address, folder, kind):
    """Pairs of a name and what it came to, as a measure with its limit."""
    path = folder / f"lca.{kind.ending}"
    lca_file.write(path, kind.rows, kind.columns)
    # The importer looks for titles of roles, which have to be there.
    manage(address, "load_starter")
    start = time.perf_counter()
    command = [sys.executable, "manage.py", "import_lca", str(path)]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment(address), stdout=subprocess.PIPE, text=True
    )
    output = process.stdout.read()
    # Of this process alone: getrusage() tells the most that any child so far has held.
    _, status, usage = os.wait4(process.pid, 0)
    # Popen did not wait itself, and would take the process for one that is running.
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit("The import failed.")
    print(output.splitlines()[-1], file=sys.stderr)
    yield f"{kind}, s", time.perf_counter() - start, kind.most_seconds
    # In KiB, as Linux counts it; macOS counts bytes.
    yield "and its memory, MiB", usage.ru_maxrss / 1024, MOST_MEBIBYTES
