"""The starter definition, variations of it, and answer sheets."""

import json
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from types import UnionType
from typing import Literal, get_args, get_origin, get_type_hints

import pytest
import yaml
from hypothesis import settings
from hypothesis import strategies as st

from quiz import definition
from quiz.extension import look_again
from quiz.scoring import score
from quiz.takers import Manner, Stage

FOLDER = Path(__file__).parent
STARTER = FOLDER.parent.parent / "quiz" / "starter" / "assessment.yaml"
# As the starter was while engine 1 was the only one.
FIRST_VERSION = FOLDER / "assessment_1.yaml"
ROLES = {
    "pm": "product-manager",
    "pmt": "technical-product-manager",
    "tpgm": "technical-program-manager",
    "apm": "associate-product-manager",
}
PM, PMT, TPGM, APM = ROLES.values()


def few(test):
    """A property of whole definitions, which are large."""
    return pytest.mark.slow(settings(max_examples=100)(test))


@cache
def starter():
    return definition.structure(yaml.safe_load(STARTER.read_text()))


@cache
def first_version():
    return definition.structure(yaml.safe_load(FIRST_VERSION.read_text()))


@cache
def golden_sheets():
    """Those of engine 1, whose results its version gives."""
    return json.loads((FOLDER / "golden_examples.json").read_text())["sheets"]


@cache
def golden_sheets_2():
    """Those of engine 2."""
    return json.loads((FOLDER / "golden_examples_2.json").read_text())["sheets"]


def golden_sheet(name):
    return next(sheet["answers"] for sheet in golden_sheets() if sheet["name"] == name)


def golden_sheet_2(name):
    return next(sheet["answers"] for sheet in golden_sheets_2() if sheet["name"] == name)


def seeded(seed):
    return Random(seed)  # noqa: S311


def make_sheet(default=3, **answers):
    return {item.key: default for item in starter().items} | answers


def dislike_all():
    """Every statement turned down, and no preference between any two pieces of work."""
    undecided = {item.key: 3 for item in starter().trade_offs}
    return undecided | {item.key: _turned_down(item) for item in starter().statements}


def _turned_down(statement):
    return 1 if statement.keys[0].direction > 0 else 5


def make_statement(*, key="s1", text="I like it.", trait="market", direction=1, weight=1.0):
    held = definition.Key(trait=trait, weight=weight, direction=direction)
    return definition.LikertStatement(key=key, text=text, keys=(held,), rationale="")


def sheets(skips=False, further=False):
    """Answers to every item of the starter, or to some, and to those that may be asked later."""
    answer = st.integers(1, 5)
    answer = st.none() | answer if skips else answer
    items = (*starter().items, *(starter().further if further else ()))
    return st.fixed_dictionaries({item.key: answer for item in items})


def likely_sheets(persons=20, seed=7, made=None):
    """Full sheets, further items included, of people like any: chance alone seldom ties."""
    made = made or starter()
    asked_all = replace(made, trade_offs=(*made.trade_offs, *made.further))
    stage = Stage(asked_all, seeded(seed), persons)
    return [stage.answers(stage.anybody(), Manner()) for _ in range(persons)]


def looks_of(made, answers):
    """The first result of an answer sheet and those after each step that counts."""
    looks = [score(made, answers)]
    while again := look_again(made, answers, looks):
        looks.append(again)
    return looks


def with_profile(role, /, **changes):
    """The starter with changes to every target of one role, as functions of what it was."""
    return replace(
        starter(),
        profiles=tuple(
            replace(profile, targets=tuple(_changed(target, changes) for target in profile.targets))
            if profile.role == role
            else profile
            for profile in starter().profiles
        ),
    )


def _changed(target, changes):
    return replace(
        target, **{name: change(getattr(target, name)) for name, change in changes.items()}
    )


def with_item(key, /, **changes):
    """The starter with other facts about one item."""
    made = starter()
    return replace(
        made,
        trade_offs=tuple(replace(i, **changes) if i.key == key else i for i in made.trade_offs),
        statements=tuple(replace(i, **changes) if i.key == key else i for i in made.statements),
    )


def make_task(*, role=PM, title="Decide what to promise", **changes):
    """A task of a trial at the desk of one role."""
    given = {
        "hand_in": ("The problem in a customer's words", "A message to the partner"),
        "steps": ("60 min: who is hurt", "30 min: message"),
        "rubric": (make_rubric_line(),),
        "they_notice": "Product managers notice those who gave up in silence.",
        "sources": ("an-article",),
    }
    return definition.TrialTask(role=role, title=title, **{**given, **changes})


def make_rubric_line(*, key="problem", name="The problem"):
    levels = ("repeats that uploads fail", "says who is hurt", "also says what is unknown")
    return definition.RubricLine(key=key, name=name, levels=levels)


def make_trial(*tasks, **changes):
    """One incident at two desks, or with the tasks given."""
    given = {
        "minutes": 90,
        "title": "The uploads that stop",
        "text": "One in ten uploads stops near the end.",
        "facts": ("Support has 46 messages.",),
        "before": "Set a clock to 90 minutes.",
        "after": ("How gladly would you do another hour of this?",),
        "levels": ("not yet", "on the way", "as the role would hand it on"),
    }
    both = (make_task(), make_task(role=TPGM, title="Bring three teams to one day"))
    return definition.WorkTrial(tasks=tasks or both, **{**given, **changes})


def values(hint):
    """Any value of a type as a frozen dataclass of plain values may hold it."""
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return st.builds(hint, **{field.name: values(hints[field.name]) for field in fields(hint)})
    if get_origin(hint) is tuple:
        return st.lists(values(get_args(hint)[0]), max_size=2).map(tuple)
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if get_origin(hint) is UnionType:
        return st.one_of(*map(values, get_args(hint)))
    if hint is float:
        return st.floats(allow_nan=False, allow_infinity=False)
    scalars = {str: st.text(max_size=6), int: st.integers(), bool: st.booleans()}
    return {**scalars, type(None): st.none()}[hint]
