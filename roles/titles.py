"""Which role a job title stands for.

A title is read as words. Case, accents, punctuation, plurals, abbreviations and word order do
not matter, and neither do words of rank ("senior", "II", "L5"), of place and contract
("remote", "EMEA") or the employer after "@" or "at". The known title that accounts for most of
the words is the one that counts, so "Technical Product Manager" never answers "Product Manager".
What the words left over are, and where they stand, decides how much is claimed:

* known: nothing is left over, or only topics set off behind the title by punctuation or "for",
  "in", "with" ("Product Manager, Payments"). The same title of several roles names them all.
* narrower: topics stand directly in front of the title, which ends its part unbroken ("Growth
  Product Manager"). In "Product Growth Manager" or "General Manager, Product" it is broken:
  another job.
* similar: a question, never a statement. A topic stands elsewhere ("Product Manager Payments"
  may end in a noun that makes it another job); a word of a second title is left over ("Product
  or Project Manager", "Technical PM"); two titles account for as many words; or a word had to be
  corrected.
* unknown: everything else. A word that makes it another job ("assistant", "director", "former",
  "engineer") does so wherever it stands, spelled right or wrong; one that names another field
  ("marketing", "sales", "production") too, though set off behind the title it is a question.

A word is corrected to the nearest words of known titles: one letter wrong, missing, doubled or
swapped from five letters on, two from eight on. Shorter words ("TPM") and proper words ("produce",
"mechanical") stay what they are. Spaces lost or added inside a title cost nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, product
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

Kind = Literal["known", "narrower", "similar", "unknown"]

_Key = frozenset[tuple[str, int]]

MOST_CHARACTERS = 300
MOST_WORDS = 16
MOST_EXTRA = 4
MOST_SIMILAR = 6
MOST_READINGS = 24

ABBREVIATIONS = {
    "assoc": "associate",
    "asst": "assistant",
    "dir": "director",
    "eng": "engineering",
    "engg": "engineering",
    "engr": "engineer",
    "infra": "infrastructure",
    "jnr": "junior",
    "jr": "junior",
    "mgmt": "manager",
    "mgr": "manager",
    "mgt": "manager",
    "mngr": "manager",
    "pms": "pm",
    "prin": "principal",
    "programme": "program",
    "proj": "project",
    "snr": "senior",
    "sr": "senior",
    "tech": "technical",
}
# Either of them may be meant, so they are corrected, not folded.
SHORTENED = {"prod": ("product", "production"), "prog": ("program", "programming")}


def fold(title: str) -> str:
    """The spelling that every way of writing the same words shares, for use as a key.

    Lower-case words in their own order, single spaces between; at most MOST_CHARACTERS are read.
    "Sr. Technical Programme-Mgrs" is "senior technical program manager"; "PM-T", "PM T" and "PMT"
    are all "pmt". Any text is accepted; without a letter or digit the key is empty.
    """
    return " ".join(word.folded for word in _words(title))


def _fold_word(word: str) -> str:
    word = ABBREVIATIONS.get(word, word).replace("management", "manager")
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return ABBREVIATIONS.get(word, word)


def _folded(words: str) -> frozenset[str]:
    return frozenset(map(_fold_word, words.split()))


RANKS = _folded(
    "senior junior lead principal staff group distinguished mid midlevel entry experienced"
    " founding interim acting level grade"
)
ASIDES = _folded(
    "a an and or the of vs versus i am as is are what whats my job role position title opening"
    " remote hybrid onsite wfh fulltime parttime full part time permanent temporary temp contract"
    " freelance all genders mwd mdw fmd mfd wmd mfx fmx mf fm hf fh req ref id"
    " emea apac latam amer americas europe eu uk us usa dach mena anz nordics benelux"
)
OTHER_JOBS = _folded(
    "assistant deputy vice vicepresident vp svp evp avp president director chief head officer ceo"
    " cto cpo coo cfo cio founder cofounder executive secretary coordinator administrator analyst"
    " engineer designer architect consultant specialist recruiter coach nurse teacher scientist"
    " strategist planner scheduler buyer supervisor representative clerk technician researcher"
    " writer tester advisor adviser mentor instructor trainer trainee intern internship apprentice"
    " student graduate master office former ex past previous retired aspiring future wannabe"
    " non not no never"
)
OTHER_FIELDS = _folded("marketing sales production")
OTHER_TITLES = _folded("product program project manager owner associate leader techlead")
# Words in their own right, though a letter or two from one above or from a word of a known title.
PROPER_WORDS = _folded(
    "produce protect protection prediction projection reproduction mechanical technically"
    " developed sensor directory direction directed resident farmer formed resistant assistance"
    " experience funding sounding reader lender loader header schedule trailer precious matter"
)
COMMON_WORDS = RANKS.union(ASIDES, OTHER_JOBS, OTHER_FIELDS, OTHER_TITLES, PROPER_WORDS)
# Among shorter ones, too many proper words are a letter away: "trade" is no misspelt "grade".
CORRECTABLE = {word for word in COMMON_WORDS - ASIDES - PROPER_WORDS if len(word) > 5}
LEVEL = re.compile(r"(?:l|ic|lvl|[egmpst])\d{1,2}|\d+|i{1,3}|iv|vi{0,3}")


@dataclass(frozen=True)
class KnownTitle:
    """A title as people write it, and the slug of a role it stands for."""

    title: str
    role: str


@dataclass(frozen=True)
class TitleAnswer:
    """What a title is; the module says what the kinds mean.

    `roles` are slugs in the order of the known titles: several when the title is ambiguous, none
    for similar and unknown. `title` is the known title matched, as it was given, and `extra` the
    lower-case words that narrow it. `similar` are the titles to ask about, at most MOST_SIMILAR.
    """

    kind: Kind
    roles: tuple[str, ...] = ()
    title: str = ""
    extra: str = ""
    similar: tuple[KnownTitle, ...] = ()


class Index:
    """Known titles made ready for many queries; nothing changes it, so threads may share it."""

    def __init__(self, known: Iterable[KnownTitle]) -> None:
        self._entries: dict[_Key, _Entry] = {}
        for title in known:
            self._add(title, tuple(word.folded for word in _words(title.title)))
        self._spellings = _spellings(self._entries.values())
        self._words = frozenset(chain(*(entry.words for entry in self._entries.values())))
        self._targets = [word for word in {*self._spellings, *CORRECTABLE} if len(word) > 4]

    def look_up(self, query: str) -> TitleAnswer:
        """The answer to any text; none raises, and one without words is unknown."""
        words = _words(query)
        if len(words) > MOST_WORDS:
            return TitleAnswer("unknown")
        if exact := self._entries.get(_key(words)):
            return _Verdict("known", (exact,), exact.roles).answer()
        words = self._respaced([word for word in words if not word.is_employer])
        verdict = self._judged(words)
        if verdict.kind != "known" or verdict.extra:
            verdict = self._corrected(words) or verdict
        return verdict.answer()

    def _add(self, title: KnownTitle, words: tuple[str, ...]) -> None:
        """The first title of a role with these words is the one that answers name."""
        if words:
            key = _counted(words)
            self._entries[key] = self._entries.get(key, _Entry(words)).standing_for(title)

    def _judged(self, words: Sequence[_Word]) -> _Verdict:
        have = _key(words)
        inside = [entry for key, entry in self._entries.items() if key <= have]
        claims = [self._claim(entry, inside, words) for entry in _foremost(inside, words)]
        claims = [claim for claim in claims if claim.kind != "unknown"]
        if len({claim.roles for claim in claims}) > 1:
            return _question(claims)
        return min(claims, key=lambda claim: STRONGEST_FIRST.index(claim.kind), default=UNKNOWN)

    def _claim(self, entry: _Entry, inside: Sequence[_Entry], words: Sequence[_Word]) -> _Verdict:
        matched, rest = _parted(entry, words)
        roles, rest = self._agreed(entry.roles, rest)
        end = max(word.part for word in matched)
        if any(_is_other_job(word, end) for word in rest):
            return UNKNOWN
        if not roles or any(_is_other_title(word) for word in rest):
            return _doubt(_largest(inside), inside, words)
        if len(entry.words) == 1 and (others := self._sharing(rest, entry.roles)):
            return _doubt([entry, *others], inside, words)
        kind = _kind(matched, rest, inside)
        if kind == "similar":
            return _doubt([entry, *_unbroken(inside, words)], inside, words)
        return _Verdict(kind, (entry,), roles, " ".join(word.plain for word in rest))

    def _sharing(self, rest: Sequence[_Word], roles: Sequence[str]) -> list[_Entry]:
        """Titles of other roles with a word left over, for which an acronym may be short too."""
        left = {word.folded for word in rest}
        return [
            entry
            for entry in self._entries.values()
            if left & set(entry.words) and not set(entry.roles) <= set(roles)
        ]

    def _agreed(
        self, roles: tuple[str, ...], rest: Sequence[_Word]
    ) -> tuple[tuple[str, ...], list[_Word]]:
        """The roles on which the acronyms left over agree: "Technical Program Manager (TPM)"."""
        others = []
        for word in rest:
            if acronym := self._entries.get(_key([word])):
                roles = tuple(role for role in roles if role in acronym.roles)
            else:
                others.append(word)
        return roles, others

    def _respaced(self, words: Sequence[_Word]) -> list[_Word]:
        joined: list[_Word] = []
        for word in words:
            if joined and (whole := self._joined(joined[-1], word)):
                joined[-1] = whole
            else:
                joined.append(word)
        return _numbered(chain(*map(self._split, joined)))

    def _joined(self, first: _Word, second: _Word) -> _Word | None:
        plain = first.plain + second.plain
        if first.part != second.part or len(plain) < 5 or _fold_word(plain) not in self._words:
            return None
        if self._is_word(first) and self._is_word(second):
            return None
        return replace(first, plain=plain, folded=_fold_word(plain))

    def _split(self, word: _Word) -> list[_Word]:
        if self._is_word(word):
            return [word]
        without_level = word.folded.rstrip("0123456789")
        if without_level in self._words:
            return word.spelled([without_level])
        return word.spelled(self._spellings.get(word.folded, ())) or [word]

    def _is_word(self, word: _Word) -> bool:
        return word.folded in self._words or word.folded in COMMON_WORDS

    def _corrected(self, words: Sequence[_Word]) -> _Verdict | None:
        choices = [self._corrections(word) for word in words]
        if not any(choices):
            return None
        readings = product(
            *(choice or [[word]] for choice, word in zip(choices, words, strict=True))
        )
        first = islice(readings, MOST_READINGS)
        return _question([self._judged(_numbered(chain(*reading))) for reading in first])

    def _corrections(self, word: _Word) -> list[list[_Word]]:
        if self._is_word(word):
            return []
        nearest = SHORTENED.get(word.plain) or self._nearest(word)
        return [word.spelled(self._spellings.get(spelling, (spelling,))) for spelling in nearest]

    def _nearest(self, word: _Word) -> list[str]:
        found: dict[str, int] = {}
        for spelling in (word.plain, word.folded):
            for target, distance in _within_two(spelling, self._targets):
                if distance <= self._tolerance(spelling, target):
                    found[target] = min(distance, found.get(target, distance))
        return sorted(target for target in found if found[target] == min(found.values()))

    def _tolerance(self, spelling: str, target: str) -> int:
        """Letters that may be wrong; the words that only rule a title out get one at most."""
        shorter = min(len(spelling), len(target))
        if shorter < 5:
            return 0
        return 2 if shorter >= 8 and target in self._spellings else 1


STRONGEST_FIRST = ("known", "narrower", "similar")


@dataclass(frozen=True)
class _Word:
    """`part` counts the stretches between punctuation, `place` the words, both from 0."""

    plain: str
    folded: str
    part: int
    place: int
    is_employer: bool

    def spelled(self, spellings: Iterable[str]) -> list[_Word]:
        return [replace(self, plain=spelling, folded=spelling) for spelling in spellings]


@dataclass(frozen=True)
class _Entry:
    """The known titles of the same words: one for each role they stand for."""

    words: tuple[str, ...]
    titles: tuple[KnownTitle, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(title.role for title in self.titles)

    def standing_for(self, title: KnownTitle) -> _Entry:
        return self if title.role in self.roles else replace(self, titles=(*self.titles, title))


@dataclass(frozen=True)
class _Verdict:
    kind: Kind
    entries: tuple[_Entry, ...] = ()
    roles: tuple[str, ...] = ()
    extra: str = ""

    def answer(self) -> TitleAnswer:
        if self.kind == "unknown":
            return TitleAnswer("unknown")
        titles = tuple(chain(*(entry.titles for entry in self.entries)))
        if self.kind == "similar":
            return TitleAnswer("similar", similar=titles[:MOST_SIMILAR])
        return TitleAnswer(self.kind, self.roles, titles[0].title, self.extra)


UNKNOWN = _Verdict("unknown")


def _question(verdicts: Iterable[_Verdict]) -> _Verdict:
    entries = tuple(dict.fromkeys(chain(*(verdict.entries for verdict in verdicts))))
    return _Verdict("similar", entries) if entries else UNKNOWN


def _doubt(entries: Iterable[_Entry], inside: Sequence[_Entry], words: Sequence[_Word]) -> _Verdict:
    """A question, provided that one title at least is there unbroken."""
    if not _unbroken(inside, words):
        return UNKNOWN
    entries = tuple(dict.fromkeys(entries))
    return _Verdict("similar", entries, entries[0].roles)


def _foremost(inside: Sequence[_Entry], words: Sequence[_Word]) -> Sequence[_Entry]:
    most = max((len(entry.words) for entry in inside), default=0)
    longest = [entry for entry in inside if len(entry.words) == most]
    return _unbroken(longest, words) or longest


def _largest(inside: Sequence[_Entry]) -> list[_Entry]:
    keys = [_counted(entry.words) for entry in inside]
    return [
        entry
        for entry, key in zip(inside, keys, strict=True)
        if not any(key < other for other in keys)
    ]


def _unbroken(entries: Iterable[_Entry], words: Sequence[_Word]) -> list[_Entry]:
    return [entry for entry in entries if _is_unbroken(entry, words)]


def _is_unbroken(entry: _Entry, words: Sequence[_Word]) -> bool:
    heard = [word for word in words if word.folded in entry.words or not _is_weightless(word)]
    size = len(entry.words)
    stretches = (heard[start : start + size] for start in range(len(heard) - size + 1))
    return any(
        tuple(word.folded for word in stretch) == entry.words and _parts(stretch) == 1
        for stretch in stretches
    )


def _kind(matched: Sequence[_Word], rest: Sequence[_Word], inside: Iterable[_Entry]) -> Kind:
    end = max(word.part for word in matched)
    others = [word for word in rest if word.part <= end]
    if len(rest) > MOST_EXTRA:
        return "similar"
    if not others:
        return "known"
    is_in_front = others[-1].place < matched[0].place and _parts([*others, *matched]) == 1
    return "narrower" if is_in_front and _ends_in_title(matched, inside) else "similar"


def _ends_in_title(matched: Sequence[_Word], inside: Iterable[_Entry]) -> bool:
    spelled = tuple(word.folded for word in matched)
    return any(spelled[-len(entry.words) :] == entry.words for entry in inside)


def _parted(entry: _Entry, words: Sequence[_Word]) -> tuple[list[_Word], list[_Word]]:
    """The words of the entry, and those left over that have weight."""
    wanted = Counter(entry.words)
    matched, rest = [], []
    for word in words:
        if wanted[word.folded] > 0:
            wanted[word.folded] -= 1
            matched.append(word)
        elif not _is_weightless(word):
            rest.append(word)
    return matched, rest


def _is_weightless(word: _Word) -> bool:
    if word.folded in RANKS or word.folded in ASIDES:
        return True
    is_time = word.place == 0 and word.plain.isdigit()  # "5 PM"
    return bool(LEVEL.fullmatch(word.plain)) and not is_time


def _is_other_job(word: _Word, end: int) -> bool:
    if word.folded in OTHER_FIELDS:
        return word.part <= end
    return word.folded in OTHER_JOBS or not any(map(str.isalpha, word.plain))


def _is_other_title(word: _Word) -> bool:
    return word.folded in OTHER_TITLES | OTHER_FIELDS or len(word.plain) == 1


def _parts(words: Iterable[_Word]) -> int:
    return len({word.part for word in words})


def _numbered(words: Iterable[_Word]) -> list[_Word]:
    return [replace(word, place=place) for place, word in enumerate(words)]


def _key(words: Iterable[_Word]) -> _Key:
    return _counted(word.folded for word in words)


def _counted(words: Iterable[str]) -> _Key:
    """Each word with its count so far, so that < means: has all these words and more."""
    seen: Counter[str] = Counter()
    counted = set()
    for word in words:
        seen[word] += 1
        counted.add((word, seen[word]))
    return frozenset(counted)


def _spellings(entries: Iterable[_Entry]) -> dict[str, tuple[str, ...]]:
    """Every stretch of a known title written as one word, and the words it is made of."""
    stretches = {stretch for entry in entries for stretch in _stretches(entry.words)}
    ordered = sorted(stretches, key=lambda stretch: (-len(stretch), stretch))
    return {"".join(stretch): stretch for stretch in ordered}


def _stretches(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            yield words[start:end]


def _within_two(spelling: str, targets: Sequence[str]) -> Iterator[tuple[str, int]]:
    near = process.extract(spelling, targets, scorer=OSA.distance, score_cutoff=2, limit=None)
    for target, distance, _ in near:
        yield target, int(distance)


APOSTROPHE = re.compile("['`\u2018\u2019\u02bc]")
BREAK = re.compile(
    "[,;:|()\\[\\]{}<>\u00b7\u2022\u2013\u2014]|\\s[-\u2010\u2212]+|[-\u2010\u2212]+\\s"
)
BREAK_WORDS = frozenset({",", "@", "at", "for", "in", "with"})
# In "Tech Lead / Product Manager" neither word belongs to the second title.
TECH_LEAD = re.compile(
    r"^(?:(?:senior|sr)\W+)?(?:tech(?:nical)?|team) lead(?=\s*[-,/&|(]|\s+and\b)"
)
TOKEN = re.compile(r"[^\W_]+|[,@]")
UNACCENTED = str.maketrans("\u0131\u0142\u00f8\u0111", "ilod")
# "P. M. T" is one acronym, and so is "PM-T"; but "a PM" and "PM I" are two words.
LETTERS = re.compile(r"\b([a-z]) (?=[a-z]\b)")
LETTER_BEHIND = re.compile(r"\b(pm|pgm)(?: ,)? ([b-hj-uwyz])\b")
LETTER_BEFORE = re.compile(r"\b([b-hj-uwyz]) (?=(?:pm|pgm)\b)")


def _words(title: str) -> list[_Word]:
    words: list[_Word] = []
    part, is_employer = 0, False
    for token in _tokens(title):
        if token in BREAK_WORDS:
            part, is_employer = part + 1, token in ("@", "at") and bool(words)
        else:
            words.append(_Word(token, _fold_word(token), part, len(words), is_employer))
    return words


def _tokens(title: str) -> list[str]:
    text = _plain_letters(" ".join(title.split())[:MOST_CHARACTERS])
    text = TECH_LEAD.sub("techlead", APOSTROPHE.sub("", text))
    text = BREAK.sub(" , ", text)
    text = " ".join(TOKEN.findall(text))
    text = LETTERS.sub(r"\1", text)
    text = LETTER_BEHIND.sub(r"\1\2", text)
    return LETTER_BEFORE.sub(r"\1", text).split()


def _plain_letters(text: str) -> str:
    """Lower case, without accents and invisible characters."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    kept = (mark for mark in decomposed if unicodedata.category(mark) not in ("Mn", "Me", "Cf"))
    return unicodedata.normalize("NFC", "".join(kept)).translate(UNACCENTED)
