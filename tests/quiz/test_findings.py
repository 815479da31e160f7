from dataclasses import replace

import pytest
from hypothesis import given

from quiz import extension
from quiz.findings import findings
from quiz.questions import parts, questions, sheet
from quiz.readiness import readiness
from quiz.scoring import score
from tests.quiz.samples import (
    PM,
    PMT,
    TPGM,
    few,
    first_version,
    golden_sheet,
    golden_sheets,
    golden_sheets_2,
    sheets,
    starter,
)

LEVELS = {fact.key: fact.item for fact in starter().facts}
GOLDEN = {held["name"]: held["answers"] for held in golden_sheets_2()}


def found_of(answers, level=None, made=None):
    """What the page says of these answers, with every fact of the background at one level."""
    made = made or starter()
    facts = {} if level is None else dict.fromkeys(LEVELS.values(), level)
    routes = readiness(made, {key: facts.get(item) for key, item in LEVELS.items()})
    looks = [score(made, answers)]
    while look := extension.look_again(made, answers, looks):
        looks.append(look)
    return findings(made, looks, routes, {**answers, **facts})


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
    made = first_version()
    found = found_of(held["answers"], made=made)

    assert tuple(role.slug for role in found.leaders) == score(made, held["answers"]).leaders


@few
@given(sheets(skips=True))
def test_a_reason_shows_only_answers_that_were_given_and_touch_its_trait(answers):
    found = found_of(answers)
    grounds = [each for role in found.roles for each in role.grounds.in_favour]
    grounds += [each for role in found.roles for each in role.grounds.folded]
    for ground in (*grounds, *found.traits_said):
        assert ground.answers
        for one in ground.answers:
            assert answers[one.question.key] is not None
            assert ground.trait.key in one.question.traits


@few
@given(sheets())
def test_the_background_moves_no_bar_and_no_reason(answers):
    low, high = (found_of(answers, level) for level in (0, 3))

    assert [(role.bar, role.grounds) for role in low.roles] == [
        (role.bar, role.grounds) for role in high.roles
    ]
    assert low.traits == high.traits
    assert [mark.y for mark in low.field] == [mark.y for mark in high.field]


def test_who_leads_comes_first_and_then_who_fits_better():
    found = found_of(golden_sheet("noisy ideal tpgm"))

    assert [role.slug for role in found.ranked] == [TPGM, PM, PMT]
    assert found.ways == tuple(path for role in found.ranked for path in role.paths)


def test_leaders_of_a_tie_and_all_without_a_preference_stand_in_the_order_of_the_version():
    tied = found_of(GOLDEN["tie, two of four answered: the step does not count"])
    level = found_of(GOLDEN["nothing done yet: a route without a must is open"])

    assert [role.slug for role in tied.ranked] == [PMT, TPGM, PM]
    assert tied.leaders[0].bar.value < tied.leaders[1].bar.value
    assert level.ranked == level.roles


def test_both_axes_are_said_together_where_both_are_known():
    found = found_of(golden_sheet("noise-free ideal pm"), level=3)

    assert found.leaders[0].quadrant == "both"
    assert {role.quadrant for role in found.others} == {"get-in"}


def test_open_to_beginners_is_neither_near_nor_far():
    found = found_of(golden_sheet("noise-free ideal pm"), level=0)

    assert found.leaders[0].nearest.status == "open"
    assert found.leaders[0].quadrant is None
    assert {role.quadrant for role in found.others} == {"neither"}


def test_nobody_enjoys_what_they_say_little_of_appeals_to_them():
    answers = GOLDEN["likes little of it"]
    found = found_of(answers, level=3)

    assert found.first.key == "low-interest"
    assert not {"both", "enjoy"} & {role.quadrant for role in found.roles}


def test_the_note_that_is_said_first_is_not_said_twice():
    found = found_of(GOLDEN["likes little of it"])

    assert "low-interest" in score(starter(), GOLDEN["likes little of it"]).notes
    assert "low-interest" not in found.notes


def test_without_a_background_no_way_in_and_no_field_is_shown():
    found = found_of(golden_sheet("noise-free ideal pm"))

    assert not found.has_background
    assert (found.field, found.ways, found.reachable) == ((), (), ())
    assert {role.quadrant for role in found.roles} == {None}


def test_the_nearest_role_is_told_of_where_none_leads():
    made = replace(starter(), routes=starter().routes[1:])
    answers = {item.key: 3 for item in made.items}
    facts = dict.fromkeys(LEVELS, 0) | {"engineering": 3, "system_design": 2, "delivery": 2}
    background = {item: facts[key] for key, item in LEVELS.items()}

    found = findings(
        made, [score(made, answers)], readiness(made, facts), {**answers, **background}
    )

    assert found.status == "none"
    assert [role.slug for role in found.reachable] == [TPGM]


def test_too_few_answers_lead_to_the_open_questions_and_to_no_role():
    found = found_of(golden_sheet("half answered"), level=2)

    assert found.next_step.kind == "answer"
    assert {one.question.key for one in found.asks} <= set(starter().item_keys)
    assert (found.change, found.field, found.reachable) == (None, (), ())


def test_what_was_found_first_stays_below_what_was_found_after():
    found = found_of(GOLDEN["tie, four more, clear"])

    assert found.first.key == "clear"
    assert found.earlier.title == "Too close to call: {} or {}".format(
        "Technical Product Manager", "Technical Program Manager"
    )
    assert (found.first.after[:22], found.step, found.further) == ("After 4 more questions", 2, 0)


def test_leader_and_rival_or_all_that_are_level_are_compared():
    clear = found_of(golden_sheet("noise-free ideal pm"))
    tied = found_of(GOLDEN["too close to call between two"])
    level = found_of({item.key: 3 for item in starter().items})

    assert clear.compared == (PM, clear.change.rival.slug)
    assert tied.compared == (PM, PMT)
    assert level.compared == (PM, PMT, TPGM)


def test_of_roles_less_than_half_a_point_apart_only_what_splits_them_is_told():
    answers = {item.key: 4 for item in starter().items if item.key != "l05"}
    gap = score(starter(), answers).change.gap

    change = found_of(answers).change

    assert 0 < gap < 0.5
    assert (change.gap, change.steps) == (0, 0)
    assert change.decisive + change.opposing + change.traits == ()
    assert len(change.splitting) == 2


def test_a_result_of_engine_1_is_told_by_its_status():
    made = first_version()
    names = {found_of(held["answers"], made=made).first.key for held in golden_sheets()}

    assert names == {"clear", "tie", "none", "insufficient"}
