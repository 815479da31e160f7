"""Why pay in an advert is set against no other pay although it can be read: what stands behind it,
or which part of the world the advert names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from roles.advert_places import names_america, names_other_dollars, names_other_rupees

# Of the money alone, and not of “net promoter score” or “.NET”.
_NET = re.compile(
    r"(?<![\w.])nett?o?(?= ?(?:$|[,;.()/+\n]|per\b|p\.|a\b|on\b|b2b\b|pcm|pm|month))", re.I
)
_NET_PAY = re.compile(r"\bnet (?:salary|pay|income|monthly|amount|rate)\b", re.IGNORECASE)
_SHARE = re.compile(
    r"\bpro[- ]?rat(?:a|ed)\b|\b(?:0?[.,]\d{1,2}|\d{1,2} ?%) ?(?:fte|wte|of full time)\b"
    r"|\bpart[- ]time\b",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"\b1[34] ?[x×]|[x×] ?1[34]\b|\b1[34] (?:times|salaries|payments|instal|monthly|months|pagas)"
    r"|\b1[34]th (?:month|salary)",
    re.IGNORECASE,
)
# One sentence, or one line.
_ENDS = re.compile(r"[.!?;](?=\s)|\n")


def caveat(written: str, before: str, behind: str) -> str:
    """What its own sentence says of it: it is after tax ("net"), for less than full time ("share"),
    or paid more often than once a month ("times")."""
    said = _ENDS.split(behind, maxsplit=1)[0]
    # A sign of its own parts what is beside it from the next amount.
    near = re.split(r"[$€£₹]", said)[0]
    if _NET.search(written) or _NET.match(near.lstrip(" (,")) or _NET_PAY.search(before):
        return "net"
    if _SHARE.search(near) or _SHARE.search(before):
        return "share"
    return "times" if _TIMES.search(near) else ""


class PlacesNamed:
    """Whether a sign of several currencies is perhaps none of the usual one."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _has_other_dollars(self) -> bool:
        return names_other_dollars(self._text)

    @cached_property
    def _has_other_rupees(self) -> bool:
        return names_other_rupees(self._text)

    def leave_open(self, currencies: Sequence[str], near: str) -> bool:
        """Whether the text names a place that has its own, and `near`, what stands around the
        amount, no American one."""
        if len(currencies) < 2:
            return False
        if "INR" in currencies:
            return self._has_other_rupees
        return "USD" in currencies and self._has_other_dollars and not _is_american(near)


def _is_american(near: str) -> bool:
    return names_america(near) and not names_other_dollars(near)
