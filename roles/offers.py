"""What a list of figures of pay holds, by the filters that would find it.

Figures have `role`, `country`, `company`, `place`, `source`, `level`, `industry` and `component`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

# A part of a country, or one industry, is in a list only where one is asked for.
NARROW = ("state", "metro", "industry")


def counts(figures: Iterable[Any], *, is_narrow: bool) -> Mapping[str, Counter[str]]:
    """By the name of a filter, how many of the figures each of its values would leave; of those
    that only a narrow list has, where it is one."""
    found: dict[str, Counter[str]] = {}
    for figure in figures:
        for name, value in _values(figure).items():
            if is_narrow or name not in NARROW:
                found.setdefault(name, Counter())[value] += 1
    return found


def _values(figure: Any) -> dict[str, str]:
    """What the figure has no value of is empty, which no choice is."""
    place = figure.place.code if figure.place else ""
    return {
        "role": figure.role.slug if figure.role else "",
        "country": figure.country or "",
        "level": figure.level,
        "company": figure.company.slug if figure.company else "",
        "component": figure.component,
        "source": figure.source.slug,
        "state": place,
        "metro": place,
        "industry": figure.industry,
    }
