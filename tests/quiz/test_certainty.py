from dataclasses import replace

import pytest
from hypothesis import given

from quiz.scoring import score
from tests.quiz.samples import (
    PM,
    PMT,
    few,
    first_version,
    golden_sheet,
    likely_sheets,
    make_sheet,
    sheets,
    starter,
)

DRAWN_KINDS = ("for-core", "against-small")


def with_rules(**constants):
    return replace(starter(), explanation=replace(starter().explanation, **constants))


def reasons_of(result):
    return [one for mine in result.reasons for one in (*mine.in_favour, *mine.against)]


def named(result):
    return [*reasons_of(result), *(one for mine in result.reasons for one in mine.cautions)]


def side_of(one):
    return 1 if one.kind in DRAWN_KINDS else -1


def test_engine_1_tells_nothing_of_how_sure_it_is():
    result = score(first_version(), golden_sheet("noise-free ideal pm"))

    assert {(one.sure, one.ground, one.contrary) for one in named(result)} == {(None, None, None)}
    assert (result.headline, result.statements, result.said) == (None, None, ())


@few
@given(sheets(skips=True))
def test_what_is_sure_lies_far_enough_on_its_side(answers):
    result = score(starter(), answers)
    traits = {mine.trait: mine for mine in result.traits}

    for one in named(result):
        trait = traits[one.trait]
        distance = side_of(one) * (trait.score - 50) - 1.96 * trait.se
        assert one.sure == (trait.is_enough and round(distance, 9) > 0)


@few
@given(sheets(skips=True))
def test_what_is_said_is_carried_by_the_statements_of_the_trait(answers):
    result = score(starter(), answers)

    for one in named(result):
        mean = side_of(one) * mean_of(answers, one.trait)
        assert one.ground == ("said" if mean >= 0.5 else "chosen")
        assert one.contrary == (mean <= -0.5)


def mean_of(answers, trait):
    """What the answered statements of a trait say on average, worked out anew."""
    said = [
        (answers[item.key] - 3) / 2 * item.keys[0].direction
        for item in starter().statements
        if item.keys[0].trait == trait and answers[item.key]
    ]
    return sum(said) / len(said) if said else 0.0


@few
@given(sheets(skips=True))
def test_sure_reasons_stand_first_and_then_the_most_telling(answers):
    for mine in score(starter(), answers).reasons:
        for reasons in (mine.in_favour, mine.against):
            order = [(not one.sure, -round(abs(one.points), 9), one.trait) for one in reasons]
            assert order == sorted(order)


@few
@given(sheets(skips=True))
def test_which_reasons_are_named_is_a_matter_of_points_alone(answers):
    """The three of most points are chosen first; that some are sure changes only their order."""
    sure, unsure = (score(with_rules(z_sure=z), answers) for z in (0.0, 99.0))

    for one, other in zip(sure.reasons, unsure.reasons, strict=True):
        assert {mine.trait for mine in one.in_favour} == {mine.trait for mine in other.in_favour}
        assert {mine.trait for mine in one.against} == {mine.trait for mine in other.against}


def test_a_trait_with_too_few_answers_is_neither_sure_nor_a_caution():
    """One answer is all that is left of the risk work, which the technical role has some of."""
    few_left = {"p02": None, "p05": None, "p08": None, "p12": None, "l06": None}
    answers = golden_sheet("noise-free ideal pm") | few_left | {"l13": 1}
    old, new = (score(made, answers) for made in (first_version(), starter()))

    def cautions(result):
        return [one.trait for mine in result.reasons if mine.role == PMT for one in mine.cautions]

    assert "risk" in cautions(old)
    assert "risk" not in cautions(new)
    assert not [one for one in reasons_of(new) if one.trait == "risk" and one.sure]


def test_what_is_chosen_though_the_statements_say_the_opposite_is_contrary():
    chosen = {"p01": 1, "p05": 5, "p07": 5, "p09": 1}
    result = score(starter(), make_sheet() | chosen | {"l01": 2, "l08": 4})

    market = next(one for one in reasons_of(result) if one.trait == "market")
    assert (market.kind, market.ground, market.contrary) == ("for-core", "chosen", True)


def test_said_tells_of_traits_with_an_answered_statement_only():
    result = score(starter(), make_sheet() | {"l01": 5, "l08": None, "l07": None, "l14": None})

    said = {mine.trait: mine.mean for mine in result.said}
    assert said["market"] == 1.0
    assert "influence" not in said
    assert result.statements == 11


@pytest.mark.parametrize("constant", ["z_sure", "reason_said_mean"])
def test_how_sure_and_how_clearly_said_is_a_matter_of_the_version(constant):
    strict = with_rules(**{constant: 5.0})

    for answers in likely_sheets(5):
        found = reasons_of(score(strict, answers))
        assert found
        assert not [one for one in found if one.sure and constant == "z_sure"]
        assert not [one for one in found if one.ground == "said" and constant != "z_sure"]


def test_the_first_version_and_the_second_find_the_same_reasons():
    """But for three statements they ask the same, and the sheet answers those the same way."""
    answers = golden_sheet("noise-free ideal pm")
    old, new = (score(made, answers) for made in (first_version(), starter()))

    assert old.fits == new.fits
    assert {one.trait for one in old.reasons[0].in_favour} == {
        one.trait for one in new.reasons[0].in_favour
    }
    assert new.reasons[0].role == PM
