from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz import fit
from quiz.extension import look_again, offered
from quiz.scoring import score
from tests.quiz.samples import (
    PM,
    PMT,
    TPGM,
    few,
    first_version,
    likely_sheets,
    looks_of,
    make_sheet,
    sheets,
    starter,
)

FURTHER = [item.key for item in starter().further]
BLOCKS = {block.between: [item.key for item in block.items] for block in starter().extension}


def outcome(status, *leaders):
    """A result that has come down to this, whatever else it says."""
    return replace(score(starter(), make_sheet()), status=status, leaders=leaders)


TIE = outcome("tie", PM, TPGM)
NONE, CLEAR, INSUFFICIENT = map(outcome, ("none", "clear", "insufficient"))
BETWEEN = BLOCKS[PM, TPGM]
OTHERS = [key for key in FURTHER if key not in BETWEEN]


@pytest.mark.parametrize(
    ("looks", "keys"),
    [
        ([], []),
        ([TIE], BETWEEN),
        ([TIE, TIE], OTHERS),
        ([TIE, outcome("tie", PM, PMT)], OTHERS),
        ([TIE, CLEAR], []),
        ([TIE, NONE], []),
        ([TIE, TIE, TIE], []),
        ([NONE], FURTHER),
        ([NONE, NONE], []),
        ([NONE, TIE], []),
        ([CLEAR], []),
        ([INSUFFICIENT], []),
    ],
)
def test_what_is_offered_hangs_on_the_results_so_far(looks, keys):
    assert list(offered(starter(), looks)) == keys


def test_engine_1_offers_nothing_even_with_further_questions():
    made = replace(first_version(), extension=starter().extension)

    assert offered(made, [TIE]) == ()
    assert look_again(made, make_sheet() | dict.fromkeys(FURTHER, 3), [NONE]) is None


def tied_sheets():
    found = [(sheet, looks_of(starter(), sheet)) for sheet in likely_sheets(150)]
    return [(sheet, looks) for sheet, looks in found if looks[0].status == "tie"]


TIED = tied_sheets()
UNDECIDED = make_sheet() | dict.fromkeys(FURTHER, 3)


@pytest.mark.parametrize("answered", [0, 2, 3, 4])
def test_four_more_count_when_three_of_them_are_answered(answered):
    sheet, (first, *_) = TIED[0]
    asked = offered(starter(), [first])
    given_up = dict.fromkeys(asked[answered:])

    again = look_again(starter(), sheet | given_up, [first])

    assert (again is not None) == (answered >= 3)
    assert again is None or (again.answered, again.total) == (26 + answered, 30)


@pytest.mark.parametrize("answered", [8, 9])
def test_twelve_more_count_when_nine_of_them_are_answered(answered):
    first = score(starter(), UNDECIDED)

    again = look_again(starter(), UNDECIDED | dict.fromkeys(FURTHER[answered:]), [first])

    assert (again is not None) == (answered == 9)


def test_the_share_that_makes_a_step_count_is_a_matter_of_the_version():
    rules = replace(starter().looking_again, min_answered_share=0.5)
    sheet, (first, *_) = TIED[0]
    half = sheet | dict.fromkeys(offered(starter(), [first])[2:])

    assert look_again(replace(starter(), looking_again=rules), half, [first]) is not None


def test_nothing_offered_changes_nothing():
    assert look_again(starter(), UNDECIDED, [CLEAR]) is None


def test_each_step_counts_what_the_steps_before_it_asked():
    three = next(looks for _, looks in TIED if len(looks) == 3)

    assert [look.total for look in three] == [26, 30, 38]
    assert [look.answered for look in three] == [26, 30, 38]


def test_notes_and_interest_stay_those_of_the_first_result():
    for _, looks in TIED:
        assert {look.notes for look in looks} == {looks[0].notes}
        assert {look.interest for look in looks} == {looks[0].interest}


def test_what_is_no_answer_is_refused():
    with pytest.raises(ValueError, match="e01"):
        look_again(starter(), UNDECIDED | {"e01": 9}, [NONE])


@few
@given(sheets(skips=True, further=True))
def test_the_first_result_is_the_same_with_and_without_further_answers(answers):
    without = {key: answer for key, answer in answers.items() if key not in FURTHER}

    assert score(starter(), answers) == score(starter(), without)


@few
@given(st.integers(1, 5))
def test_the_same_answer_everywhere_prefers_nothing_however_often_it_is_asked(answer):
    looks = looks_of(starter(), dict.fromkeys([*make_sheet(), *FURTHER], answer))

    assert [look.status for look in looks] == ["none", "none"]
    for look in looks:
        assert [mine.fit for mine in look.fits] == pytest.approx([50.0] * 3, abs=1e-9)


def all_looks():
    return [(sheet, looks_of(starter(), sheet)) for sheet in likely_sheets(120, seed=11)]


def test_a_further_result_keeps_to_its_bounds_and_adds_up():
    for _, looks in all_looks():
        for mine in (mine for look in looks for mine in look.fits):
            assert 0 <= mine.low <= mine.fit + 1e-9
            assert mine.fit - 1e-9 <= mine.high <= 100
            points = sum(part.points for part in mine.contributions)
            assert points == pytest.approx(mine.fit - 50, abs=1e-9)


def test_leaders_after_further_questions_are_those_that_were_not_left_out():
    """A role still open is left out only far behind; one left out before returns as any would."""
    for sheet, looks in all_looks():
        for number, look in enumerate(looks[1:], start=1):
            before = looks[number - 1]
            open_before = before.leaders or tuple(mine.role for mine in look.fits)
            top = max(look.fits, key=lambda mine: mine.fit)
            near = {top.role} | {
                mine.role
                for mine in look.fits
                if top.fit - mine.fit
                < max(
                    6.0, (1.96 if mine.role in open_before else 1.645) * se(sheet, look, top, mine)
                )
            }
            assert not look.leaders or set(look.leaders) == near
            least = 2.34 if before.status == "none" else 2.05
            assert (look.status == "none") == (look.gate < least or len(near) == 3)


@pytest.mark.parametrize(
    ("before", "z"),
    [(None, 1.645), (TIE, 1.96), (NONE, 1.96), (outcome("tie", PM, PMT), 1.645)],
)
def test_only_a_role_that_was_open_has_to_be_left_farther_behind(before, z):
    plan = fit.design(starter(), UNDECIDED)
    wide, narrow = 1.0, 0.01

    margin = fit.margin(plan, wide, PM, TPGM, before)

    assert margin == pytest.approx(z * fit.difference_se(plan, wide, PM, TPGM))
    assert fit.margin(plan, narrow, PM, TPGM, before) == 6.0


@pytest.mark.parametrize(("before", "status"), [(TIE, "tie"), (NONE, "none")])
def test_the_gate_is_narrower_after_no_preference(before, status):
    plan = fit.design(starter(), UNDECIDED)
    between = (sheet for sheet in likely_sheets(300, seed=5) if 2.05 <= gate(plan, sheet) < 2.34)
    found = {fit.measure(plan, sheet, before).status == "none" for sheet in between}

    assert (False in found) == (status == "tie")


def gate(plan, sheet):
    return fit.measure(plan, sheet).gate


def se(sheet, look, one, other):
    """The error of a difference, from the items that the result counts."""
    asked = starter().further if look.total == 38 else between_of(look, sheet)
    plan = fit.design(starter(), sheet, asked)
    return fit.difference_se(plan, look.noise_sd, one.role, other.role)


def between_of(look, sheet):
    first = score(starter(), sheet)
    keys = offered(starter(), [first])
    return tuple(item for item in starter().further if item.key in keys)


@few
@given(sheets(further=True), st.randoms(use_true_random=False))
def test_no_order_of_blocks_or_answers_matters(answers, random):
    blocks = tuple(random.sample(starter().extension, len(starter().extension)))
    mixed = replace(starter(), extension=blocks)
    shuffled = dict(random.sample(list(answers.items()), len(answers)))

    for one, other in zip(looks_of(mixed, shuffled), looks_of(starter(), answers), strict=True):
        assert (one.fits, one.leaders, one.headline) == (other.fits, other.leaders, other.headline)


@few
@given(sheets(further=True))
def test_equal_profiles_stay_together_after_further_questions(answers):
    twin = replace(starter().profiles[1], role="twin", name="Twin")
    made = replace(starter(), profiles=(*starter().profiles, twin))

    for look in looks_of(made, answers):
        assert ("twin" in look.leaders) == (PMT in look.leaders)
        assert look.status != "clear" or PMT not in look.leaders


@few
@given(sheets(further=True))
def test_swapping_the_options_of_further_questions_changes_nothing(answers):
    swapped = replace(
        starter(),
        extension=tuple(
            replace(block, items=tuple(replace(item, a=item.b, b=item.a) for item in block.items))
            for block in starter().extension
        ),
    )
    turned = {key: 6 - v if key in FURTHER else v for key, v in answers.items()}

    assert looks_of(swapped, turned) == looks_of(starter(), answers)
