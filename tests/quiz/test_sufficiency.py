from itertools import combinations

import pytest

from quiz import fit, sufficiency
from quiz.scoring import score
from tests.quiz.samples import make_sheet, seeded, starter

KEYS = list(make_sheet())


def needed(keys):
    return sufficiency.needed(fit.design(starter(), keys))


def is_enough(keys):
    return fit.design(starter(), keys).is_sufficient


def test_nothing_answered_needs_the_share_of_all():
    assert needed([]) == 16


def test_enough_needs_nothing_more():
    assert needed(KEYS) == 0


def test_a_trait_that_lacks_answers_needs_them_though_the_share_is_met():
    market = ["p01", "p05", "p07", "p09", "l01", "l08"]

    assert needed([key for key in KEYS if key not in market]) == 3
    assert needed([key for key in KEYS if key not in market[:4]]) == 1


def test_two_traits_that_never_meet_need_an_answer_each():
    """Market and strategy lack one answer each, and no question asks about both."""
    left = ["p01", "p05", "p07", "p09", "p02", "p04", "p06", "p10"]

    assert needed([key for key in KEYS if key not in left]) == 2


@pytest.mark.parametrize("seed", range(12))
def test_so_many_answers_are_enough_and_fewer_never_are(seed):
    random = seeded(seed)
    answered = random.sample(KEYS, random.choice([15, 16, 17, 18, 19]))
    left = [key for key in KEYS if key not in answered]
    number = needed(answered)

    assert number == next(
        n
        for n in range(len(left) + 1)
        if any(is_enough([*answered, *more]) for more in combinations(left, n))
    )


def test_the_headline_tells_how_many_only_where_no_role_may_be_named():
    assert score(starter(), dict.fromkeys(KEYS[:13], 3)).headline.needed > 0
    assert score(starter(), make_sheet()).headline.needed == 0
