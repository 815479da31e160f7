import pytest

from quiz.paths import nearest, paths, ways_in
from quiz.readiness import readiness
from tests.quiz.samples import APM, PM, PMT, TPGM, first_version, starter


def standing(made=None, **levels):
    made = made or starter()
    facts = dict.fromkeys((fact.key for fact in made.facts), 0) | levels
    return {path.route.key: path for path in ways_in(made, readiness(made, facts))}


def test_nothing_done_yet_is_open_where_nothing_is_required():
    found = standing()

    assert found[APM].status == "open"
    assert found[APM].text.startswith("Open to beginners: nothing is required.")
    assert found[PM].text == "A longer way: 0 of 4 met."


def test_engine_1_is_not_called_ready_where_nothing_is_required_and_all_is_open():
    found = standing(first_version())[APM]

    assert readiness(first_version(), {"product": 0, "research": 0})[0].status == "ready"
    assert (found.status, found.text[:17]) == ("open", "Open to beginners")


def test_all_is_told_apart_from_all_but_one_step():
    all_of_it = standing(product=2, research=2, system_design=1)[PM]
    one_open = standing(product=2, research=2)[PM]

    assert all_of_it.text == "You have all that we read as required and as helpful: 4 of 4."
    assert one_open.text.endswith("One step that helps is open: system-design fluency.")


def test_what_was_not_said_is_named():
    found = standing(system_design=2, engineering=2, product=None)[PMT]

    assert found.text == "We cannot tell: you left product decisions open."


def test_the_largest_gap_is_required_before_it_is_large():
    gaps = standing(research=1, system_design=0, product=1)[PM].missing

    assert [(gap.fact.key, gap.is_must, gap.levels) for gap in gaps] == [
        ("product", True, 1),
        ("system_design", False, 1),
        ("research", False, 1),
    ]
    far = standing(delivery=1)[TPGM].missing
    assert [gap.fact.key for gap in far] == ["engineering", "delivery", "system_design"]


def test_actions_lead_from_the_level_there_is_to_the_one_asked_for():
    none_yet, some = (standing(product=level)[PM].largest_gap for level in (0, 1))

    assert [action.to for action in none_yet.actions] == [1, 1, 2]
    assert [action.key for action in none_yet.further_actions] == ["say-no"]
    assert {action.to for action in some.actions} == {2}


def test_an_earlier_version_shows_all_that_it_has_to_do():
    gap = standing(first_version())[PM].largest_gap

    assert gap.actions == gap.fact.steps[:3]


@pytest.mark.parametrize(("research", "nearest_way"), [(1, APM), (2, PM)])
def test_of_equally_near_ways_in_the_one_named_as_the_role_is_nearest(research, nearest_way):
    product = 2 if nearest_way == PM else 0
    found = standing(research=research, product=product, system_design=1)
    mine = [path for path in found.values() if path.route.role == PM]

    assert nearest(mine).route.key == nearest_way


def test_without_a_background_there_is_no_nearest_way_in():
    assert nearest(paths(starter(), PM, ())) is None
