import pytest

from quiz.next_steps import next_step
from quiz.paths import ways_in
from quiz.readiness import readiness
from tests.quiz.samples import APM, PM, starter


def way_in(route, **levels):
    facts = dict.fromkeys((fact.key for fact in starter().facts), 0) | levels
    found = ways_in(starter(), readiness(starter(), facts))
    return next(path for path in found if path.route.key == route)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (way_in(PM, product=2, research=2, system_design=1), "adverts"),
        (way_in(APM), "places"),
        (way_in(PM, product=1, research=1), "gap"),
        (way_in(PM), "gap"),
        (way_in(PM, product=None), "background"),
        (None, "background"),
    ],
)
def test_a_clear_result_leads_on_by_the_nearest_way_in(path, kind):
    assert next_step("clear", path, is_more_offered=False).kind == kind


@pytest.mark.parametrize("said_first", ["tie", "none"])
def test_what_is_level_is_asked_further_and_then_tried(said_first):
    ready = way_in(PM, product=2, research=2, system_design=1)

    assert next_step(said_first, ready, is_more_offered=True).kind == "further"
    assert next_step(said_first, ready, is_more_offered=False).kind == "try"


def test_nobody_to_whom_little_appeals_is_sent_to_adverts():
    ready = way_in(PM, product=2, research=2, system_design=1)

    assert next_step("low-interest", ready, is_more_offered=True).kind == "neighbours"


def test_too_few_answers_are_answered_on():
    assert next_step("insufficient", None, is_more_offered=False).kind == "answer"
