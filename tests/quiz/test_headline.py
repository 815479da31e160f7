from dataclasses import replace

import pytest
from hypothesis import given

from quiz import fit
from quiz.headline import Headline, fillings
from quiz.scoring import score
from tests.quiz.samples import (
    PM,
    PMT,
    TPGM,
    dislike_all,
    few,
    first_version,
    golden_sheet,
    golden_sheets_2,
    likely_sheets,
    looks_of,
    make_sheet,
    sheets,
    starter,
)


def with_rules(**constants):
    return replace(starter(), explanation=replace(starter().explanation, **constants))


def headline_of(answers, made=None):
    return score(made or starter(), answers).headline


@few
@given(sheets(skips=True))
def test_one_thing_is_said_first_and_it_is_what_the_numbers_carry(answers):
    result = score(starter(), answers)
    headline = result.headline

    assert headline.liked == sum(mine.mean > 0 for mine in result.said)
    assert headline.roles == result.leaders
    if headline.key == "low-interest":
        assert "low-interest" in result.notes
        assert headline.liked <= 1
        assert result.statements >= 10
    else:
        assert headline.key == result.status


def test_whoever_likes_little_is_told_so_before_anything_else():
    assert headline_of(dislike_all()).key == "low-interest"


def test_nine_statements_are_too_few_to_say_that_little_is_liked():
    four = [item.key for item in starter().statements][:4]
    five = [*four, starter().statements[4].key]

    assert headline_of(dislike_all() | dict.fromkeys(four)).key == "low-interest"
    assert headline_of(dislike_all() | dict.fromkeys(five)).key == "none"


def test_two_kinds_of_work_that_are_liked_are_more_than_little():
    one = dislike_all() | {"l01": 5, "l08": 1}
    two = one | {"l07": 5, "l14": 1}

    assert (headline_of(one).key, headline_of(one).liked) == ("low-interest", 1)
    assert (headline_of(two).key, headline_of(two).liked) == ("none", 2)
    assert "low-interest" in score(starter(), two).notes


def drawn_to_pm(**statements):
    """Chooses what product managers do, and turns down all but one kind of work."""
    chosen = {"p01": 1, "p02": 1, "p04": 5, "p05": 5, "p06": 5, "p07": 5, "p09": 1, "p10": 1}
    return dislike_all() | chosen | statements


def test_a_clear_leader_whose_core_is_liked_is_named_all_the_same():
    liked = drawn_to_pm(l01=5, l08=1, l11=3, l04=3)
    turned_down = drawn_to_pm(l01=5, l08=1)
    results = [score(starter(), answers) for answers in (liked, turned_down)]

    assert [result.leaders for result in results] == [(PM,), (PM,)]
    assert ["low-interest" in result.notes for result in results] == [True, True]
    # Market and strategy are the core; what is said of both together decides.
    assert [result.headline.key for result in results] == ["clear", "low-interest"]


def test_a_leader_is_kept_under_little_interest():
    assert headline_of(drawn_to_pm()).roles == (PM,)


def test_engine_1_has_no_headline():
    assert headline_of(dislike_all(), first_version()) is None


@pytest.mark.parametrize(
    ("constant", "value"), [("headline_min_statements", 15), ("headline_max_liked", -1)]
)
def test_what_is_little_is_a_matter_of_the_version(constant, value):
    assert headline_of(dislike_all(), with_rules(**{constant: value})).key == "none"


def test_a_lead_is_told_with_what_it_had_to_exceed():
    result = score(starter(), golden_sheet("noise-free ideal pm"))
    plan = fit.design(starter(), make_sheet())
    first, second = sorted((mine.fit for mine in result.fits), reverse=True)[:2]

    assert result.headline.ahead == pytest.approx(first - second)
    assert result.headline.margin == pytest.approx(
        1.645 * fit.difference_se(plan, result.noise_sd, PM, PMT)
    )


def test_after_a_tie_the_lead_has_to_exceed_more():
    sheet = next(s for s in golden_sheets_2() if s["name"] == "tie, four more, clear")
    again = looks_of(starter(), sheet["answers"])[-1]
    asked = starter().extension[2].items
    plan = fit.design(starter(), [*make_sheet(), *(item.key for item in asked)], asked)

    assert again.headline.margin == pytest.approx(
        1.96 * fit.difference_se(plan, again.noise_sd, PMT, TPGM)
    )


def test_a_lead_never_looks_smaller_than_what_it_had_to_exceed():
    for answers in likely_sheets(200, seed=3):
        headline = headline_of(answers)
        if headline.ahead is not None:
            told = fillings(starter(), headline)
            assert int(told["gap"]) >= int(told["more"]) >= headline.margin
            assert abs(int(told["gap"]) - headline.ahead) < 1


@pytest.mark.parametrize(
    ("headline", "told"),
    [
        (
            Headline(key="clear", roles=(PM,), liked=3, ahead=12.4, margin=12.3),
            {
                "A": "Product Manager",
                "C": "Technical Product Manager and Technical Program Manager",
                "k": "three",
                "gap": "13",
                "more": "13",
            },
        ),
        (
            Headline(key="tie", roles=(PM, TPGM), liked=0),
            {
                "A": "Product Manager",
                "B": "Technical Program Manager",
                "C": "Technical Product Manager",
                "k": "none",
            },
        ),
        (
            Headline(key="insufficient", roles=(), liked=1, needed=4),
            {
                "C": "Product Manager, Technical Product Manager and Technical Program Manager",
                "k": "one",
                "n": "4",
            },
        ),
    ],
)
def test_the_braces_of_a_phrase_are_filled_with_what_has_a_value(headline, told):
    assert fillings(starter(), headline) == told
