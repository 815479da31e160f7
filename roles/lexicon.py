"""The terms of the glossary in the order of the alphabet, under their letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import groupby

from roles import content

OTHERS = "0–9"


def by_letter(terms: Iterable[content.Term]) -> list[tuple[str, list[content.Term]]]:
    """Each letter with its terms; what begins with none stands first."""
    in_order = sorted(terms, key=lambda term: (letter(term), _plain(term.term)))
    return [(first, list(group)) for first, group in groupby(in_order, letter)]


def letter(term: content.Term) -> str:
    """The plain letter that a term stands under."""
    first = _plain(term.term)[:1].upper()
    return first if "A" <= first <= "Z" else OTHERS


def _plain(text: str) -> str:
    """Without accents, quotation marks and the like before the first letter."""
    spelled = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(sign for sign in spelled if not unicodedata.combining(sign))
    return plain.lstrip("“”\"'(.-–")
