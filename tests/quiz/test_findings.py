from dataclasses import replace

import pytest
from hypothesis import given

from quiz.findings import findings
from quiz.questions import parts, questions, sheet
from quiz.readiness import readiness
from quiz.scoring import score
from tests.quiz.samples import PM, PMT, TPGM, few, golden_sheet, golden_sheets, sheets, starter

LEVELS = {fact.key: fact.item for fact in starter().facts}


def found_of(answers, level=None):
    """What the page says of these answers, with every fact of the background at one level."""
    made = starter()
    facts = {} if level is None else dict.fromkeys(LEVELS.values(), level)
    routes = readiness(made, {key: facts.get(item) for key, item in LEVELS.items()})
    return findings(made, score(made, answers), routes, {**answers, **facts})


def kinds(found):
    return [step.kind for step in found.next_steps]


def test_questions_count_from_one_and_end_with_the_background():
    asked = questions(starter())

    assert [question.number for question in asked] == list(range(1, 33))
    assert tuple(question.key for question in asked) == starter().item_keys
    assert [kind for kind, _ in parts(sheet(starter(), {}))] == [
        "trade-off",
        "statement",
        "background",
    ]


def test_an_answer_is_told_in_the_words_of_its_scale():
    by_key = {one.question.key: one for one in sheet(starter(), {"p01": 1, "l01": 5, "r01": 0})}

    assert by_key["p01"].label == "A, clearly"
    assert by_key["l01"].label == "Strongly agree"
    assert by_key["r01"].label == "None so far"
    assert by_key["p02"].label == ""


@pytest.mark.parametrize("held", golden_sheets(), ids=lambda held: held["name"])
def test_findings_name_the_leaders_of_the_score(held):
    found = found_of(held["answers"])

    assert tuple(role.slug for role in found.leaders) == score(starter(), held["answers"]).leaders


@few
@given(sheets(skips=True))
def test_findings_follow_every_key_and_end_with_a_task_of_each_role(answers):
    found = found_of(answers, level=1)

    assert kinds(found)[-1] == "try"
    assert 2 <= len(found.next_steps) <= 3
    assert all(role.task for role in found.roles)


@few
@given(sheets(skips=True))
def test_a_reason_shows_only_answers_that_were_given_and_touch_its_trait(answers):
    for role in found_of(answers).roles:
        for ground in role.in_favour + role.against:
            assert ground.answers
            for one in ground.answers:
                assert answers[one.question.key] is not None
                assert ground.trait.key in one.question.traits


@few
@given(sheets())
def test_the_background_moves_no_bar_and_no_reason(answers):
    low, high = (found_of(answers, level) for level in (0, 3))

    assert [(role.bar, role.in_favour) for role in low.roles] == [
        (role.bar, role.in_favour) for role in high.roles
    ]
    assert low.traits == high.traits


def test_somebody_ready_for_what_they_would_enjoy_is_sent_to_the_adverts():
    found = found_of(golden_sheet("noise-free ideal pm"), level=3)

    assert kinds(found) == ["apply", "try"]
    assert found.leaders[0].quadrant == "both"
    assert {role.quadrant for role in found.others} == {"get-in"}


def test_somebody_at_the_start_is_told_what_to_learn():
    found = found_of(golden_sheet("noisy ideal tpgm"), level=0)

    assert kinds(found) == ["prepare", "try"]
    assert found.leaders[0].quadrant == "enjoy"
    assert found.leaders[0].best_path.missing[0].actual == "None yet"


def test_without_a_preference_the_role_that_lies_nearest_comes_next():
    made = replace(starter(), routes=starter().routes[1:])
    answers = {item.key: 3 for item in made.items}
    facts = dict.fromkeys(LEVELS, 0) | {"engineering": 3, "system_design": 2, "delivery": 2}
    background = {item: facts[key] for key, item in LEVELS.items()}

    found = findings(made, score(made, answers), readiness(made, facts), {**answers, **background})

    assert found.status == "none"
    assert found.next_steps[0].role.slug == TPGM


def test_without_a_background_readiness_is_asked_for_and_no_quadrant_named():
    found = found_of(golden_sheet("noise-free ideal pm"))

    assert not found.has_background
    assert kinds(found) == ["background", "try"]
    assert {role.quadrant for role in found.roles} == {None}


def test_too_few_answers_lead_to_the_open_questions():
    found = found_of(golden_sheet("half answered"))

    assert kinds(found) == ["answer", "try"]
    assert {one.question.key for one in found.asks} <= set(starter().item_keys)
    assert found.change is None


def test_ready_for_the_role_by_name_comes_before_ready_for_another_way_in():
    found = found_of(golden_sheet("noise-free ideal pm"), level=3)

    assert found.leaders[0].best_path.route.key == PM


def test_who_leads_comes_first_whatever_the_order_of_the_version():
    found = found_of(golden_sheet("noisy ideal tpgm"))

    assert [role.slug for role in found.ranked] == [TPGM, PM, PMT]
    assert found.paths == tuple(path for role in found.ranked for path in role.paths)


def test_equals_stay_in_the_order_of_the_version():
    found = found_of(golden_sheet("all 5"))

    assert found.ranked == found.roles
    assert found.answered == len(starter().items)
