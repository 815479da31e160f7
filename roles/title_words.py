"""The words of a job title: how a title is read, and what each of its words tells.

Case, accents, punctuation, plurals and abbreviations do not matter. Words of rank ("senior", "II",
"L5"), of place and contract ("remote", "EMEA") have no weight; some words make a title another job
wherever they stand, others name another field, or belong to a second title.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

MOST_CHARACTERS = 300

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
APOSTROPHE = re.compile("['`\u2018\u2019\u02bc]")
BREAK = re.compile(
    "[,;:|()\\[\\]{}<>~\u00b7\u2022\u2013\u2014\u2190-\u21ff\u2794-\u27be]|\\s[-\u2010\u2212]+|[-\u2010\u2212]+\\s"
)
BREAK_WORDS = frozenset({",", "@", "at", "for", "in", "with"})
# In "Tech Lead Product Manager" neither word belongs to the second title.
TECH_LEAD = re.compile(
    r"\btech(?:nical)? lead\b|^(?:(?:senior|sr)\W+)?team lead(?=\s*[-,/&|(]|\s+and\b)"
)
TOKEN = re.compile(r"[^\W_]+|[,@]")
# Letters that no decomposition takes apart: ı, ł, ø, đ.
UNACCENTED = str.maketrans("\u0131\u0142\u00f8\u0111", "ilod")
# "P. M. T" is one acronym, and so is "PM-T"; but "a PM" and "PM I" are two words.
LETTERS = re.compile(r"\b([a-z]) (?=[a-z]\b)")
LETTER_BEHIND = re.compile(r"\b(pm|pgm)(?: ,)? ([b-hj-uwyz])\b")
LETTER_BEFORE = re.compile(r"\b([b-hj-uwyz]) (?=(?:pm|pgm)\b)")


@dataclass(frozen=True)
class TitleWord:
    """`part` counts the stretches between punctuation, `place` the words, both from 0."""

    plain: str
    folded: str
    part: int
    place: int
    is_employer: bool

    def respell(self, spellings: Iterable[str]) -> list[TitleWord]:
        return [replace(self, plain=spelling, folded=spelling) for spelling in spellings]


def fold(title: str) -> str:
    """The spelling that every way of writing the same words shares, for use as a key.

    Lower-case words in their own order, single spaces between; at most MOST_CHARACTERS are read.
    "Sr. Technical Programme-Mgrs" is "senior technical program manager"; "PM-T", "PM T" and "PMT"
    are all "pmt". Any text is accepted; without a letter or digit the key is empty.
    """
    return " ".join(word.folded for word in words_of(title))


def fold_word(word: str) -> str:
    """One lower-case word in its singular, written out: "mgrs" is "manager"."""
    word = ABBREVIATIONS.get(word, word).replace("management", "manager")
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    # “business”, “status” and “analysis” are no plurals.
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    # Again, since “mgrs” is an abbreviation only without its plural.
    return ABBREVIATIONS.get(word, word)


def folded(words: str) -> frozenset[str]:
    """The words as titles are read, for lists of them."""
    return frozenset(map(fold_word, words.split()))


RANKS = folded(
    "senior junior lead principal staff group distinguished mid midlevel entry experienced"
    " founding interim acting level grade"
)
ASIDES = folded(
    "a an and or the of vs versus i am as is are what whats my job role position title opening"
    " remote hybrid onsite wfh fulltime parttime full part time permanent temporary temp contract"
    " freelance all genders mwd mdw fmd mfd wmd mfx fmx mf fm hf fh req ref id"
    " emea apac latam amer americas europe eu uk us usa dach mena anz nordics benelux"
)
OTHER_JOBS = folded(
    "assistant deputy vice vicepresident vp svp evp avp president director chief head officer ceo"
    " cto cpo coo cfo cio founder cofounder executive secretary coordinator administrator analyst"
    " engineer designer architect consultant specialist recruiter coach nurse teacher scientist"
    " strategist planner scheduler buyer supervisor representative clerk technician researcher"
    " writer tester advisor adviser mentor instructor trainer trainee intern internship apprentice"
    " student graduate master office former ex past previous retired aspiring future wannabe"
    " non not no never"
)
OTHER_FIELDS = folded("marketing sales production")
OTHER_TITLES = folded("product program project manager owner associate leader techlead")
# Words in their own right, though a letter or two from one above or from a word of a known title.
PROPER_WORDS = folded(
    "produce protect protection prediction projection reproduction mechanical technically"
    " developed sensor directory direction directed resident farmer formed resistant assistance"
    " experience funding sounding reader lender loader header schedule trailer precious matter"
)
COMMON_WORDS = RANKS.union(ASIDES, OTHER_JOBS, OTHER_FIELDS, OTHER_TITLES, PROPER_WORDS)
LEVEL = re.compile(r"(?:l|ic|lvl|[egmpst])\d{1,2}|\d+|i{1,3}|iv|vi{0,3}")


def words_of(title: str) -> list[TitleWord]:
    """The words that a title is read as; "@" and "at" begin the name of an employer."""
    words: list[TitleWord] = []
    part, is_employer = 0, False
    for token in _tokens(title):
        if token in BREAK_WORDS:
            part, is_employer = part + 1, token in ("@", "at") and bool(words)
        else:
            words.append(TitleWord(token, fold_word(token), part, len(words), is_employer))
    return words


def as_read(title: str) -> str:
    """What is read of a title: its beginning, with single spaces."""
    return " ".join(title.split())[:MOST_CHARACTERS]


def _tokens(title: str) -> list[str]:
    # Cut first: decomposing may make many signs of one, and the text may be of any length.
    text = plain_letters(as_read(title))
    text = TECH_LEAD.sub("techlead", APOSTROPHE.sub("", text))
    text = BREAK.sub(" , ", text)
    text = " ".join(TOKEN.findall(text))
    text = LETTERS.sub(r"\1", text)
    text = LETTER_BEHIND.sub(r"\1\2", text)
    return LETTER_BEFORE.sub(r"\1", text).split()


def plain_letters(text: str) -> str:
    """Lower case, without accents and invisible characters."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    # Also what nobody sees, such as a space of no width inside a word.
    letters = (sign for sign in decomposed if unicodedata.category(sign) not in ("Mn", "Me", "Cf"))
    return unicodedata.normalize("NFC", "".join(letters)).translate(UNACCENTED)


def is_weightless(word: TitleWord) -> bool:
    """Whether it tells nothing of the job: rank, place, contract, level."""
    if word.folded in RANKS or word.folded in ASIDES:
        return True
    is_time = word.place == 0 and word.plain.isdigit()  # "5 PM"
    return bool(LEVEL.fullmatch(word.plain)) and not is_time


def is_other_job(word: TitleWord, end: int) -> bool:
    """Whether it makes the title another job; another field does so up to the part `end` only."""
    if word.folded in OTHER_FIELDS:
        return word.part <= end
    return word.folded in OTHER_JOBS or not any(map(str.isalpha, word.plain))


def is_other_title(word: TitleWord) -> bool:
    """Whether it may belong to a second title, as a single letter may."""
    return word.folded in OTHER_TITLES | OTHER_FIELDS or len(word.plain) == 1


def part_count(words: Iterable[TitleWord]) -> int:
    """Over how many stretches between punctuation they are spread."""
    return len({word.part for word in words})


def renumber(words: Iterable[TitleWord]) -> list[TitleWord]:
    """The words with the places that they have now."""
    return [replace(word, place=place) for place, word in enumerate(words)]
