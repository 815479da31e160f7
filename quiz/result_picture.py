"""What the picture of a result shows: the first words and the bars, and nothing of the person."""

from __future__ import annotations

from collections.abc import Mapping

from quiz.findings import Findings, RoleFinding
from quiz.fit import Lean
from roles.social.facts import Name, ResultBar, ResultPicture

LEANS: Mapping[Lean, str] = {
    "leans-strongly": "leans strongly towards",
    "leans-towards": "leans towards",
    "leans-away": "leans away",
    "unclear": "unclear",
}


def result_picture(found: Findings, names: Mapping[str, Name], foot: str) -> ResultPicture:
    """`names` are those of the roles that have a page, by slug; `foot` says when it was found."""
    is_enough = found.status != "insufficient"
    return ResultPicture(
        headline=found.first.status_title,
        sentence=found.first.status_sentence,
        bars=tuple(_bar(role, names) for role in found.ranked) if is_enough else (),
        foot=foot,
    )


def _bar(role: RoleFinding, names: Mapping[str, Name]) -> ResultBar:
    return ResultBar(
        name=names.get(role.slug) or Name(role.name, "", "", role.name),
        points=role.bar.value,
        low=role.bar.low,
        high=role.bar.high,
        word=LEANS[role.lean],
    )
