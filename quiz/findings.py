"""What a stored result says, put together for its page: no scoring, nothing rounded that counts.

A stored result names roles, traits and questions by their keys; here each key is followed to what
the version says of it. What a person would enjoy and what they could get into stand side by side
and never become one number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from quiz import grounds, paths
from quiz.definition import Definition, Profile, Trait
from quiz.field import FieldMark, FieldRole, field, short_names
from quiz.first_words import FirstWords, first_words
from quiz.fit import Lean, Status, rounded
from quiz.grounds import Ground, RoleGrounds, Witness
from quiz.headline import HeadlineKey
from quiz.next_steps import NextStep, next_step
from quiz.paths import Path
from quiz.questions import SheetEntry, sheet
from quiz.readiness import Readiness
from quiz.score_bars import ScoreBar, bar_of
from quiz.scoring import Score

Quadrant = Literal["both", "enjoy", "get-in", "neither"]
LEANS_TOWARDS: tuple[Lean, ...] = ("leans-strongly", "leans-towards")
NOT_YET = ("within-reach", "longer-route")


@dataclass(frozen=True, kw_only=True)
class RoleFinding:
    """`place` counts from one in the order of the version; `short` is the name in narrow places."""

    place: int
    profile: Profile
    short: str
    bar: ScoreBar
    lean: Lean
    is_leader: bool
    is_liked: bool
    grounds: RoleGrounds
    paths: tuple[Path, ...]

    @property
    def slug(self) -> str:
        return self.profile.role

    @property
    def name(self) -> str:
        return self.profile.name

    @property
    def nearest(self) -> Path | None:
        return paths.nearest(self.paths)

    @property
    def quadrant(self) -> Quadrant | None:
        """Both axes in one word, for a sentence; None where either says too little for one."""
        status = self.nearest.status if self.nearest else None
        is_enjoyed = self.is_leader and self.is_liked and self.lean in LEANS_TOWARDS
        if not is_enjoyed and self.lean != "leans-away":
            return None
        if status == "ready":
            return "both" if is_enjoyed else "get-in"
        if status in NOT_YET:
            return "enjoy" if is_enjoyed else "neither"
        return None


@dataclass(frozen=True, kw_only=True)
class TraitFinding:
    trait: Trait
    bar: ScoreBar
    is_enough: bool
    answers: tuple[SheetEntry, ...]


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What would change the result, the keys followed. Of roles that lie level, only the answers
    that split them are told."""

    first: RoleFinding
    rival: RoleFinding
    gap: int
    steps: int
    decisive: tuple[SheetEntry, ...]
    opposing: tuple[SheetEntry, ...]
    traits: tuple[Trait, ...]
    splitting: tuple[SheetEntry, ...]


@dataclass(frozen=True, kw_only=True)
class EarlierLook:
    """What was found before further questions were answered."""

    title: str
    roles: tuple[tuple[str, ScoreBar, Lean], ...]


@dataclass(frozen=True, kw_only=True)
class Findings:
    """`asks` are the questions that were left open and count towards the roles; `traits_said` what
    is sure of a kind of work whatever it means for a role, where no role leads. `step` numbers what
    is offered next, if anything is."""

    first: FirstWords
    status: Status
    roles: tuple[RoleFinding, ...]
    field: tuple[FieldMark, ...]
    traits: tuple[TraitFinding, ...]
    traits_said: tuple[Ground, ...]
    answers: tuple[SheetEntry, ...]
    change: Turn | None
    notes: tuple[str, ...]
    asks: tuple[SheetEntry, ...]
    has_background: bool
    next_step: NextStep
    step: int
    earlier: EarlierLook | None

    @property
    def ranked(self) -> tuple[RoleFinding, ...]:
        """Who leads comes first, then by fit; where none does, in the order of the version."""
        if not self.leaders:
            return self.roles
        # Leaders are level, and stay in the order of the version.
        return tuple(sorted(self.roles, key=lambda role: (not role.is_leader, _behind(role))))

    @property
    def ways(self) -> tuple[Path, ...]:
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
    def reachable(self) -> tuple[RoleFinding, ...]:
        """Whose nearest way in is told first: each leader, else the role that is nearest."""
        known = [role for role in self.roles if role.nearest]
        if self.leaders or self.status == "insufficient":
            return tuple(role for role in known if role.is_leader)
        nearest = paths.nearest(role.nearest for role in known if role.nearest)
        return tuple(role for role in known if role.nearest == nearest)

    @property
    def beside_field(self) -> tuple[RoleFinding, ...]:
        """The roles that have no place in the field, because it is not known how near they are."""
        drawn = {mark.slug for mark in self.field}
        return tuple(role for role in self.roles if role.slug not in drawn)

    @property
    def further(self) -> int:
        """How many further questions are offered."""
        return self.first.further_count

    @property
    def has_hollow_mark(self) -> bool:
        return any(mark.is_hollow for mark in self.field)

    @property
    def folded_grounds(self) -> int:
        return sum(len(role.grounds.folded) for role in self.roles)

    @property
    def compared(self) -> tuple[str, ...]:
        """The slugs of the roles to compare: the leader and its rival, those that are level."""
        if len(self.leaders) == 1 and self.change:
            return self.leaders[0].slug, self.change.rival.slug
        return tuple(role.slug for role in self.leaders or self.roles)


def findings(
    definition: Definition,
    looks: Sequence[Score],
    standings: Iterable[Readiness],
    answers: Mapping[str, int | None],
) -> Findings:
    """The result of `answers` to `definition` as its page says it.

    `looks` are its results, the first one first; the last is shown. `answers` have the newest
    background, and `standings` are of the same.
    """
    first = first_words(definition, looks)
    entries = sheet(definition, answers)
    witness = Witness(definition=definition, score=looks[-1], entries=entries)
    has_background = any(answers.get(fact.item) is not None for fact in definition.facts)
    # Without a background even a way in that asks for little would look open.
    roles = tuple(_roles(witness, tuple(standings) if has_background else (), first.key))
    earlier = _earlier(definition, looks) if len(looks) > 1 else None
    return replace(_found(first, witness, roles), step=len(looks), earlier=earlier)


def _found(first: FirstWords, witness: Witness, roles: tuple[RoleFinding, ...]) -> Findings:
    """What the newest result says by itself."""
    status = witness.score.status
    return Findings(
        first=first,
        status=status,
        roles=roles,
        field=_field(witness, roles),
        traits=tuple(_traits(witness)),
        traits_said=grounds.by_themselves(witness) if status == "none" else (),
        answers=witness.entries,
        change=_turn(witness, roles),
        # What is said first is not said twice.
        notes=tuple(note for note in witness.score.notes if note != first.key),
        asks=tuple(_asks(witness)),
        has_background=any(role.paths for role in roles),
        next_step=_next_step(first, roles),
        step=1,
        earlier=None,
    )


def _field(witness: Witness, roles: Iterable[RoleFinding]) -> tuple[FieldMark, ...]:
    return () if witness.score.status == "insufficient" else field(_in_field(roles))


def _asks(witness: Witness) -> Iterator[SheetEntry]:
    """What was left open; whatever tells of no ranking trait would move no role."""
    ranking = set(witness.definition.ranking)
    for entry in witness.entries:
        if entry.value is None and ranking & set(entry.question.traits):
            yield entry


def _next_step(first: FirstWords, roles: Iterable[RoleFinding]) -> NextStep:
    leaders = [role for role in roles if role.is_leader]
    path = leaders[0].nearest if leaders else None
    return next_step(first.key, path, is_more_offered=first.further_count > 0)


def _behind(role: RoleFinding) -> float:
    return 0.0 if role.is_leader else -rounded(role.bar.value)


def _in_field(roles: Iterable[RoleFinding]) -> Iterator[FieldRole]:
    for role in roles:
        if role.nearest:
            route = role.nearest.route
            yield FieldRole(
                slug=role.slug,
                name=role.short,
                bar=role.bar,
                status=role.nearest.status,
                way_in="" if route.name == role.name else route.name,
            )


def _traits(witness: Witness) -> Iterator[TraitFinding]:
    for score in witness.score.traits:
        yield TraitFinding(
            trait=witness.traits[score.trait],
            bar=ScoreBar(value=score.score, low=score.low, high=score.high),
            is_enough=score.is_enough,
            answers=witness.about(score.trait),
        )


def _roles(
    witness: Witness, standings: tuple[Readiness, ...], said_first: HeadlineKey
) -> Iterator[RoleFinding]:
    definition, score = witness.definition, witness.score
    fits = {fit.role: fit for fit in score.fits}
    short = short_names([profile.name for profile in definition.profiles])
    for place, profile in enumerate(definition.profiles, 1):
        fit = fits[profile.role]
        yield RoleFinding(
            place=place,
            profile=profile,
            short=short[place - 1],
            bar=bar_of(fit),
            lean=fit.lean,
            is_leader=profile.role in score.leaders,
            is_liked=said_first != "low-interest",
            grounds=_grounds(witness, profile),
            paths=paths.paths(definition, profile.role, standings),
        )


def _grounds(witness: Witness, profile: Profile) -> RoleGrounds:
    leaders = witness.score.leaders
    if profile.role in leaders:
        return grounds.leading(witness, profile, is_tied=len(leaders) > 1)
    others = [fit for fit in witness.score.fits if fit.role not in leaders]
    # max() takes the first of equals, which is the order of the version.
    after = max(others, key=lambda fit: rounded(fit.fit)).role
    is_next = len(leaders) == 1 and profile.role == after
    return grounds.following(witness, profile, is_next=is_next)


def _turn(witness: Witness, roles: tuple[RoleFinding, ...]) -> Turn | None:
    point = witness.score.change
    if point is None:
        return None
    by_slug = {role.slug: role for role in roles}
    by_key = {entry.question.key: entry for entry in witness.entries}
    traits = witness.traits
    turn = Turn(
        first=by_slug[point.first],
        rival=by_slug[point.rival],
        gap=round(point.gap),
        steps=point.steps,
        decisive=tuple(by_key[key] for key in point.decisive_items),
        opposing=tuple(by_key[key] for key in point.opposing_items),
        traits=tuple(traits[key] for key in point.decisive_traits),
        splitting=tuple(by_key[key] for key in point.splitting),
    )
    # What is no whole point apart is told as level, and then nothing decides between the two.
    return turn if turn.gap else replace(turn, steps=0, decisive=(), opposing=(), traits=())


def _earlier(definition: Definition, looks: Sequence[Score]) -> EarlierLook:
    names = {profile.role: profile.name for profile in definition.profiles}
    return EarlierLook(
        title=first_words(definition, looks[:1]).title,
        roles=tuple((names[fit.role], bar_of(fit), fit.lean) for fit in looks[0].fits),
    )
