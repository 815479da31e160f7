"""What to do after a result: one thing, by what it says first and by the nearest way in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from quiz import readiness
from quiz.headline import HeadlineKey
from quiz.paths import Path

NextKind = Literal[
    "neighbours", "answer", "further", "try", "adverts", "places", "gap", "background"
]
KINDS: Mapping[readiness.Status, NextKind] = {
    "ready": "adverts",
    "open": "places",
    "none-named": "places",
    "within-reach": "gap",
    "longer-route": "gap",
    "unknown": "background",
}


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """`path` is the way in that it is about, None where it is about none."""

    kind: NextKind
    path: Path | None = None


def next_step(said_first: HeadlineKey, path: Path | None, *, is_more_offered: bool) -> NextStep:
    """`path` is the nearest way into the one role that leads, None without a background."""
    if said_first == "low-interest":
        return NextStep(kind="neighbours")
    if said_first == "insufficient":
        return NextStep(kind="answer")
    if said_first != "clear":
        return NextStep(kind="further" if is_more_offered else "try")
    if path is None:
        return NextStep(kind="background")
    return NextStep(kind=KINDS[path.status], path=path)
