from quiz import method
from tests.quiz.samples import PMT, starter


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
