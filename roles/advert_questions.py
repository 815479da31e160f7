"""Which of the questions that an advert should answer a text leaves open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from roles.advert_evidence import is_denied
from roles.advert_phrases import PhraseTree
from roles.advert_signals import PhraseBook
from roles.advert_words import AdvertWord, word_set

PAY, DECIDES = "pay", "decides"
# “Reports to: Head of Product”, “**Level:** Senior”: what stands behind belongs to it.
_LABEL = re.compile(r"[ \t*_]*:[ \t*_]*\n?[ \t*_]*")
# “Line manager: Jane”: what stands behind such a label is an answer, whatever it is.
_LABELS = {
    "reports": r"(?:reporting line|(?:line|reporting|your) manager|supervisor|reports (?:in)?to)",
    "level": r"(?:(?:seniority|experience|job|career|role) level|level|seniority|(?:job )?grade)",
    "success": r"(?:(?:your |key )?(?:kpis|okrs)|your (?:goals|targets)"
    r"|(?:success (?:metrics|measures|criteria)|measures of success))(?: (?:for|of|in) (?:the|this)"
    r" (?:role|job|position))?",
    "teams": r"(?:your )?(?:team|squad)",
}
_OPEN = r"(?:tb[acd]\b|to be|n/?a\b|not |depend|varies|various|competitive|open\b|any\b|flexible)"
_LABELLED = {
    key: re.compile(
        rf"(?:^|[\n.;|•\ue000\ue001]) {{0,3}}[*_•+-]{{0,3}} ?{label}"
        r"[*_]{0,3} ?[:–—][*_ ]{0,4}\n?[*_ ]{0,4}"
        rf"(?!{_OPEN})[^\W_]",
        re.IGNORECASE,
    )
    for key, label in _LABELS.items()
}
# A team by its name: “You sit in the Payments team.”
_NAMED_TEAM = re.compile(
    r"\b(?:[Yy]ou(?:['’]ll| will)? (?:sit|join|be (?:part of|embedded|placed)|work|lead)"
    r"|[Ee]mbedded|[Ss]its)(?: (?:in|within|on|into|of))? (?:the|our) (?:[A-Z][\w&-]{0,20} ){1,3}"
    r"(?:team|squad|pod|crew)\b"
)
# A letter that turns somebody down, and no advert that says whom it will not answer.
_THANKS = re.compile(
    r"\bthank(?:s| you) (?:so much |very much )?for (?:your (?:application|interest|time)"
    r"|(?:applying|interviewing|taking|meeting|speaking|considering))",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"\b(?:(?:not|won['’]t) (?:be )?(?:mov(?:e|ing) forward|mov(?:e|ing) ahead|proceed(?:ing)?"
    r"|progress(?:ing)?|taking your application)"
    r"|(?:forward|ahead|proceed|progress) with (?:other|another|different)"
    r" (?:candidate|applicant)s?"
    r"|not (?:been )?(?:selected|successful|shortlisted|chosen)|(?:has|have) been filled"
    r"|regret to (?:inform|tell|say)|other candidates whose)",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\b(?:if|should|only|whether|unless)\b[^.!?\n]{0,150}$", re.IGNORECASE)
LONGEST_REFUSAL = 250
# Their point ends no sentence: “Sr. Product Manager”.
_SHORTENED, _POINT = word_set("sr jr"), re.compile(r"\. ")


def open_questions(
    text: str, words: Sequence[AdvertWord], book: PhraseBook, *, is_pay_told: bool
) -> tuple[str, ...]:
    """The keys of what no phrase answers; pay that is written in the text answers that of pay, and
    a letter that offers no job leaves nothing open."""
    if len(words) <= LONGEST_REFUSAL and _is_refusal(text):
        return ()
    spoken = _with_labels(text, words)
    return tuple(
        question.key
        for question in book.signals.questions
        if not (question.key == PAY and is_pay_told)
        and not _is_answered(question.key, spoken, book.question_trees[question.key])
        and not _is_labelled(question.key, text)
    )


def _is_refusal(text: str) -> bool:
    """Whether it says that somebody who applied was not chosen."""
    return bool(_THANKS.search(text)) and any(
        not _CONDITION.search(text, max(found.start() - 150, 0), found.start())
        for found in _REFUSED.finditer(text)
    )


def _is_labelled(key: str, text: str) -> bool:
    """Whether a line that is called so says it, or a team is named."""
    label = _LABELLED.get(key)
    return bool(label and label.search(text)) or (key == "teams" and bool(_NAMED_TEAM.search(text)))


def _is_answered(key: str, words: Sequence[AdvertWord], tree: PhraseTree) -> bool:
    """Whether a phrase of it is said, and neither denied nor a part of one that only seems to."""
    return any(each.owner == key and not is_denied(words, each.first) for each in tree.each(words))


def _with_labels(text: str, words: Sequence[AdvertWord]) -> list[AdvertWord]:
    """The words, of which none begins a sentence right behind a colon or a shortened rank."""
    joined = list(words[:1])
    for last, word in pairwise(words):
        joins = _POINT if last.plain in _SHORTENED else _LABEL
        is_joined = word.is_first and joins.fullmatch(text, last.end, word.start)
        joined.append(word._replace(is_first=False) if is_joined else word)
    return joined
