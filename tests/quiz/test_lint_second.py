from dataclasses import replace

import pytest

from quiz import lint, lint_second
from quiz.definition import Key, Phrase
from tests.quiz.samples import PM, PMT, first_version, starter

BLOCK = starter().extension[0]
FACT = starter().facts[0]
TRIAL = starter().trial


def with_constants(name, **constants):
    return replace(starter(), **{name: replace(getattr(starter(), name), **constants)})


def with_block(**changes):
    return replace(starter(), extension=(replace(BLOCK, **changes), *starter().extension[1:]))


def with_further(number, **changes):
    items = list(BLOCK.items)
    items[number] = replace(items[number], **changes)
    return with_block(items=tuple(items))


def with_phrase(key, text):
    phrases = [one for one in starter().phrases if one.key != key]
    return replace(starter(), phrases=(*phrases, Phrase(key=key, text=text)))


def with_step(**changes):
    step, *others = FACT.steps
    fact = replace(FACT, steps=(replace(step, **changes), *others))
    return replace(starter(), facts=(fact, *starter().facts[1:]))


def with_trial(**changes):
    return replace(starter(), trial=replace(TRIAL, **changes))


def on(side, trait):
    return replace(side, keys=(Key(trait=trait, weight=1.0, direction=1),))


E01 = BLOCK.items[0]
FOR_A, FOR_B = E01.a.keys[0].trait, E01.b.keys[0].trait

BLOCKED = {
    "no constants for looking again": (
        replace(starter(), looking_again=None),
        "looking_again: is missing",
    ),
    "no constants of reasons": (replace(starter(), explanation=None), "explanation: is missing"),
    "no rules of readiness": (replace(starter(), readiness=None), "readiness: is missing"),
    "no error to look again": (
        with_constants("looking_again", z_tie=0.0),
        "looking_again: needs standard errors",
    ),
    "no gate to look again": (
        with_constants("looking_again", z_gate=0.0),
        "looking_again: needs standard errors",
    ),
    "step that counts unanswered": (
        with_constants("looking_again", min_answered_share=0.0),
        "looking_again: needs a share",
    ),
    "no reason to name": (
        with_constants("explanation", reasons_max=0),
        "explanation: needs at least one reason",
    ),
    "no item to name": (
        with_constants("explanation", splitting_items=0),
        "explanation: needs at least one reason",
    ),
    "everything sure": (
        with_constants("explanation", z_sure=0.0),
        "explanation: needs a lean, points and standard errors above 0",
    ),
    "everything said": (
        with_constants("explanation", reason_said_mean=0.0),
        "explanation: needs a mean of statements",
    ),
    "more neutral than all": (
        with_constants("explanation", flag_neutral_share=1.5),
        "explanation: needs a mean of statements and a share",
    ),
    "step of nothing": (
        with_constants("explanation", answer_step=0.0),
        "explanation: needs a step of an answer between 0 and 2",
    ),
    "headline of fewer than no statements": (
        with_constants("explanation", headline_min_statements=-1),
        "explanation: needs numbers for a headline",
    ),
    "fewer than no levels": (
        with_constants("readiness", ready_open_help_levels=-1),
        "readiness: needs levels and requirements",
    ),
    "trait without its work": (
        replace(starter(), traits=(replace(starter().traits[0], work=""), *starter().traits[1:])),
        "market: has no words for its work",
    ),
    "block of one role": (with_block(between=(PM,)), "does not stand between two roles"),
    "block of a stranger": (with_block(between=(PM, "chef")), "does not stand between two roles"),
    "block out of balance": (
        with_further(0, a=E01.b, b=E01.a),
        f"{BLOCK.key}: does not have {min(FOR_A, FOR_B)} as option A as often as option B",
    ),
    "block about what is shared": (
        with_further(0, a=on(E01.a, "influence")),
        f"{BLOCK.key}: asks about influence, which ranks no role",
    ),
    "pair without a block": (
        replace(starter(), extension=starter().extension[1:]),
        f"extension: has no questions between {PM} and {PMT} for a tie",
    ),
    "block without questions": (
        with_block(items=()),
        f"extension: has no questions between {PM} and {PMT} for a tie",
    ),
    "doubled block": (
        replace(starter(), extension=(BLOCK, *starter().extension)),
        f"{BLOCK.key}: is the key of 2 blocks",
    ),
    "further question with a key that is taken": (
        with_further(0, key="p01"),
        "p01: is the key of 2 questions",
    ),
    "further question with a key that is an address": (
        with_further(0, key="review"),
        "review: is a key that is the addr",
    ),
    "further question for no trait": (
        with_further(0, a=on(E01.a, "charm")),
        "e01: has a key for “charm”, which is no trait",
    ),
    "missing phrase": (
        replace(starter(), phrases=starter().phrases[1:]),
        f"{starter().phrases[0].key}: is missing among the phrases",
    ),
    "doubled phrase": (
        replace(starter(), phrases=(*starter().phrases, starter().phrases[0])),
        f"{starter().phrases[0].key}: is the key of 2 phrases",
    ),
    "phrase that nothing says": (
        with_phrase("clear.shout", "Hear"),
        "clear.shout: is a phrase that no result says",
    ),
    "phrase without words": (with_phrase("tie.next", " "), "tie.next: is a phrase without words"),
    "phrase with a brace that nothing fills": (
        with_phrase("clear.title", "{A} and {B}"),
        "clear.title: has {A}, {B} to fill in, and needs {A}",
    ),
    "phrase that leaves out what it is for": (
        with_phrase("readiness.open", "Open to beginners."),
        "readiness.open: has nothing to fill in, and needs {met}, {total}",
    ),
    "step to nowhere": (
        with_step(to=None),
        "engineering, follow-a-change: does not say to which level",
    ),
    "step to where everybody is": (with_step(to=0), "follow-a-change: does not say to which level"),
    "step of hours the wrong way round": (with_step(hours=(9, 3)), "needs the least and the most"),
    "step of one number of hours": (with_step(hours=(9,)), "needs the least and the most"),
    "step without an end": (with_step(done_when=""), "does not say when it is done"),
    "no trial": (replace(starter(), trial=None), "trial: is missing"),
    "trial of no time": (with_trial(minutes=0), "trial: needs minutes above 0"),
    "role without a task": (
        with_trial(tasks=TRIAL.tasks[1:]),
        "trial: needs one task for each role",
    ),
    "role with two tasks": (
        with_trial(tasks=(*TRIAL.tasks, TRIAL.tasks[0])),
        "trial: needs one task for each role",
    ),
    "rubric with a level too few": (
        with_trial(levels=(*TRIAL.levels, "beyond")),
        f"trial, {PM}: has 3 levels of problem, not as the others",
    ),
}


@pytest.mark.parametrize(("made", "told"), BLOCKED.values(), ids=BLOCKED)
def test_what_engine_2_cannot_do_with_is_blocked(made, told):
    blocks = [str(problem) for problem in lint.find(made) if problem.severity == "block"]

    assert any(told in block for block in blocks), blocks


def test_engine_1_is_asked_for_nothing_of_it():
    bare = replace(
        first_version(),
        traits=tuple(replace(trait, work="") for trait in first_version().traits),
    )

    assert list(lint_second.find(bare))
    assert lint.find(bare) == []


@pytest.mark.parametrize("key", lint_second.PHRASES)
def test_every_phrase_is_asked_for(key):
    made = replace(starter(), phrases=tuple(one for one in starter().phrases if one.key != key))

    assert (key, "is missing among the phrases") in lint_second.find(made)


def test_texts_of_further_questions_are_looked_at_as_those_of_the_first():
    long = with_further(0, a=replace(E01.a, text="a" * 111), stem="b" * 121)

    assert [problem.severity for problem in lint.find(long)] == ["warning"] * 3
    assert {problem.where for problem in lint.find(long)} == {"e01"}
