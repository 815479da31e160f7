import json
from dataclasses import replace
from functools import cache

import pytest

from quiz import simulated_targets, simulation, takers
from quiz.simulated_rows import SimulationReport, StudyRow
from quiz.takers import Manner, Stage
from roles import plain
from tests.quiz.samples import PM, PMT, TPGM, golden_sheet, seeded, starter

NAMES = ["ideal", "misspecified", "very noisy", "skipping"]


def simulate(made, random, persons):
    rows = (study() for study in simulation.studies(made, random, persons))
    return SimulationReport(persons=persons, rows=tuple(rows))


@cache
def report():
    return simulate(starter(), seeded(1), persons=200)


def with_values(name, role="", **values):
    """The report with one row that came out otherwise."""
    rows = (
        replace(row, values=values) if (row.name, row.role) == (name, role) else row
        for row in report().rows
    )
    return replace(report(), rows=tuple(rows))


def told(made):
    return [str(problem) for problem in simulated_targets.problems(made)]


def lead_of(made, seed=3, persons=200):
    """The share of ideal people for the technical product manager who are told so outright."""
    stage, profile = Stage(made, seeded(seed), persons), made.profiles[1]
    sheets = (stage.answers(stage.ideal(profile), Manner()) for _ in range(persons))
    return sum(stage.measure(sheet)[1].ranked()[0].role == PMT for sheet in sheets) / persons


def test_the_same_seed_gives_the_same_report():
    one, other = (simulate(starter(), seeded(5), persons=5) for _ in range(2))

    assert one == other


def test_a_stored_report_comes_back_the_same():
    stored = json.loads(json.dumps(plain.unstructure(report())))

    assert plain.structure(SimulationReport, stored) == report()


def test_the_shares_of_outcomes_add_up_to_everybody():
    outcomes = ("clear", "tie", "clear without", "tie without", "none", "insufficient")

    for name in NAMES:
        for role in (PM, PMT, TPGM):
            values = report().row(name, role).values
            assert sum(values.get(outcome, 0) for outcome in outcomes) == pytest.approx(1)


def test_a_person_without_noise_or_spread_answers_the_golden_sheet():
    stage = Stage(starter(), seeded(1), 1)
    liking = dict.fromkeys(stage.traits, takers.SHARED_LIKING)
    liking |= {target.trait: (target.target - 50) / 50 for target in starter().profiles[0].targets}

    assert stage.answers(liking, Manner(noise=0.0)) == golden_sheet("noise-free ideal pm")


def answers_of(manner):
    """One person's sheet without noise, so that only the manner of answering tells two apart."""
    stage = Stage(starter(), seeded(2), 1)
    liking = {trait: number / 10 - 0.3 for number, trait in enumerate(stage.traits)}
    return stage.answers(liking, replace(manner, noise=0.0))


def shifts(manner, items):
    """The answers to these items less those of the same person in the usual manner."""
    usual, others = answers_of(Manner()), answers_of(manner)
    return {others[item.key] - usual[item.key] for item in items}


def test_who_answers_by_another_model_meets_items_that_load_otherwise_than_keyed():
    assert answers_of(Manner(is_misfit=True)) != answers_of(Manner())


def test_only_the_misspecified_rows_have_items_that_work_otherwise_than_keyed(monkeypatch):
    monkeypatch.setattr(takers, "MISFIT", 5.0)
    rows = simulate(starter(), seeded(1), persons=20)

    assert simulated_targets.own_lead_share(rows.row("ideal", PM)) > 0.85
    assert simulated_targets.own_lead_share(rows.row("misspecified", PM)) < 0.6


def test_who_says_yes_agrees_more_and_chooses_alike():
    assert min(shifts(Manner(yes=0.5), starter().statements)) >= 1
    assert shifts(Manner(yes=0.5), starter().trade_offs) == {0}


def test_who_leans_to_the_left_chooses_option_a_more_and_agrees_alike():
    assert max(shifts(Manner(left=0.5), starter().trade_offs)) <= -1
    assert shifts(Manner(left=0.5), starter().statements) == {0}


def test_mild_answers_keep_to_the_middle_and_extreme_ones_from_it():
    mild, usual, extreme = (
        sum(abs(answer - 3) for answer in answers_of(Manner(reach=reach)).values())
        for reach in (1.5, 1.0, 0.5)
    )

    assert mild < usual < extreme


def test_who_skips_leaves_items_out():
    assert answers_of(Manner(skipped=1.0)) == {}
    assert report().row("skipping", PM).values["insufficient"] > 0


def test_ideal_people_find_their_role_and_are_hardly_ever_told_of_another():
    for role in (PM, PMT, TPGM):
        row = report().row("ideal", role)
        assert simulated_targets.own_lead_share(row) > 0.85
        assert simulated_targets.contradicted_share(row) <= 0.02


def test_noise_makes_it_say_nothing_rather_than_something_wrong():
    for role in (PM, PMT, TPGM):
        ideal, noisy = report().row("ideal", role), report().row("very noisy", role)
        assert noisy.values["none"] > ideal.values.get("none", 0)
        assert simulated_targets.contradicted_share(noisy) <= 0.02


def test_random_answers_mostly_show_no_preference_and_favour_no_role():
    assert report().row("random").values["none"] > 0.78
    assert all(0.2 < share < 0.5 for share in report().row("raw top of random").values.values())


@pytest.mark.parametrize("name", ["always A", "always B"])
def test_whoever_always_picks_one_side_has_no_preference(name):
    assert report().row(name).values["none"] == 1


@pytest.mark.parametrize("name", ["likes everything", "dislikes everything", "yes-sayers"])
def test_liking_disliking_or_affirming_everything_mostly_shows_no_preference(name):
    assert report().row(name).values["none"] > 0.8


def test_disliking_everything_is_noted():
    assert report().row("dislikes everything").values["note low-interest"] > 0.9


@pytest.mark.parametrize("style", ["yes", "no", "left", "extreme", "mild"])
def test_a_style_of_answering_favours_no_role_and_reverses_nothing(style):
    values = dict(report().row(f"style {style}").values)

    assert values.pop("reversed") == 0
    assert all(abs(points) < 1.5 for points in values.values())


def test_a_retest_hardly_ever_contradicts():
    assert report().row("retest").values["contradicted"] <= 0.03


def test_a_tie_in_the_retest_is_not_the_same_as_before():
    values = report().row("retest").values

    assert values["tied"] > 0.1
    assert sum(values.values()) == pytest.approx(1)


def test_only_a_clear_result_is_tested_again():
    assert report().row("retest").values["same"] > report().row("population").values["clear"] + 0.1


def test_the_band_covers_what_the_fit_is_in_the_long_run():
    assert all(share > 0.8 for share in report().row("coverage").values.values())


def test_a_role_that_no_band_covers_is_told_as_nought():
    class Elsewhere(Stage):
        def long_run_fits(self, liking, manner):
            return dict.fromkeys(self.full.coefficients, 1000.0)

    covered = simulation._coverage(Elsewhere(starter(), seeded(1), 3))

    assert covered.values == {profile.role: 0.0 for profile in starter().profiles}


def test_neither_half_of_the_items_does_what_both_do_together():
    both = lead_of(starter())

    assert both > lead_of(replace(starter(), statements=()))
    assert both > lead_of(replace(starter(), trade_offs=()))


def test_two_equal_profiles_are_warned_of():
    twin = replace(starter().profiles[0], role="twin")
    made = replace(starter(), profiles=(starter().profiles[0], twin))

    assert told(simulate(made, seeded(1), persons=30))


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (("ideal", PM, {"clear": 0.8, "tie": 0.09}), "ideal people: own role leads for 89.0%"),
        (("misspecified", PM, {"clear": 0.7}), "misspecified people: own role leads for 70.0%"),
        (("very noisy", PM, {"clear": 0.6}), "very noisy people: own role leads for 60.0%"),
        (("ideal", PM, {"clear": 0.9, "tie without": 0.03}), "ideal people: contradicts 3.0%"),
        (("misspecified", PM, {"clear": 0.9, "tie without": 0.06}), "contradicts 6.0%"),
        (("very noisy", PM, {"clear": 0.9, "clear without": 0.06}), "contradicts 6.0%"),
        (("random", "", {"none": 0.7}), "random answers show no preference for 70.0%"),
        (("raw top of random", "", {"a": 0.5, "b": 0.25, "c": 0.25}), "a: is first for 50%"),
        (("raw top of random", "", {"a": 0.2, "b": 0.4, "c": 0.4}), "a: is first for 20%"),
        (("style left", "", {"a": -1.2}), "a: style left: shifts by -1.2 points"),
        (("style yes", "", {"a": 1.2}), "a: style yes: shifts by +1.2 points"),
        (("retest", "", {"contradicted": 0.04}), "a retest contradicts 4.0%"),
        (("coverage", "", {"a": 0.8}), "a: the band covers 80.0%"),
        (("ideal", PM, {"clear": 1.0, "note same-option": 0.06}), "same-option strikes 6.0%"),
    ],
)
def test_a_target_that_is_missed_is_warned_of(made, message):
    name, role, values = made

    assert any(message in line for line in told(with_values(name, role, **values)))


def test_reversals_by_a_style_are_no_shift_of_a_role():
    assert not [line for line in told(with_values("style yes", reversed=2.0)) if "shifts" in line]


def test_a_report_that_meets_every_target_warns_of_nothing():
    fine = StudyRow(name="", persons=1, values={})
    rows = [
        replace(fine, name=name, role=PM, values={"clear": 1.0})
        for name in ("ideal", "misspecified", "very noisy")
    ]
    rows.append(replace(fine, name="random", values={"none": 0.9}))
    rows.append(replace(fine, name="raw top of random", values={"a": 0.33, "b": 0.34, "c": 0.33}))
    rows.append(replace(fine, name="retest", values={"contradicted": 0.01}))
    rows.append(replace(fine, name="coverage", values={"a": 0.9}))

    assert told(SimulationReport(persons=1, rows=tuple(rows))) == []
