"""How long the look-up takes, in milliseconds, for the longest texts that anybody may send."""

import statistics
import time

import yaml

from bench.databases import ROOT
from roles import content
from roles.title_reader import Reader
from roles.titles import KnownTitle

ROLES = ROOT / "roles" / "starter" / "roles"
MOST = 50.0
LENGTH, TIMES = 10_000, 5
# One text for each way of being slow: splitting, folding, similar titles, what Unicode expands,
# titles that are joined.
TEXTS = [
    *("a", "x ", "Product Manager ", "productmanger", "ﷺ", "\u0315\u0300", "-", "PM-"),
    *(
        "Manager, Product/Program, ",
        "TPM/PM/",
        "Product/Program Manager/",
        "Prodct/Progrm Mangr, ",
        "or ",
    ),
]


def measures():
    """Triples of a name, the milliseconds that the slowest of the texts takes, and the limit."""
    reader = Reader(known_titles())
    slowest = max(taken(reader, text * (LENGTH // len(text))) for text in TEXTS)
    yield "the longest title looked up, ms", slowest, MOST


def known_titles():
    for path in sorted(ROLES.glob("*.yaml")):
        role = content.structure("role", yaml.safe_load(path.read_text(encoding="utf-8")))
        yield KnownTitle(role.name, role.slug)
        yield from (KnownTitle(alias.title, role.slug) for alias in role.aliases)


def taken(reader, query):
    times = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        reader.read(query)
        times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1000
