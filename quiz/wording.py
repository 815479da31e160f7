"""Words of the pages: those that a question explains, where they stand in it; names in a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quiz.definition import Word
from quiz.questions import Question


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A run of a text; `number` is that of the word that it is, None where it is none."""

    text: str
    number: int | None = None


def pieces(text: str, words: Iterable[Word]) -> Iterator[Piece]:
    """The text in pieces that make it up again, with every word in it a piece of its own."""
    numbers = {word.term.lower(): number for number, word in enumerate(words)}
    end = 0
    for match in _any_of(numbers).finditer(text):
        if before := text[end : match.start()]:
            yield Piece(text=before)
        yield Piece(text=match[0], number=numbers[match[0].lower()])
        end = match.end()
    if rest := text[end:]:
        yield Piece(text=rest)


def placed(question: Question) -> list[tuple[int, Word]]:
    """The words that a text of the question has, by their numbers."""
    return [(number, word) for number, word in enumerate(question.words) if number in _in(question)]


def unplaced(question: Question) -> list[Word]:
    """Those that stand in a choice alone, and have no place of their own: it is pressed whole."""
    return [word for number, word in enumerate(question.words) if number not in _in(question)]


def listed(names: Iterable[str], word: str = "and") -> str:
    """The names as a sentence has them: A, B and C; with semicolons where one has a comma itself,
    and a comma before the word where one has that.

    Of no name it is empty.
    """
    *others, last = list(names) or [""]
    if not others:
        return last
    # "Product Manager, Technical" is one title, and between commas would be read as two.
    if any("," in name for name in (*others, last)):
        return f"{'; '.join(others)}; {word} {last}"
    # Of a name that holds the word itself it would not be seen where it ends.
    is_unclear = any(f" {word} " in name for name in (*others, last))
    return f"{', '.join(others)}{',' if is_unclear else ''} {word} {last}"


def _in(question: Question) -> set[int | None]:
    texts = (question.text, question.a, question.b)
    return {piece.number for text in texts for piece in pieces(text, question.words)}


def _any_of(terms: Iterable[str]) -> re.Pattern[str]:
    # The longest first: "system design" is not "system". Of none, what stands nowhere.
    longest_first = sorted(map(re.escape, terms), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first) or '(?!)'})\b", re.IGNORECASE)
