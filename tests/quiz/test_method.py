from dataclasses import replace

from quiz import method
from tests.quiz.samples import PMT, first_version, starter


def test_each_trait_stands_with_its_target_in_every_profile():
    rows = {row.trait.key: row for row in method.trait_rows(starter())}

    assert [target.target for target in rows["systems"].targets] == [30, 90, 70]
    assert [target.importance for target in rows["risk"].targets] == [2, 2, 3]
    assert rows["influence"].targets == ()


def test_each_trait_counts_the_questions_that_speak_of_it():
    counted = {row.trait.key: row.questions for row in method.trait_rows(starter())}

    assert counted["market"] == 6
    assert counted["influence"] == 2


def test_a_demand_says_what_the_answer_would_be():
    route = next(route for route in starter().routes if route.key == PMT)

    made = method.demands(starter(), route.requirements)

    assert [demand.kind for demand in made] == ["must", "must", "must", "helps"]
    assert [asked.name for asked in made[1].any_of] == [
        "Engineering background",
        "Industry expertise",
    ]
    assert made[2].any_of[0].label == "I owned a feature or a backlog and its measure of success"


def test_a_tie_is_asked_the_block_of_its_roles_and_then_the_others():
    block = method.further_blocks(starter())[0]

    assert block.why.startswith("Product Manager or Technical Product Manager: which customer")
    assert (block.first.total, block.rest.total) == (4, 8)


def test_each_size_of_a_step_tells_how_many_answers_make_it_count():
    sizes = [(size.needed, size.total) for size in method.step_sizes(starter())]

    assert sizes == [(3, 4), (6, 8), (9, 12)]


def test_two_roles_have_one_step_only():
    alone = replace(starter(), extension=starter().extension[:1])

    assert [size.total for size in method.step_sizes(alone)] == [4]


def test_a_version_of_engine_1_has_no_further_questions():
    assert method.further_blocks(first_version()) == []
    assert method.step_sizes(first_version()) == []
