"""A definition arranged as the page shows it that explains the assessment."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from quiz import engines
from quiz.definition import Definition, Need, Requirement, RequirementKind, Target, Trait, loadings
from quiz.fit import rounded


@dataclass(frozen=True)
class TraitRow:
    """A trait with its target in each profile, and the number of questions that speak of it."""

    trait: Trait
    targets: tuple[Target, ...]
    questions: int


@dataclass(frozen=True)
class Alternative:
    """One of the things that a requirement takes: a fact by its name, at what its answer says."""

    name: str
    level: int
    label: str


@dataclass(frozen=True)
class Demand:
    kind: RequirementKind
    any_of: tuple[Alternative, ...]


def trait_rows(definition: Definition) -> list[TraitRow]:
    """Every trait in its order; a shared one has no targets."""
    return [
        TraitRow(trait, _targets(definition, trait.key), _questions(definition, trait.key))
        for trait in definition.traits
    ]


def demands(definition: Definition, requirements: tuple[Requirement, ...]) -> list[Demand]:
    """What a route asks for, in words."""
    return [
        Demand(part.kind, tuple(_alternative(definition, need) for need in part.any_of))
        for part in requirements
    ]


@dataclass(frozen=True)
class StepSize:
    """How many questions a step of further questions has, and how many answers make it count."""

    total: int
    needed: int


@dataclass(frozen=True)
class FurtherBlock:
    """The questions between two roles, and those that follow where the two stay level."""

    why: str
    first: StepSize
    rest: StepSize


def further_blocks(definition: Definition) -> list[FurtherBlock]:
    """What is asked after a tie, by the two roles; empty for engine 1."""
    whole = len(definition.further)
    return [
        FurtherBlock(
            block.why,
            _size(definition, len(block.items)),
            _size(definition, whole - len(block.items)),
        )
        for block in definition.extension
    ]


def step_sizes(definition: Definition) -> list[StepSize]:
    """The sizes that a step can have, the smallest first."""
    blocks = further_blocks(definition)
    sizes = {size for block in blocks for size in (block.first, block.rest)}
    sizes |= {_size(definition, len(definition.further))} if blocks else set()
    return sorted((size for size in sizes if size.total), key=lambda size: size.total)


def _size(definition: Definition, total: int) -> StepSize:
    share = engines.looking_again(definition).min_answered_share
    return StepSize(total, ceil(rounded(share * total)))


def _targets(definition: Definition, trait: str) -> tuple[Target, ...]:
    targets = (target for profile in definition.profiles for target in profile.targets)
    return tuple(target for target in targets if target.trait == trait)


def _questions(definition: Definition, trait: str) -> int:
    return sum(trait in loadings(item) for item in definition.items)


def _alternative(definition: Definition, need: Need) -> Alternative:
    fact = next(fact for fact in definition.facts if fact.key == need.fact)
    label = next(option.label for option in fact.options if option.level == need.level)
    return Alternative(fact.name, need.level, label)
