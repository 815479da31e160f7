"""Which of the questions that an advert should answer a text leaves open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from roles.advert_evidence import is_denied
from roles.advert_phrases import PhraseTree
from roles.advert_signals import PhraseBook
from roles.advert_words import AdvertWord, word_set

PAY = "pay"
# “Reports to: Head of Product”, “**Level:** Senior”: what stands behind belongs to it.
_LABEL = re.compile(r"[ \t*_]*:[ \t*_]*\n?[ \t*_]*")
# Their point ends no sentence: “Sr. Product Manager”.
_SHORTENED, _POINT = word_set("sr jr"), re.compile(r"\. ")


def open_questions(
    text: str, words: Sequence[AdvertWord], book: PhraseBook, *, is_pay_told: bool
) -> tuple[str, ...]:
    """The keys of what no phrase answers; pay that is written in the text answers that of pay."""
    spoken = _with_labels(text, words)
    return tuple(
        question.key
        for question in book.signals.questions
        if not (question.key == PAY and is_pay_told)
        and not _is_answered(question.key, spoken, book.question_trees[question.key])
    )


def _is_answered(key: str, words: Sequence[AdvertWord], tree: PhraseTree) -> bool:
    """Whether a phrase of it is said, and neither denied nor a part of one that only seems to."""
    return any(each.owner == key and not is_denied(words, each.first) for each in tree.find(words))


def _with_labels(text: str, words: Sequence[AdvertWord]) -> list[AdvertWord]:
    """The words, of which none begins a sentence right behind a colon or a shortened rank."""
    joined = list(words[:1])
    for last, word in pairwise(words):
        joins = _POINT if last.plain in _SHORTENED else _LABEL
        is_joined = word.is_first and joins.fullmatch(text, last.end, word.start)
        joined.append(word._replace(is_first=False) if is_joined else word)
    return joined
