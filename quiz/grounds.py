"""What speaks for a role and against it, each a sentence with the answers it comes from.

Which of them stand open and which are folded is decided here: what is sure comes first, and of what
is not sure no more is shown than a leader would otherwise lack.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from quiz import engines, sentences
from quiz.certainty import DRAWN
from quiz.definition import Definition, Profile, Target, Trait
from quiz.explanation import Caution, CautionKind, Reason, ReasonKind, Reasons
from quiz.fit import MIDDLE, TraitScore, rounded
from quiz.phrases import phrase
from quiz.questions import SheetEntry
from quiz.scoring import Score

GroundKind = ReasonKind | CautionKind | Literal["by-itself"]
# From here on a kind of work is the core of a role: quiz.sentences has the words.
CORE = 80.0
MOST_FOR, MOST_AGAINST_LEADER, MOST_AGAINST_OTHER, MOST_OF_A_TIE = 3, 1, 2, 2


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A reason or a caution as it is said, and the answers it comes from.

    `is_sure` is None where the engine did not tell. `target` says who says so of the role; None for
    what is said of no single role, and then `roles` are those of which the work is the core.
    """

    trait: Trait
    kind: GroundKind
    sentence: str
    is_sure: bool | None
    target: Target | None = None
    answers: tuple[SheetEntry, ...]
    roles: tuple[str, ...] = ()

    @property
    def is_less_certain(self) -> bool:
        return self.is_sure is False


@dataclass(frozen=True, kw_only=True)
class RoleGrounds:
    """What stands open of a role's grounds, and what is folded."""

    in_favour: tuple[Ground, ...] = ()
    against: tuple[Ground, ...] = ()
    folded_in_favour: tuple[Ground, ...] = ()
    folded_against: tuple[Ground, ...] = ()

    @property
    def is_open(self) -> bool:
        return bool(self.in_favour or self.against)

    @property
    def folded(self) -> tuple[Ground, ...]:
        return self.folded_in_favour + self.folded_against


@dataclass(frozen=True, kw_only=True)
class Witness:
    """What grounds are made from: the version, its result, and the answers by trait."""

    definition: Definition
    score: Score
    entries: tuple[SheetEntry, ...]
    traits: Mapping[str, Trait] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "traits", {each.key: each for each in self.definition.traits})

    def about(self, trait: str) -> tuple[SheetEntry, ...]:
        """The answers that were given and tell of the trait."""
        return tuple(
            entry
            for entry in self.entries
            if entry.value is not None and trait in entry.question.traits
        )

    def reasons_of(self, role: str) -> Reasons:
        return next(each for each in self.score.reasons if each.role == role)


def leading(witness: Witness, profile: Profile, *, is_tied: bool) -> RoleGrounds:
    """Of a role that leads: what is sure of it, or its first reason all the same."""
    in_favour, against = _grounds(witness, profile)
    most = MOST_OF_A_TIE if is_tied else MOST_FOR
    shown = _sure(in_favour)[:most] or in_favour[:1]
    # Between two that lead, what speaks against one says nothing of which it is.
    shown_against = () if is_tied else _sure(against)[:MOST_AGAINST_LEADER]
    return _parted(in_favour, against, shown, shown_against)


def following(witness: Witness, profile: Profile, *, is_next: bool) -> RoleGrounds:
    """Of a role that does not lead: what surely speaks against the one that comes next."""
    in_favour, against = _grounds(witness, profile)
    reasons = tuple(ground for ground in against if ground.kind.startswith("against"))
    shown = _sure(reasons)[:MOST_AGAINST_OTHER] if is_next else ()
    return _parted(in_favour, against, (), shown)


def by_themselves(witness: Witness) -> tuple[Ground, ...]:
    """Each kind of work of which something sure can be said, whatever it means for a role."""
    return tuple(
        _by_itself(witness, score) for score in witness.score.traits if _is_sure(witness, score)
    )


def _grounds(witness: Witness, profile: Profile) -> tuple[tuple[Ground, ...], tuple[Ground, ...]]:
    mine, targets = witness.reasons_of(profile.role), {each.trait: each for each in profile.targets}
    in_favour = tuple(_reason(witness, each, targets[each.trait]) for each in mine.in_favour)
    against = tuple(_reason(witness, each, targets[each.trait]) for each in mine.against)
    cautions = tuple(_caution(witness, each, targets.get(each.trait)) for each in mine.cautions)
    return in_favour, against + cautions


def _sure(grounds: Iterable[Ground]) -> tuple[Ground, ...]:
    # An engine that did not tell is not doubted afterwards.
    return tuple(ground for ground in grounds if not ground.is_less_certain)


def _parted(
    in_favour: tuple[Ground, ...],
    against: tuple[Ground, ...],
    shown: tuple[Ground, ...],
    shown_against: tuple[Ground, ...],
) -> RoleGrounds:
    return RoleGrounds(
        in_favour=shown,
        against=shown_against,
        folded_in_favour=tuple(each for each in in_favour if each not in shown),
        folded_against=tuple(each for each in against if each not in shown_against),
    )


def _reason(witness: Witness, mine: Reason, target: Target) -> Ground:
    trait = witness.traits[mine.trait]
    if mine.sure is None:
        link = "and" if mine.kind.startswith("for") else "but"
        opening = _earlier_opening(witness, trait, is_drawn=mine.kind in DRAWN)
        sentence = f"{opening}, {link} {sentences.part(target.target)}."
    else:
        sentence = sentences.reason(mine, trait.work, target.target)
    return Ground(
        trait=trait,
        kind=mine.kind,
        sentence=sentence,
        is_sure=mine.sure,
        target=target,
        answers=witness.about(trait.key),
    )


def _caution(witness: Witness, mine: Caution, target: Target | None) -> Ground:
    trait, much = witness.traits[mine.trait], target.target if target else 0.0
    if mine.sure is None:
        opening = _earlier_opening(witness, trait, is_drawn=False)
        still = f". That does not count against this role here, but {sentences.part(much)}."
        sentence = opening + (
            still if mine.kind == "still-part" else ", and all of these jobs have it."
        )
    else:
        sentence = sentences.caution(mine, trait.work, much)
    return Ground(
        trait=trait,
        kind=mine.kind,
        sentence=sentence,
        is_sure=mine.sure,
        target=target,
        answers=witness.about(trait.key),
    )


def _earlier_opening(witness: Witness, trait: Trait, *, is_drawn: bool) -> str:
    """Of a result that tells neither how sure a reason is nor what carries it."""
    key = "reason.towards" if is_drawn else "reason.away"
    return phrase(witness.definition, key, {"trait": trait.name.lower()})


def _is_sure(witness: Witness, score: TraitScore) -> bool:
    if engines.is_first(witness.definition):
        return score.is_enough and not score.low <= MIDDLE <= score.high
    rules = engines.explanation(witness.definition)
    return score.is_enough and rounded(abs(score.score - MIDDLE) - rules.z_sure * score.se) > 0


def _by_itself(witness: Witness, score: TraitScore) -> Ground:
    trait, is_drawn = witness.traits[score.trait], score.score > MIDDLE
    if engines.is_first(witness.definition):
        opening = _earlier_opening(witness, trait, is_drawn=is_drawn)
    else:
        opening = sentences.opening(_as_reason(witness, score), is_drawn, trait.work)
    return Ground(
        trait=trait,
        kind="by-itself",
        sentence=f"{opening}.",
        is_sure=True,
        answers=witness.about(trait.key),
        roles=tuple(_whose_core(witness.definition, trait.key)),
    )


def _as_reason(witness: Witness, score: TraitScore) -> Reason:
    side = 1 if score.score > MIDDLE else -1
    least = engines.explanation(witness.definition).reason_said_mean
    mean = next((each.mean for each in witness.score.said if each.trait == score.trait), 0.0)
    return Reason(
        trait=score.trait,
        kind="for-core" if side > 0 else "for-small",
        points=0.0,
        sure=True,
        ground="said" if rounded(side * mean) >= least else "chosen",
        contrary=rounded(-side * mean) >= least,
    )


def _whose_core(definition: Definition, trait: str) -> Iterator[str]:
    for profile in definition.profiles:
        if any(each.trait == trait and each.target >= CORE for each in profile.targets):
            yield profile.name
