"""What a page says first of a decoding: what its title is, what its duties read like by themselves,
and the sentence that is true of both."""

from __future__ import annotations

from typing import Literal

from roles.advert import Decoding
from roles.advert_decision import MANAGER, families_of
from roles.advert_signals import FAMILIES, PhraseBook

# Why of a text nothing is said, whatever stands in it.
UNREAD = ("language", "cv", "adverts")
# Where a title of ours decides.
BY_TITLE = ("agree", "titled", "fitting", "hinting", "open", "apart")

TitleKind = Literal["", "one", "several", "leads", "another"]


def title_kind(decoding: Decoding, book: PhraseBook) -> TitleKind:
    """Whether the title names "one" family of our roles, "several" of which the duties decide, who
    "leads" those of a role, or "another" job; empty where it is none that we know."""
    title = decoding.title
    if title and title.is_of_another_job:
        return "another"
    families = families_of(book, title)
    if not (title and families):
        return ""
    if len(families) > 1:
        return "several"
    return "leads" if title.meaning.kind == "leads" else "one"


def duties(decoding: Decoding, book: PhraseBook) -> str:
    """The family that the duties read like without the title, empty where they do not decide."""
    return likely(decoding, book) if decoding.words >= book.signals.least_words else ""


def likely(decoding: Decoding, book: PhraseBook) -> str:
    """That, however short the text is."""
    limits = book.signals
    first, second = sorted(FAMILIES, key=lambda family: -decoding.score.get(family, 0))[:2]
    most, next_to_most = (decoding.score.get(family, 0) for family in (first, second))
    is_ahead = most >= limits.least_score and most - next_to_most >= limits.leaning_margin * most
    return first if is_ahead else ""


def verdict(decoding: Decoding, book: PhraseBook) -> str:
    """Which sentence the page says first.

    Of a text that is not read, why: "empty", "address", or one of UNREAD. Of too little to tell,
    "which" of the jobs of a title it is, "another" job by its title, "unknown" of a long text, else
    "little". "contradicted" and "two"; "manager" and "none" of our roles, which "outside" says of a
    title that is partly ours. By a title of ours, which its duties bear out ("agree"), say nothing
    of ("titled"), leave open ("open") or speak against, though not enough ("apart"); duties of a
    short text fit it ("fitting") or hint at other work ("hinting"). By the duties:
    "narrowed" among the jobs of a title, "nearest" where they lean to work of none of these,
    "against" the title of another job, and "duties" without a title.
    """
    if decoding.why in ("empty", "address", *UNREAD):
        return decoding.why
    kind = title_kind(decoding, book)
    if decoding.state == "little":
        return _of_little(decoding, book, kind)
    if decoding.state == "two":
        return {"title": "contradicted", "jobs": "which"}.get(decoding.why, "two")
    if decoding.state == "none":
        return _of_none(decoding, kind)
    if kind in ("one", "leads"):
        return _by_title(decoding, book)
    if kind == "several":
        is_theirs = duties(decoding, book) in ("", decoding.family)
        return "narrowed" if is_theirs else "nearest"
    return "against" if kind == "another" else "duties"


def _of_little(decoding: Decoding, book: PhraseBook, kind: TitleKind) -> str:
    if kind in ("several", "another"):
        return "which" if kind == "several" else "another"
    return "unknown" if decoding.words >= book.signals.clear_words else "little"


def _of_none(decoding: Decoding, kind: TitleKind) -> str:
    if kind == "several":
        return "outside"
    return "manager" if decoding.family == MANAGER else "none"


def _by_title(decoding: Decoding, book: PhraseBook) -> str:
    read, is_long = likely(decoding, book), decoding.words >= book.signals.least_words
    if read and is_long:
        return "agree" if read == decoding.family else "apart"
    if read:
        return "fitting" if read == decoding.family else "hinting"
    most = max(decoding.score.values(), default=0)
    return "open" if is_long and most >= book.signals.least_score else "titled"
