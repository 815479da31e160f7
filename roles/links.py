"""The links from texts to terms of the glossary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from roles import content, markdown

GLOSSARY = "/glossary/"
# Of each class the fields that hold Markdown; in any other a link is a few odd signs.
MARKDOWN: Mapping[type, tuple[str, ...]] = MappingProxyType(
    {
        content.Role: ("summary", "gist"),
        content.Level: ("scope",),
        content.Cell: ("text",),
        content.Point: ("detail",),
        content.Advice: ("answer", "why"),
        content.Transition: ("how_common", "carries_over", "to_learn", "first_move", "why_not"),
        content.Comparison: ("short_answer", "audience"),
        content.Section: ("body",),
        content.Dispute: ("explanation",),
        content.Claim: ("text",),
        content.Route: ("summary",),
        content.Step: ("why", "resource", "done_when"),
        content.Inquiry: ("short_answer",),
        content.Term: ("gloss",),
    }
)


def to_terms(subject: content.Subject) -> Iterator[tuple[str, str]]:
    """Each link to the glossary: the part that it stands in, as problems name one, and its anchor
    there, empty for one to the page as a whole."""
    for where, value in _texts(subject):
        for address in markdown.links(value):
            page, _, anchor = address.partition("#")
            if page == GLOSSARY:
                yield where, anchor


def _texts(subject: content.Subject) -> Iterator[tuple[str, str]]:
    yield from (("", text) for text in _markdown(subject))
    for field, part in content.parts(subject):
        where = f"{field} / {content.identity(part)}"
        yield from ((where, text) for text in _markdown(part))


def _markdown(value: Any) -> list[str]:
    return [getattr(value, name) for name in MARKDOWN.get(type(value), ())]
