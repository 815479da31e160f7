from dataclasses import replace

from quiz import checking, definition, simulated_targets
from quiz.checking import Check
from quiz.lint import VersionProblem
from roles import plain
from tests.quiz.samples import make_statement, starter

FEW = 5


def run(made, **how):
    """The check, and the progress that it told."""
    steps, told = checking.steps(made, persons=FEW, **how), []
    while True:
        try:
            told.append(next(steps))
        except StopIteration as stop:
            return stop.value, told


def test_a_check_names_the_definition_it_is_of():
    check, _ = run(starter())

    assert check.digest == definition.digest(definition.canonical(starter()))


def test_the_same_definition_gets_the_same_check():
    assert run(starter()) == run(starter())


def test_progress_counts_every_row_of_the_report():
    check, told = run(starter())

    assert [step.done for step in told] == list(range(len(check.simulation.rows) + 1))
    assert [step.row for step in told[1:]] == list(check.simulation.rows)


def test_a_definition_with_a_block_is_not_simulated():
    check, told = run(replace(starter(), statements=()))

    assert check.blocks
    assert check.simulation is None
    assert told == []


def test_problems_found_elsewhere_count():
    elsewhere = VersionProblem("block", "", "is not known")

    check, _ = run(starter(), others=[elsewhere])

    assert check.blocks == [elsewhere]


def test_warnings_do_not_keep_from_simulating():
    line = make_statement(text="Never again.")
    back = make_statement(key="s2", direction=-1)
    check, _ = run(replace(starter(), statements=(*starter().statements, line, back)))

    assert check.simulation
    assert "s1: holds a negation, “Never”" in map(str, check.warnings)


def test_a_target_that_the_simulation_misses_is_a_problem_of_the_check():
    check, _ = run(starter())

    missed = simulated_targets.problems(check.simulation)
    assert missed
    assert check.problems == tuple(missed)


def test_a_check_survives_its_json():
    check, _ = run(starter())

    assert plain.structure(Check, plain.unstructure(check)) == check
