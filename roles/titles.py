"""Job titles, however they are written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

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


@dataclass(frozen=True)
class _Word:
    """`part` counts the stretches between punctuation, `place` the words, both from 0."""

    plain: str
    folded: str
    part: int
    place: int
    is_employer: bool


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
