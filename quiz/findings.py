"""What a stored result says, put together for its page: no scoring, nothing rounded that counts.

A stored result names roles, traits and questions by their keys; here each key is followed to what
the version says of it. What a person would enjoy and what they could get into stand side by side
and never become one number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from quiz import readiness
from quiz.definition import BackgroundFact, Definition, EntryRoute, Key, Profile, Target, Trait
from quiz.explanation import CautionKind, Reason, ReasonKind, Reasons
from quiz.fit import Status
from quiz.questions import SheetEntry, sheet
from quiz.readiness import Readiness
from quiz.score_bars import ScoreBar, bar_of
from quiz.scoring import Score

Quadrant = Literal["both", "enjoy", "get-in", "neither"]
NextKind = Literal["apply", "prepare", "look", "background", "try", "answer"]
# From the nearest to the farthest; what is not known comes after what is.
RANKS: tuple[readiness.Status, ...] = (
    "ready",
    "within-reach",
    "longer-route",
    "unknown",
    "none-named",
)
MOST_PATHS = 2
UNSAID: tuple[readiness.Status, ...] = ("unknown", "none-named")


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A reason for or against a role, and the answers it comes from; `target` says who says so."""

    trait: Trait
    kind: ReasonKind
    target: Target
    answers: tuple[SheetEntry, ...]


@dataclass(frozen=True, kw_only=True)
class CautionFinding:
    """Something the person would rather do without that is part of the role all the same."""

    trait: Trait
    kind: CautionKind


@dataclass(frozen=True, kw_only=True)
class MissingLevel:
    """A requirement not met: the level asked for and the one there is, in words; what to do."""

    fact: BackgroundFact
    is_must: bool
    needed: str
    actual: str


@dataclass(frozen=True, kw_only=True)
class Path:
    """How a person stands with one way into a role."""

    route: EntryRoute
    status: readiness.Status
    met: int
    total: int
    missing: tuple[MissingLevel, ...]

    @property
    def is_known(self) -> bool:
        return self.status not in UNSAID


@dataclass(frozen=True, kw_only=True)
class RoleFinding:
    """`place` counts from one in the order of the version; `task` is a small piece of the work."""

    place: int
    profile: Profile
    bar: ScoreBar
    lean: str
    is_leader: bool
    in_favour: tuple[Ground, ...]
    against: tuple[Ground, ...]
    cautions: tuple[CautionFinding, ...]
    paths: tuple[Path, ...]
    task: str

    @property
    def slug(self) -> str:
        return self.profile.role

    @property
    def name(self) -> str:
        return self.profile.name

    @property
    def best_path(self) -> Path | None:
        """The nearest way in; of equals the one that leads to the role by name."""
        order = {status: rank for rank, status in enumerate(RANKS)}
        return min(
            self.paths,
            # A way in that goes by the name of the role has its slug for a key.
            key=lambda path: (order[path.status], path.route.key != self.slug),
            default=None,
        )

    @property
    def quadrant(self) -> Quadrant | None:
        """Both axes in one word, for a sentence; None where the background was not answered."""
        if self.best_path is None or not self.best_path.is_known:
            return None
        if self.best_path.status == "ready":
            return "both" if self.is_leader else "get-in"
        return "enjoy" if self.is_leader else "neither"


@dataclass(frozen=True, kw_only=True)
class TraitFinding:
    trait: Trait
    bar: ScoreBar
    is_enough: bool
    answers: tuple[SheetEntry, ...]


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What would change the result, the keys followed."""

    first: RoleFinding
    rival: RoleFinding
    gap: int
    steps: int
    decisive: tuple[SheetEntry, ...]
    opposing: tuple[SheetEntry, ...]
    traits: tuple[Trait, ...]
    splitting: tuple[SheetEntry, ...]


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """One thing to do now; `role` and `path` are what it is about, None for all roles."""

    kind: NextKind
    role: RoleFinding | None = None
    path: Path | None = None


@dataclass(frozen=True, kw_only=True)
class Findings:
    """`asks` are the questions that were left open and count towards the roles."""

    status: Status
    roles: tuple[RoleFinding, ...]
    traits: tuple[TraitFinding, ...]
    answers: tuple[SheetEntry, ...]
    change: Turn | None
    notes: tuple[str, ...]
    asks: tuple[SheetEntry, ...]
    has_background: bool
    next_steps: tuple[NextStep, ...]

    @property
    def ranked(self) -> tuple[RoleFinding, ...]:
        """Who leads comes first, then by fit; equals stay in the order of the version."""
        return tuple(sorted(self.roles, key=lambda role: (not role.is_leader, -role.bar.x)))

    @property
    def paths(self) -> tuple[Path, ...]:
        return tuple(path for role in self.ranked for path in role.paths)

    @property
    def answered(self) -> int:
        return sum(entry.value is not None for entry in self.answers)

    @property
    def leaders(self) -> tuple[RoleFinding, ...]:
        return tuple(role for role in self.roles if role.is_leader)

    @property
    def others(self) -> tuple[RoleFinding, ...]:
        return tuple(role for role in self.roles if not role.is_leader)

    @property
    def enough(self) -> tuple[TraitFinding, ...]:
        return tuple(finding for finding in self.traits if finding.is_enough)

    @property
    def shared(self) -> tuple[TraitFinding, ...]:
        return tuple(finding for finding in self.traits if finding.trait.is_shared)


def findings(
    definition: Definition,
    score: Score,
    routes: Iterable[Readiness],
    answers: Mapping[str, int | None],
) -> Findings:
    """The result of `answers` to `definition` as its page says it."""
    entries = sheet(definition, answers)
    has_background = any(answers.get(fact.item) is not None for fact in definition.facts)
    # Without a background even a way in that asks for little would look open.
    standings = tuple(routes) if has_background else ()
    traits = tuple(_traits(definition, score, entries))
    roles = tuple(_roles(definition, score, standings, entries))
    ranking = set(definition.ranking)
    return Findings(
        status=score.status,
        roles=roles,
        traits=traits,
        answers=entries,
        change=_turn(definition, score, roles, entries),
        notes=score.notes,
        # Whatever else was left open would move no role.
        asks=tuple(
            entry
            for entry in entries
            if entry.value is None and ranking & set(entry.question.traits)
        ),
        has_background=has_background,
        next_steps=tuple(_next_steps(score.status, roles, has_background)),
    )


def _about(entries: Iterable[SheetEntry], trait: str) -> tuple[SheetEntry, ...]:
    return tuple(
        entry for entry in entries if entry.value is not None and trait in entry.question.traits
    )


def _traits(
    definition: Definition, score: Score, entries: tuple[SheetEntry, ...]
) -> Iterator[TraitFinding]:
    by_key = {trait.key: trait for trait in definition.traits}
    for trait_score in score.traits:
        yield TraitFinding(
            trait=by_key[trait_score.trait],
            bar=ScoreBar(value=trait_score.score, low=trait_score.low, high=trait_score.high),
            is_enough=trait_score.is_enough,
            answers=_about(entries, trait_score.trait),
        )


def _roles(
    definition: Definition,
    score: Score,
    routes: tuple[Readiness, ...],
    entries: tuple[SheetEntry, ...],
) -> Iterator[RoleFinding]:
    by_role = {reasons.role: reasons for reasons in score.reasons}
    fits = {fit.role: fit for fit in score.fits}
    for place, profile in enumerate(definition.profiles, 1):
        reasons = by_role[profile.role]
        yield RoleFinding(
            place=place,
            profile=profile,
            bar=bar_of(fits[profile.role]),
            lean=fits[profile.role].lean,
            is_leader=profile.role in score.leaders,
            in_favour=_grounds(definition, profile, reasons.in_favour, entries),
            against=_grounds(definition, profile, reasons.against, entries),
            cautions=tuple(_cautions(definition, reasons)),
            paths=tuple(_paths(definition, profile.role, routes)),
            task=_task(definition, profile),
        )


def _grounds(
    definition: Definition,
    profile: Profile,
    reasons: Iterable[Reason],
    entries: tuple[SheetEntry, ...],
) -> tuple[Ground, ...]:
    traits = {trait.key: trait for trait in definition.traits}
    targets = {target.trait: target for target in profile.targets}
    return tuple(
        Ground(
            trait=traits[reason.trait],
            kind=reason.kind,
            target=targets[reason.trait],
            answers=_about(entries, reason.trait),
        )
        for reason in reasons
    )


def _cautions(definition: Definition, reasons: Reasons) -> Iterator[CautionFinding]:
    traits = {trait.key: trait for trait in definition.traits}
    for caution in reasons.cautions:
        yield CautionFinding(trait=traits[caution.trait], kind=caution.kind)


def _paths(definition: Definition, role: str, routes: Iterable[Readiness]) -> Iterator[Path]:
    by_key = {route.key: route for route in definition.routes}
    for standing in routes:
        if standing.role == role:
            yield Path(
                route=by_key[standing.route],
                status=standing.status,
                met=standing.met,
                total=standing.total,
                missing=tuple(_missing(definition, standing)),
            )


def _missing(definition: Definition, standing: Readiness) -> Iterator[MissingLevel]:
    facts = {fact.key: fact for fact in definition.facts}
    for gap in standing.gaps:
        labels = {option.level: option.label for option in facts[gap.fact].options}
        yield MissingLevel(
            fact=facts[gap.fact],
            is_must=gap.kind == "must",
            needed=labels[gap.needed],
            actual="" if gap.level is None else labels[gap.level],
        )


def _task(definition: Definition, profile: Profile) -> str:
    """A piece of the work that is most the role's own, out of the questions; empty without one."""
    core = max(profile.targets, key=lambda part: (part.target, part.importance), default=None)
    sides = (side for item in definition.trade_offs for side in (item.a, item.b))
    texts = (side.text for side in sides if core and _speaks_for(side.keys, core.trait))
    return next(texts, "")


def _speaks_for(keys: Iterable[Key], trait: str) -> bool:
    return any(key.trait == trait and key.direction > 0 for key in keys)


def _turn(
    definition: Definition,
    score: Score,
    roles: tuple[RoleFinding, ...],
    entries: tuple[SheetEntry, ...],
) -> Turn | None:
    point = score.change
    if point is None:
        return None
    by_slug = {role.slug: role for role in roles}
    by_key = {entry.question.key: entry for entry in entries}
    traits = {trait.key: trait for trait in definition.traits}
    return Turn(
        first=by_slug[point.first],
        rival=by_slug[point.rival],
        gap=round(point.gap),
        steps=point.steps,
        decisive=tuple(by_key[key] for key in point.decisive_items),
        opposing=tuple(by_key[key] for key in point.opposing_items),
        traits=tuple(traits[key] for key in point.decisive_traits),
        splitting=tuple(by_key[key] for key in point.splitting),
    )


def _next_steps(
    status: Status, roles: tuple[RoleFinding, ...], has_background: bool
) -> Iterator[NextStep]:
    """Two or three, one of them to try a piece of each role."""
    # No role can be named before there are answers, and no way in before there is a background.
    if status == "insufficient":
        yield NextStep(kind="answer")
    elif not has_background:
        yield NextStep(kind="background")
    else:
        leaders = [role for role in roles if role.is_leader]
        yield from (_onward(role) for role in (leaders or _nearest(roles))[:MOST_PATHS])
    yield NextStep(kind="try")


def _nearest(roles: tuple[RoleFinding, ...]) -> list[RoleFinding]:
    """Where fit names no role: the one the person could get into soonest."""
    ranked = {role: RANKS.index(role.best_path.status) for role in roles if role.best_path}
    # sorted() leaves those that are equally near in the order of the version.
    return sorted(ranked, key=lambda role: ranked[role])[:1]


def _onward(role: RoleFinding) -> NextStep:
    kinds: dict[readiness.Status, NextKind] = {
        "ready": "apply",
        "within-reach": "prepare",
        "longer-route": "prepare",
        "unknown": "look",
        "none-named": "look",
    }
    path = role.best_path
    return NextStep(kind=kinds[path.status] if path else "look", role=role, path=path)
