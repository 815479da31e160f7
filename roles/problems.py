"""What keeps a subject from being published, found without a database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass
from typing import Any

from roles import advert_signals, content, ladders, remits, slugs
from roles.passages import passages
from roles.slugs import SLUG
from roles.unseen import hides_signs, visible

MOST_ROWS = 8
MOST_SKILLS = 10
# What stands in a drawing or a narrow column has to fit there.
MOST_WORDS = ((content.Cell, "short", 5), (content.Level, "short", 10), (content.Remit, "text", 9))


@dataclass(frozen=True)
class Problem:
    """`where` names the part ("points / own-the-roadmap"), empty for the subject itself."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


def problems_of(subject: content.Subject) -> list[Problem]:
    """Every reason against publishing `subject`; empty when there is none."""
    problems = [*_of_value(subject, ""), *_of_subject(subject), *_of_anchors(subject)]
    for field, part in content.parts(subject):
        where = f"{field} / {content.identity(part)}"
        problems += [*_of_value(part, where), *_of_part(part, where)]
    return problems


def _of_value(value: Any, where: str) -> Iterator[Problem]:
    if isinstance(value, content.Statement) and not (value.sources or value.is_our_reading):
        yield Problem(where, "names no source and is not marked as our reading")
    if isinstance(value, content.Statement):
        yield from _of_passages(value, where)
    for field in fields(value):
        entry = getattr(value, field.name)
        if isinstance(entry, str):
            yield from _of_text(entry, field, where)
        if isinstance(entry, tuple):
            yield from _doubles(entry, field.name, where)


def _of_passages(statement: content.Statement, where: str) -> Iterator[Problem]:
    try:
        passages(statement.where, statement.sources)
    except ValueError as error:
        yield Problem(where, str(error))


def _of_text(text: str, field: Any, where: str) -> Iterator[Problem]:
    name = field.name.replace("_", " ")
    if not visible(text) and (text.strip() or _is_required(field)):
        yield Problem(where, f"has an empty {name}")
    elif hides_signs(text):
        yield Problem(where, f"has signs in its {name} that nobody sees; write it anew")


def _is_required(field: Any) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _doubles(parts: tuple[Any, ...], field: str, where: str) -> Iterator[Problem]:
    # A part that stands twice could not be told from its double, by anchors and by undo.
    names = [content.identity(part) if is_dataclass(part) else part for part in parts]
    for name, count in Counter(names).items():
        if count > 1:
            yield Problem(where, f"has “{name}” {count} times in its {field.replace('_', ' ')}")


def _of_subject(subject: content.Subject) -> Iterator[Problem]:
    if not SLUG.fullmatch(subject.slug):
        yield Problem("", f"has “{subject.slug}” for a slug; use a-z, 0-9 and hyphens")
    match subject:
        case content.Role():
            yield from _of_role(subject)
        case content.Comparison():
            yield from _of_comparison(subject)
        case content.Dispute():
            yield from _of_dispute(subject)
        case content.Route() if not subject.steps:
            yield Problem("", "has no step")
        case content.Inquiry() if subject.slug in subject.related:
            yield Problem("", "is related to itself")
        case content.Glossary():
            yield from _of_glossary(subject)
        case content.Signals():
            yield from _of_signals(subject)
        case content.Outline():
            yield from of_places(subject)


def of_places(outline: content.Outline) -> Iterator[Problem]:
    """What tells most stands in one order, and is little enough to be seen at a glance."""
    rows = [row for group in outline.groups for row in group.dimensions]
    yield from _of_places(rows, MOST_ROWS, "rows")
    yield from _of_places(outline.skills, MOST_SKILLS, "skills")


def _of_places(
    pieces: Iterable[content.Dimension | content.Skill], most: int, name: str
) -> Iterator[Problem]:
    telling = [piece for piece in pieces if piece.telling]
    if len(telling) > most:
        yield Problem("", f"has {len(telling)} telling {name}; {most} are the most")
    for place, count in Counter(piece.telling for piece in telling).items():
        if place > most:
            yield Problem("", f"has {name} in place {place}; {most} is the last")
        if count > 1:
            same = ", ".join(piece.name for piece in telling if piece.telling == place)
            yield Problem("", f"has {count} telling {name} in place {place}: {same}")


def _of_anchors(subject: content.Subject) -> Iterator[Problem]:
    """Keys differ and are doubles all the same where what a page makes of them is alike."""
    anchors = Counter(anchor for anchor, _ in content.statements(subject))
    for anchor, count in anchors.items():
        if count > 1:
            yield Problem("", f"has {count} parts under “{anchor}” on its page; change their keys")


def _of_role(role: content.Role) -> Iterator[Problem]:
    if slugs.BETWEEN in role.slug:
        yield Problem("", f"has “{slugs.BETWEEN}” in its slug, which stands between roles")
    if slugs.AT in role.slug:
        yield Problem("", f"has “{slugs.AT}” in its slug, which stands before a company")
    # Both are for comparing, and it never is; its contrasts say how it differs.
    if role.is_neighbour and (role.cells or role.points or role.remits):
        yield Problem(
            "",
            "is a neighbour and so has neither cells nor points, and answers for nothing",
        )
    if role.emphasis and f" {role.emphasis} " not in f" {role.name} ":
        yield Problem("", f"is told apart by “{role.emphasis}”, which is no word of its name")
    steps = Counter(level.step for level in role.levels if level.step)
    for step, count in steps.items():
        if count > 1:
            yield Problem("", f"has {count} levels on step {step}; one alone can be drawn there")
    if ladders.ROLE_STEP in steps:
        yield Problem("", f"has a level on step {ladders.ROLE_STEP}, where the role itself stands")
    if any(move.to_role == role.slug for move in role.transitions):
        yield Problem("", "has a transition to itself")
    if not 0 <= role.depth <= content.DEEPEST:
        yield Problem("", f"is {role.depth} technical; say 1 to {content.DEEPEST}")
    if role.depth and not visible(role.depth_reason):
        yield Problem("", "does not say why it is so technical")
    for remit in remits.unworded(role.remits):
        yield Problem(f"remits / {remit.question}", "has no text and nothing before it to widen")


def _of_comparison(comparison: content.Comparison) -> Iterator[Problem]:
    if not slugs.is_comparable(comparison.roles):
        yield Problem("", "needs two or three roles")
    slug = slugs.comparison_slug(comparison.roles, comparison.company)
    # Its address is made of its roles: under another slug no page would find it.
    if comparison.slug != slug:
        yield Problem("", f"has to have the slug {slug}")
    for line in comparison.contrasts:
        if line.role not in comparison.roles:
            yield Problem(f"contrasts / {line.role}", "speaks of a role that is not compared here")


def _of_dispute(dispute: content.Dispute) -> Iterator[Problem]:
    # One source alone disputes nothing.
    if len({source for claim in dispute.claims for source in claim.sources}) < 2:
        yield Problem("", "needs claims from two sources at least")
    if not dispute.roles:
        yield Problem("", "names no role")


def _of_glossary(glossary: content.Glossary) -> Iterator[Problem]:
    if glossary.slug != content.Glossary.slug:
        yield Problem("", f"has to have the slug {content.Glossary.slug}")
    if not glossary.terms:
        yield Problem("", "has no term")


def _of_signals(signals: content.Signals) -> Iterator[Problem]:
    if signals.slug != content.Signals.slug:
        yield Problem("", f"has to have the slug {content.Signals.slug}")
    if not signals.signals:
        yield Problem("", "has no signal")
    yield from (Problem(*fault) for fault in advert_signals.faults_of(signals))


def _of_part(part: Any, where: str) -> Iterator[Problem]:
    if isinstance(part, content.Advice) and part.kind == "mistake" and not part.why.strip():
        yield Problem(where, "is a mistake that does not say why")
    if isinstance(part, content.Group):
        # Parts are looked at one level deep, and rows stand a level below.
        for dimension in part.dimensions:
            yield from _of_value(dimension, f"{where} / {dimension.key}")
            yield from _of_part(dimension, f"{where} / {dimension.key}")
    for kind, field, most in MOST_WORDS:
        if isinstance(part, kind) and len(getattr(part, field).split()) > most:
            yield Problem(where, f"has more than {most} words in its {field}")
    # Keys are anchors, and those of aliases are addresses.
    if hasattr(part, "key") and not SLUG.fullmatch(part.key):
        yield Problem(where, "has a key that is not made of a-z, 0-9 and hyphens")
