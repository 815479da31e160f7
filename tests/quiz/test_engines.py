import hashlib
import inspect
import json
from dataclasses import fields, replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz import engines, readiness
from quiz.definition import Explanation, LookingAgain, ReadinessRules, Scoring
from quiz.extension import look_again
from quiz.scoring import score
from roles import plain
from tests.quiz.samples import (
    PM,
    dislike_all,
    few,
    first_version,
    golden_sheet,
    golden_sheets_2,
    likely_sheets,
    looks_of,
    make_sheet,
    seeded,
    sheets,
    starter,
)

# Of the sheets and backgrounds below, before there was another engine.
TOLD_BY_FIRST = "58ed68c11f9f9591a0505c0f64c2fb7ce5b907972fe389c33e8d5a1c4ea4b7dd"
FACTS = [fact.key for fact in starter().facts]
# What has no number to turn: the engine itself is named, not counted with.
CONSTANTS = [
    *(("scoring", field.name) for field in fields(Scoring) if field.name != "engine"),
    *(("looking_again", field.name) for field in fields(LookingAgain)),
    *(("explanation", field.name) for field in fields(Explanation)),
    *(("readiness", field.name) for field in fields(ReadinessRules)),
]


def varied_sheets():
    """People like any, some who skip, some who like little, and the golden ones."""
    people = likely_sheets(15, seed=2)
    skipped = [sheet | dict.fromkeys(list(make_sheet())[::3]) for sheet in people]
    skipped += [sheet | dict.fromkeys(["e01", "e05", "e09", "e10"]) for sheet in people]
    agreeing = {item.key: 4 for item in starter().statements}
    golden = [sheet["answers"] for sheet in golden_sheets_2()]
    return [*people, *skipped, dislike_all(), make_sheet() | agreeing, *golden]


SHEETS = varied_sheets()
BACKGROUNDS = [
    dict(zip(FACTS, levels, strict=True))
    for levels in (
        [3, 2, 2, 1, 1, 0],
        [0, 0, 0, 0, 0, 0],
        [0, 0, 1, 0, 1, 3],
        [2, 2, 1, 2, 1, 3],
        [1, 1, 2, 1, 0, 2],
    )
]
BACKGROUNDS += [dict.fromkeys(FACTS, level) for level in (1, 2, 3)]


def everything(made):
    found = [looks_of(made, sheet) for sheet in SHEETS]
    return found, [readiness.readiness(made, facts) for facts in BACKGROUNDS]


@cache
def usual():
    return everything(starter())


def with_constant(section, name, value):
    return replace(starter(), **{section: replace(getattr(starter(), section), **{name: value})})


@pytest.mark.slow
@pytest.mark.parametrize(("section", "name"), CONSTANTS)
def test_every_constant_of_a_version_decides_something(section, name):
    """A constant that is written in the code as well would not."""
    value = getattr(getattr(starter(), section), name)
    others = [value * 3 + 1, value // 2] if isinstance(value, int) else [value * 4.0, value * 0.25]
    # A step of a whole option and of a quarter are steps as well.
    others = [1.0, 0.25] if name == "answer_step" else others
    assert any(everything(with_constant(section, name, other)) != usual() for other in others)


def test_engine_2_takes_nothing_from_what_engine_1_had_in_the_code(monkeypatch):
    expected = everything(starter())
    monkeypatch.setattr(engines, "EXPLANATION_OF_FIRST", None)
    monkeypatch.setattr(readiness, "MOST_HELPS_OPEN", None)
    monkeypatch.setattr(readiness, "MOST_STEPS", None)

    assert everything(starter()) == expected


@pytest.mark.parametrize("name", ["explanation", "readiness", "looking_again"])
def test_a_version_of_engine_2_without_its_constants_is_not_guessed_at(name):
    made = replace(starter(), **{name: None})

    with pytest.raises(ValueError, match="lacks its constants"):
        everything(made)


def test_what_engine_1_says_stays_as_it_was_to_the_last_digit():
    """What it stored is made anew and compared, so that nothing may be told in another way."""
    made, random, told = first_version(), seeded(5), hashlib.sha256()
    for number in range(200):
        options = [1, 2, 3, 4, 5, *([None] * (number % 4))]
        answers = {item.key: random.choice(options) for item in made.items}
        facts = {fact.key: random.choice([None, 0, 1, 2, 3]) for fact in made.facts}
        for value in (score(made, answers), *readiness.readiness(made, facts)):
            told.update(json.dumps(plain.unstructure(value), sort_keys=True).encode())

    assert told.hexdigest() == TOLD_BY_FIRST


def test_engine_1_keeps_its_constants_whatever_a_version_says():
    answers = golden_sheet("noisy ideal pmt")
    says_more = replace(
        first_version(), explanation=starter().explanation, readiness=starter().readiness
    )

    assert score(says_more, answers) == score(first_version(), answers)
    assert [readiness.readiness(says_more, facts) for facts in BACKGROUNDS] == [
        readiness.readiness(first_version(), facts) for facts in BACKGROUNDS
    ]


@few
@given(
    sheets(skips=True, further=True),
    st.fixed_dictionaries(dict.fromkeys(FACTS, st.none() | st.integers(0, 3))),
)
def test_the_two_axes_never_touch(answers, facts):
    items = {fact.item: facts[fact.key] for fact in starter().facts}

    assert looks_of(starter(), answers | facts | items) == looks_of(starter(), answers)
    assert readiness.readiness(starter(), answers | facts) == readiness.readiness(starter(), facts)


@pytest.mark.parametrize(
    ("of", "taken"),
    [
        (score, ["definition", "answers"]),
        (look_again, ["definition", "answers", "looks"]),
        (readiness.readiness, ["definition", "facts"]),
    ],
)
def test_fit_is_told_no_facts_and_readiness_no_answers(of, taken):
    assert list(inspect.signature(of).parameters) == taken


def test_fit_and_readiness_know_nothing_of_each_other():
    from quiz import certainty, explanation, extension, fit, headline, scoring, sufficiency

    for module in (certainty, explanation, extension, fit, headline, scoring, sufficiency):
        assert "readiness" not in vars(module)
        assert "BackgroundFact" not in vars(module)
    assert not {"fit", "scoring", "explanation"} & set(vars(readiness))


def test_two_engines_score_a_leader_alike():
    answers = golden_sheet("noise-free ideal pm")

    assert score(first_version(), answers).leaders == score(starter(), answers).leaders == (PM,)
