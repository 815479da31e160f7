from dataclasses import replace

import pytest

from quiz import definition
from quiz.copying import same_items
from tests.quiz.samples import make_sheet, starter, with_item

KEYS = set(starter().item_keys)
KEY = definition.Key(trait="risk", weight=1, direction=1)


def lost(made):
    return KEYS - same_items(starter(), made)


def with_fact(**changes):
    first, *others = starter().facts
    return replace(starter(), facts=(replace(first, **changes), *others))


def test_all_questions_of_the_same_version_are_the_same():
    assert same_items(starter(), starter()) == KEYS


OTHER = {
    "another stem": with_item("p01", stem="Which of the two?"),
    "another side": with_item("p01", a=replace(starter().trade_offs[0].a, text="Another.")),
    "another key of a side": with_item("p01", b=replace(starter().trade_offs[0].b, keys=(KEY,))),
}


@pytest.mark.parametrize("name", OTHER)
def test_a_trade_off_that_asks_or_counts_otherwise_is_another(name):
    assert lost(OTHER[name]) == {"p01"}


def test_a_trade_off_with_its_sides_exchanged_is_another():
    first = starter().trade_offs[0]

    assert lost(with_item("p01", a=first.b, b=first.a)) == {"p01"}


@pytest.mark.parametrize("changes", [{"text": "I like it."}, {"keys": (KEY,)}])
def test_a_statement_that_asks_or_counts_otherwise_is_another(changes):
    assert lost(with_item("l01", **changes)) == {"l01"}


OPTIONS = starter().facts[0].options


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "How much?"},
        {"key": "delivery"},
        {"options": OPTIONS[:-1]},
        {"options": (*OPTIONS[:-1], replace(OPTIONS[-1], label="Ten years"))},
    ],
)
def test_a_fact_with_other_texts_or_levels_is_another(changes):
    assert lost(with_fact(**changes)) == {"r01"}


def test_what_explains_a_question_makes_it_no_other():
    made = with_item("p01", words=(), rationale="Because.", sources=())

    assert lost(made) == set()
    assert lost(with_fact(words=(), steps=(), name="Other")) == set()


def test_a_question_that_moved_stays_the_same():
    made = starter()

    assert lost(replace(made, trade_offs=made.trade_offs[::-1])) == set()


def test_other_words_for_the_answers_make_other_questions():
    made = starter()
    scales = replace(made.scales, statement=("No", "Rather no", "Neither", "Rather yes", "Yes"))

    assert lost(replace(made, scales=scales)) == {item.key for item in made.statements}


def test_a_question_that_went_is_not_among_them_and_one_that_came_neither():
    made = starter()
    new = replace(made.statements[0], key="new")

    found = same_items(made, replace(made, statements=(new, *made.statements[1:])))

    assert found == KEYS - {"l01"}
    assert set(make_sheet()) - found == {"l01"}
