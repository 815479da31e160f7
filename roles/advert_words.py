"""The words of an advert or a mail, each with its place in the writer's own text.

They are folded as titles are, so that "roadmaps" and "Roadmap" are one word. Mark-up is blanked out
in place, sign for sign: what is found in the rest stands at the same place in the text as it came.
Everything here takes time in proportion to the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from typing import NamedTuple

from roles.title_words import fold_word, plain_letters

# Accents written apart, and what nobody sees, stand inside of words.
_INSIDE = "\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e"
_ASCII_WORD = re.compile(r"[A-Za-z0-9]+(?:'[A-Za-z]+)?(?:\+\+|#)?")
_WORD = re.compile(rf"(?:[^\W_]|[{_INSIDE}])+(?:['\u2019](?:[^\W_]|[{_INSIDE}])+)?(?:\+\+|#)?")
# What is longer is no word, and a single sign can stand for many letters.
LONGEST_WORD = 60
_POSSESSIVE = re.compile("['\u2019]s$")
_QUOTES = str.maketrans("", "", "'\u2019")
# Where a phrase ends: between sentences, points of a list, paragraphs, and at brackets.
# Editors and typesetters have more signs for a point than keyboards.
BULLETS = "•·●▪◦‣◆➢➤✓✔►▶∙■\uf0b7\uf0a7"
_BREAK = re.compile(rf"[.!?;:…]\s|[()\[\]{{}}|{BULLETS}–—\ue000\ue001]|\n[ \t]*\n|\n[ \t]*[-*+]\s")
_ENDS = re.compile(r"[.!?;:…]\*{0,2}$")


def word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# These do not tell one phrase from another.
FILLERS = word_set("the a an our your their its his her this that these those")
# What begins with one of these is a duty, however it is written.
IMPERATIVES = word_set(
    "achieve advise advocate align analyse analyze assess assist bring build champion challenge"
    " coach collaborate communicate conduct contribute coordinate create define deliver demonstrate"
    " design develop document drive embody enable ensure establish evaluate execute explain"
    " facilitate find focus follow gather grow guide handle help identify implement improve"
    " influence inspire keep lead listen maintain make manage maximise maximize measure mentor"
    " monitor negotiate optimise optimize organise organize oversee own participate plan present"
    " prepare prioritise prioritize promote protect provide pursue recommend refine report"
    " resolve review run serve set shape solve speak steer support tell test track train translate"
    " turn understand understanding use validate write"
)

# What HTML calls by a name; "<Product Manager>", "<p99" and "a < b" are the writer's own words.
_ELEMENTS = (
    "a|abbr|acronym|address|area|article|aside|audio|b|base|bdi|bdo|big|blockquote|body|br|button"
    "|canvas|caption|center|cite|code|col|colgroup|dd|del|details|dfn|dialog|div|dl|dt|em|embed"
    "|fieldset|figcaption|figure|font|footer|form|frame|h[1-6]|head|header|hr|html|i|iframe|img"
    "|input|ins|kbd|label|legend|li|link|main|map|mark|meta|nav|noscript|object|ol|optgroup|option"
    "|output|p|param|path|picture|pre|q|s|samp|script|section|select|small|source|span|strike"
    "|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|title"
    "|tr|track|tt|u|ul|use|var|video|wbr|[a-z0-9]{1,10}:[a-z0-9]{1,30}"
)
_ATTRIBUTE = (
    r"\s*+(?:[a-z_:@][\w:.-]*+\s*+=\s*+(?:\"[^\"<]*+\"|'[^'<]*+'|[^\s\"'<>=][^\s\"'<>]*+)"
    r"|(?:(?:data|aria)-[\w-]++|async|checked|controls|defer|disabled|hidden|ismap|itemscope|loop"
    r"|muted|noshade|nowrap|open|readonly|required|reversed|selected)(?=[\s/>]))"
)
# Nothing here goes on over another "<", so that each sign is looked at a few times only.
_TAG = re.compile(
    rf"</?({_ELEMENTS})(?![\w:-])(?:{_ATTRIBUTE})*+\s*+/?>|(<!--)|<[!?][a-z\[/][^<>]*+>"
    # Escaped, as feeds have it.
    rf"|&(?:amp;)*lt;/?({_ELEMENTS})(?:\s(?:(?!&(?:amp;)*[lg]t;)[^<>])*+)?/?&(?:amp;)*gt;",
    re.IGNORECASE,
)
_INLINE = re.compile(
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|label|mark|q|s|samp|small"
    "|span|strike|strong|sub|sup|time|tt|u|var|wbr",
    re.IGNORECASE,
)
_CLOSING = re.compile("(?:<|&(?:amp;)*lt;)/", re.IGNORECASE)
_UNREAD = {each: re.compile(each, re.IGNORECASE) for each in ("</script", "</style", "-->")}
# What a tag says of the line behind it is kept in signs that nobody types.
POINT_SIGN, HEADING_SIGN = "\ue000", "\ue001"
LINE_SIGNS = frozenset([POINT_SIGN, HEADING_SIGN])
_SIGNS = {"li": POINT_SIGN, **{f"h{size}": HEADING_SIGN for size in range(1, 7)}}
_ENTITY = re.compile(r"&(?:amp;)*([A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
# Two signs at most are one by a name.
LONGEST_MEANT = 2
_IN_WORDS = re.compile(rf"[^\W_]|['\u2019{_INSIDE}]")
# Nobody sees it, and it stands inside of words.
_PADDING = "\u200b"
_ADDRESS = re.compile(
    r"\b(?:https?://|www\.)[^\s<>\"]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}"
)
# A name that somebody has struck out.
_BLANK_NAME = re.compile(r"\[[A-Z][A-Z _-]{0,30}\]")


class AdvertWord(NamedTuple):
    """`plain` in small letters, `folded` as titles are; `is_first` of its sentence or point, and
    `is_next` where a comma stands before it."""

    start: int
    end: int
    plain: str
    folded: str
    is_first: bool
    is_next: bool = False


def without_markup(text: str) -> str:
    """The text with tags, addresses and struck out names blanked, each at its own length."""
    if "<" in text or "&" in text:
        text = _ENTITY.sub(_meant, _without_tags(text))
    if "[" in text:
        text = _BLANK_NAME.sub(lambda found: f"[{_blank(found)[2:]}]", text)
    if "/" in text or "@" in text or "www." in text:
        text = _ADDRESS.sub(_blank, text)
    return text.replace("\0", " ").replace("\r", "\n")


def _without_tags(text: str) -> str:
    kept: list[str] = []
    at, has_ends = 0, dict.fromkeys(_UNREAD, True)
    for tag in _TAG.finditer(text):
        if tag.start() < at:
            continue
        end, closing = tag.end(), "-->" if tag[2] else f"</{(tag[1] or '').lower()}"
        if has_ends.get(closing) and text[tag.start() + 1] != "/":
            found = _UNREAD[closing].search(text, end)
            # Asked once: else a text of many beginnings would be searched to its end for each.
            has_ends[closing] = bool(found)
            end = found.start() if found else end
        kept += [text[at : tag.start()], _line(tag, end - tag.start())]
        at = end
    return "".join([*kept, text[at:]])


def _line(tag: re.Match[str], length: int) -> str:
    """As long a stretch that is read as the tag: around whatever is no part of a sentence there are
    empty lines, so that what stands in another paragraph or point is not beside it."""
    name = (tag[1] or tag[3] or "").lower()
    if _INLINE.fullmatch(name) or not name:
        return " " * length
    sign = "\n" if _CLOSING.match(tag[0]) else _SIGNS.get(name, "\n")
    return sign.rjust(length, "\n")


def _meant(entity: re.Match[str]) -> str:
    """The sign that is meant, as long as it is written; what means none was written so."""
    length = len(entity[0])
    sign = unescape(f"&{entity[1]};")
    if len(sign) > LONGEST_MEANT:
        return entity[0]
    if len(sign) != 1 or sign.isspace():
        return ("\n" if sign == "\n" else " ") * length
    return sign.ljust(length, _PADDING) if _IN_WORDS.match(sign) else sign.rjust(length)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def advert_words(text: str) -> list[AdvertWord]:
    """The words of a text as `without_markup` gives it."""
    pattern = _ASCII_WORD if text.isascii() else _WORD
    known: dict[str, tuple[str, str]] = {}
    words: list[AdvertWord] = []
    end = 0
    for found in pattern.finditer(text):
        spelled = found[0]
        if spelled not in known:
            known[spelled] = _folded(spelled)
        plain, folded = known[spelled]
        if plain:
            start = found.start()
            is_first, is_next = _parts(text, end, start), "," in text[end:start]
            words.append(AdvertWord(start, found.end(), plain, folded, is_first, is_next))
            end = found.end()
    return words


def _folded(spelled: str) -> tuple[str, str]:
    spelled = spelled[:LONGEST_WORD]
    plain = spelled.lower() if spelled.isascii() else plain_letters(spelled)
    plain = _POSSESSIVE.sub("", plain).translate(_QUOTES)
    return plain, fold_word(plain)


def _parts(text: str, end: int, start: int) -> bool:
    """Whether another sentence or point begins between two words."""
    if start - end == 1 and text[end] in " -/'":
        return False
    between = text[end:start]
    # “1.1” is no “1:1”.
    is_number = between == "." and text[start].isdecimal() and text[end - 1].isdecimal()
    if not end or is_number or _BREAK.search(between):
        return True
    # “.Responsibilities”, and a line that does not go on with a small letter.
    is_end = bool(_ENDS.search(between)) or "\n" in between
    return is_end and text[start].isupper()


def sentence(words: Sequence[AdvertWord], at: int) -> tuple[int, int]:
    """Where the sentence or point that the word stands in begins, and where it ends."""
    first, last = at, at + 1
    while first and not words[first].is_first:
        first -= 1
    while last < len(words) and not words[last].is_first:
        last += 1
    return first, last
