"""Who leads those of a role, and is not one of them: "Director of Product Management"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from roles.title_meaning import TitleMeaning, stating
from roles.title_mentions import Mention, behind_of
from roles.title_relations import owner_of, relation_before
from roles.title_stretches import Located, heavy
from roles.title_words import OTHER_FIELDS, OTHER_JOBS, folded

# Who leads others, so that the name of their field tells whom.
LEADERS = folded("director head vp svp evp avp vicepresident president supervisor")
MANAGERS = frozenset(["manager", "managers", "mgr"])
# How far a leader's office reaches. Any other word before it says what else is led.
REACHES = folded(
    "vice executive managing associate global worldwide international regional corporate"
)


def of_leaders(mentions: Sequence[Mention], words: Sequence[Located]) -> TitleMeaning | None:
    named = {word.start for mention in mentions for word in mention.words}
    around = [word for word in words if word.start not in named]
    leader = next((word for word in around if _is_leader(word, words, named)), None)
    if leader is None or _is_helper(around) or owner_of(leader, words):
        return None
    # A title that stands whole before it is that title: “Product Manager, Director's Office”.
    if any(each.words[0].start < leader.start for each in mentions if not each.is_group):
        return None
    led = [mention for mention in mentions if mention.is_group and _is_led(mention, words, named)]
    if not led:
        return None
    meaning = stating([title for mention in led for title in mention.titles])
    return replace(meaning, kind="leads", titles=tuple(each.titles[0].title for each in led))


def _is_leader(word: Located, words: Sequence[Located], named: Collection[int]) -> bool:
    """Whether it is a leader of whatever field is named; a manager only where nothing else is said
    to be managed: not a “Community Manager”."""
    stretch = [each for each in words if each.part == word.part]
    at = stretch.index(word)
    start = max((n + 1 for n, each in enumerate(stretch[:at]) if each.start in named), default=0)
    before = heavy(stretch[start:at])
    if word.folded in LEADERS:
        return all(each.folded in REACHES | LEADERS for each in before)
    is_of_all = not before and not any(each.folded in OTHER_FIELDS for each in stretch)
    return word.plain in MANAGERS and is_of_all


def _is_led(mention: Mention, words: Sequence[Located], named: Collection[int]) -> bool:
    behind = [word for word in heavy(behind_of(mention, words)) if word.start not in named]
    is_closed = not behind or behind[0].folded in LEADERS or behind[0].plain in MANAGERS
    return is_closed and relation_before(mention.words[0], words)[0] != "to"


def _is_helper(words: Sequence[Located]) -> bool:
    jobs = OTHER_JOBS - LEADERS - {"vice", "executive", "chief"}
    return any(word.folded in jobs for word in words)
