"""Who leads those of a role, and is not one of them: "Director of Product Management"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roles.title_jobs import MANAGERS
from roles.title_meaning import TitleMeaning, stating
from roles.title_mentions import Mention, behind_of
from roles.title_stretches import Located, heavy
from roles.title_words import OTHER_JOBS, folded

# Who leads others, so that the name of their field tells whom.
LEADERS = folded("director head vp svp evp avp vicepresident supervisor")


def of_leaders(mentions: Sequence[Mention], words: Sequence[Located]) -> TitleMeaning | None:
    for mention in mentions:
        around = [word for word in words if word not in mention.words]
        behind = heavy(behind_of(mention, words))
        is_closed = not behind or behind[0].folded in LEADERS
        if mention.is_group and is_closed and _has_leader(around) and not _is_helper(around):
            return replace(stating(mention.titles), kind="leads")
    return None


def _has_leader(words: Sequence[Located]) -> bool:
    return any(word.folded in LEADERS or word.plain in MANAGERS for word in words)


def _is_helper(words: Sequence[Located]) -> bool:
    jobs = OTHER_JOBS - LEADERS - {"vice", "president", "executive", "chief"}
    return any(word.folded in jobs for word in words)
