"""What a version of engine 2 needs besides, found from the definition alone.

Each finding is where it lies and what it says, as in quiz.lint; all of them refuse a version.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from math import fsum

from quiz import fit
from quiz.definition import LEVELS, Action, Definition, loadings

Finding = tuple[str, str]

# The texts of a result, and what is filled in in each.
PHRASES = {
    "low-interest.title": "",
    "low-interest.sentence": "k",
    "low-interest.sentence_leader": "A",
    "low-interest.sentence_leaders": "A B",
    "low-interest.next": "",
    "low-interest.then": "",
    "insufficient.title": "",
    "insufficient.sentence": "n",
    "insufficient.next": "",
    "clear.title": "A",
    "clear.sentence": "gap more",
    "tie.title": "A B",
    "tie.sentence": "C",
    "tie.next": "",
    "tie.next_again": "",
    "tie.next_last": "",
    "none.title": "",
    "none.sentence": "",
    "none.sentence_after_tie": "",
    "none.sentence_last": "",
    "none.next": "",
    "none.next_last": "",
    "extension.four": "",
    "extension.eight": "",
    "extension.twelve": "",
    "extension.after": "n",
    "readiness.ready-all": "met total",
    "readiness.ready": "fact",
    "readiness.open": "met total",
    "readiness.within-reach": "met total",
    "readiness.longer-route": "met total",
    "readiness.unknown": "facts",
    "readiness.none-named": "",
    "readiness.always": "",
}
BRACES = re.compile(r"\{(.*?)\}")
# How often an answer may move from one end of its scale to the other.
WIDEST_STEP = 2.0


def find(definition: Definition) -> Iterator[Finding]:
    """Everything that is missing, or out of its range, or does not fit together."""
    yield from _constants(definition)
    for trait in definition.traits:
        if not trait.work:
            yield trait.key, "has no words for its work, of which sentences are made"
    yield from _blocks(definition)
    yield from _phrases(definition)
    for fact in definition.facts:
        for step in fact.steps:
            yield from _step(f"{fact.key}, {step.key}", step)
    yield from _trial(definition)


def _constants(definition: Definition) -> Iterator[Finding]:
    for name in ("looking_again", "explanation", "readiness"):
        if getattr(definition, name) is None:
            yield name, "is missing, and engine 2 has no constants of its own"
    if again := definition.looking_again:
        if min(again.z_tie, again.z_gate) <= 0:
            yield "looking_again", "needs standard errors above 0"
        if not 0 < again.min_answered_share <= 1:
            yield "looking_again", "needs a share of answered items between 0 and 1"
    yield from _explanation(definition)
    if (rules := definition.readiness) and min(
        rules.ready_open_help_levels, rules.reach_open_must_levels, rules.reach_min_musts_met
    ) < 0:
        yield "readiness", "needs levels and requirements that are not below 0"


def _explanation(definition: Definition) -> Iterator[Finding]:
    if not (rules := definition.explanation):
        return
    counts = (rules.reasons_max, rules.decisive_items, rules.decisive_traits, rules.splitting_items)
    if min(counts) < 1:
        yield "explanation", "needs at least one reason, item and trait to name"
    # Below these, what is no reason would be named, and said with certainty.
    if min(rules.reason_min_lean, rules.reason_min_points, rules.z_sure) <= 0:
        yield "explanation", "needs a lean, points and standard errors above 0"
    if not 0 < rules.reason_said_mean <= 1 or not 0 < rules.flag_neutral_share <= 1:
        yield "explanation", "needs a mean of statements and a share between 0 and 1"
    if not 0 < rules.answer_step <= WIDEST_STEP:
        yield "explanation", f"needs a step of an answer between 0 and {WIDEST_STEP:.0f}"
    if min(rules.headline_min_statements, rules.headline_max_liked) < 0:
        yield "explanation", "needs numbers for a headline that are not below 0"


def _blocks(definition: Definition) -> Iterator[Finding]:
    roles = {profile.role for profile in definition.profiles}
    shared = {trait.key for trait in definition.traits if trait.is_shared}
    for block in definition.extension:
        if len(block.between) != 2 or not roles.issuperset(block.between):
            yield block.key, "does not stand between two roles of this version"
        loads = [loadings(item) for item in block.items]
        for trait in sorted({trait for load in loads for trait in load}):
            if trait in shared:
                yield block.key, f"asks about {trait}, which ranks no role"
            # Whoever always takes A has to end in the middle, whichever blocks are asked.
            if fit.rounded(fsum(load.get(trait, 0.0) for load in loads)):
                yield block.key, f"does not have {trait} as option A as often as option B"
    asked = {frozenset(block.between) for block in definition.extension if block.items}
    for pair in combinations([profile.role for profile in definition.profiles], 2):
        if frozenset(pair) not in asked:
            yield "extension", f"has no questions between {pair[0]} and {pair[1]} for a tie"


def _phrases(definition: Definition) -> Iterator[Finding]:
    for key, count in Counter(phrase.key for phrase in definition.phrases).items():
        if count > 1:
            yield key, f"is the key of {count} phrases"
    texts = {phrase.key: phrase.text for phrase in definition.phrases}
    for key in sorted(PHRASES.keys() - texts.keys()):
        yield key, "is missing among the phrases"
    for key, text in texts.items():
        found, wanted = set(BRACES.findall(text)), set(PHRASES.get(key, "").split())
        if key not in PHRASES:
            yield key, "is a phrase that no result says"
        elif not text.strip():
            yield key, "is a phrase without words"
        elif found != wanted:
            yield key, f"has {_braced(found)} to fill in, and needs {_braced(wanted)}"


def _braced(names: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "nothing"


def _step(where: str, step: Action) -> Iterator[Finding]:
    if step.to not in LEVELS[1:]:
        yield where, "does not say to which level from 1 to 3 it leads"
    if step.hours and (len(step.hours) != 2 or not 0 < step.hours[0] <= step.hours[1]):
        yield where, "needs the least and the most hours, in this order"
    if not step.done_when:
        yield where, "does not say when it is done"


def _trial(definition: Definition) -> Iterator[Finding]:
    if not (trial := definition.trial):
        yield "trial", "is missing"
        return
    if trial.minutes <= 0:
        yield "trial", "needs minutes above 0"
    if Counter(task.role for task in trial.tasks) != Counter(
        profile.role for profile in definition.profiles
    ):
        yield "trial", "needs one task for each role"
    for task in trial.tasks:
        for line in task.rubric:
            if len(line.levels) != len(trial.levels):
                yield (
                    f"trial, {task.role}",
                    f"has {len(line.levels)} levels of {line.key}, not as the others",
                )
