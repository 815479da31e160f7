"""What keeps a definition from being published, found from the definition alone.

A "block" refuses; a "warning" asks for a written reason. `where` names the part, empty for the
whole. A target that is simply wrong is not found here or by simulation: only review finds that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import fsum
from typing import Literal

from quiz import engines, fit, lint_second
from quiz.definition import (
    ANSWERS,
    LEVELS,
    BackgroundFact,
    Definition,
    EntryRoute,
    Item,
    Key,
    LikertStatement,
    Profile,
    TradeOff,
    loadings,
)

Severity = Literal["block", "warning"]

# The design of the assessment, on what is looked at before publishing.
FEWEST_ITEMS = 4
FEWEST_SHARED = 2
MOST_ALIKE = 0.6
REACH = 95.0
# An option that says much more draws answers by its length.
LONGER = 1.35
LONGEST_STEM = 120
LONGEST_OPTION = 110
# Keys stand in addresses and in what people download.
KEY = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
# What stands behind an attempt in addresses where a question could.
ADDRESSES = frozenset({"all", "background", "review", "result", "share", "delete"})
# To disagree with a negation is to say no to a no.
NEGATION = re.compile(r"\b(?:not|no|never|none|nor|neither|cannot|without)\b|n['’]t\b", re.I)


@dataclass(frozen=True)
class VersionProblem:
    severity: Severity
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


def find(definition: Definition) -> list[VersionProblem]:
    """Every problem of `definition`, blocks first. Scored only when its parts fit together."""
    blocks = [*_parts(definition)]
    # Scoring takes for granted what these rules make sure of.
    if not blocks:
        blocks = [*_balance(definition), *_roles(definition), *_same_answers(definition)]
    problems = [VersionProblem("block", where, message) for where, message in blocks]
    warnings = _texts(definition)
    return problems + [VersionProblem("warning", where, message) for where, message in warnings]


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """How alike two roles are by their saliences, -1 to 1; 0 where one has no shape."""
    product = fit.length(one.values()) * fit.length(other.values())
    return fsum(one[trait] * other.get(trait, 0.0) for trait in one) / product if product else 0.0


def _parts(definition: Definition) -> Iterator[tuple[str, str]]:
    """Keys that are missing, doubled or unknown, and numbers that are none."""
    yield from _doubles(definition)
    yield from _constants(definition)
    for item in (*definition.items, *definition.further):
        yield from _item(item, definition)
    for profile in definition.profiles:
        yield from _targets(profile, definition)
    for fact in definition.facts:
        if tuple(option.level for option in fact.options) != LEVELS:
            yield fact.key, "needs one option for each level from 0 to 3, in this order"
    for route in definition.routes:
        yield from _route(route, definition)
    if definition.scoring.engine == engines.SECOND:
        yield from lint_second.find(definition)


def _doubles(definition: Definition) -> Iterator[tuple[str, str]]:
    for name, keys in _keys(definition):
        for key, count in Counter(keys).items():
            if count > 1:
                yield key, f"is the key of {count} {name}"
            if not KEY.fullmatch(key):
                yield key, "is a key that is not made of a-z, 0-9, hyphens and underscores"
    further = (item.key for item in definition.further)
    for key in ADDRESSES.intersection([*definition.item_keys, *further]):
        yield key, "is a key that is the address of another page"


def _keys(definition: Definition) -> Iterator[tuple[str, list[str]]]:
    yield "traits", [trait.key for trait in definition.traits]
    yield "questions", [*definition.item_keys, *(item.key for item in definition.further)]
    yield "blocks", [block.key for block in definition.extension]
    yield "profiles", [profile.role for profile in definition.profiles]
    yield "facts", [fact.key for fact in definition.facts]
    yield "routes", [route.key for route in definition.routes]
    for fact in definition.facts:
        yield f"steps of {fact.key}", [step.key for step in fact.steps]
    for route in definition.routes:
        yield f"requirements of {route.key}", [part.key for part in route.requirements]
    for profile in definition.profiles:
        yield f"targets of {profile.role}", [target.trait for target in profile.targets]


def _constants(definition: Definition) -> Iterator[tuple[str, str]]:
    rules = definition.scoring
    if rules.engine not in engines.KNOWN:
        yield "scoring", f"names engine {rules.engine}, which is not known here"
    if min(rules.prior_sd, rules.prior_df, rules.z_band, rules.z_tie) <= 0:
        yield "scoring", "needs a prior and standard errors above 0"
    if not 0 < rules.min_answered_share <= 1:
        yield "scoring", "needs a share of answered items between 0 and 1"
    for scale in (definition.scales.trade_off, definition.scales.statement):
        if len(scale) != len(ANSWERS):
            yield "scales", f"names {len(scale)} answers, not {len(ANSWERS)}"
    if len(definition.profiles) < 2:
        yield "profiles", "are fewer than two, so that there is nothing to compare"


def _item(item: Item, definition: Definition) -> Iterator[tuple[str, str]]:
    traits = {trait.key for trait in definition.traits}
    for key in _item_keys(item):
        if key.trait not in traits:
            yield item.key, f"has a key for “{key.trait}”, which is no trait"
        if key.weight <= 0:
            yield item.key, "has a key with a weight that is not above 0"
    if not loadings(item):
        yield item.key, "speaks for no trait"


def _item_keys(item: Item) -> tuple[Key, ...]:
    return item.a.keys + item.b.keys if isinstance(item, TradeOff) else item.keys


def _targets(profile: Profile, definition: Definition) -> Iterator[tuple[str, str]]:
    traits = {target.trait for target in profile.targets}
    for trait in definition.ranking:
        if trait not in traits:
            yield profile.role, f"has no target for {trait}"
    for target in profile.targets:
        if target.trait not in definition.ranking:
            yield profile.role, f"has a target for “{target.trait}”, which does not rank"
        if not 0 <= target.target <= 100 or target.importance < 0:
            yield profile.role, f"has a target or importance out of range for {target.trait}"


def _route(route: EntryRoute, definition: Definition) -> Iterator[tuple[str, str]]:
    facts = {fact.key for fact in definition.facts}
    if route.role not in {profile.role for profile in definition.profiles}:
        yield route.key, f"leads to “{route.role}”, which has no profile"
    for part in route.requirements:
        if not part.any_of:
            yield route.key, f"has a requirement, {part.key}, that names no fact"
        for need in part.any_of:
            # Level 0 is everybody's, so that a need of it would ask for nothing.
            if need.fact not in facts or need.level not in LEVELS[1:]:
                yield route.key, f"needs level {need.level} of “{need.fact}”, which cannot be had"


def _balance(definition: Definition) -> Iterator[tuple[str, str]]:
    for trait in definition.traits:
        fewest = FEWEST_SHARED if trait.is_shared else FEWEST_ITEMS
        count = sum(trait.key in loadings(item) for item in definition.items)
        if count < fewest:
            yield trait.key, f"has {count} items and needs {fewest}"
        # Whoever says yes, or takes A, everywhere has to end in the middle of each trait.
        if _total(trait.key, definition.statements):
            yield trait.key, "has statements for and against it that do not balance"
        if _total(trait.key, definition.trade_offs):
            yield trait.key, "is not option A as often as option B"


def _total(trait: str, items: tuple[TradeOff, ...] | tuple[LikertStatement, ...]) -> float:
    return fit.rounded(fsum(loadings(item).get(trait, 0.0) for item in items))


def _roles(definition: Definition) -> Iterator[tuple[str, str]]:
    plan = fit.design(definition, (item.key for item in definition.items))
    for role, salience in plan.saliences.items():
        if not any(salience.values()):
            yield role, "has a flat profile: nothing tells liking it from liking everything"
        elif _best(plan, role) < REACH:
            yield role, f"cannot reach a fit of {REACH:.0f}"
    for one, other in combinations(plan.saliences, 2):
        alike = cosine(plan.saliences[one], plan.saliences[other])
        if fit.rounded(alike) > MOST_ALIKE:
            yield f"{one}, {other}", f"are too much alike to be told apart (cosine {alike:.2f})"


def _best(plan: fit.Design, role: str) -> float:
    """The fit of whoever gives the answer that speaks most for the role, item by item."""
    weights = plan.coefficients[role]
    # Answer 1 of a trade-off is option A, which positive weights speak for; 1 of a statement is a
    # no.
    signs = {item.key: -1 if isinstance(item, TradeOff) else 1 for item in plan.items}
    sheet = {key: 5 if weights[key] * sign > 0 else 1 for key, sign in signs.items()}
    return fit.measure(plan, sheet).fit_of(role).fit


def _same_answers(definition: Definition) -> Iterator[tuple[str, str]]:
    plan = fit.design(definition, (item.key for item in definition.items))
    for answer in ANSWERS:
        status = fit.measure(plan, {item.key: answer for item in plan.items}).status
        if status != "none":
            yield "", f"gives {status} to whoever answers {answer} everywhere, not none"


def _texts(definition: Definition) -> Iterator[tuple[str, str]]:
    for item in (*definition.trade_offs, *definition.further):
        yield from _trade_off_text(item)
    for line in definition.statements:
        if len(line.text) > LONGEST_STEM:
            yield line.key, f"is longer than {LONGEST_STEM} characters"
        if negation := NEGATION.search(line.text):
            yield line.key, f"holds a negation, “{negation.group()}”"
    for fact in definition.facts:
        yield from _fact_text(fact)


def _trade_off_text(item: TradeOff) -> Iterator[tuple[str, str]]:
    shorter, longer = sorted((len(item.a.text), len(item.b.text)))
    if longer > LONGER * shorter:
        yield item.key, f"has options of {shorter} and {longer} characters"
    if longer > LONGEST_OPTION:
        yield item.key, f"has an option longer than {LONGEST_OPTION} characters"
    if len(item.stem) > LONGEST_STEM:
        yield item.key, f"has a stem longer than {LONGEST_STEM} characters"


def _fact_text(fact: BackgroundFact) -> Iterator[tuple[str, str]]:
    if len(fact.text) > LONGEST_STEM:
        yield fact.item, f"is longer than {LONGEST_STEM} characters"
    if any(len(option.label) > LONGEST_OPTION for option in fact.options):
        yield fact.item, f"has an option longer than {LONGEST_OPTION} characters"
