from pathlib import Path
from typing import get_type_hints

import pytest

from quiz.checking import Check
from quiz.definition import Definition
from quiz.frozen import SHAPES
from quiz.readiness import Readiness
from quiz.scoring import Score
from roles import plain
from tests.shapes import golden, known, said, words

FROZEN = Path(__file__).parent / "frozen"
CLASSES = {"definition": Definition, "check": Check, "score": Score, "readiness": Readiness}


@pytest.mark.parametrize("name", CLASSES)
def test_what_was_frozen_in_every_shape_stands_here_and_can_be_read(name):
    frozen = golden(FROZEN, name)

    assert list(frozen) == list(range(1, SHAPES.newest + 1))
    for shape, data in frozen.items():
        assert isinstance(SHAPES.thawed(CLASSES[name], data, shape), CLASSES[name])


@pytest.mark.parametrize("name", CLASSES)
def test_the_newest_here_has_every_field_that_is_frozen_now(name):
    """A new field begins a new shape: see the page on architecture."""
    data = golden(FROZEN, name)[SHAPES.newest]
    newest = SHAPES.thawed(CLASSES[name], data, SHAPES.newest)

    assert set(said(newest)) == set(known(CLASSES[name], get_type_hints))
    assert plain.unstructure(newest) == data


def test_a_word_that_is_frozen_is_never_given_up():
    now = dict(pair for cls in CLASSES.values() for pair in words(cls, get_type_hints))

    for frozen in golden(FROZEN, "words").values():
        assert {field: set(held) - set(now[field]) for field, held in frozen.items()} == {
            field: set() for field in frozen
        }
