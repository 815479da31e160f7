"""What a page shows of a decoding: the writer's own text in pieces, and what counted by family."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from roles.advert import Decoding
from roles.advert_content import AdvertQuestion, Signal
from roles.advert_evidence import TECHNICAL, EvidenceRow, Mark
from roles.advert_questions import PAY
from roles.advert_signals import FAMILIES, PhraseBook, lines_of
from roles.advert_verdict import UNREAD

# As many are asked back as a mail has room for; who decides tells the two jobs apart.
MOST_ASKED = 4
ASKED_FIRST = ("decides", "success", "teams", "pay", "level", "reports")
SPLITTING = ("decides", "success")
STEPS = 5
# Of which the three roles are.
PLANNED = ("product", "delivery")
# More are counted without being marked: a page of thousands is of use to nobody.
MOST_MARKED = 300
# Of a signal and a family: a star stands for any number of words.
MOST_PHRASES = 5
# On the page of a role.
MOST_NAMED = 12
# With these no phrase ends that stands by itself.
HANGING = frozenset(["of", "for", "in", "to", "with", "on", "and"])
_CHOICE = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True)
class TextPiece:
    """A stretch of the writer's text. Of a phrase that counted, `signal` is what it is a phrase of,
    `family` what that speaks for most, and `is_first` says that no phrase of the signal stands
    before it; of one that was not counted, `aside` says why."""

    text: str
    signal: Signal | None = None
    family: str = ""
    is_first: bool = False
    aside: str = ""
    is_title: bool = False


@dataclass(frozen=True)
class EvidenceLine:
    """A row as it is shown: the first of its signal is where the marks in the text lead. `more` is
    of how many phrases it is the sum, and 0 of a single one."""

    row: EvidenceRow
    signal: Signal
    is_first: bool = False
    more: int = 0


@dataclass(frozen=True)
class FamilyEvidence:
    """What counted for a family, or as technical: lines whose weights sum to the score. `said` is
    how many of them are of signals that speak for it most, as the text is marked."""

    key: str
    lines: tuple[EvidenceLine, ...]

    @property
    def score(self) -> float:
        return sum(line.row.weight for line in self.lines)

    @property
    def said(self) -> int:
        return sum(1 for line in self.lines if _speaks_for(line.signal) == self.key)

    @property
    def shown(self) -> list[list[EvidenceLine]]:
        """Those of a signal together, the heaviest first and behind them the rest in one."""
        signals: dict[str, list[EvidenceLine]] = {}
        for line in self.lines:
            signals.setdefault(line.signal.key, []).append(line)
        return [[*lines[:MOST_PHRASES], *_rest(lines[MOST_PHRASES:])] for lines in signals.values()]


@dataclass(frozen=True)
class RoleSignals:
    """What speaks for the work of a role: the heaviest signals by name, each with a few phrases,
    and of how many. `others` are the slugs of roles that the same speaks for."""

    family: str
    named: tuple[tuple[str, str], ...]
    count: int
    others: tuple[str, ...]


def _rest(lines: Sequence[EvidenceLine]) -> list[EvidenceLine]:
    if len(lines) < 2:
        return [*lines]
    weight = sum(line.row.weight for line in lines)
    times = sum(line.row.times for line in lines)
    row = replace(lines[0].row, phrase="", weight=weight, times=times)
    return [EvidenceLine(row, lines[0].signal, more=len(lines))]


def text_pieces(text: str, decoding: Decoding, book: PhraseBook) -> list[TextPiece]:
    """The whole text, from its first sign to its last, in order; what is more than plain text, as
    far as it is marked."""
    if decoding.why in UNREAD:
        return [TextPiece(text)]
    pieces: list[TextPiece] = []
    at, seen = 0, set[str]()
    for start, end, piece in islice(_told(text, decoding, book), MOST_MARKED):
        # Of two that overlap the one that begins first is shown.
        if start >= at:
            pieces += [TextPiece(text[at:start])] if start > at else []
            key = piece.signal.key if piece.signal else ""
            pieces.append(replace(piece, is_first=bool(key) and key not in seen))
            seen.add(key)
            at = end
    return pieces + ([TextPiece(text[at:])] if at < len(text) else [])


def _told(text: str, decoding: Decoding, book: PhraseBook) -> Iterator[tuple[int, int, TextPiece]]:
    """Whatever is more than plain text, by its place."""
    found = [(mark.start, mark.end, _phrase(text, mark, book)) for mark in decoding.marks]
    found += [
        (each.start, each.end, TextPiece(text[each.start : each.end], aside=each.why))
        for each in decoding.set_aside
    ]
    if decoding.title and decoding.title.place:
        start, end = decoding.title.place
        found.append((start, end, TextPiece(text[start:end], is_title=True)))
    # What stands in a title is shown as the title.
    yield from sorted(found, key=lambda each: (each[0], -each[1]))


def _phrase(text: str, mark: Mark, book: PhraseBook) -> TextPiece:
    signal = book.by_key[mark.signal]
    return TextPiece(text[mark.start : mark.end], signal, _speaks_for(signal))


def unmarked(decoding: Decoding, pieces: Sequence[TextPiece]) -> int:
    """How many phrases count that are not marked in the pieces, because there are so many."""
    places = len(decoding.marks) + len(decoding.set_aside) + bool(decoding.title)
    marked = sum(1 for each in pieces if each.signal)
    return len(decoding.marks) - marked if pieces and places > MOST_MARKED else 0


def by_family(decoding: Decoding, book: PhraseBook) -> list[FamilyEvidence]:
    """The families that anything counted for, the highest score first, and what is technical last.

    The first row of each signal is marked as such, over all of them.
    """
    rows = [*decoding.evidence, *decoding.technical_evidence]
    keys = sorted(FAMILIES, key=lambda key: -decoding.score.get(key, 0))
    seen: set[str] = set()
    found = [
        FamilyEvidence(key, tuple(_lines(rows, key, book, seen))) for key in (*keys, TECHNICAL)
    ]
    return [family for family in found if family.lines]


def _lines(
    rows: Sequence[EvidenceRow], family: str, book: PhraseBook, seen: set[str]
) -> Iterator[EvidenceLine]:
    """The heaviest first; adds each signal to those that were `seen`."""
    for row in sorted(rows, key=lambda row: -row.weight):
        if row.family == family:
            yield EvidenceLine(row, book.by_key[row.signal], is_first=row.signal not in seen)
            seen.add(row.signal)


def asked_back(
    decoding: Decoding, book: PhraseBook, *, is_split: bool = False
) -> list[AdvertQuestion]:
    """What the text leaves open, as many as are asked at once, what tells most first;
    without those that tell the jobs apart where a reply asks them already."""
    known = [key for key in ASKED_FIRST if key in decoding.asks]
    keys = [*known, *(key for key in decoding.asks if key not in known)]
    questions = {each.key: each for each in book.signals.questions}
    kept = [key for key in keys if not (is_split and key in SPLITTING)]
    return [_of_the_place(questions[key], decoding) for key in kept[:MOST_ASKED]]


def _of_the_place(question: AdvertQuestion, decoding: Decoding) -> AdvertQuestion:
    """Without the note of pay, which tells of a law of the European Union, where that is no law."""
    is_elsewhere = question.key == PAY and decoding.is_outside_eu
    return replace(question, note="") if is_elsewhere else question


def spoken_for(role: str, book: PhraseBook) -> RoleSignals | None:
    """What adverts of the work of a role say, by its slug; None where it is in no family."""
    family = book.family_of(role)
    # A signal speaks for what it weighs most for.
    own = [
        (signal, book.weights[signal.key][family])
        for signal in book.signals.signals
        if signal.weights and _speaks_for(signal) == family
    ]
    if not own:
        return None
    own.sort(key=lambda pair: -pair[1])
    named = [(each.name, spelt_out(each)) for each, _ in own[:MOST_NAMED]]
    others = [each for each in book.roles_of(family) if each != role]
    return RoleSignals(family, tuple(named), len(own), tuple(others))


def spelt_out(signal: Signal) -> str:
    """A phrase as somebody would write it, that says more than the name: of choices the first, and
    none with a star, which stands for half a word. Empty where there is none."""
    said = set(signal.name.split())
    written = (_CHOICE.sub(_first_choice, line).split() for line in lines_of(signal.phrases))
    return next((" ".join(each) for each in written if _is_telling(each, said)), "")


def _is_telling(words: Sequence[str], said: set[str]) -> bool:
    is_whole = not any("*" in word for word in words) and words[-1] not in HANGING
    return is_whole and len(words) > 1 and not said.issuperset(words)


def _first_choice(choice: re.Match[str]) -> str:
    return next((each for each in choice[1].split("|") if each and "*" not in each), "*")


def _speaks_for(signal: Signal) -> str:
    weights = signal.weights
    return max(FAMILIES, key=lambda each: weights.get(each, 0)) if weights else TECHNICAL


def to_plan(decoding: Decoding) -> list[str]:
    """The keys of the signals that say what the work of one of our roles asks for: those that speak
    for the family that it is, and for technical work; none where it is no such work."""
    if decoding.family not in PLANNED:
        return []
    rows = [row for row in decoding.evidence if row.family == decoding.family]
    heaviest = sorted([*rows, *decoding.technical_evidence], key=lambda row: -row.weight)
    return list(dict.fromkeys(row.signal for row in heaviest))


def technical_step(decoding: Decoding) -> int:
    """How technical, from 0, which is not at all, to STEPS."""
    return round(decoding.technical * STEPS)
