from dataclasses import replace

import pytest

from quiz.scoring import score
from tests.quiz.samples import PM, PMT, golden_sheet, make_sheet, starter

UP = {"l01", "l03", "l05", "l07", "l09", "l11", "l13"}
PAIRS = [("l01", "l08"), ("l09", "l02"), ("l03", "l10"), ("l11", "l04")]


def notes(**answers):
    return score(starter(), make_sheet(**answers)).notes


def test_ten_times_the_same_option_in_a_row_is_noted():
    varied = {item.key: 1 + n % 2 for n, item in enumerate(starter().items)}
    ten = dict.fromkeys([f"p{n:02}" for n in range(1, 11)], 4)

    assert "same-option" in score(starter(), varied | ten).notes
    assert "same-option" not in score(starter(), varied | ten | {"p05": 2}).notes


def test_a_skipped_item_does_not_break_a_run():
    answers = make_sheet(p05=None, p09=None)

    assert "same-option" in score(starter(), answers).notes


def test_mostly_neutral_answers_are_noted_from_60_percent_on():
    keys = [item.key for item in starter().items][:25]
    fifteen = dict.fromkeys(keys[:15], 3)

    assert "mostly-neutral" in score(starter(), dict.fromkeys(keys, 1) | fifteen).notes
    del fifteen[keys[0]]
    assert "mostly-neutral" not in score(starter(), dict.fromkeys(keys, 1) | fifteen).notes


@pytest.mark.parametrize("answer", [2, 4])
def test_yes_or_no_to_both_statements_of_four_traits_is_noted_as_contradictory(answer):
    four = {key: answer for pair in PAIRS for key in pair}

    assert "contradictory" in notes(**four)
    assert "contradictory" not in notes(**four | {"l01": 3})


def test_yes_to_one_statement_and_no_to_its_opposite_is_no_contradiction():
    agreeing = {up: 5 for up, _ in PAIRS} | {down: 1 for _, down in PAIRS}

    assert "contradictory" not in notes(**agreeing)


def test_liking_none_of_the_work_is_noted():
    dislikes = {key: 1 if key in UP else 5 for key in make_sheet() if key.startswith("l")}

    assert "low-interest" in notes(**dislikes)
    assert "low-interest" not in notes(**{key: 6 - answer for key, answer in dislikes.items()})


def test_disliking_what_all_roles_share_is_a_caution_for_each():
    result = score(starter(), golden_sheet("noisy ideal pmt") | {"l07": 1, "l14": 5})

    for reasons in result.reasons:
        assert ("influence", "all-roles") in [(one.trait, one.kind) for one in reasons.cautions]


def test_what_a_role_has_less_of_than_of_the_rest_is_no_reason_though_it_has_much():
    targets = {"market": 65.0}
    pm, *others = starter().profiles
    pm = replace(
        pm,
        targets=tuple(
            replace(one, importance=3.0, target=targets.get(one.trait, 95.0)) for one in pm.targets
        ),
    )

    mine, *_ = score(
        replace(starter(), profiles=(pm, *others)), golden_sheet("noise-free ideal pm")
    ).reasons

    assert mine.role == PM
    assert mine.in_favour
    assert "market" not in {reason.trait for reason in (*mine.in_favour, *mine.against)}


def test_a_tie_names_the_two_items_that_split_its_leaders():
    result = score(starter(), golden_sheet("too close to call between two"))

    assert result.leaders == (PM, PMT)
    assert result.change.rival not in result.leaders
    assert result.change.splitting == ("p01", "p07")


def test_no_preference_names_the_two_items_that_split_all_roles():
    assert len(score(starter(), make_sheet()).change.splitting) == 2


def test_a_clear_result_has_nothing_to_split():
    assert score(starter(), golden_sheet("noisy ideal pmt")).change.splitting == ()


def test_what_pulls_the_other_way_never_decides():
    change = score(starter(), golden_sheet("noisy ideal tpgm")).change

    assert not set(change.decisive_items) & set(change.opposing_items)


def test_a_role_that_stands_alone_has_no_rival():
    alone = replace(starter(), profiles=starter().profiles[:1])

    assert score(alone, golden_sheet("noise-free ideal pm")).change is None
