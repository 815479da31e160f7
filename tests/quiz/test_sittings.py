import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given

from quiz.definition import ExtensionBlock
from quiz.scoring import score
from quiz.sittings import Sitting, are_akin, changed_answers, share_answers, side_by_side
from tests.quiz.samples import PM, PMT, golden_sheet, sheets, starter

ONE = golden_sheet("noise-free ideal pm")
OTHER = golden_sheet("noisy ideal tpgm")
TODAY = dt.datetime(2026, 5, 3, 12, tzinfo=dt.UTC)


def make_sitting(answers=ONE, *, made=None, further=(), day=0, copied=()):
    """One of that many days later, each answer of it of that day unless it is copied from day 0."""
    made = made or starter()
    moments = {key: TODAY + dt.timedelta(days=0 if key in copied else day) for key in answers}
    return Sitting(
        definition=made,
        score=score(made, answers),
        answers=answers,
        further=frozenset(further),
        moments=moments,
        copied=frozenset(copied),
    )


def rescored():
    """A version that scores otherwise."""
    first, *others = starter().profiles
    target, *targets = first.targets
    changed = replace(first, targets=(replace(target, target=70), *targets))
    return replace(starter(), profiles=(changed, *others))


def test_a_change_is_called_between_two_measurements():
    pair = side_by_side(make_sitting(), make_sitting(OTHER, day=40), is_copy=False)

    assert (pair.obstacle, pair.is_copy, pair.changed) == (None, False, ())
    assert {row.name for row in pair.changes} >= {"Product Manager", "Technical Program Manager"}


@pytest.mark.parametrize(
    ("later", "obstacle"),
    [({"made": rescored()}, "versions"), ({"further": ("e01",)}, "steps")],
)
@pytest.mark.parametrize("is_copy", [False, True])
def test_what_does_not_score_alike_shows_no_difference(later, obstacle, is_copy):
    pair = side_by_side(make_sitting(), make_sitting(OTHER, day=40, **later), is_copy=is_copy)

    assert pair.obstacle == obstacle
    assert {row.points for row in pair.rows} == {None}
    assert pair.changes == ()


def test_other_words_alone_are_no_obstacle():
    reworded = replace(starter(), title="Other words")

    pair = side_by_side(make_sitting(), make_sitting(OTHER, made=reworded, day=40), is_copy=False)

    assert pair.obstacle is None
    assert pair.changes


def test_the_same_further_questions_are_no_obstacle():
    one, other = make_sitting(further=("e01",)), make_sitting(OTHER, further=("e01",), day=40)

    assert side_by_side(one, other, is_copy=False).changes


def test_of_a_copy_points_move_and_nothing_is_a_change():
    pair = side_by_side(make_sitting(), make_sitting(OTHER, day=40), is_copy=True)

    assert pair.is_copy
    assert pair.changes == ()
    assert max(row.distance for row in pair.rows) > 10
    assert len(pair.changed) == sum(ONE[key] != OTHER[key] for key in ONE)


@given(sheets(skips=True), sheets(skips=True))
def test_a_copy_is_never_said_to_have_changed(one, other):
    assert side_by_side(make_sitting(one), make_sitting(other), is_copy=True).changes == ()


def test_one_answer_that_was_copied_makes_a_copy():
    later = make_sitting(ONE | {"p01": 5}, day=40, copied=("p02",))

    assert share_answers(make_sitting(), later)
    assert side_by_side(make_sitting(), later, is_copy=False).is_copy


def test_answers_copied_from_elsewhere_are_not_shared():
    assert not share_answers(make_sitting(day=1), make_sitting(day=40, copied=("p02",)))


def test_changed_answers_stand_in_the_order_of_the_pages_with_both_words():
    later = ONE | {"l02": None, "p01": 6 - ONE["p01"]}

    first, second = changed_answers(make_sitting(), make_sitting(later))

    assert (first.question.key, second.question.key) == ("p01", "l02")
    assert first.before.value == 6 - first.after.value
    assert second.before.label
    assert second.after.label == ""


def test_a_question_that_says_something_else_is_no_changed_answer():
    first, *others = starter().trade_offs
    made = replace(starter(), trade_offs=(replace(first, stem="Another?"), *others))
    later = make_sitting(ONE | {"p01": 6 - ONE["p01"], "p02": 6 - ONE["p02"]}, made=made)

    changed = changed_answers(make_sitting(), later)

    assert [change.question.key for change in changed] == ["p02"]


def test_further_questions_that_both_count_are_told_too():
    made = replace(starter(), trade_offs=starter().trade_offs)
    asked = replace(starter().trade_offs[0], key="e01")
    block = ExtensionBlock(key="between", between=(PM, PMT), why="", items=(asked,))
    made = replace(starter(), extension=(block,))
    one, other, uncounted = (
        make_sitting(ONE | {"e01": answer}, made=made, further=further)
        for answer, further in [(1, ("e01",)), (5, ("e01",)), (5, ())]
    )

    assert [change.question.key for change in changed_answers(one, other)] == ["e01"]
    assert changed_answers(one, uncounted) == ()


SOURCES = {"first": None, "copy": "first", "copy of it": "copy", "sibling": "first", "own": None}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("copy", "first", True),
        ("copy of it", "first", True),
        ("copy of it", "sibling", True),
        ("own", "first", False),
        ("own", "copy", False),
        ("of a source that is gone", "own", False),
    ],
)
def test_copies_come_from_one_attempt(one, other, expected):
    assert are_akin(one, other, SOURCES) is are_akin(other, one, SOURCES) is expected


def test_the_roles_stand_as_the_newer_version_names_them():
    renamed = tuple(replace(part, name=f"The {part.name}") for part in starter().profiles)
    later = make_sitting(OTHER, made=replace(starter(), profiles=renamed), day=40)

    names = [row.name for row in side_by_side(make_sitting(), later, is_copy=False).rows]

    assert all(name.startswith("The ") for name in names)
