import pytest

from roles.advert_signals import PhraseBook, faults_of, titles_among
from roles.title_words import fold
from tests.factories import (
    make_advert_question,
    make_example_advert,
    make_family_role,
    make_signal,
    make_signals,
)

ROADMAP = make_signal(phrases="(own|shape) roadmap", sources=(), is_our_reading=True)
DATES = make_signal(
    key="dates",
    name="dates",
    phrases="milestones",
    product=0.0,
    delivery=1.5,
    technical=0.5,
    sources=("a-source",),
)
EXAMPLE = make_example_advert(text="You own the roadmap, with its milestones. MS Project is used.")


def signals_with(**more):
    signals = (ROADMAP, make_signal(**{**vars(DATES), **more}))
    return make_signals(signals=signals, examples=(EXAMPLE,))


def told(signals):
    return [f"{where}: {fault}" for where, fault in faults_of(signals)]


def test_phrases_stand_one_a_line_whatever_is_between_them():
    book = PhraseBook(signals_with(phrases=" milestones\r\n\n due date\n"))

    assert list(book.tree._root.words) == ["own", "shape", "milestone", "due"]


def test_a_signal_speaks_for_families_of_which_it_has_a_weight():
    book = PhraseBook(signals_with(engineering_manager=0.25))

    assert book.weights["dates"] == {"delivery": 1.5, "engineering-manager": 0.25}


def test_a_role_is_in_one_family_and_neighbours_come_last():
    owner = make_family_role(role="product-owner", is_neighbour=True)
    book = PhraseBook(make_signals(families=(owner, make_family_role())))

    assert book.family_of("product-owner") == "product"
    assert book.family_of("barista") == ""
    assert book.is_neighbour("product-owner")
    assert not book.is_neighbour("product-manager")
    assert book.roles_of("product") == ["product-manager", "product-owner"]
    assert book.roles_of("other") == []


def test_sound_signals_have_no_fault():
    assert told(signals_with()) == []


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"phrases": "own the roadmap"}, "“own the roadmap”, which is one of roadmap already"),
        ({"phrases": "milestones\nmilestone"}, "“milestone”, which is one of dates already"),
        ({"phrases": "the"}, "signals / dates: has the phrase “the”, which is empty"),
        ({"phrases": "mile*stones"}, "which has a star that is not at the end of a word"),
        ({"phrases": "x*"}, "which has a star behind less than two letters"),
        ({"phrases": "own (the"}, "which has a bracket without its other half"),
        ({"phrases": "due date"}, "dates: has no phrase that stands in any of the examples"),
        ({"other": 10.5}, "dates: has a weight for other that is not from 0 to 10"),
        ({"engineering_manager": -1.0}, "a weight for engineering-manager that is not from 0"),
        ({"technical": -1.0}, "dates: has a weight for technical that is not from 0"),
        ({"delivery": 0.0, "technical": 0.0}, "dates: has no weight"),
    ],
)
def test_signals_that_cannot_be_counted_by_are_told_with_the_place(fields, fault):
    assert any(fault in each for each in told(signals_with(**fields)))


@pytest.mark.parametrize(
    ("limits", "fault"),
    [
        ({"leaning_margin": 1.5}, ": has a leaning margin that is not from 0 to 1"),
        ({"technical_high": -0.1}, ": has a technical high that is not from 0 to 1"),
        ({"least_score": -1.0}, ": has a least score below 0"),
        ({"technical_points": 0.0}, ": has technical points that are not above 0"),
        ({"technical_middle": 0.9}, ": calls work highly technical before"),
    ],
)
def test_limits_out_of_bounds_are_told(limits, fault):
    assert any(each.startswith(fault) for each in told(make_signals(**limits)))


def test_every_fault_is_told_at_once():
    assert len(told(signals_with(phrases="the\nx*", other=11.0))) == 3


def test_a_question_may_be_answered_by_what_is_a_signal_too():
    assert told(make_signals(questions=(make_advert_question(phrases="own roadmap"),))) == []


def test_a_phrase_cannot_answer_a_question_and_only_seem_to():
    question = make_advert_question(phrases="pay range", seeming="pay range\n(a", note="In the EU.")

    assert told(make_signals(questions=(question,))) == [
        "questions / pay: has the phrase “pay range”, which is one of pay already",
        "questions / pay: has the phrase “(a”, which has a bracket without its other half",
    ]


@pytest.mark.parametrize("phrase", ["Product Managers", "(a|senior) product manager"])
def test_a_phrase_that_is_only_the_name_of_a_role_is_told(phrase):
    (fault,) = titles_among(signals_with(phrases=phrase), {fold("Product Manager")})

    assert fault[0] == "signals / dates"
    assert "only the name of a role" in fault[1]


def test_a_phrase_that_cannot_be_read_is_no_name():
    assert not list(titles_among(signals_with(phrases="product (manager"), {"manager product"}))
