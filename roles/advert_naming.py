"""Where the sentences of an advert or a mail call the job by a name.

"We are looking for a TPM", "a TPM role", "the role of TPM", "two openings: a product manager and a
TPM", "TPM at Lindhof?". Whom one works with, what somebody has been or is today, and who writes, is
no name of the job.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from roles.advert_acronyms import ACRONYMS
from roles.advert_evidence import NEGATIONS, is_denied
from roles.advert_sender import is_of_somebody
from roles.advert_words import FILLERS, AdvertWord, sentence, word_set
from roles.title_words import RANKS, folded

MOST_IN_SENTENCE, MOST_IN_LIST, MOST_LOOKED_UP = 10, 16, 12
# As far the sentence around it is looked at.
MOST_SAID, MOST_PAST = 20, 12
# In front of a title as many words may tell of it: "a very hands-on technical program manager".
MOST_BEFORE = 5
# In a mail of so few words an acronym is what it is about, wherever it stands.
SHORT_MAIL = 150
# Of a title that stands there by itself, as in "TPM at Lindhof?".
LONGEST_FRAGMENT = 10

SEEKING = word_set(
    "hiring seeking recruiting hire seek recruit need needs want wants find adding sourcing after"
    " seeks hires recruits require requires"
)
# Of these it is the reader who would be it: "you would make an excellent product owner".
BEING = word_set("become becoming be being make")
# “Interested in being our”.
ASKED_TO_BE = word_set("interested interest consider considering about imagine fancy")
CALLING = word_set("call calls called")
OFFERING = word_set("offer offering offers")
# Without an article behind them these tell whom one looks for.
HIRING = word_set("hiring seeking recruiting hire hires seek seeks recruit recruits sourcing")
HIRERS = word_set("we i is are am were im who currently now urgently always actively")
# "Asked to hire".
PLANS = word_set("looking want wants asked plan planning trying hoping need needs like")
# "Your application for", "I put you forward for".
APPLYING = word_set(
    "apply applied applying application forward consider considered considering considers interview"
    " shortlisted fit suited suitable perfect right candidate meet"
)
SEARCHING = word_set(
    "look looks looking searching search recruiting hiring hunting hunt lookout recruit hire"
    " interviewing"
)
JOINING = word_set("join joining joins start starting onboard work working")
PLACES = folded(
    "role position opening opportunity job vacancy seat spot req requirement mandate headcount"
    " assignment gig hire post"
)
NAMES = PLACES | folded("title")
# What is no longer to be had.
GONE = word_set("filled closed cancelled canceled gone taken")
# Where a title in a sentence ends.
ENDS = PLACES | word_set(
    "to who whom that which at in on for with you we i will is are has have within based of"
    " reporting joining join from as here"
)
# Whom one works with: "with our TPM".
BESIDE = word_set("with by alongside beside under to from between like unlike")
COUNTED = word_set("one two three four five several many other good great next first new another")
ALSO = word_set("also another additionally second too")
# Who writes.
WRITING = word_set("i im ive we were weve")
BOTH = word_set("both either")
ENDS_OF_LIST = BESIDE | word_set("who whom that which you we i will is are has have reporting")
# What somebody has been is no title of this job.
BEFORE = folded(
    "experience experienced background year worked working work served prior career profile"
    " currently previously"
)
OFFERED = word_set("will would to can could youll")
# What somebody has been or is: "your current role".
HELD = folded("current present previous last former recent old past")
ADDRESSED = word_set("you youre they theyre")
# "Such as a", "as well as a".
LIKENED = word_set("such well same just much")
LEADING = folded("director head vp vps manager lead leader")
OUR_FIELD = ACRONYMS | folded("product program project delivery engineering technical owner")
SHARED = folded("tpm pm tpgm pgm")
# "5 PM", "PM me".
NO_TITLE_BEHIND = word_set("me us if est cet gmt pst et pt")
MEANING = word_set("i e ie aka meaning namely")
FRAGMENT_ENDS = PLACES | word_set("at in with for needed wanted required sought")
HEADS = ACRONYMS | folded("manager owner")
SAYING = FILLERS | ENDS | SEEKING | SEARCHING | NEGATIONS | BEFORE
BRACKET = re.compile(r"[^\S\n]*[()\[\]]+[,;]?[^\S\n]*")

# Without one of these, a place or a colon nothing is called by a name.
LEADS = SEEKING | BEING | HIRING | SEARCHING | OFFERING | CALLING | word_set("as for")
# Places among the words; nothing is an empty stretch.
Span = tuple[int, int]


def named(text: str, words: Sequence[AdvertWord]) -> Iterator[Span]:
    """What the job is called where it is offered, and in a mail what stands alone: stretches with
    a word of our field."""
    yield from _in_sentences(text, words)
    if len(words) <= SHORT_MAIL:
        yield from _in_fragments(text, words)


def named_also(text: str, words: Sequence[AdvertWord]) -> Iterator[Span]:
    """What one more job is called where a text begins: "We also need a …"."""
    for first, last in _in_sentences(text, words[:SHORT_MAIL]):
        before = _said_before(words, first)[-MOST_BEFORE:]
        if any(word.plain in ALSO for word in before):
            yield first, last


def offered(text: str, words: Sequence[AdvertWord]) -> Iterator[Span]:
    """What a mail offers, of whatever field."""
    if len(words) <= SHORT_MAIL:
        for at, (first, last) in _called(text, words):
            if not _is_denied(words, min(at, first), first):
                yield first, last


def spoken_of(text: str, words: Sequence[AdvertWord]) -> Iterator[Span]:
    """Acronyms of several jobs, wherever they stand in a mail."""
    for at, word in enumerate(words):
        if len(words) <= SHORT_MAIL and word.folded in SHARED and _is_acronym(text, words, at):
            before = words[max(at - 1, 0) : at]
            is_other = _is_beside(words, at) or _is_past(words, at) or is_denied(words, at)
            if not (is_other or _is_gone(words, at)):
                yield at - (bool(before) and before[-1].folded in RANKS), at + 1


def _in_sentences(text: str, words: Sequence[AdvertWord]) -> Iterator[Span]:
    left = MOST_LOOKED_UP
    for at, (first, last) in _called(text, words):
        is_title = left and _may_be_title(words[first:last]) and not _is_gone(words, at)
        if is_title and not _is_denied(words, min(at, first), first):
            left -= 1
            spelt = _spelt_out(text, words, first, last)
            if _may_be_title(words[slice(*spelt)]):
                yield spelt
            yield first, last


def _called(text: str, words: Sequence[AdvertWord]) -> Iterator[tuple[int, Span]]:
    """What stands where a job is called by its name, with the place of the word that says so."""
    for at, word in enumerate(words):
        is_said = word.plain in LEADS or word.folded in NAMES
        if is_said or text[word.end : word.end + 1] == ":":
            spans = (_behind(text, words, at), _before(text, words, at))
            yield from ((at, span) for span in spans if span[0] < span[1])


def _in_fragments(text: str, words: Sequence[AdvertWord]) -> Iterator[Span]:
    """Titles that begin a sentence of few words: "Senior TPM at Lindhof?"."""
    left = MOST_LOOKED_UP
    for first, word in enumerate(words):
        if not word.is_first or not left:
            continue
        end = sentence(words, first)[1]
        last = first
        while last < end and words[last].plain not in FRAGMENT_ENDS:
            last += 1
            if "," in text[words[last - 1].end : words[last].start if last < end else None][:2]:
                break
        if end - first <= LONGEST_FRAGMENT and _is_title_alone(words[first:last]):
            left -= 1
            is_told = first and ":" in text[words[first - 1].end : word.start]
            yield first, max(last, _end_of_list(text, words, first) if is_told else last)


def _is_title_alone(words: Sequence[AdvertWord]) -> bool:
    """Whether they are no sentence, and end as titles do."""
    is_said = any(word.plain in SAYING for word in words)
    return _may_be_title(words) and words[-1].folded in HEADS and not is_said


def _is_beside(words: Sequence[AdvertWord], at: int) -> bool:
    """Whether it is whom one works with: "with our two TPMs"."""
    while at and not words[at].is_first:
        at -= 1
        is_told = words[at].plain in FILLERS | COUNTED or words[at].folded in RANKS
        if not is_told:
            return words[at].plain in BESIDE
    return False


def _is_acronym(text: str, words: Sequence[AdvertWord], at: int) -> bool:
    """Whether it is no version, no time of the day and no message: "TPM 2.0", "5 PM", "PM me"."""
    before = words[at - 1].plain if at else ""
    behind = words[at + 1].plain if at + 1 < len(words) else ""
    if words[at].folded != "pm":
        return not (behind.isdigit() and text[words[at].end] == " ")
    is_written_so = text[words[at].start : words[at].end].rstrip("s").isupper()
    return is_written_so and not before[-1:].isdigit() and behind not in NO_TITLE_BEHIND


def _is_denied(words: Sequence[AdvertWord], at: int, first: int) -> bool:
    """Whether it is "not looking for a …" at the one place, or "not a … role" at the other; "Why
    not join us as a …" asks."""
    is_asked = any(word.plain == "why" for word in words[max(at - 4, 0) : at])
    return not is_asked and (is_denied(words, at) or is_denied(words, first))


def _is_gone(words: Sequence[AdvertWord], at: int) -> bool:
    """Whether the sentence says that the job is given to somebody."""
    for word in words[at + 1 : at + MOST_SAID]:
        if word.is_first or word.plain in GONE:
            return word.plain in GONE and not word.is_first
    return False


def _spelt_out(text: str, words: Sequence[AdvertWord], first: int, last: int) -> Span:
    """What stands in brackets behind an acronym, or behind "i.e."."""
    at = last
    if at < len(words) and words[at].folded in PLACES:
        at += 1
    begun = at
    while at < len(words) and words[at].plain in MEANING:
        at += 1
    is_told = at > begun or (at < len(words) and "(" in text[words[at - 1].end : words[at].start])
    if not is_told or not any(word.folded in ACRONYMS for word in words[first:last]):
        return at, at
    at = _without_fillers(words, at)
    end = _end_of_title(words, at)
    return (at, at) if any(word.plain in NEGATIONS for word in words[at:end]) else (at, end)


def _may_be_title(words: Sequence[AdvertWord]) -> bool:
    """Whether it is worth a look."""
    return any(word.folded in OUR_FIELD for word in words[: MOST_BEFORE + 1])


def _behind(text: str, words: Sequence[AdvertWord], at: int) -> Span:
    """What stands behind "as a", "looking for a", "the role of", "two roles:"."""
    if _is_list(text, words, at):
        first = _without_fillers(words, at + 1)
        return first, _end_of_list(text, words, first)
    first = _lead_in(words, at)
    first = _without_fillers(words, first) if first else 0
    if not first or first >= len(words) or _is_past(words, at):
        return at, at
    return first, _end_of_title(words, first)


def _is_list(text: str, words: Sequence[AdvertWord], at: int) -> bool:
    """Whether what is offered is told behind a colon: "two roles at the moment:"."""
    if text[words[at].end : words[at].end + 1] != ":" or at + 1 == len(words):
        return False
    said = [*_said_before(words, at), words[at]]
    is_offer = any(word.folded in PLACES or word.plain in HIRING for word in said)
    return is_offer and not _is_past(words, at)


def _without_fillers(words: Sequence[AdvertWord], at: int) -> int:
    return _behind_all(words, at, FILLERS | COUNTED | BOTH)


def _end_of_title(words: Sequence[AdvertWord], first: int) -> int:
    end = first
    while end < len(words) and end - first < MOST_IN_SENTENCE and _goes_on(words, first, end):
        end += 1
    return end


def _goes_on(words: Sequence[AdvertWord], first: int, at: int) -> bool:
    # “Director of Program Management”.
    is_led = words[at].plain == "of" and at > first and words[at - 1].folded in LEADING
    return (
        is_led
        or (at > first and _is_as_well(words, at))
        or (words[at].plain not in ENDS and not (words[at].is_first and at > first))
    )


def _is_as_well(words: Sequence[AdvertWord], at: int) -> bool:
    """Whether it is of "as well as" or "along with", behind which stands one more."""
    around = " ".join(word.plain for word in words[max(at - 2, 0) : at + 3])
    if words[at].plain == "with":
        return "along with" in around
    return words[at].plain == "as" and "as well as" in around


def _end_of_list(text: str, words: Sequence[AdvertWord], first: int) -> int:
    """Over brackets to the end of the sentence, and over the points of a list that are titles."""
    end = first
    while end < len(words) and end - first < MOST_IN_LIST:
        is_cut = end > first and _is_cut(text, words, end)
        if words[end].plain in ENDS_OF_LIST or (is_cut and not _is_point(text, words, end)):
            break
        end += 1
    return end


def _is_point(text: str, words: Sequence[AdvertWord], at: int) -> bool:
    """Whether a line of few words begins there that ends in a title."""
    line = words[slice(*sentence(words, at))]
    return "\n" in text[words[at - 1].end : words[at].start] and _is_title_alone(line)


def _said_before(words: Sequence[AdvertWord], at: int) -> Sequence[AdvertWord]:
    """The nearest words before, of the same sentence."""
    first = at
    while first > max(at - MOST_SAID, 0) and not words[first].is_first:
        first -= 1
    return words[first:at]


def _is_cut(text: str, words: Sequence[AdvertWord], at: int) -> bool:
    """Whether a sentence or point begins there; within one, what brackets hold does not."""
    between = text[words[at - 1].end : words[at].start] if at else ""
    return words[at].is_first and not BRACKET.fullmatch(between)


def _lead_in(words: Sequence[AdvertWord], at: int) -> int:
    """Where a title may begin behind this word; 0 for nowhere."""
    if at + 1 == len(words) or words[at + 1].is_first:
        return 0
    if words[at].plain == "as":
        return _behind_as(words, at)
    if words[at].folded in NAMES and words[at + 1].plain in ("of", "as", "for", "is"):
        # “The role of the product manager is to decide.”
        is_of_all = [word.plain for word in words[at + 1 : at + 3]] == ["of", "the"]
        return 0 if is_of_all or _is_held(words, at) else at + 2
    if words[at].plain == "for" and _is_applying(words, at):
        return at + 1
    return _behind_verb(words, at)


def _is_applying(words: Sequence[AdvertWord], at: int) -> bool:
    """Whether somebody might do the job: "consider you for the"."""
    return any(word.plain in APPLYING for word in words[max(at - 3, 0) : at])


def _behind_verb(words: Sequence[AdvertWord], at: int) -> int:
    word, behind = words[at].plain, words[at + 1].plain
    is_theirs = _is_addressed(words, at)
    if word in OFFERING:
        return _behind_all(words, at + 1, ("you", "either"))
    if word in BEING:
        is_told = is_theirs or word.startswith("becom") or _is_ready(words, at)
        if word == "being":
            is_told = any(each.plain in ASKED_TO_BE for each in words[max(at - 3, 0) : at])
        return at + 1 if behind in FILLERS and is_told else 0
    if is_theirs:
        return 0
    if word in CALLING and behind in ("it", "this"):
        return at + 2
    if word in SEARCHING and behind == "for":
        return at + 2
    is_bare = word in HIRING and _is_hirer(words, at)
    is_after = word != "after" or _is_hirer(words, at)
    return at + 1 if is_bare or (word in SEEKING and behind in FILLERS and is_after) else 0


def _is_ready(words: Sequence[AdvertWord], at: int) -> bool:
    return any(word.plain == "ready" for word in words[max(at - 2, 0) : at])


def _behind_all(words: Sequence[AdvertWord], at: int, of: Collection[str]) -> int:
    """The first word from there on that is none of these."""
    while at < len(words) and words[at].plain in of:
        at += 1
    return at


def _behind_as(words: Sequence[AdvertWord], at: int) -> int:
    is_likened = at and not words[at].is_first and words[at - 1].plain in LIKENED
    if is_likened or _is_held(words, at) or is_of_somebody(words, at):
        return 0
    is_joined = any(word.plain in JOINING for word in _said_before(words, at))
    return at + 1 if words[at + 1].plain in FILLERS or is_joined else 0


def _is_addressed(words: Sequence[AdvertWord], at: int) -> bool:
    """Whether who reads it does so: "are you looking for a"."""
    return any(word.plain in ADDRESSED for word in words[max(at - 3, 0) : at])


def _is_hirer(words: Sequence[AdvertWord], at: int) -> bool:
    """Whether somebody hires, and it is no duty: "hiring product managers"."""
    if words[at].is_first:
        return words[at].plain.endswith("ing")
    before = [word.plain for word in words[max(at - 2, 0) : at]]
    is_planned = before[-1] == "to" and before[0] in PLANS
    return is_planned or before[-1] in HIRERS


def _is_held(words: Sequence[AdvertWord], at: int) -> bool:
    return any(word.folded in HELD for word in words[max(at - 4, 0) : at])


def _is_past(words: Sequence[AdvertWord], at: int) -> bool:
    """Whether the sentence has spoken of experience before; "you will work as" speaks of none."""
    for each in range(at, max(at - MOST_PAST, -1), -1):
        is_offered = each and words[each - 1].plain in OFFERED
        is_writers = words[at].plain != "as" and _is_writers_work(words, each)
        if words[each].folded in BEFORE and not (is_offered or is_writers):
            return True
        if words[each].is_first:
            return False
    return False


def _is_writers_work(words: Sequence[AdvertWord], at: int) -> bool:
    """Whether it is "I am working with a bank", who may need somebody."""
    before = [word.plain for word in words[max(at - 3, 0) : at]]
    is_with = any(word.plain in ("with", "for") for word in words[at + 1 : at + 2])
    return is_with and words[at].plain.startswith("work") and not WRITING.isdisjoint(before)


def _before(text: str, words: Sequence[AdvertWord], at: int) -> Span:
    """What stands before "role" or "position": "a Senior TPM role"."""
    first = at
    if words[at].folded not in PLACES or _is_cut(text, words, at):
        return at, at
    while first and at - first <= MOST_BEFORE and words[first - 1].plain not in ENDS | FILLERS:
        first -= 1
        if _is_cut(text, words, first):
            break
    return (at, at) if _is_held(words, at) else (first, at)
