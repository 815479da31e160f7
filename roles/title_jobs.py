"""Whether the words beside a known title make another job of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from roles.title_stretches import Located, heavy
from roles.title_words import OTHER_FIELDS, OTHER_JOBS, OTHER_TITLES, folded

MANAGERS = frozenset(["manager", "managers", "mgr", "mngr", "owner", "master"])
# Of a title that stands beside ours, or before it: “Account Manager”, “Team Lead”.
SECOND_HEADS = OTHER_TITLES - {"product", "program", "project", "associate"}
# Of a team or an office as often as of a person.
DESCRIBING = folded("office executive master student graduate past future")
NEGATIONS = folded("non not no never")
# Before a title: that it is not, or no longer, or not yet. “ex” and “former” are other jobs too.
DENIALS = NEGATIONS | folded(
    "ex former formerly past previous previously once unlike aspiring future wannabe retired"
)
# Before “technical”: that it is so in part.
DEGREES = folded(
    "less least semi half quasi pseudo hardly barely partly partially somewhat slightly"
)
# What makes another job of the title that it stands beside, and is no second job.
STATUSES = folded(
    "intern internship trainee apprentice student graduate assistant deputy vp svp evp avp"
    " vicepresident president director head chief former ex past previous retired"
)
# Before a title it is the job of those who manage that; behind it a topic.
FIELDS_BEFORE = frozenset({"property"})
SINGLE_JOBS = folded("developer programmer translator editor lawyer lecturer professor partner")
# The last word of a job that is none of ours, and what only sounds like one.
AGENT = re.compile(r"[^\W\d_]{3,}(?:er|or|ist|yst|ant|ian)")
NO_AGENTS = folded(
    "customer consumer computer server center career power vendor sensor user provider partner"
    " carrier courier adapter paper water order border compiler container router scanner printer"
    " browser folder newsletter register semiconductor factor sector interior exterior motor"
    " monitor error color behavior harbor labor tenant plant restaurant merchant grant quant member"
)


def fate_of(words: Sequence[Located], *, is_before: bool = False) -> str:
    """What a stretch beside a title makes of it: another job, a question, or nothing. Behind it
    what only sounds like a job is a topic: “Product Manager, Driver”."""
    weighty = heavy(words)
    if not weighty or is_denied(words):
        return ""
    head = head_of(words)
    if _is_job(head) and (head.folded not in DESCRIBING or len(weighty) == 1 or is_status(words)):
        is_manager = head.folded in SECOND_HEADS
        return "question" if is_manager and not in_brackets(words) else "another job"
    is_letter = len(weighty) == 1 and len(head.plain) == 1
    # Alone it is an employer as often: “Twitter, Product Manager”.
    is_plain = len(weighty) > 1 and (may_be_job(head) or head.folded == "partner")
    sounds = is_before and (is_plain or head.folded in SINGLE_JOBS)
    is_associate = head.plain == "associate"
    is_doubtful = is_letter or sounds or is_associate or head.folded in OTHER_FIELDS
    return "question" if is_doubtful else ""


def is_denied(words: Sequence[Located]) -> bool:
    """Whether a stretch says what somebody is not: “ex-Program Manager”, “not a TPM”."""
    return len(words) > 1 and words[0].folded in DENIALS


def is_in_part(front: Sequence[Located], first: Located) -> bool:
    """Whether a title is only partly technical: “Less Technical Product Manager”."""
    return front[-1:] != [] and front[-1].folded in DEGREES and first.folded == "technical"


def is_status(words: Sequence[Located]) -> bool:
    return all(word.folded in STATUSES | {"working", "vice"} for word in heavy(words))


def head_of(words: Sequence[Located]) -> Located:
    """The noun that the others describe: the last, or the one before “of” or “to”."""
    weighty = heavy(words)
    owners = [
        word
        for word, behind in pairwise(words)
        if behind.folded in ("of", "to") and not word.is_light
    ]
    return owners[0] if owners else weighty[-1]


def _is_job(word: Located) -> bool:
    """Whether it is the last word of a job."""
    named = word.folded in (OTHER_JOBS - NEGATIONS) | SECOND_HEADS or word.plain in MANAGERS
    return named and not word.is_field


def may_be_job(word: Located) -> bool:
    """That, or whether it sounds like one, as “developer” does."""
    sounds = bool(AGENT.fullmatch(word.plain)) and word.folded not in NO_AGENTS
    return _is_job(word) or sounds


def makes_another_job(front: Sequence[Located]) -> bool:
    is_denial = front[:1] and front[0].folded in DENIALS
    others = OTHER_JOBS | OTHER_FIELDS | FIELDS_BEFORE
    return bool(is_denial) or any(word.folded in others for word in heavy(front))


def in_brackets(words: Sequence[Located]) -> bool:
    return any(sign in words[0].before for sign in "([")
