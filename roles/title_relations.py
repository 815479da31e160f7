"""Whether a title is only said of somebody else: "Wife of a Product Manager"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roles.title_jobs import SECOND_HEADS, head_of, may_be_job
from roles.title_mentions import Mention, behind_of
from roles.title_stretches import Located, heavy, last_part
from roles.title_words import APOSTROPHE, folded

RELATIONS = folded("of to for in with by from about under behind on around beside alongside near")
# What stands between words that no sign parts; some of these are no words of a title.
BESIDE = re.compile(r"\s*(?:(for|in|with)\s+)?")
# Who is hired, and is not somebody else's.
HIRING = folded(
    "hiring hire looking seeking searching search recruiting wanted needed need vacancy opening"
    " opportunity role position job title apply application"
)


def relation_before(word: Located, words: Sequence[Located]) -> tuple[str, Sequence[Located]]:
    """The preposition that a word hangs on, and what stands before it: “to” and “PA” of “PA to the
    Product Manager”. Without one both are empty."""
    at = words.index(word)
    while at and (beside := BESIDE.fullmatch(words[at].before.casefold())):
        if beside[1]:
            return beside[1], words[:at]
        at -= 1
        if words[at].folded in RELATIONS:
            return words[at].folded, words[:at]
        if not words[at].is_light:
            break
    return "", []


def owner_of(word: Located, words: Sequence[Located]) -> Located | None:
    """The noun that only has to do with what the word begins; none of who is hired as that."""
    _, before = relation_before(word, words)
    nouns = heavy(before)
    is_hired = any(each.folded in HIRING for each in before[-2:])
    return nouns[-1] if nouns and not is_hired else None


def somebody_else(mention: Mention, words: Sequence[Located]) -> Located | None:
    """The noun that the text is about, where that is not who goes by the title: “wife”, “sourcer”
    of “Sourcer - Product Managers”, “club” of “Product Managers' Club”."""
    first, last = mention.words[0], mention.words[-1]
    if owner := owner_of(first, words):
        return owner
    behind = behind_of(mention, words)
    is_owned = behind and APOSTROPHE.search(f"{last.written}{behind[0].before}")
    nouns = heavy(behind)
    # “TPM Manager” may be a TPM as well.
    if nouns and (is_owned or (may_be_job(nouns[-1]) and nouns[-1].folded not in SECOND_HEADS)):
        return nouns[-1]
    before = heavy(word for word in words if word.start < first.start and word.part != first.part)
    if before and mention.is_group:
        head = head_of(last_part(before))
        is_job = may_be_job(head) or head.folded == "partner"
        return head if is_job or not mention.is_field else None
    return None
