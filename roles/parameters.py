"""What of an address a page for everybody goes by."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode

# In letters; pages are not kept by what is longer.
LONGEST = 1_000
# However it is written: somebody who errs has typed no less.
AMOUNT = "amount"


def known(query: str, reads: Iterable[str]) -> str | None:
    """The query string with those parameters alone that the page reads, in their order, and those
    of one name as they came. None where it cannot be read, or is for others to refuse."""
    if not query:
        return ""
    pairs = _pairs(query)
    if (
        pairs is None
        or len(query) > LONGEST
        or any("\0" in part for pair in pairs for part in pair)
    ):
        return None
    return urlencode([(name, value) for each in reads for name, value in pairs if name == each])


def has_amount(query: str) -> bool:
    """Whether it has an amount of pay, which somebody typed. What cannot be read might have one."""
    pairs = _pairs(query)
    return pairs is None or any(AMOUNT in name.lower() for name, _ in pairs)


def _pairs(query: str) -> list[tuple[str, str]] | None:
    try:
        return parse_qsl(query, keep_blank_values=True, errors="strict")
    except ValueError:
        return None
