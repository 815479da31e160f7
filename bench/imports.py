"""How long an import of a large file takes, and how much memory."""

import os
import subprocess
import sys
import time

from bench import lca_file
from bench.databases import ROOT, environment, manage

MOST_SECONDS, MOST_MEBIBYTES = 120, 2048


def measures(address, folder):
    """Pairs of a name and what it came to, as a measure with its limit."""
    rows = int(os.environ.get("BENCH_ROWS", "1000000"))
    path = folder / "lca.csv"
    lca_file.write(path, rows)
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
    yield f"import {rows:,} rows, s", time.perf_counter() - start, MOST_SECONDS
    # In KiB, as Linux counts it; macOS counts bytes.
    yield "and its memory, MiB", usage.ru_maxrss / 1024, MOST_MEBIBYTES
