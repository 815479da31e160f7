import json
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz import fit
from quiz.definition import TradeOff
from quiz.scoring import Score, score
from roles import plain
from tests.quiz.samples import (
    PM,
    PMT,
    ROLES,
    few,
    first_version,
    golden_sheet,
    golden_sheets,
    make_sheet,
    sheets,
    starter,
    with_profile,
)

GOLDEN = [pytest.param(sheet, id=sheet["name"]) for sheet in golden_sheets()]


def near(value):
    return pytest.approx(value, abs=1e-6, rel=0)


def fits(result):
    return {mine.role: mine.fit for mine in result.fits}


def same(one, other):
    """Whether two results agree but for the order of roles and traits."""
    if sorted(one.leaders) != sorted(other.leaders):
        return False
    ordered = [
        replace(
            result,
            leaders=(),
            headline=replace(result.headline, roles=tuple(sorted(result.headline.roles))),
            said=tuple(sorted(result.said, key=lambda said: said.trait)),
            notes=tuple(note for note in result.notes if note != "same-option"),
            traits=tuple(sorted(result.traits, key=lambda score: score.trait)),
            reasons=tuple(sorted(result.reasons, key=lambda reasons: reasons.role)),
            fits=tuple(
                replace(mine, contributions=tuple(sorted(mine.contributions, key=repr)))
                for mine in sorted(result.fits, key=lambda mine: mine.role)
            ),
        )
        for result in (one, other)
    ]
    return ordered[0] == ordered[1]


@pytest.mark.parametrize("sheet", GOLDEN)
def test_a_golden_sheet_leads_to_the_decision_it_is_known_for(sheet):
    result, expected = score(first_version(), sheet["answers"]), sheet["expected"]

    assert result.status == expected["status"]
    assert list(result.leaders) == [ROLES[role] for role in expected["leaders"]]
    assert (result.answered, result.total) == (expected["answered"], expected["total"])
    assert list(result.notes) == expected["flags"]
    assert result.noise_sd == near(expected["noise_sd"])
    assert result.gate == near(expected["gate"])
    assert result.interest == near(expected["interest"])


@pytest.mark.parametrize("sheet", GOLDEN)
def test_a_golden_sheet_has_the_trait_scores_it_is_known_for(sheet):
    for mine in score(first_version(), sheet["answers"]).traits:
        expected = sheet["expected"]["traits"][mine.trait]
        assert (mine.score, mine.se) == (near(expected["score"]), near(expected["se"]))
        assert (mine.answered, mine.is_enough) == (expected["answered"], expected["enough"])


@pytest.mark.parametrize("sheet", GOLDEN)
def test_a_golden_sheet_has_the_fits_it_is_known_for(sheet):
    result = {mine.role: mine for mine in score(first_version(), sheet["answers"]).fits}

    for key, expected in sheet["expected"]["roles"].items():
        mine = result[ROLES[key]]
        assert [mine.fit, mine.se, mine.low, mine.high] == [
            near(expected[name]) for name in ("fit", "se", "low", "high")
        ]
        assert mine.lean == expected["label"]
        points = {part.trait: part.points for part in mine.contributions}
        assert points == near(expected["contributions"])


@pytest.mark.parametrize("sheet", GOLDEN)
def test_a_golden_sheet_has_the_reasons_it_is_known_for(sheet):
    result = {mine.role: mine for mine in score(first_version(), sheet["answers"]).reasons}

    for key, expected in sheet["expected_reasons"].items():
        mine = result[ROLES[key]]
        for named, wanted in ((mine.in_favour, "for"), (mine.against, "against")):
            assert [(one.trait, one.kind, near(one.points)) for one in named] == [
                tuple(one) for one in expected[wanted]
            ]
        cautions = [(one.trait, one.kind) for one in mine.cautions]
        assert cautions == [tuple(one[:2]) for one in expected["cautions"]]


@pytest.mark.parametrize("sheet", GOLDEN)
def test_a_golden_sheet_would_be_changed_by_what_it_is_known_for(sheet):
    change, expected = score(first_version(), sheet["answers"]).change, sheet["expected"]["change"]

    if not expected:
        assert change is None
        return
    assert (change.first, change.rival) == (ROLES[expected["first"]], ROLES[expected["rival"]])
    assert change.gap == near(expected["gap"])
    assert change.steps == expected["one_step_answers_to_level"]
    for name in ("decisive_items", "opposing_items", "decisive_traits"):
        assert list(getattr(change, name)) == expected[name]


@few
@given(sheets(skips=True))
def test_everything_stays_in_its_bounds_with_the_band_around_it(answers):
    result = score(starter(), answers)

    for mine in result.fits + result.traits:
        value = mine.fit if isinstance(mine, fit.RoleFit) else mine.score
        assert -1e-9 <= value <= 100 + 1e-9
        assert 0 <= mine.low <= value + 1e-9
        assert value - 1e-9 <= mine.high <= 100
    assert result.noise_sd > 0


@few
@given(sheets(skips=True))
def test_contributions_add_up_to_the_distance_from_50(answers):
    for mine in score(starter(), answers).fits:
        points = sum(part.points for part in mine.contributions)
        assert points == pytest.approx(mine.fit - 50, abs=1e-9)


@few
@given(sheets(skips=True), st.randoms(use_true_random=False))
def test_no_order_of_items_traits_roles_or_answers_matters(answers, random):
    def shuffled(parts):
        return tuple(random.sample(parts, len(parts)))

    profiles = shuffled(starter().profiles)
    mixed = replace(
        starter(),
        traits=shuffled(starter().traits),
        trade_offs=shuffled(starter().trade_offs),
        statements=shuffled(starter().statements),
        profiles=tuple(replace(one, targets=shuffled(one.targets)) for one in profiles),
    )

    assert same(score(mixed, dict(shuffled(tuple(answers.items())))), score(starter(), answers))


@few
@given(sheets(), st.sampled_from([item.key for item in starter().items]))
def test_each_step_of_an_answer_moves_a_fit_equally_far(answers, key):
    steps = [fits(score(starter(), answers | {key: answer})) for answer in (1, 2, 3, 4, 5)]

    for role in steps[0]:
        moves = [after[role] - before[role] for before, after in pairwise(steps)]
        assert moves == pytest.approx([moves[0]] * 4, abs=1e-9)


@few
@given(sheets(skips=True))
def test_mirrored_answers_give_the_mirrored_fit_as_surely(answers):
    mirrored = {key: answer and 6 - answer for key, answer in answers.items()}

    one, other = score(starter(), answers), score(starter(), mirrored)

    for mine, theirs in zip(one.fits, other.fits, strict=True):
        assert theirs.fit == pytest.approx(100 - mine.fit, abs=1e-9)
        assert theirs.se == pytest.approx(mine.se, abs=1e-9)


@few
@given(sheets(skips=True))
def test_swapping_the_options_of_trade_offs_changes_nothing(answers):
    swapped = replace(
        starter(),
        trade_offs=tuple(replace(item, a=item.b, b=item.a) for item in starter().trade_offs),
    )
    turned = {item.key for item in starter().items if isinstance(item, TradeOff)}
    other = {key: 6 - v if v and key in turned else v for key, v in answers.items()}

    assert same(score(swapped, other), score(starter(), answers))


@few
@given(sheets(skips=True))
def test_equal_profiles_are_never_told_apart(answers):
    twin = replace(starter().profiles[1], role="twin", name="Twin")
    result = score(replace(starter(), profiles=(*starter().profiles, twin)), answers)

    assert fits(result)["twin"] == fits(result)[PMT]
    assert ("twin" in result.leaders) == (PMT in result.leaders)
    assert result.status != "clear" or PMT not in result.leaders


@few
@given(sheets(skips=True), st.floats(-10, 10), st.floats(0.1, 10))
def test_a_constant_on_targets_or_a_scale_of_importance_changes_no_fit(answers, constant, scale):
    other = with_profile(
        PM, target=lambda target: target + constant, importance=lambda weight: weight * scale
    )

    one, changed = score(starter(), answers), score(other, answers)

    assert fits(changed) == pytest.approx(fits(one), abs=1e-8)
    assert [mine.se for mine in changed.fits] == pytest.approx(
        [mine.se for mine in one.fits], abs=1e-8
    )


@pytest.mark.parametrize("answer", [1, 2, 3, 4, 5])
def test_the_same_answer_everywhere_prefers_nothing(answer):
    result = score(starter(), make_sheet(answer))

    assert fits(result) == dict.fromkeys(fits(result), pytest.approx(50, abs=1e-9))
    assert (result.status, result.leaders) == ("none", ())


@few
@given(sheets(skips=True))
def test_a_skipped_answer_is_as_good_as_missing_and_unknown_ones_are_ignored(answers):
    given_only = {key: answer for key, answer in answers.items() if answer is not None}

    assert score(starter(), answers) == score(starter(), given_only | {"r01": 0, "nothing": 9})


@few
@given(sheets(skips=True), st.integers(1, 5), st.integers(1, 5))
def test_shared_traits_do_not_rank(answers, up, down):
    asked = answers | {"l07": up, "l14": down}

    assert fits(score(starter(), asked)) == fits(score(starter(), answers))


@few
@given(sheets(skips=True))
def test_leaders_are_those_the_first_does_not_lead_by_enough(answers):
    plan = fit.design(starter(), (key for key, answer in answers.items() if answer))
    result = score(starter(), answers)
    top = max(result.fits, key=lambda mine: mine.fit)
    margins = {
        mine.role: max(6.0, 1.645 * fit.difference_se(plan, result.noise_sd, top.role, mine.role))
        for mine in result.fits
        if mine is not top
    }
    near_top = [mine.role for mine in result.fits if top.fit - mine.fit < margins.get(mine.role, 1)]

    assert (
        result.status
        in {0: ("none", "insufficient"), 1: ("clear",), 2: ("tie",)}[len(result.leaders)]
    )
    assert not result.leaders or list(result.leaders) == near_top


@few
@given(sheets())
def test_a_role_is_named_only_when_two_roles_lie_far_enough_apart(answers):
    result = score(starter(), answers)
    plan = fit.design(starter(), answers)
    gaps = [
        abs(one.fit - other.fit) / fit.difference_se(plan, result.noise_sd, one.role, other.role)
        for one, other in combinations(result.fits, 2)
        if abs(one.fit - other.fit) >= 6
    ]

    assert result.gate == pytest.approx(max(gaps, default=0.0))
    assert not result.leaders or result.gate >= 2.05


@settings(max_examples=15)
@given(sheets())
def test_the_steps_named_close_the_gap_and_one_fewer_does_not(answers):
    change = score(starter(), answers).change
    plan = fit.design(starter(), answers)

    def gap(sheet):
        measured = fit.measure(plan, sheet)
        return measured.fit_of(change.first).fit - measured.fit_of(change.rival).fit

    gaps = [gap(answers)]
    while gaps[-1] > 1e-9:
        near_by = [
            answers | {k: v + d} for k, v in answers.items() for d in (-1, 1) if 1 <= v + d <= 5
        ]
        answers = min(near_by, key=gap)
        gaps.append(gap(answers))

    assert change.steps == len(gaps) - 1


@few
@given(sheets(skips=True))
def test_reasons_are_true_of_the_person_and_of_the_role(answers):
    result = score(starter(), answers)
    likes = {mine.trait: mine.score > 50 for mine in result.traits}

    for profile, mine in zip(starter().profiles, result.reasons, strict=True):
        targets = {target.trait: target.target for target in profile.targets}
        for reason in mine.in_favour + mine.against:
            has_much = reason.kind.endswith("core")
            assert targets[reason.trait] >= 60 if has_much else targets[reason.trait] <= 40
            speaks_for = reason.kind.startswith("for")
            assert likes[reason.trait] == (has_much == speaks_for)
            assert (reason.points > 0) == speaks_for


@few
@given(sheets(skips=True))
def test_reasons_and_cautions_never_contradict_each_other(answers):
    for mine in score(starter(), answers).reasons:
        named = [one.trait for one in (*mine.in_favour, *mine.against, *mine.cautions)]
        assert len(named) == len(set(named))


@few
@given(sheets(skips=True))
def test_a_stored_result_comes_back_the_same(answers):
    result = score(starter(), answers)

    assert plain.structure(Score, json.loads(json.dumps(plain.unstructure(result)))) == result


def test_nothing_answered_names_nothing_and_knows_nothing():
    result = score(starter(), {})

    assert (result.status, result.answered, result.interest) == ("insufficient", 0, None)
    assert {(mine.fit, mine.low, mine.high, mine.lean) for mine in result.fits} == {
        (50.0, 0.0, 100.0, "unclear")
    }


def test_too_few_answers_to_one_trait_are_not_enough_for_a_role():
    answers = golden_sheet("noise-free ideal pm")
    market = ["p01", "p05", "p07", "p09"]

    assert score(starter(), answers | dict.fromkeys(market[:3])).status == "clear"
    assert score(starter(), answers | dict.fromkeys(market)).status == "insufficient"


def with_scoring(**constants):
    return replace(starter(), scoring=replace(starter().scoring, **constants))


def test_too_small_a_share_of_answers_is_not_enough_for_a_role():
    answers = golden_sheet("noise-free ideal pm") | {"p01": None}

    assert score(with_scoring(min_answered_share=0.95), answers).status == "clear"
    assert score(with_scoring(min_answered_share=1.0), answers).status == "insufficient"


def test_a_gap_below_the_least_is_a_tie_however_sure_it_is():
    answers = golden_sheet("noise-free ideal pm")
    first, second, third = sorted(fits(score(starter(), answers)).values(), reverse=True)
    small, large = first - second, first - third
    sure = {"z_gate": 0.01, "z_tie": 0.01}

    assert score(with_scoring(**sure, min_gap=small), answers).status == "clear"
    assert score(with_scoring(**sure, min_gap=(small + large) / 2), answers).status == "tie"


def test_an_unsure_gap_is_a_tie_however_wide_it_is():
    result = score(with_scoring(z_tie=3.5), golden_sheet("noisy ideal tpgm"))

    assert result.status == "tie"


def test_roles_that_all_lead_are_no_preference():
    result = score(with_scoring(z_tie=99.0), golden_sheet("noise-free ideal pm"))

    assert result.gate >= starter().scoring.z_gate
    assert (result.status, result.leaders) == ("none", ())


def test_the_gate_opens_when_it_is_just_reached():
    answers = golden_sheet("noise-free ideal pm")
    gate = round(score(starter(), answers).gate, 9)

    assert score(with_scoring(z_gate=gate), answers).status == "clear"
    assert score(with_scoring(z_gate=gate + 1e-6), answers).status == "none"


def test_a_band_that_ends_at_the_middle_leans_nowhere():
    answers = golden_sheet("noise-free ideal pm")
    mine = next(mine for mine in score(starter(), answers).fits if mine.role == PM)
    z_band = (mine.fit - 50) / mine.se

    leans = {score(with_scoring(z_band=z), answers).fits[0].lean for z in (z_band, z_band - 1e-6)}

    assert leans == {"unclear", "leans-towards"}


class Outcome:
    def __init__(self, status, *leaders):
        self.status, self.leaders = status, leaders


@pytest.mark.parametrize(
    ("before", "after", "is_contradicted"),
    [
        (Outcome("clear", PM), Outcome("clear", PMT), True),
        (Outcome("clear", PM), Outcome("tie", PMT, "other"), True),
        (Outcome("clear", PM), Outcome("tie", PM, PMT), False),
        (Outcome("clear", PM), Outcome("none"), False),
        (Outcome("clear", PM), Outcome("insufficient"), False),
        (Outcome("tie", PM, PMT), Outcome("clear", "other"), False),
    ],
)
def test_only_a_clear_result_is_contradicted_by_one_that_names_others_only(
    before, after, is_contradicted
):
    assert fit.is_contradicted(before, after) is is_contradicted


@pytest.mark.parametrize("answer", [0, 6, 2.0, True, "3"])
def test_what_is_no_answer_is_refused(answer):
    with pytest.raises(ValueError, match="p01"):
        score(starter(), make_sheet(p01=answer))


def test_another_engine_is_not_guessed_at():
    other = replace(starter(), scoring=replace(starter().scoring, engine=3))

    with pytest.raises(ValueError, match="engine 3"):
        score(other, make_sheet())


def test_every_role_can_reach_100():
    plan = fit.design(starter(), make_sheet())

    for role, weights in plan.coefficients.items():
        best = {
            item.key: 5 if (weights[item.key] > 0) != isinstance(item, TradeOff) else 1
            for item in plan.items
        }
        assert score(starter(), best).leaders == (role,)
        assert fits(score(starter(), best))[role] == pytest.approx(100)
