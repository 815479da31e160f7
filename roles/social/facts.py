"""What a picture for sharing shows, as plain frozen values, taken from published content.

A picture is drawn from these alone, so that equal values make one picture and one address.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from roles import comparison, content, remits

# Another number when the drawing changes: the pictures then have other addresses.
DRAWING = 2
ROLE_ROWS = ("focus", "questions-owned", "primary-output", "success-measure")
GLANCE_ROWS = ("focus", "questions-owned", "success-measure")


@dataclass(frozen=True)
class Name:
    """A role's name; `marked` is the word of it that tells it apart, and may be empty. `plain` is
    what a font without its letters can write."""

    text: str
    marked: str
    glyph: content.Glyph
    plain: str


@dataclass(frozen=True)
class Card:
    """A role in one sentence."""

    name: Name
    line: str


@dataclass(frozen=True)
class Row:
    """The name of a row and what each role says in it; empty where one is silent."""

    label: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class MapBand:
    """What a role answers for in the columns `first` to `last` of the map, from 1."""

    first: int
    last: int
    words: str
    is_disputed: bool


@dataclass(frozen=True)
class MapRow:
    """A role and its bands from left to right."""

    name: Name
    bands: tuple[MapBand, ...]


@dataclass(frozen=True)
class SitePicture:
    """The roles as a map of who answers for what; as cards where that has no row."""

    cards: tuple[Card, ...]
    rows: tuple[MapRow, ...] = ()


@dataclass(frozen=True)
class TitlePicture:
    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class RolePicture:
    card: Card
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class ComparisonPicture:
    names: tuple[Name, ...]
    rows: tuple[Row, ...]
    company: str = ""


@dataclass(frozen=True)
class ResultBar:
    """What a role came to in a result, in points of 100, and the word for it."""

    name: Name
    points: float
    low: float
    high: float
    word: str


@dataclass(frozen=True)
class ResultPicture:
    """What a result said first, of nobody in particular; without bars where too little was
    answered. `foot` says when, and by which version."""

    headline: str
    sentence: str
    bars: tuple[ResultBar, ...]
    foot: str


Picture = SitePicture | TitlePicture | RolePicture | ComparisonPicture | ResultPicture


def digest(picture: Picture) -> str:
    """Sixteen hexadecimal digits of all that goes into the drawing."""
    told = [DRAWING, type(picture).__name__, asdict(picture)]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]


def site(roles: Sequence[content.Role], edited: content.Comparison | None) -> SitePicture:
    """The roles that the site is about, each in the line of their comparison."""
    lines = comparison.contrasts(roles, edited)
    cards = tuple(Card(name_of(role, roles), line) for role, line, _ in lines)
    drawn = ((card.name, _bands(role)) for card, (role, _, _) in zip(cards, lines, strict=True))
    return SitePicture(cards, tuple(MapRow(name, bands) for name, bands in drawn if bands))


def title(text: str, roles: Sequence[content.Role]) -> TitlePicture:
    """A title and the roles that it may stand for."""
    return TitlePicture(text, tuple(Card(name_of(role, roles), role.one_liner) for role in roles))


def role(about: content.Role, outline: content.Outline) -> RolePicture:
    """A role and what it says in the rows that tell most."""
    return RolePicture(
        Card(name_of(about), about.one_liner), _rows(ROLE_ROWS, [about], outline, "")
    )


def compared(
    roles: Sequence[content.Role], outline: content.Outline, company: str = ""
) -> ComparisonPicture:
    """Two or three roles at a glance, in general or at one company."""
    rows = _rows(GLANCE_ROWS, roles, outline, company)
    return ComparisonPicture(tuple(name_of(role, roles) for role in roles), rows, company)


def name_of(role: content.Role, beside: Sequence[content.Role] = ()) -> Name:
    """As a picture writes it, with the word marked that tells it from its look-alikes."""
    marked = comparison.telling_word(role, beside)
    return Name(role.name, marked, role.glyph, role.slug.replace("-", " ").title())


def _bands(role: content.Role) -> tuple[MapBand, ...]:
    return tuple(
        MapBand(band.first, band.last, band.words, band.is_disputed)
        for band in remits.bands(role.remits)
    )


def _rows(
    keys: Iterable[str], roles: Sequence[content.Role], outline: content.Outline, company: str
) -> tuple[Row, ...]:
    table: Mapping[str, comparison.ComparisonRow] = {
        row.dimension.key: row
        for block in comparison.blocks(outline, roles, company=company)
        for row in block.rows
    }
    rows = (
        Row(table[key].dimension.name, tuple(_value(each) for each in table[key].answers))
        for key in keys
        if key in table
    )
    return tuple(row for row in rows if any(row.values))


def _value(answer: comparison.RoleAnswer) -> str:
    return answer.cell.value if answer.cell else ""
