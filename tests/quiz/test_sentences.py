import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz import sentences
from quiz.certainty import DRAWN
from quiz.explanation import Caution, Reason
from quiz.scoring import score
from tests.quiz.samples import few, first_version, golden_sheet, sheets, starter

WORK = {trait.key: trait.work for trait in starter().traits}


def make_reason(kind="for-core", *, sure=True, ground="said", contrary=False):
    return Reason(
        trait="market", kind=kind, points=1.0, sure=sure, ground=ground, contrary=contrary
    )


def make_caution(kind="still-part", *, sure=True, ground="said", contrary=False):
    return Caution(trait="market", kind=kind, sure=sure, ground=ground, contrary=contrary)


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        (make_reason(), "You like naming, and it is the core of this job."),
        (make_reason(sure=False), "You seem to like naming a little, and it"),
        (make_reason(ground="chosen"), "Given a choice, you put naming ahead of other work, and"),
        (
            make_reason(ground="chosen", sure=False),
            "Given a choice, you lean a little towards naming, and",
        ),
        (
            make_reason(ground="chosen", contrary=True),
            "ahead of other work, though you say you would rather do without it, and it is",
        ),
        (make_reason("for-small"), "You would rather do without naming, and it"),
        (make_reason("for-small", sure=False), "You seem not too keen on naming, and it"),
        (make_reason("against-core", ground="chosen"), "you put naming behind other work, but it"),
        (
            make_reason("against-core", ground="chosen", sure=False),
            "you lean a little away from naming, but it",
        ),
        (
            make_reason("against-core", ground="chosen", contrary=True),
            "behind other work, though you say you like it, but it is",
        ),
        (make_reason("against-small"), "You like naming, but it"),
    ],
)
def test_a_reason_is_told_in_the_words_that_its_ground_carries(reason, text):
    assert text in sentences.reason(reason, "naming", 90.0)


@pytest.mark.parametrize(
    ("target", "text"),
    [
        (80.0, "it is the core of this job."),
        (79.9, "it is a large part of this job."),
        (60.0, "it is a large part of this job."),
        (59.9, "it is some of this job."),
        (40.1, "it is some of this job."),
        (40.0, "it is a small part of this job."),
        (20.1, "it is a small part of this job."),
        (20.0, "this job has hardly any of it."),
    ],
)
def test_how_much_of_the_work_a_role_has_is_said_by_its_target(target, text):
    assert sentences.reason(make_reason(), "naming", target).endswith(f", and {text}")


def test_a_caution_says_that_it_does_not_count():
    assert sentences.caution(make_caution(), "naming", 50.0) == (
        "You would rather do without naming. That does not count against this role here, but it is"
        " some of this job."
    )


def test_a_caution_of_all_roles_says_that_all_have_it():
    assert sentences.caution(make_caution("all-roles", sure=False), "naming", 0.0) == (
        "You would rather do without naming, and all of these jobs have it."
    )


def test_a_caution_of_all_roles_that_nobody_said_is_told_as_a_choice():
    told = sentences.caution(make_caution("all-roles", ground="chosen"), "naming", 0.0)

    assert (
        told == "Given a choice, you put naming behind other work, and all of these jobs have it."
    )


def test_of_engine_1_there_is_no_sentence():
    old = score(first_version(), golden_sheet("noise-free ideal pm")).reasons[0].in_favour[0]

    with pytest.raises(ValueError, match="engine 1"):
        sentences.reason(old, "naming", 90.0)


@few
@given(sheets(skips=True), st.floats(0, 100))
def test_liking_and_doing_without_are_said_only_of_what_was_said(answers, target):
    result = score(starter(), answers)
    means = {mine.trait: mine.mean for mine in result.said}

    for mine in result.reasons:
        for reason in mine.in_favour + mine.against:
            side = 1 if reason.kind in DRAWN else -1
            is_said = side * means.get(reason.trait, 0.0) >= 0.5
            assert is_told(sentences.reason(reason, WORK[reason.trait], target)) == is_said
        for caution in mine.cautions:
            is_said = means.get(caution.trait, 0.0) <= -0.5
            assert is_told(sentences.caution(caution, WORK[caution.trait], target)) == is_said


def is_told(sentence):
    """Whether it opens with what a person's statements have to carry."""
    return sentence.startswith(("You like", "You seem", "You would rather do without"))
