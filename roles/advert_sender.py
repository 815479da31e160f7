"""Who writes a mail: where the signature begins, and where the sentences speak of the writer or of
the reader. The title that such a person has is none of the job."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from roles.advert_words import AdvertWord, word_set
from roles.title_words import folded

# Behind one of these stands who writes, and in the mail no more than so many words.
CLOSINGS = word_set("best wishes yours regards cheers thanks sincerely greetings br rgds")
CLOSED = re.compile(r"[ \t]*[,.!–—-]*[ \t]*\n")
MOST_BELOW, MOST_LINES = 32, 6
# As programs put it above a signature; longer ones part other things as well.
RULE = re.compile(r"^[ \t]*(?:--|[–—])[ \t]*$", re.MULTILINE)
LONG_RULE = re.compile(r"[ \t]*[-_–—=*]{2,}[ \t]*")
_NAME = r"[^\W\d_a-z][\w'’.-]*(?:[ \t]+[^\W\d_a-z][\w'’.-]*){0,2}"
# “Tom Smith”, “Tom, Product Manager at Lindhof”, and behind “Kind regards” on the same line.
NAME = re.compile(rf"[ \t]*({_NAME})[ \t]*(?:[,|/–—-][^\n]*)?")
CLOSED_BY_NAME = re.compile(rf"[ \t,]+({_NAME})[ \t]*(?:\n|[,|–—-][ \t])")
SENTENCE_ENDS = tuple(".!?)…")
# Of a line as much is looked at.
MOST_READ = 300
SPEAKING = word_set("i we you my our your us me im were ive weve id")
FEWEST_SAID = 4
# They stand in the name of a job or in a heading, and in nobody's.
NO_NAMES = folded(
    "manager engineer designer developer analyst lead head director owner master officer architect"
    " consultant coordinator product program project technical senior junior role roles job jobs"
    " position remote hybrid salary pay location apply hi hello dear hey we you our your the this"
    " tpm pm po title intern"
)
SELVES = word_set("yourself yourselves myself ourselves fellow")
# “As a product manager, I know.”
SPEAKERS = word_set("i ive im id")
READERS = word_set("you youll")
NEAR = 8


def closing(text: str, words: Sequence[AdvertWord]) -> int:
    """At which word a mail ends and the name of who wrote it begins."""
    ends = [*_closed(text, words), *_ruled_off(text, words), *_signed(text, words)]
    return min(ends, default=len(words))


def farewell(text: str, words: Sequence[AdvertWord]) -> int:
    """The same where words of parting say so: a line with a name may also begin a section."""
    return min(_closed(text, words), default=len(words))


def is_of_somebody(words: Sequence[AdvertWord], at: int) -> bool:
    """Whether “as a” at that word tells what the reader or the writer is: "as a TPM yourself"."""
    for word in words[at + 1 : at + 1 + NEAR]:
        if word.plain in SELVES | SPEAKERS:
            return True
        if word.is_first or word.plain in READERS:
            return False
    return False


def _closed(text: str, words: Sequence[AdvertWord]) -> Iterator[int]:
    for at in range(max(len(words) - MOST_BELOW, 1), len(words)):
        end = words[at].end
        if words[at].plain in CLOSINGS and (
            CLOSED.match(text, end) or _is_closed_by_name(text, words, at)
        ):
            yield at + 1


def _is_closed_by_name(text: str, words: Sequence[AdvertWord], at: int) -> bool:
    """Whether it is "Kind regards Tom", in a line of its own."""
    named = CLOSED_BY_NAME.match(text, words[at].end)
    if not named:
        return False
    begun = text.rfind("\n", 0, words[at].start) + 1
    is_alone = len(text[begun : words[at].start].split()) <= 2
    return is_alone and begun > 0 and _is_name(named[1])


def _ruled_off(text: str, words: Sequence[AdvertWord]) -> Iterator[int]:
    starts = [word.start for word in words]
    for rule in RULE.finditer(text):
        at = bisect_left(starts, rule.start())
        if at and len(words) - at <= MOST_BELOW:
            yield at


def _signed(text: str, words: Sequence[AdvertWord]) -> Iterator[int]:
    """Below the sentences of a mail a name, alone or with what its owner is."""
    lines = _last_lines(text)
    starts = [word.start for word in words]
    names = [_named(line) for _, line in lines]
    told = [each if "," in line else "" for each, (_, line) in zip(names, lines, strict=True)]
    for at in range(1, len(lines)):
        first = bisect_left(starts, lines[at][0])
        is_end = len(words) - first <= MOST_BELOW // 2
        # Of several in turn it is a list: “Ghent, Product Manager”.
        is_one = names[at] and not names[at - 1] and not _is_listed(told[at : at + 2])
        if is_one and is_end and _is_below_a_sentence(text, lines[at - 1], lines[at]):
            yield first


def _is_listed(told: Sequence[str]) -> bool:
    return len(told) > 1 and all(told)


def _last_lines(text: str) -> list[tuple[int, str]]:
    """Those that are not empty, each with its place."""
    lines: list[tuple[int, str]] = []
    end = len(text)
    while end > 0 and len(lines) <= MOST_LINES:
        start = text.rfind("\n", 0, end) + 1
        line = text[start:end]
        if line.strip():
            lines.insert(0, (start, line))
        end = start - 1
    return lines


def _is_below_a_sentence(text: str, above: tuple[int, str], line: tuple[int, str]) -> bool:
    begun, written = above
    if LONG_RULE.fullmatch(written):
        return True
    said = re.findall(r"[a-z]+", written[-MOST_READ:].casefold())
    is_spoken = len(said) >= FEWEST_SAID and not SPEAKING.isdisjoint(said)
    is_apart = text.count("\n", begun, line[0]) > 1
    is_closed = written.rstrip().endswith(SENTENCE_ENDS)
    return is_spoken or (is_closed and (is_apart or len(said) > 1))


def _named(line: str) -> str:
    """The name that a line begins with, empty where there is none."""
    found = NAME.fullmatch(line[:MOST_READ])
    return found[1] if found and _is_name(found[1]) else ""


def _is_name(written: str) -> bool:
    return NO_NAMES.isdisjoint(folded(written.casefold()))
