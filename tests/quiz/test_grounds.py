import pytest

from quiz import grounds
from quiz.grounds import Witness
from quiz.questions import sheet
from quiz.scoring import score
from tests.quiz.samples import (
    PM,
    PMT,
    first_version,
    golden_sheet,
    golden_sheets_2,
    make_sheet,
    starter,
)

GOLDEN = {held["name"]: held for held in golden_sheets_2()}
SHORT = {"pm": PM, "pmt": PMT}


def witness_of(answers, made=None):
    made = made or starter()
    return Witness(definition=made, score=score(made, answers), entries=sheet(made, answers))


def profile(role, made=None):
    return next(each for each in (made or starter()).profiles if each.role == role)


def test_of_a_leader_three_sure_reasons_and_one_against_stand_open():
    mine = grounds.leading(
        witness_of(GOLDEN["put behind, though liked"]["answers"]), profile(PM), is_tied=False
    )

    assert [ground.is_sure for ground in mine.in_favour] == [True, True, True]
    assert [ground.sentence for ground in mine.against] == [
        "You like tackling technical questions that nobody can answer yet, but it is a small part "
        "of this job."
    ]


def test_a_leader_without_a_sure_reason_shows_its_first_as_less_certain():
    answers = GOLDEN["too close to call between two"]["answers"]

    mine = grounds.leading(witness_of(answers), profile(PMT), is_tied=True)

    assert [ground.is_less_certain for ground in mine.in_favour] == [True]


def test_of_a_tie_two_sure_reasons_each_and_nothing_against():
    answers = GOLDEN["too close to call between two"]["answers"]

    mine = grounds.leading(witness_of(answers), profile(PM), is_tied=True)

    assert len(mine.in_favour) == 2
    assert mine.against == ()


def test_of_the_next_role_only_what_surely_speaks_against_it_stands_open():
    answers = GOLDEN["noise-free ideal pm"]["answers"]
    witness = witness_of(answers)

    after, last = (
        grounds.following(witness, profile(PMT), is_next=is_next) for is_next in (True, False)
    )

    assert after.in_favour == last.in_favour == last.against == ()
    assert [ground.kind for ground in after.against] == ["against-core", "against-core"]


@pytest.mark.parametrize("held", golden_sheets_2(), ids=lambda held: held["name"])
def test_every_reason_stands_once_open_or_folded_in_the_words_of_its_version(held):
    witness = witness_of(held["answers"])
    for short, told in held["expected_reasons"].items():
        role = SHORT.get(short, "technical-program-manager")
        is_leading = role in witness.score.leaders
        if is_leading:
            mine = grounds.leading(witness, profile(role), is_tied=len(witness.score.leaders) > 1)
        else:
            mine = grounds.following(witness, profile(role), is_next=True)
        shown = [*mine.in_favour, *mine.against, *mine.folded]
        expected = [reason[6] for kind in ("for", "against", "cautions") for reason in told[kind]]
        assert sorted(ground.sentence for ground in shown) == sorted(expected)


def test_what_is_sure_of_a_kind_of_work_is_said_once_with_the_roles_of_which_it_is_the_core():
    answers = GOLDEN["noise-free ideal pm"]["answers"]

    said = grounds.by_themselves(witness_of(answers))

    assert len({ground.trait.key for ground in said}) == len(said) > 0
    by_trait = {ground.trait.key: ground for ground in said}
    assert all(ground.sentence.endswith(".") for ground in said)
    assert by_trait["market"].roles == ("Product Manager",)


def test_of_answers_in_the_middle_nothing_is_sure():
    assert grounds.by_themselves(witness_of(make_sheet(3))) == ()


def test_engine_1_told_neither_how_sure_nor_on_what_ground_and_is_not_said_to_have():
    made = first_version()
    witness = witness_of(golden_sheet("noise-free ideal pm"), made)

    mine = grounds.leading(witness, profile(PM, made), is_tied=False)

    assert len(mine.in_favour) == 3
    assert {ground.is_sure for ground in mine.in_favour} == {None}
    assert mine.in_favour[0].sentence == (
        "Your answers lean towards customer and market discovery, and it is the core of this job."
    )
