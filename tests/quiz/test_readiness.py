from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.definition import EntryRoute, Need, Requirement
from quiz.readiness import readiness
from tests.quiz.samples import APM, PM, PMT, ROLES, TPGM, few, golden_sheets, starter

GOLDEN = [pytest.param(sheet, id=sheet["name"]) for sheet in golden_sheets() if "facts" in sheet]
FACTS = [fact.key for fact in starter().facts]
ORDER = ["longer-route", "within-reach", "ready"]


def statuses(**facts):
    every = dict.fromkeys(FACTS, 0) | facts
    return {one.route: one.status for one in readiness(starter(), every)}


def make_route(*requirements):
    return replace(
        starter(), routes=(EntryRoute(key="way", name="Way", role=PM, requirements=requirements),)
    )


def levels(skips=False):
    level = st.integers(0, 3)
    return st.fixed_dictionaries(dict.fromkeys(FACTS, st.none() | level if skips else level))


@pytest.mark.parametrize("sheet", GOLDEN)
def test_a_golden_background_stands_with_each_route_as_it_is_known_to(sheet):
    for mine in readiness(starter(), sheet["facts"]):
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


def test_one_helpful_step_may_be_open_two_may_not():
    helps = [
        Requirement(key=fact, kind="helps", any_of=(Need(fact=fact, level=1),))
        for fact in FACTS[:2]
    ]

    assert readiness(make_route(helps[0]), dict.fromkeys(FACTS, 0))[0].status == "ready"
    assert readiness(make_route(*helps), dict.fromkeys(FACTS, 0))[0].status == "within-reach"


def must(*needs):
    return Requirement(
        key=needs[0][0],
        kind="must",
        any_of=tuple(Need(fact=fact, level=level) for fact, level in needs),
    )


def status_of(*requirements, **facts):
    return readiness(make_route(*requirements), facts)[0].status


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


@few
@given(levels(), st.sampled_from(FACTS))
def test_more_experience_never_lowers_readiness(facts, fact):
    more = facts | {fact: min(3, facts[fact] + 1)}

    for before, after in zip(readiness(starter(), facts), readiness(starter(), more), strict=True):
        assert ORDER.index(after.status) >= ORDER.index(before.status)
        assert after.met >= before.met


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
