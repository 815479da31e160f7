from dataclasses import replace

from quiz.definition import Phrase
from quiz.phrases import phrase
from tests.quiz.samples import first_version, starter


def with_phrase(key, text):
    return replace(starter(), phrases=(Phrase(key=key, text=text),))


def test_what_stands_in_braces_is_filled_in():
    made = with_phrase("clear.title", "It is {A}, {gap} ahead")

    assert phrase(made, "clear.title", {"A": "Lead", "gap": 7}) == "It is Lead, 7 ahead"


def test_a_sentence_with_a_gap_is_not_said():
    assert phrase(with_phrase("new.key", "At least {n} more"), "new.key") == ""


def test_a_sentence_that_cannot_be_filled_gives_way_to_the_one_that_stands_in():
    made = with_phrase("insufficient.sentence", "At least {n} more")

    assert phrase(made, "insufficient.sentence").startswith("So many of the questions")


def test_a_filling_is_text_and_is_not_filled_again():
    assert phrase(with_phrase("k", "{A}"), "k", {"A": "{B}", "B": "x"}) == "{B}"


def test_a_version_without_phrases_has_those_that_stand_in():
    text = phrase(first_version(), "readiness.within-reach", {"met": 2, "total": 3})

    assert text == "Within reach: 2 of 3 met."
