"""What is keyed by the choices of a draft is keyed by all of them."""

from typing import get_args

from quiz import definition
from quiz.admin.problem_pages import PAGES
from quiz.models import Item, Key, Requirement
from quiz.questions import KINDS


def test_every_kind_of_question_has_its_page_in_the_admin():
    assert set(PAGES) == set(Item.Kind.values)


def test_a_taker_meets_as_many_kinds_of_questions_as_there_are():
    assert len(KINDS) == len(Item.Kind.values)


def test_a_definition_has_the_kinds_of_requirements_of_the_tables():
    assert list(get_args(definition.RequirementKind)) == Requirement.Kind.values


def test_a_trade_off_has_the_sides_of_the_tables():
    sides = {
        name
        for name, held in vars(definition.TradeOff)["__annotations__"].items()
        if held == "Side"
    }

    assert sides == set(Key.Side.values)
