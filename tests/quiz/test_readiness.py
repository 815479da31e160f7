from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.definition import EntryRoute, Need, Requirement
from quiz.readiness import nearest, readiness
from tests.quiz.samples import (
    APM,
    PM,
    PMT,
    ROLES,
    TPGM,
    few,
    first_version,
    golden_sheets,
    starter,
)

GOLDEN = [pytest.param(sheet, id=sheet["name"]) for sheet in golden_sheets() if "facts" in sheet]
FACTS = [fact.key for fact in starter().facts]
ORDER = ["longer-route", "open", "within-reach", "ready"]


def statuses(**facts):
    every = dict.fromkeys(FACTS, 0) | facts
    return {one.route: one.status for one in readiness(starter(), every)}


def make_route(*requirements, made=None):
    way = EntryRoute(key="way", name="Way", role=PM, requirements=requirements)
    return replace(made or starter(), routes=(way,))


def levels(skips=False):
    level = st.integers(0, 3)
    return st.fixed_dictionaries(dict.fromkeys(FACTS, st.none() | level if skips else level))


@pytest.mark.parametrize("sheet", GOLDEN)
def test_a_golden_background_stands_with_each_route_as_it_is_known_to(sheet):
    for mine in readiness(first_version(), sheet["facts"]):
        short = next(key for key, role in ROLES.items() if role == mine.route)
        expected = sheet["expected_readiness"][short]
        gaps = [
            [gap.requirement, gap.kind, gap.fact, gap.level, gap.needed, gap.missing]
            for gap in mine.gaps
        ]
        assert (mine.status, mine.met, mine.total) == tuple(
            expected[name] for name in ("status", "met", "of")
        )
        assert gaps == expected["gaps"]


def test_an_associate_route_leads_to_the_role_it_is_a_way_into():
    assert {one.route: one.role for one in readiness(starter(), {})}[APM] == PM


def test_a_career_changer_who_knows_an_industry_has_the_associate_route_open():
    found = statuses(domain=3, research=1, delivery=1)

    assert (found[APM], found[PM], found[TPGM]) == ("ready", "within-reach", "longer-route")


def test_a_devops_lead_could_go_into_program_management():
    assert statuses(engineering=3, system_design=2, delivery=2)[TPGM] == "ready"


def test_an_experienced_product_manager_is_ready_and_near_the_technical_role():
    found = statuses(product=3, research=3, system_design=1, engineering=1, domain=3)

    assert (found[PM], found[PMT]) == ("ready", "within-reach")


def test_knowing_an_industry_stands_in_for_engineering():
    assert statuses(system_design=2, product=2, research=1, domain=3)[PMT] == "ready"


def test_a_route_without_requirements_is_never_called_ready():
    mine = readiness(make_route(), dict.fromkeys(FACTS, 3))[0]

    assert (mine.status, mine.met, mine.total) == ("none-named", 0, 0)


def test_one_helpful_requirement_may_be_open_for_engine_1_two_may_not():
    made, nothing = first_version(), dict.fromkeys(FACTS, 0)
    one, two = helps(("product", 3)), helps(("research", 1))

    assert readiness(make_route(one, made=made), nothing)[0].status == "ready"
    assert readiness(make_route(one, two, made=made), nothing)[0].status == "within-reach"


@pytest.mark.parametrize(("level", "status"), [(2, "ready"), (1, "within-reach")])
def test_one_helpful_level_may_be_open_two_may_not(level, status):
    asked = must(("product", 1)), helps(("research", 3))

    assert status_of(*asked, product=1, research=level) == status


@pytest.mark.parametrize(("level", "status"), [(1, "ready"), (0, "open"), (None, "open")])
def test_a_way_without_a_must_is_ready_only_with_all_that_helps(level, status):
    assert status_of(helps(("research", 1)), research=level) == status


@pytest.mark.parametrize(
    ("rules", "status"),
    [
        ({"ready_open_help_levels": 3}, "ready"),
        ({"ready_open_help_levels": 2}, "within-reach"),
    ],
)
def test_how_many_helpful_levels_may_be_open_is_a_matter_of_the_version(rules, status):
    asked = must(("product", 1)), helps(("research", 3))

    assert status_of(*asked, rules=rules, product=1, research=0) == status


@pytest.mark.parametrize(
    ("rules", "status"),
    [
        ({}, "within-reach"),
        ({"reach_open_must_levels": 1}, "longer-route"),
        ({"reach_min_musts_met": 2}, "longer-route"),
    ],
)
def test_what_is_within_reach_is_a_matter_of_the_version(rules, status):
    asked = must(("product", 1)), must(("research", 2))

    assert status_of(*asked, rules=rules, product=1, research=0) == status


def test_of_equally_near_alternatives_the_answered_one_is_the_gap():
    asked = must(("product", 1), ("domain", 1))

    def gap(made):
        return readiness(make_route(asked, made=made), {"domain": 0})[0].gaps[0].fact

    assert (gap(starter()), gap(first_version())) == ("domain", "product")


def helps(*needs):
    return replace(must(*needs), kind="helps")


def must(*needs):
    return Requirement(
        key=needs[0][0],
        kind="must",
        any_of=tuple(Need(fact=fact, level=level) for fact, level in needs),
    )


def status_of(*requirements, rules=None, **facts):
    made = make_route(*requirements)
    made = replace(made, readiness=replace(made.readiness, **(rules or {})))
    return readiness(made, facts)[0].status


@pytest.mark.parametrize(("level", "status"), [(1, "within-reach"), (0, "longer-route")])
def test_two_levels_that_lack_are_within_reach_and_three_are_not(level, status):
    musts = must(("product", 1)), must(("research", 3))

    assert status_of(*musts, product=1, research=level) == status


def test_nothing_met_of_what_a_route_must_have_is_the_longer_route():
    musts = must(("product", 1)), must(("research", 1))

    assert status_of(*musts, product=0, research=0) == "longer-route"


def test_an_open_answer_to_what_is_met_already_leaves_nothing_unknown():
    musts = must(("product", 1), ("domain", 1)), must(("research", 3))

    assert status_of(*musts, product=1, domain=None, research=0) == "longer-route"


def test_an_open_answer_to_an_alternative_of_what_lacks_is_unknown():
    assert status_of(must(("product", 1), ("domain", 1)), product=0, domain=None) == "unknown"


def test_what_is_unanswered_is_unknown_and_not_missing():
    mine = {one.route: one for one in readiness(starter(), {"system_design": 3, "product": 3})}

    assert mine[PMT].status == "unknown"
    assert [gap.level for gap in mine[PMT].gaps if gap.kind == "must"] == [None]
    # Either would do, so that both are said to be open.
    assert mine[PMT].unanswered == ("engineering", "domain")


def test_nothing_is_said_to_be_unanswered_where_it_would_change_nothing():
    mine = {one.route: one for one in readiness(starter(), dict.fromkeys(FACTS, 3))}

    assert {one.unanswered for one in mine.values()} == {()}
    assert readiness(first_version(), {})[1].unanswered == ()


def test_the_nearest_way_is_the_one_that_is_readiest():
    newcomer = readiness(starter(), dict.fromkeys(FACTS, 0))
    expert = readiness(starter(), dict.fromkeys(FACTS, 3))

    assert nearest(newcomer).route == APM
    # All are ready, and one that is called like its role comes before one that is not.
    assert nearest(expert).route == PM
    assert nearest([]) is None


def test_without_its_rules_nothing_is_said_of_readiness():
    with pytest.raises(ValueError, match="lacks its constants"):
        readiness(replace(starter(), readiness=None), {})


@few
@given(levels(), st.sampled_from(FACTS))
def test_more_experience_never_lowers_readiness(facts, fact):
    more = facts | {fact: min(3, facts[fact] + 1)}

    for before, after in zip(readiness(starter(), facts), readiness(starter(), more), strict=True):
        assert ORDER.index(after.status) >= ORDER.index(before.status)
        assert after.met >= before.met


@few
@given(levels(skips=True))
def test_without_a_must_ready_means_that_nothing_is_open(facts):
    musts = {
        route.key: [part for part in route.requirements if part.kind == "must"]
        for route in starter().routes
    }

    for mine in readiness(starter(), facts):
        if not musts[mine.route]:
            assert (mine.status == "ready") == (mine.met == mine.total)


@few
@given(levels(skips=True))
def test_gaps_and_requirements_met_are_all_there_are(facts):
    for mine in readiness(starter(), facts):
        assert mine.met + len(mine.gaps) == mine.total
        assert all(gap.missing == gap.needed - (gap.level or 0) > 0 for gap in mine.gaps)


@few
@given(levels(skips=True))
def test_answers_about_preferences_do_not_enter(facts):
    answers = {item.key: 5 for item in starter().items}

    assert readiness(starter(), facts | answers) == readiness(starter(), facts)


@pytest.mark.parametrize("level", [-1, 4, 1.0, True, "2"])
def test_what_is_no_level_is_refused(level):
    with pytest.raises(ValueError, match="product"):
        readiness(starter(), {"product": level})
