"""Texts that editors write in Markdown, as safe HTML and as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "code"}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}

# Headings belong to the pages: one in a text would break their order.
_parser = MarkdownIt("commonmark", {"html": False})
_parser.disable(["heading", "lheading", "image", "hr", "code", "fence"])


# Texts of an edition never change, and the same ones stand on page after page.
@lru_cache(maxsize=4096)
def to_html(text: str) -> str:
    """HTML of the allowed tags only, whatever the text holds; raw HTML shows as typed."""
    # The parser lets no HTML through by itself; nothing rests on it alone.
    return nh3.clean(
        _parser.render(text),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    ).strip()


def to_text(text: str, sign: str = "•") -> str:
    """The words alone: a line for each paragraph, list items after a sign."""
    return "\n".join(_lines(_parser.parse(text), sign))


def items(text: str) -> int:
    """How many items its lists have."""
    return sum(token.type == "list_item_open" for token in _parser.parse(text))


def links(text: str) -> list[str]:
    """Where its links lead, in their order."""
    tokens = (child for token in _parser.parse(text) for child in token.children or ())
    return [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]


def first_sentence(text: str) -> str:
    """The words of its first sentence; the whole first line where none ends in it."""
    return re.split(r"(?<=[.?!])\s", to_text(text), maxsplit=1)[0].partition("\n")[0]


def after_first_sentence(text: str) -> str:
    """What follows it, Markdown still; empty where nothing does."""
    end = re.search(r"(?<=[.?!])\s|\n\n", text)
    return text[end.end() :].lstrip() if end else ""


def _lines(tokens: list[Token], sign: str) -> Iterator[str]:
    bullet = ""
    for token in tokens:
        if token.type == "list_item_open":
            bullet = f"{sign} "
        elif token.type == "inline":
            words = (
                " " if child.type.endswith("break") else child.content
                for child in token.children or ()
            )
            yield bullet + "".join(words)
            bullet = ""
