"""Runs every bench on every database there is, and prints each measure beside its limit."""

import sys
import tempfile
from pathlib import Path

from bench import adverts, imports, lists, pages, scoring, titles, visits
from bench.databases import available


def main():
    print(f"{'':40}{'database':>12}{'measured':>10}{'limit':>8}{'ratio':>8}")
    is_over = print_measures("", [*scoring.measures(), *titles.measures(), *adverts.measures()])
    for database, fresh in available().items():
        # In this order, or nothing would be measured after the first that is over.
        is_over = print_measures(database, measures(fresh)) or is_over
    is_over = print_pages() or is_over
    is_over = print_visits() or is_over
    if "PostgreSQL" not in available():
        print("PostgreSQL was not measured: TEST_POSTGRES_URL names no server.")
    sys.exit(is_over)


def print_measures(database, measures):
    """Prints each measure; whether one is over its limit."""
    is_over = False
    for name, value, limit in measures:
        # Nothing may be over a limit of nothing, of which there is no ratio.
        ratio = f"{value / limit:.2f}" if limit else f"{value:g}"
        print(f"{name:40}{database:>12}{value:>10.2f}{limit:>8g}{ratio:>8}", flush=True)
        is_over = is_over or value > limit
    return is_over


def print_pages():
    """On one database: a page that is kept asks none."""
    for name in pages.missing():
        print(f"Kept pages were not measured under {name}: it is not installed.")
    with available()["SQLite"]() as address:
        return print_measures("SQLite", pages.measures(address))


def print_visits():
    """On one database: what a browser does with a page does not depend on it."""
    if missing := visits.missing():
        print(f"Visits were not measured: {' and '.join(missing)} is missing.")
        return False
    with available()["SQLite"]() as address:
        return print_measures("SQLite", visits.measures(address))


def measures(fresh):
    for kind in imports.KINDS:
        with fresh() as address, tempfile.TemporaryDirectory() as folder:
            yield from imports.measures(address, Path(folder), kind)
    yield from lists.measures(fresh)


if __name__ == "__main__":
    main()
