import re
from dataclasses import replace

import pytest

from quiz import fit, lint
from quiz.definition import Key, Need, Requirement, Scales, Side
from quiz.urls import urlpatterns
from tests.quiz.samples import (
    APM,
    PM,
    PMT,
    TPGM,
    first_version,
    make_statement,
    starter,
    with_item,
    with_profile,
)

P01 = starter().trade_offs[0]
L01 = starter().statements[0]
SOME_TARGETS = starter().profiles[0].targets
SOME_OPTIONS = starter().facts[0].options


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


def mixed_with_pm(part):
    """The technical product manager with this part of the product manager's targets."""
    pm, pmt = targets_of(PM), targets_of(PMT)
    return with_targets(PMT, {trait: part * pm[trait] + (1 - part) * pmt[trait] for trait in pm})


def with_scoring(**constants):
    return replace(starter(), scoring=replace(starter().scoring, **constants))


def with_first(name, **changes):
    """The starter with other facts about the first of its traits, facts, profiles or routes."""
    first, *rest = getattr(starter(), name)
    return replace(starter(), **{name: (replace(first, **changes), *rest)})


def doubled(name):
    """The starter with the first of its traits, facts, profiles or routes twice."""
    first, *rest = getattr(starter(), name)
    return replace(starter(), **{name: (first, first, *rest)})


def with_first_doubled(name, inner):
    """The same of a list that the first of them has."""
    first, *more = getattr(getattr(starter(), name)[0], inner)
    return with_first(name, **{inner: (first, first, *more)})


def with_requirement(*needs):
    return with_first("routes", requirements=(Requirement(key="r", kind="must", any_of=needs),))


def with_pm_unmoved():
    """Of what tells the product manager apart, each item speaks for the one and against the other.

    Market and strategy are all of that role, one much and one little, and always asked together.
    """
    both = (Key(trait="market", weight=1.0, direction=1), *unknown_key("strategy"))
    weights = {"market": 3.0, "strategy": 3.0}
    targets = tuple(
        replace(
            one, importance=weights.get(one.trait, 0.0), target=10.0 + 80 * (one.trait == "market")
        )
        for one in starter().profiles[0].targets
    )
    made = with_first("profiles", targets=targets)
    return replace(made, trade_offs=(), statements=(replace(L01, keys=both),))


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
        mixed_with_pm(0.75),
        f"{PM}, {PMT}: are too much alike",
    ),
    "roles just too much alike": (mixed_with_pm(0.52), f"{PM}, {PMT}: are too much alike"),
    "role that no answer moves": (with_pm_unmoved(), f"{PM}: cannot reach a fit of 95"),
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
    "key that is an address": (with_item("p02", key="review"), "review: is a key that is the addr"),
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
    "no prior": (with_scoring(prior_sd=0.0), "scoring: needs a prior"),
    "prior without weight": (with_scoring(prior_df=0.0), "scoring: needs a prior"),
    "band without width": (with_scoring(z_band=0.0), "scoring: needs a prior"),
    "no tie": (with_scoring(z_tie=0.0), "scoring: needs a prior"),
    "more answers than there are": (with_scoring(min_answered_share=2.0), "scoring: needs a share"),
    "result of no answer": (with_scoring(min_answered_share=0.0), "scoring: needs a share"),
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
    "level that everybody has": (
        with_requirement(Need(fact="product", level=0)),
        "needs level 0 of “product”, which cannot be had",
    ),
    "requirement of nothing": (with_requirement(), "has a requirement, r, that names no fact"),
    "target of a shared trait": (
        with_first(
            "profiles", targets=(*SOME_TARGETS, replace(SOME_TARGETS[0], trait="influence"))
        ),
        f"{PM}: has a target for “influence”, which does not rank",
    ),
    "importance below nothing": (
        with_profile(PM, importance=lambda _: -1.0),
        f"{PM}: has a target or importance out of range for market",
    ),
    "doubled trait": (doubled("traits"), "market: is the key of 2 traits"),
    "doubled profile": (doubled("profiles"), f"{PM}: is the key of 2 profiles"),
    "doubled fact": (doubled("facts"), "engineering: is the key of 2 facts"),
    "doubled route": (doubled("routes"), f"{APM}: is the key of 2 routes"),
    "doubled step": (
        with_first_doubled("facts", "steps"),
        "follow-a-change: is the key of 2 steps of engineering",
    ),
    "doubled requirement": (
        with_first_doubled("routes", "requirements"),
        f"interest: is the key of 2 requirements of {APM}",
    ),
    "doubled target": (
        with_first_doubled("profiles", "targets"),
        f"market: is the key of 2 targets of {PM}",
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
    "option 1.4 times as long": (
        with_item("p01", a=replace(P01.a, text="a" * 50), b=replace(P01.b, text="b" * 70)),
        "has options of 50 and 70 characters",
    ),
    "long question about the background": (
        with_first("facts", text="a" * 121),
        "is longer than 120 characters",
    ),
    "long level": (
        with_first("facts", options=(*SOME_OPTIONS[:3], replace(SOME_OPTIONS[3], label="a" * 111))),
        "has an option longer than 110 characters",
    ),
}


@pytest.mark.parametrize("made", [starter(), first_version()], ids=["engine 2", "engine 1"])
def test_the_starter_has_no_problem(made):
    assert lint.find(made) == []


def test_no_key_of_a_question_is_the_address_of_another_page():
    behind = re.compile(r"quiz/<uuid:pk>/(\w+)/")
    words = [behind.fullmatch(str(pattern.pattern)) for pattern in urlpatterns]

    assert {word[1] for word in words if word} == lint.ADDRESSES


@pytest.mark.parametrize(("made", "told"), BLOCKED.values(), ids=BLOCKED)
def test_what_cannot_be_scored_soundly_is_blocked(made, told):
    blocks = [str(problem) for problem in lint.find(made) if problem.severity == "block"]

    assert any(told in block for block in blocks), blocks


@pytest.mark.parametrize(("made", "told"), WARNED.values(), ids=WARNED)
def test_what_reads_badly_is_warned_of_and_not_blocked(made, told):
    found = lint.find(made)

    assert {problem.severity for problem in found} == {"warning"}
    assert any(told in problem.message for problem in found)


def test_roles_that_are_just_unlike_enough_are_let_through():
    made = mixed_with_pm(0.48)

    assert not [problem for problem in lint.find(made) if "too much alike" in problem.message]


def test_options_just_equal_enough_are_let_through():
    made = with_item("p01", a=replace(P01.a, text="a" * 60), b=replace(P01.b, text="b" * 81))

    assert lint.find(made) == []


def test_what_does_not_fit_together_is_not_scored():
    doubled_trait = doubled("traits")

    messages = [problem.message for problem in lint.find(doubled_trait)]

    assert messages == ["is the key of 2 traits"]


def test_blocks_come_before_warnings():
    found = lint.find(replace(doubled("routes"), statements=(replace(L01, text="Never."),)))

    assert [problem.severity for problem in found] == ["block", "warning"]


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
