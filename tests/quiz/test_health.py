import datetime as dt

import pytest

from quiz.health import AttemptRecord, OutcomeCount, alpha, correlation, health
from quiz.scoring import score
from quiz.takers import Manner, Stage
from tests.quiz.samples import PM, PMT, TPGM, first_version, make_sheet, seeded, starter

NOW = dt.datetime(2025, 3, 1, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def make_attempt(*, days_ago=10, is_finished=True, answers=None, **more):
    started = NOW - days_ago * DAY
    return AttemptRecord(
        started_at=started,
        finished_at=started + dt.timedelta(minutes=6) if is_finished else None,
        answers=make_sheet() if answers is None else answers,
        **{"seconds": {}, "status": "clear", "leaders": (PM,), "noise_sd": 0.5} | more,
    )


def make_left(item, **more):
    return make_attempt(is_finished=False, answers={}, last_item=item, **more)


def figure(attempts, measure, subject=""):
    figures = health(starter(), attempts, NOW).figures
    return next(one for one in figures if (one.measure, one.subject) == (measure, subject))


def level(attempts, measure, subject=""):
    return figure(attempts, measure, subject).level


def mixed(n, part, **facts):
    """`n` finished attempts, a share of them with other facts."""
    return [make_attempt(**facts if place < n * part else {}) for place in range(n)]


def people(n, seed=1):
    stage = Stage(starter(), seeded(seed), n)
    return [stage.answers(stage.anybody(), Manner()) for _ in range(n)]


def answered(sheets):
    return [make_attempt(answers=sheet) for sheet in sheets]


def test_nothing_is_told_of_fewer_than_thirty():
    figures = health(starter(), [make_attempt(sounds_like_me=1) for _ in range(29)], NOW).figures

    assert {(one.value, one.level) for one in figures} == {(None, "too-few")}


def test_nothing_is_told_of_nobody():
    assert {one.level for one in health(starter(), [], NOW).figures} == {"too-few"}


@pytest.mark.parametrize(("left", "told"), [(9, "fine"), (10, "warn"), (16, "critical")])
def test_completion_is_the_share_of_those_who_finish(left, told):
    attempts = [make_attempt() for _ in range(31 - left)] + [make_left("p01")] * left

    assert level(attempts, "completion") == told


def test_completion_waits_a_week_for_people_to_finish():
    attempts = [make_attempt() for _ in range(30)] + [make_left("p01", days_ago=6)] * 30

    assert figure(attempts, "completion").value == 1


def test_completion_counts_whoever_began_a_week_ago():
    attempts = [make_attempt() for _ in range(30)] + [make_left("p01", days_ago=7)] * 30

    assert figure(attempts, "completion").value == 0.5


def test_a_question_where_many_leave_is_told_of_those_who_reached_it():
    attempts = [make_attempt() for _ in range(90)] + [make_left("p03")] * 10

    assert (figure(attempts, "drop-off", "p03").value, figure(attempts, "drop-off", "p03").n) == (
        0.1,
        100,
    )
    assert level(attempts, "drop-off", "p03") == "critical"
    assert (level(attempts, "drop-off", "p02"), figure(attempts, "drop-off", "p04").n) == (
        "fine",
        90,
    )


def test_leaving_as_often_as_everywhere_is_not_told():
    # Each question loses about 1.7 %, so that three times the usual share is about 5 %.
    attempts = [make_attempt() for _ in range(500)]
    for item in starter().item_keys:
        attempts += [make_left(item)] * 12
    usual = [*attempts, *[make_left("r06")] * 10]

    assert level(usual, "drop-off", "r06") == "fine"
    assert level([*usual, *[make_left("r06")] * 10], "drop-off", "r06") == "warn"


@pytest.mark.parametrize(("part", "told"), [(0.1, "fine"), (0.12, "warn"), (0.21, "critical")])
def test_an_item_that_many_skip_is_told(part, told):
    assert level(mixed(100, part, answers=make_sheet(p01=None)), "skipped", "p01") == told


@pytest.mark.parametrize(("part", "told"), [(0.6, "fine"), (0.5, "warn"), (0.3, "critical")])
def test_an_item_that_leaves_many_in_the_middle_is_told(part, told):
    attempts = mixed(100, part, answers=make_sheet(p01=1))

    assert level(attempts, "middle", "p01") == told


@pytest.mark.parametrize(("part", "told"), [(0.85, "fine"), (0.9, "warn"), (0.96, "critical")])
def test_an_item_whose_one_side_nearly_all_choose_is_told(part, told):
    attempts = mixed(100, part, answers=make_sheet(p01=4))

    assert level(attempts, "one-sided", "p01") == told


@pytest.mark.parametrize("item", ["p01", "l01", "l14"])
def test_a_reversed_key_is_told_from_fifty_on(item):
    reversed_key = [sheet | {item: 6 - sheet[item]} for sheet in people(50)]

    assert level(answered(reversed_key), "item-rest", item) == "critical"
    assert level(answered(people(50)), "item-rest", item) == "fine"


def test_an_item_that_says_nothing_is_told_from_two_hundred_on():
    random = seeded(2)
    dead = [sheet | {"p05": random.randint(1, 5)} for sheet in people(200)]

    assert level(answered(dead), "item-rest", "p05") != "fine"
    assert level(answered(people(200)), "item-rest", "p05") == "fine"


def test_a_trait_whose_items_hang_together_is_fine_and_one_of_chance_is_not():
    random = seeded(3)
    chance = [{key: random.randint(1, 5) for key in sheet} for sheet in people(100)]

    assert level(answered(people(100)), "alpha", "market") == "fine"
    assert level(answered(chance), "alpha", "market") == "critical"


def test_a_trait_of_two_items_is_judged_by_their_correlation():
    opposed = [sheet | {"l14": sheet["l07"]} for sheet in people(100)]

    assert level(answered(people(100)), "correlation", "influence") == "fine"
    assert level(answered(opposed), "correlation", "influence") == "critical"


@pytest.mark.parametrize(("seconds", "told"), [(1.9, "warn"), (2, "fine"), (41, "warn")])
def test_an_item_answered_too_quickly_or_too_slowly_is_told(seconds, told):
    attempts = [make_attempt(seconds={"p01": seconds}) for _ in range(30)]

    assert level(attempts, "seconds", "p01") == told


def test_a_role_that_never_leads_is_told_from_a_hundred_on():
    assert level(mixed(100, 0.05, leaders=(PMT,)), "leads", PMT) == "warn"
    assert level(mixed(100, 0), "leads", PMT) == "critical"
    assert level(mixed(99, 0), "leads", PMT) == "fine"


@pytest.mark.parametrize(
    ("measure", "facts", "shares"),
    [
        ("none", {"status": "none", "leaders": ()}, (0.5, 0.6, 0.8)),
        ("insufficient", {"status": "insufficient", "leaders": ()}, (0.08, 0.1, 0.3)),
        ("contradictory", {"notes": ("contradictory",)}, (0.1, 0.2, 0.3)),
    ],
)
def test_outcomes_that_help_nobody_are_told_when_frequent(measure, facts, shares):
    told = [level(mixed(100, share, **facts), measure) for share in shares]

    assert told == ["fine", "warn", "critical"]


@pytest.mark.parametrize(("noise", "told"), [(0.6, "fine"), (0.63, "warn"), (0.67, "critical")])
def test_people_who_answer_at_random_are_told_by_their_noise(noise, told):
    assert level([make_attempt(noise_sd=noise)] * 30, "noise") == told


@pytest.mark.parametrize(("rating", "told"), [(4, "fine"), (3, "warn"), (2, "critical")])
def test_results_that_do_not_sound_like_people_are_told(rating, told):
    assert level([make_attempt(sounds_like_me=rating)] * 30, "sounds-like-me") == told


def test_how_it_sounds_is_told_by_the_one_in_the_middle():
    ratings = [1] * 10 + [4] * 21

    attempts = [make_attempt(sounds_like_me=rating) for rating in ratings]

    assert figure(attempts, "sounds-like-me").value == 4


def test_a_retake_soon_after_that_names_other_roles_only_is_told():
    attempts = []
    for person in range(40):
        leaders = (TPGM,) if person < 5 else (PM, PMT)
        attempts.append(make_attempt(person=person, days_ago=20))
        attempts.append(make_attempt(person=person, days_ago=10, status="tie", leaders=leaders))

    assert figure(attempts, "retake").value == 0.125
    assert level(attempts, "retake") == "critical"


@pytest.mark.parametrize(
    "facts",
    [{"days_ago": 50}, {"status": "tie", "leaders": (PM, PMT)}, {"person": None}],
    ids=["long after", "after no clear result", "by nobody known"],
)
def test_other_retakes_do_not_count(facts):
    attempts = [make_attempt(**{"person": n, "days_ago": 15} | facts) for n in range(40)]
    attempts += [make_attempt(person=n) for n in range(40)]

    assert figure(attempts, "retake").n == 0


def test_a_cell_of_fewer_than_ten_is_not_told():
    attempts = mixed(40, 0.1, status="none", leaders=())

    assert health(starter(), attempts, NOW).outcomes == (
        OutcomeCount(status="clear", leaders=(PM,), count=36),
        OutcomeCount(status="none", leaders=(), count=None),
    )


def test_a_healthy_version_warns_of_nothing():
    attempts = []
    for sheet in people(300):
        result = score(starter(), sheet)
        attempts.append(
            make_attempt(
                answers=sheet,
                status=result.status,
                leaders=result.leaders,
                notes=result.notes,
                noise_sd=result.noise_sd,
                seconds=dict.fromkeys(starter().item_keys, 9),
                sounds_like_me=4,
            )
        )
    made = health(starter(), attempts, NOW)

    assert made.finished == 300
    # Nobody took the same twice, nor was asked further.
    further = {item.key for item in starter().further}
    asked = [one for one in made.figures if one.subject not in further]
    assert {one.level for one in asked if one.measure != "retake"} == {"fine"}


def test_a_correlation_is_pearsons_and_none_without_variance():
    assert correlation([(1, 2), (2, 4), (3, 6)]) == pytest.approx(1)
    assert correlation([(1, 2), (2, 2), (3, 2)]) == 0
    assert correlation([]) == 0


def test_alpha_is_one_for_equal_columns_and_none_without_variance():
    assert alpha([[1, 1, 1], [2, 2, 2], [4, 4, 4]]) == pytest.approx(1)
    assert alpha([[1, 1], [1, 1]]) == 0


def offers(attempts):
    return {(one.status, one.step): one for one in health(starter(), attempts, NOW).offers}


def test_who_takes_an_offer_is_counted_and_what_came_of_it():
    settled = [make_attempt(status="tie", later=("clear",)) for _ in range(10)]
    still = [make_attempt(status="tie", later=("tie", "none")) for _ in range(12)]
    left = [make_attempt(status="tie") for _ in range(20)]
    torn = [make_attempt(status="none", later=("tie",)) for _ in range(9)]

    found = offers([*settled, *still, *left, *torn, *mixed(30, 1, status="none")])

    first, again, none = found["tie", 1], found["tie", 2], found["none", 1]
    assert (first.offered, first.taken) == (42, 22)
    assert first.outcomes == (("clear", 10), ("tie", 12))
    assert (again.offered, again.taken, again.outcomes) == (None, None, ())
    assert (none.offered, none.taken, none.outcomes) == (39, None, (("tie", None),))


def test_engine_1_offers_nothing_and_has_no_headline():
    found = health(first_version(), mixed(30, 1, status="tie"), NOW)

    assert found.offers == ()
    assert not [one for one in found.figures if one.measure == "low-interest"]


@pytest.mark.parametrize(("part", "told"), [(0.2, "fine"), (0.3, "warn"), (0.5, "critical")])
def test_a_headline_of_low_interest_that_comes_often_is_told(part, told):
    assert level(mixed(40, part, headline="low-interest"), "low-interest") == told


def test_a_further_question_is_judged_by_those_who_were_asked_it():
    asked = [make_attempt(answers=make_sheet(e01=1 if n % 2 else None)) for n in range(40)]

    found = [*asked, *mixed(40, 1)]

    assert figure(found, "skipped", "e01").value == 0.5
    assert figure(found, "skipped", "e01").n == 40
    assert figure([*asked, *asked], "one-sided", "e01").level == "critical"
    measures = {
        one.measure for one in health(starter(), found, NOW).figures if one.subject == "e01"
    }
    assert measures == {"skipped", "middle", "one-sided", "seconds"}
