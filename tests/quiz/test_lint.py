from dataclasses import replace

import pytest

from quiz import fit, lint
from quiz.definition import Key, Scales, Side
from tests.quiz.samples import PM, PMT, TPGM, make_statement, starter, with_item, with_profile

P01 = starter().trade_offs[0]
L01 = starter().statements[0]


def targets_of(role):
    profile = next(profile for profile in starter().profiles if profile.role == role)
    return {target.trait: target.target for target in profile.targets}


def with_targets(role, targets):
    return replace(
        starter(),
        profiles=tuple(
            replace(
                profile,
                targets=tuple(replace(one, target=targets[one.trait]) for one in profile.targets),
            )
            if profile.role == role
            else profile
            for profile in starter().profiles
        ),
    )


def three_quarters_pm():
    pm, pmt = targets_of(PM), targets_of(PMT)
    return {trait: 0.75 * pm[trait] + 0.25 * pmt[trait] for trait in pm}


def one_trait(role):
    profiles = []
    for profile in starter().profiles:
        targets = tuple(
            replace(one, importance=3.0 if one.trait == "market" else 0.0)
            for one in profile.targets
        )
        profiles.append(replace(profile, targets=targets) if profile.role == role else profile)
    return replace(starter(), profiles=tuple(profiles))


def unknown_key(trait):
    return (Key(trait=trait, weight=1.0, direction=1),)


BLOCKED = {
    "flipped key of a statement": (
        with_item("l01", keys=make_statement(direction=-1).keys),
        "market: has statements for and against it that do not balance",
    ),
    "flipped key of an option": (
        with_item("p01", a=replace(P01.a, keys=make_statement(direction=-1).keys)),
        "market: is not option A as often as option B",
    ),
    "two identical roles": (with_targets(PMT, targets_of(PM)), f"{PM}, {PMT}: are too much alike"),
    "one role three quarters another": (
        with_targets(PMT, three_quarters_pm()),
        f"{PM}, {PMT}: are too much alike",
    ),
    "flat role": (with_profile(TPGM, target=lambda _: 70.1), f"{TPGM}: has a flat profile"),
    "one-trait role": (one_trait(PM), f"{PM}: has a flat profile"),
    "dropped items": (
        replace(starter(), trade_offs=starter().trade_offs[:-2]),
        "risk: is not option A as often",
    ),
    "statements only": (replace(starter(), trade_offs=()), "market: has 2 items and needs 4"),
    "one statement of a shared trait": (
        replace(starter(), statements=starter().statements[:-1]),
        "influence: has 1 items and needs 2",
    ),
    "doubled key": (with_item("p02", key="p01"), "p01: is the key of 2 questions"),
    "key with a blank": (with_item("p02", key="p 02"), "p 02: is a key that is not made of"),
    "unknown trait": (
        with_item("l01", keys=unknown_key("charm")),
        "l01: has a key for “charm”, which is no trait",
    ),
    "item for nothing": (with_item("l01", keys=()), "l01: speaks for no trait"),
    "weight of nothing": (
        with_item("l01", keys=make_statement(weight=0.0).keys),
        "l01: has a key with a weight that is not above 0",
    ),
    "missing target": (
        replace(
            starter(),
            profiles=(
                replace(starter().profiles[0], targets=starter().profiles[0].targets[1:]),
                *starter().profiles[1:],
            ),
        ),
        f"{PM}: has no target for market",
    ),
    "target out of range": (
        with_profile(PM, target=lambda target: target + 20),
        f"{PM}: has a target or importance out of range for market",
    ),
    "single role": (
        replace(starter(), profiles=starter().profiles[:1]),
        "profiles: are fewer than two",
    ),
    "short scale": (
        replace(starter(), scales=Scales(trade_off=("A", "B"), statement=("x",) * 5)),
        "scales: names 2 answers, not 5",
    ),
    "unknown engine": (
        replace(starter(), scoring=replace(starter().scoring, engine=9)),
        "scoring: names engine 9",
    ),
    "no prior": (
        replace(starter(), scoring=replace(starter().scoring, prior_sd=0.0)),
        "scoring: needs a prior",
    ),
    "no gate": (
        replace(starter(), scoring=replace(starter().scoring, min_answered_share=2.0)),
        "scoring: needs a share",
    ),
    "fact without a level": (
        replace(
            starter(),
            facts=(
                replace(starter().facts[0], options=starter().facts[0].options[1:]),
                *starter().facts[1:],
            ),
        ),
        "engineering: needs one option for each level",
    ),
    "unknown fact": (
        replace(starter(), facts=starter().facts[1:]),
        f"{PMT}: needs level 2 of “engineering”, which cannot be had",
    ),
    "route to nowhere": (
        replace(starter(), routes=(replace(starter().routes[0], role="chef"),)),
        "leads to “chef”, which has no profile",
    ),
}

WARNED = {
    "negation": (with_item("l01", text="I do not like research."), "holds a negation, “not”"),
    "contracted negation": (with_item("l01", text="I don’t like it."), "holds a negation, “n’t”"),
    "long statement": (with_item("l01", text="a" * 121), "is longer than 120 characters"),
    "long stem": (with_item("p01", stem="a" * 121), "has a stem longer than 120 characters"),
    "long option": (
        with_item("p01", b=Side(text="b" * 111, keys=P01.b.keys)),
        "has an option longer than 110 characters",
    ),
    "options of unequal length": (
        with_item("p01", a=Side(text="Short.", keys=P01.a.keys)),
        "has options of 6 and",
    ),
}


def test_the_starter_has_no_problem():
    assert lint.find(starter()) == []


@pytest.mark.parametrize(("made", "told"), BLOCKED.values(), ids=BLOCKED)
def test_what_cannot_be_scored_soundly_is_blocked(made, told):
    blocks = [str(problem) for problem in lint.find(made) if problem.severity == "block"]

    assert any(told in block for block in blocks), blocks


@pytest.mark.parametrize(("made", "told"), WARNED.values(), ids=WARNED)
def test_what_reads_badly_is_warned_of_and_not_blocked(made, told):
    found = lint.find(made)

    assert {problem.severity for problem in found} == {"warning"}
    assert any(told in problem.message for problem in found)


def test_same_answers_that_name_a_role_are_blocked():
    # Balanced in number but not in weight: whoever always agrees leans to one trait.
    lax = replace(starter().scoring, z_gate=0.01, z_tie=0.01, min_gap=0.1)
    heavy = with_item(
        "p02", b=Side(text=P01.b.text, keys=(Key(trait="risk", weight=3.0, direction=1),))
    )

    messages = [str(problem) for problem in lint.find(replace(heavy, scoring=lax))]

    assert any("to whoever answers 1 everywhere" in message for message in messages)


def test_a_swapped_target_is_left_to_review():
    targets = targets_of(TPGM)
    targets["execution"], targets["risk"] = 70.0, 90.0

    assert lint.find(with_targets(TPGM, targets)) == []


def test_the_roles_of_the_starter_point_in_different_directions():
    plan = fit.design(starter(), [])
    pm, pmt, tpgm = plan.saliences.values()

    assert [lint.cosine(pm, pmt), lint.cosine(pm, tpgm), lint.cosine(pmt, tpgm)] == pytest.approx(
        [-0.29, -0.59, -0.52], abs=0.005
    )
