"""What the public reads, as plain frozen values: roles, comparisons, disputes, ways in, questions,
the glossary, the signals that adverts are read by, and the outline of rows and skills.

The same shape is an edition's JSON, a starter file's YAML and what a preview shows. Texts are
Markdown where the field says so; slugs are ASCII; a part's `key` is its identity within its owner.
`sources` are slugs of sources; `company` is a company's name, empty when the statement is general.
"""

from __future__ import annotations

import datetime as dt
import re
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, TypeVar

from roles import dates, plain, slugs
from roles.advert_content import AdvertQuestion as AdvertQuestion
from roles.advert_content import ExampleAdvert as ExampleAdvert
from roles.advert_content import FamilyRole as FamilyRole
from roles.advert_content import Signal as Signal
from roles.advert_content import Signals as Signals
from roles.changes import Change, Identity, between
from roles.dates import KnownDate
from roles.shapes import Shapes
from roles.statement import Statement as Statement

Value = TypeVar("Value")
# Editions hold the words of these lists: one may be added, and none is ever given up.
PointKind = Literal[
    "responsibility",
    "deliverable",
    "metric",
    "hire_when",
    "hiring_signal",
    "interview_stage",
    "advert_phrase",
    "self_check",
    "telltale",
    "resource",
    "sample_advert",
]
AdviceKind = Literal["myth", "mistake", "question", "insight", "collaboration", "case"]
SkillLevel = Literal["aware", "working", "deep"]
SkillKind = Literal["shared", "leaning"]
# A role is from 1 to this technical.
DEEPEST = 5
RemitQuestion = Literal["why", "what", "how", "when"]
# What stands before a role's name, and with it the colour of the role; "" is neutral.
Glyph = Literal["", "circle", "square", "triangle"]
RouteKind = Literal["preparation", "transfer", "background", "track"]
SourceKind = Literal["article", "statistic", "survey", "advert", "data_set"]


@dataclass(frozen=True, kw_only=True)
class Alias(Statement):
    """A title or acronym that stands for the role; `note` says who uses it so."""

    key: str
    title: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Level(Statement):
    """A rung of the ladder, lowest first; `track` names the branch; `scope` is Markdown.

    `step` is its height in the drawing, from 1 and alike for all roles, 0 where it is not drawn;
    `short` is what the drawing says of it.
    """

    key: str
    name: str
    track: str = ""
    scope: str
    step: int = 0
    short: str = ""


@dataclass(frozen=True, kw_only=True)
class Cell(Statement):
    """What the role says in one row: a short `value` that decides sameness, and Markdown `text`.

    `short` is the value in at most five words, where it has more.
    """

    dimension: str
    value: str
    text: str = ""
    short: str = ""


@dataclass(frozen=True, kw_only=True)
class Remit(Statement):
    """That the role answers for why, what, how or when. Without a `text` it widens the one before
    it: a role that says "the problem worth solving" of why may say the same of what."""

    question: RemitQuestion
    text: str = ""
    is_disputed: bool = False


@dataclass(frozen=True, kw_only=True)
class Point(Statement):
    """One bullet. `text` is a plain line, `detail` Markdown, `label` a short tag of its kind."""

    key: str
    kind: PointKind
    text: str
    detail: str = ""
    label: str = ""
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class SkillNeed(Statement):
    """The level at which the role needs a skill of the outline."""

    skill: str
    level: SkillLevel
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Advice(Statement):
    """A prompt and its answer (Markdown). Of a mistake: the bad way, the good way and why."""

    key: str
    kind: AdviceKind
    prompt: str
    answer: str
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Contrast(Statement):
    """One line on a role, as seen from this comparison or this neighbour.

    `answer` is what it answers to the question that splits the roles of a comparison.
    """

    role: str
    text: str
    answer: str = ""


@dataclass(frozen=True, kw_only=True)
class Transition(Statement):
    """The move from the role that holds it to `to_role`; all texts Markdown."""

    to_role: str
    how_common: str = ""
    carries_over: str = ""
    to_learn: str = ""
    first_move: str = ""
    why_not: str = ""


@dataclass(frozen=True, kw_only=True)
class Role(Statement):
    """A job family whole. `emphasis` is the word of `name` that tells it from its look-alikes.

    `gist` is its work in three sentences, Markdown. `depth` is how technical it is, from 1 to 5,
    or 0 where nobody has said; `depth_reason` is a plain line, and both are our own reading.
    """

    slug: str
    name: str
    emphasis: str = ""
    glyph: Glyph = ""
    is_neighbour: bool = False
    one_liner: str
    summary: str = ""
    not_for_you: str = ""
    gist: str = ""
    depth: int = 0
    depth_reason: str = ""
    remits: tuple[Remit, ...] = ()
    aliases: tuple[Alias, ...] = ()
    contrasts: tuple[Contrast, ...] = ()
    levels: tuple[Level, ...] = ()
    cells: tuple[Cell, ...] = ()
    points: tuple[Point, ...] = ()
    skills: tuple[SkillNeed, ...] = ()
    advice: tuple[Advice, ...] = ()
    transitions: tuple[Transition, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Section(Statement):
    """A headed passage of a comparison or of an answer; `body` is Markdown."""

    key: str
    heading: str
    body: str


@dataclass(frozen=True, kw_only=True)
class Comparison(Statement):
    """An edited page for two or three roles, in general or at one company.

    `question` is the one that splits them, and `reply` what to write to a recruiter who named a
    title of all of them; both are plain lines.
    """

    slug: str
    roles: tuple[str, ...]
    name: str
    short_answer: str
    audience: str = ""
    question: str = ""
    reply: str = ""
    contrasts: tuple[Contrast, ...] = ()
    sections: tuple[Section, ...] = ()
    advice: tuple[Advice, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Claim(Statement):
    """What one source says on a dispute: `stance` in a few words, `context` where it holds."""

    key: str
    stance: str
    text: str
    context: str = ""


@dataclass(frozen=True, kw_only=True)
class Dispute:
    """A question the sources answer differently; `explanation` (Markdown) says how to read that."""

    slug: str
    question: str
    explanation: str
    roles: tuple[str, ...]
    dimensions: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Step(Statement):
    """One step of a route: why it matters, what helps, and how to know it is done.

    `hours` is how long it takes by our estimate, 0 where nobody can say.
    """

    key: str
    title: str
    why: str = ""
    resource: str = ""
    done_when: str = ""
    hours: int = 0


@dataclass(frozen=True, kw_only=True)
class Route(Statement):
    """An ordered way into `to_role`, from a role or from a background."""

    slug: str
    name: str
    kind: RouteKind
    to_role: str
    from_role: str = ""
    background: str = ""
    summary: str
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Inquiry(Statement):
    """What people ask, answered as far as sources carry. (A question is one of the assessment.)

    `short_answer` is Markdown, two or three sentences. `silence` is plain text: what no source
    says. `place` is where it stands among the others, from 1, and 0 behind them. `disputes` and
    `related` questions are linked in place of being told again.
    """

    slug: str
    question: str
    short_answer: str
    silence: str = ""
    for_hiring: bool = False
    place: int = 0
    roles: tuple[str, ...] = ()
    parts: tuple[Section, ...] = ()
    disputes: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Term(Statement):
    """A word of the trade as the trade writes it, `gloss` (Markdown) in a sentence or two, and the
    roles that it is a word of, where it is one of some."""

    key: str
    term: str
    gloss: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Glossary:
    """The terms of the trade. There is one, with a slug for the same reason as the outline."""

    slug: str = "glossary"
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """A row of every comparison; `question` says in plain words what it asks of a role.

    `telling` is its place in the table at a glance, from 1; 0 is none. Which rows tell most, and
    in which order, is our own reading.
    """

    key: str
    name: str
    question: str
    telling: int = 0


@dataclass(frozen=True, kw_only=True)
class Group:
    key: str
    name: str
    dimensions: tuple[Dimension, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Skill(Statement):
    """`explanation` says in plain words what the skill is; `telling` is its place among the few
    that a role's page shows first, 0 is none."""

    key: str
    name: str
    kind: SkillKind
    explanation: str
    telling: int = 0


@dataclass(frozen=True, kw_only=True)
class Outline:
    """The rows of every comparison and the skills, named once for all roles."""

    # There is one; it has a slug all the same, because editions go by kind and slug.
    slug: str = "outline"
    groups: tuple[Group, ...] = ()
    skills: tuple[Skill, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Source:
    """What a statement rests on; what is not known is empty. `part_of` is the slug of what was made
    from it, such as medians from a collection of adverts."""

    slug: str
    title: str = ""
    short_name: str = ""
    interest: str = ""
    publisher: str = ""
    author: str = ""
    kind: SourceKind = "article"
    address: str = ""
    published_on: KnownDate = dates.UNKNOWN
    retrieved_on: dt.date | None = None
    licence: str = ""
    note: str = ""
    part_of: str = ""


Subject = Role | Comparison | Dispute | Route | Inquiry | Glossary | Signals | Outline
KINDS: Mapping[str, type] = types.MappingProxyType(
    {
        "role": Role,
        "comparison": Comparison,
        "dispute": Dispute,
        "route": Route,
        "inquiry": Inquiry,
        "glossary": Glossary,
        "signals": Signals,
        "outline": Outline,
    }
)
# The three roles that were there when roles were given one.
FIRST_GLYPHS = {
    "product-manager": "circle",
    "technical-product-manager": "square",
    "technical-program-manager": "triangle",
}


def _with_glyph(role: dict[str, Any]) -> dict[str, Any]:
    glyph = FIRST_GLYPHS.get(role["slug"])
    return {**role, "glyph": glyph} if glyph else role


# From the second on, only fields were added that may stay empty.
SHAPES = Shapes(frozenset(KINDS.values()), steps=({Role: _with_glyph}, {}, {}, {}))


class ContentError(ValueError):
    """The data does not have the shape of its kind; the message has one line a fault."""


def kind_of(subject: Subject) -> str:
    return type(subject).__name__.lower()


def structure(kind: str, data: Mapping[str, Any]) -> Subject:
    """The subject of `kind` held by plain `data` (an edition's JSON, a starter file's YAML).

    Raises ContentError for an unknown field, a missing one or a value of another type.
    """
    return _read(lambda: plain.structure(KINDS[kind], data))


def thawed(kind: str, data: Mapping[str, Any], shape: int) -> Subject:
    """The subject that an edition of `kind` froze in that shape; raises ContentError."""
    return _read(lambda: SHAPES.thawed(KINDS[kind], data, shape))


def structure_source(data: Mapping[str, Any]) -> Source:
    """The source held by plain `data`; raises ContentError as `structure` does."""
    return _read(lambda: plain.structure(Source, data))


def unstructure(value: Subject | Source) -> dict[str, Any]:
    """The inverse of `structure`: dicts, lists and scalars, fields at their default left out."""
    return plain.unstructure(value)


def parts(value: Any) -> Iterator[tuple[str, Any]]:
    """The parts a dataclass holds, each with the name of the field it stands in."""
    for field in fields(value):
        entry = getattr(value, field.name)
        if isinstance(entry, tuple):
            # Slugs of sources and roles stand in tuples too, and are no parts.
            yield from ((field.name, part) for part in entry if not isinstance(part, str))


IDENTIFYING = ("key", "dimension", "skill", "to_role", "role", "question")


def identity(part: Any) -> str:
    """What tells a part from the others in its list and stays when the text changes."""
    return f"{_name(part)} at {part.company}" if _is_local(part) else _name(part)


def _name(part: Any) -> str:
    return str(next(getattr(part, field) for field in IDENTIFYING if hasattr(part, field)))


def _is_local(part: Any) -> bool:
    """A row has one cell in general and one for each company."""
    return isinstance(part, Cell) and bool(part.company)


def changes(old: Subject | None, new: Subject) -> list[Change]:
    """What publishing `new` would change for readers of `old`, None where there is nothing yet."""
    return between(old, new, Identity(IDENTIFYING, identity))


def anchor(field: str, part: Any) -> str:
    """The `id` of a part on its page: what a citation links to. Different keys may make one
    anchor, "a_b" and "a-b"; `problems` keeps such a subject from being published."""
    name = re.sub(r"[^a-z0-9]+", "-", f"{field}-{_name(part)}".lower()).strip("-")
    return f"{name}{slugs.AT}{slugs.company_slug(part.company)}" if _is_local(part) else name


def statements(subject: Subject) -> Iterator[tuple[str, Statement]]:
    """Everything that has to name a source, with its anchor; the subject itself has none."""
    # Disputes, the glossary, the signals and the outline say nothing themselves; claims, terms, the
    # parts of signals and skills do.
    if isinstance(subject, Statement):
        yield "", subject
    for field, part in parts(subject):
        if isinstance(part, Statement):
            yield anchor(field, part), part


def headline(statement: Statement) -> str:
    """The one line that says what a statement says, for lists of what rests on a source."""
    if isinstance(statement, Cell):
        return f"{statement.dimension.replace('-', ' ').capitalize()}: {statement.value}"
    if isinstance(statement, SkillNeed):
        return f"{statement.skill.replace('-', ' ').capitalize()}: {statement.level}"
    if isinstance(statement, Remit):
        return f"Answers for {statement.question}: {statement.text}".removesuffix(": ")
    if isinstance(statement, FamilyRole):
        return f"{statement.role.replace('-', ' ').capitalize()}: {statement.family} work"
    if isinstance(statement, Transition):
        return f"Moving on: {statement.to_role.replace('-', ' ')}"
    # The first that it has: of a claim its stance, not the text behind it.
    names = ("prompt", "title", "heading", "stance", "term", "text", "name", "question")
    return str(next(getattr(statement, name) for name in names if hasattr(statement, name)))


def _read(read: Callable[[], Value]) -> Value:
    try:
        return read()
    except plain.ShapeError as error:
        raise ContentError(str(error)) from error
