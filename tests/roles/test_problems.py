import pytest

from roles import content
from roles.problems import problems_of
from tests.factories import (
    make_advice,
    make_alias,
    make_cell,
    make_claim,
    make_comparison,
    make_contrast,
    make_dimension,
    make_dispute,
    make_glossary,
    make_inquiry,
    make_level,
    make_outline,
    make_point,
    make_remit,
    make_role,
    make_route,
    make_section,
    make_signal,
    make_signals,
    make_skill,
    make_term,
    make_transition,
)


def telling_rows(*places):
    return tuple(make_dimension(key=f"row-{n}", telling=place) for n, place in enumerate(places))


@pytest.mark.parametrize(
    "subject",
    [
        make_role(advice=(make_advice(kind="question", why=""),)),
        make_role(depth=5, depth_reason="Every source asks for it."),
        make_role(name="Product Manager", emphasis="Product"),
        make_role(gist="One line,\r\n\tanother, and \U0001f469\u200d\U0001f4bb in a co\u00adlumn."),
        make_role(levels=(make_level(step=1), make_level(key="b", step=3))),
        make_role(points=(make_point(sources=(), is_our_reading=True),)),
        make_role(points=(make_point(where="Under “Pay”"),)),
        make_role(remits=(make_remit(), make_remit(question="what", text=""))),
        make_comparison(),
        make_dispute(),
        make_route(),
        make_inquiry(parts=(make_section(),), related=("another",)),
        make_glossary(),
        make_signals(),
        make_outline(),
    ],
)
def test_a_sound_subject_has_no_problem(subject):
    assert problems_of(subject) == []


@pytest.mark.parametrize(
    ("subject", "message"),
    [
        (make_role(slug="Product Manager"), "for a slug"),
        (make_role(slug="a-vs-b"), "stands between roles"),
        (make_role(slug="a-at-b"), "stands before a company"),
        (make_outline(dimensions=(make_dimension(key="A_b"),)), "/ A_b: has a key"),
        (make_role(aliases=(make_alias(key="Prod Boss"),)), "aliases / Prod Boss: has a key"),
        (make_role(points=(make_point(text=" "),)), "points / own-the-plan: has an empty text"),
        (make_role(sources=("one", "two"), where="three: Pay"), "a place in none of its sources"),
        (make_role(points=(make_point(where="Pay\nMyths"),)), "own-the-plan: gives two places"),
        (make_role(name="\u200b"), "has an empty name"),
        (make_inquiry(parts=(make_section(heading=" "),)), "parts / overlap: has an empty heading"),
        (make_inquiry(parts=(make_section(sources=()),)), "parts / overlap: names no source"),
        (make_inquiry(related=("how-to-start",)), "is related to itself"),
        (make_glossary(terms=()), "has no term"),
        (make_glossary(terms=(make_term(), make_term())), "has “canary-release” 2 times"),
        (content.Glossary(slug="words"), "has to have the slug glossary"),
        (make_signals(signals=()), "has no signal"),
        (make_signals(slug="phrases"), "has to have the slug signals"),
        (make_signals(signals=(make_signal(sources=()),)), "signals / roadmap: names no source"),
        (make_signals(signals=(make_signal(phrases=" "),)), "roadmap: has an empty phrases"),
        (
            make_signals(signals=(make_signal(phrases="own (a"),)),
            "roadmap: has the phrase “own (a”",
        ),
        (make_role(points=(make_point(text="\u3164 \u2060"),)), "own-the-plan: has an empty text"),
        (make_role(gist="\u2800"), "has an empty gist"),
        (make_role(one_liner="It \u202eplans"), "signs in its one liner that nobody sees"),
        (make_role(name="Product\x07 Manager"), "signs in its name that nobody sees"),
        (make_role(depth=3, depth_reason="\u200b"), "does not say why it is so technical"),
        (make_role(emphasis="Program"), "told apart by “Program”, which is no word of its name"),
        (make_role(emphasis="Prod"), "told apart by “Prod”, which is no word of its name"),
        (
            make_role(levels=(make_level(step=4), make_level(key="b", step=4))),
            "has 2 levels on step 4",
        ),
        (make_role(levels=(make_level(step=2),)), "on step 2, where the role itself stands"),
        (make_role(sources=("a", "a")), "has “a” 2 times in its sources"),
        (make_role(transitions=(make_transition(to_role="product-manager"),)), "to itself"),
        (make_role(points=(make_point(sources=()),)), "points / own-the-plan: names no source"),
        (make_role(depth=6, depth_reason="Deep."), "is 6 technical; say 1 to 5"),
        (make_role(depth=-1, depth_reason="Deep."), "is -1 technical"),
        (make_role(depth=3, depth_reason=" "), "does not say why it is so technical"),
        (make_role(is_neighbour=True, remits=(make_remit(),)), "and answers for nothing"),
        (make_role(remits=(make_remit(text=" "),)), "remits / why: has no text"),
        (
            make_role(
                remits=(make_remit(text="one two three four five six seven eight nine ten"),)
            ),
            "more than 9",
        ),
        (make_role(remits=(make_remit(), make_remit())), "has “why” 2 times in its remits"),
        (make_role(cells=(make_cell(short="a b c d e f"),)), "more than 5 words in its short"),
        (make_role(levels=(make_level(short="1 2 3 4 5 6 7 8 9 10 11"),)), "more than 10 words"),
        (make_role(points=(make_point(), make_point())), "has “own-the-plan” 2 times"),
        (make_role(is_neighbour=True, cells=(make_cell(),)), "neither cells nor points"),
        (make_role(is_neighbour=True, points=(make_point(),)), "neither cells nor points"),
        (make_role(advice=(make_advice(kind="mistake", why=" "),)), "does not say why"),
        (make_comparison(roles=("a",), slug="a"), "two or three roles"),
        (make_comparison(slug="x-vs-y"), "has to have the slug product-manager-vs-"),
        (make_comparison(contrasts=(make_contrast(role="nurse"),)), "contrasts / nurse"),
        (make_dispute(roles=()), "names no role"),
        (make_dispute(claims=(make_claim(), make_claim(key="b"))), "two sources"),
        (make_route(steps=()), "has no step"),
        (make_outline(dimensions=(make_dimension(question=""),)), "an empty question"),
        (make_outline(dimensions=telling_rows(9)), "has rows in place 9; 8 is the last"),
        (make_outline(dimensions=telling_rows(1, 1)), "has 2 telling rows in place 1"),
        (
            make_outline(dimensions=telling_rows(*range(1, 10))),
            "has 9 telling rows; 8 are the most",
        ),
        (
            make_outline(skills=(make_skill(telling=2), make_skill(key="b", telling=2))),
            "2 telling skills",
        ),
    ],
)
def test_each_problem_is_told_with_its_place(subject, message):
    assert any(message in str(problem) for problem in problems_of(subject))


@pytest.mark.parametrize(
    "cells",
    [
        (make_cell(dimension="A_b"), make_cell(dimension="a-b")),
        (make_cell(dimension="a-b-at-udemy"), make_cell(dimension="a-b", company="Udemy")),
    ],
)
def test_two_parts_that_would_stand_under_one_anchor_are_refused(cells):
    (problem,) = problems_of(make_role(cells=cells))

    assert "has 2 parts under “cells-a-b" in str(problem)
