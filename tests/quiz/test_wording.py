import pytest

from quiz.definition import Word
from quiz.questions import Choice, Question
from quiz.wording import Piece, listed, pieces, placed, unplaced

SYSTEM = Word(term="system", meaning="programs that work together")
DESIGN = Word(term="system design", meaning="how they are cut")


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("A plain text.", [], ["A plain text."]),
        ("A plain text.", [SYSTEM], ["A plain text."]),
        ("", [SYSTEM], []),
        ("System and systems", [SYSTEM], [("System", 0), " and systems"]),
        (
            "the system, twice: system",
            [SYSTEM],
            ["the ", ("system", 0), ", twice: ", ("system", 0)],
        ),
        ("a system design", [SYSTEM, DESIGN], ["a ", ("system design", 1)]),
        ("C++ (or so)", [Word(term="(or so)", meaning="?")], ["C++ (or so)"]),
    ],
)
def test_a_text_is_cut_where_a_word_of_it_stands(text, words, expected):
    cut = list(pieces(text, words))

    assert cut == [
        Piece(text=each) if isinstance(each, str) else Piece(text=each[0], number=each[1])
        for each in expected
    ]
    assert "".join(piece.text for piece in cut) == text


def test_a_word_of_a_choice_alone_has_no_place():
    question = Question(
        number=1,
        key="b1",
        kind="background",
        text="How well do you know the system?",
        words=(SYSTEM, DESIGN),
        choices=(Choice(value=0, label="I know its system design"),),
    )

    assert placed(question) == [(0, SYSTEM)]
    assert unplaced(question) == [DESIGN]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], ""),
        (["A"], "A"),
        (["A, of B"], "A, of B"),
        (["A", "B"], "A or B"),
        (["A", "B", "C"], "A, B or C"),
        (["A", "B, of C"], "A; or B, of C"),
        (["A, of D", "B", "C"], "A, of D; B; or C"),
    ],
)
def test_names_that_have_commas_are_not_joined_by_commas(names, expected):
    assert listed(names, "or") == expected


def test_a_name_that_holds_the_word_is_seen_to_end():
    assert listed(["customer and market research", "delivery"]) == (
        "customer and market research, and delivery"
    )
