"""Which questions a text answers: sentences of our own, of each question such that answer it and
such that only seem to."""

import time

import pytest

from roles.advert_questions import open_questions
from roles.advert_signals import PhraseBook
from roles.advert_words import advert_words
from tests.factories import make_advert_question, make_signals
from tests.roles import adverts
from tests.roles.question_texts import ANSWERS, SEEMS

BOOK = PhraseBook(adverts.SHIPPED)


def asks(text, book=BOOK, *, is_pay_told=False):
    return open_questions(text, advert_words(text), book, is_pay_told=is_pay_told)


def pairs(texts):
    return [(key, text) for key, found in texts.items() for text in found]


def test_each_question_is_tried_both_ways():
    keys = {question.key for question in BOOK.signals.questions}

    assert keys == set(ANSWERS) == set(SEEMS)
    assert all(len(found) >= 5 for found in (*ANSWERS.values(), *SEEMS.values()))


@pytest.mark.parametrize(("key", "text"), pairs(ANSWERS))
def test_a_text_that_says_it_is_not_asked(key, text):
    assert key not in asks(text)


@pytest.mark.parametrize(("key", "text"), pairs(SEEMS))
def test_a_text_that_only_seems_to_say_it_is_asked(key, text):
    assert key in asks(text)


def test_pay_that_is_read_answers_the_question_of_pay_alone():
    open_ones = asks("Salary: competitive", is_pay_told=True)

    assert set(open_ones) == set(ANSWERS) - {"pay"}


def test_a_phrase_of_one_question_hides_none_of_another():
    questions = (
        make_advert_question(key="level", question="Which level?", phrases="senior manager"),
        make_advert_question(key="boss", question="Who?", phrases="manager of mills"),
    )

    assert asks("A senior manager of mills", PhraseBook(make_signals(questions=questions))) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for applying as a Product Manager. Unfortunately we will not be moving forward.",
        "Thanks for your interest in this TPM role. We will proceed with other candidates.",
        "Thank you for interviewing with us. You have not been selected.",
        "Thank you for your application. The position has been filled.",
        "We regret to inform you that it is a no. Thank you for your time.",
    ],
)
def test_a_letter_that_offers_no_job_is_asked_nothing(text):
    assert asks(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for your interest. If you have not heard from us, you have not been selected.",
        "We are hiring a Product Manager. Unfortunately we cannot sponsor visas.",
        "Thank you for taking the time to read this. We look for a TPM.",
        "The last manager was not successful. We look for another.",
    ],
)
def test_an_advert_that_speaks_of_who_is_not_chosen_is_asked(text):
    assert "pay" in asks(text)


@pytest.mark.parametrize(
    "piece", ["Line manager ", "- level: ", "You sit in the A ", "Thank you for "]
)
def test_the_labels_are_found_in_time_that_grows_as_the_text_does(piece):
    def seconds(length):
        text = piece * (length // len(piece))
        words = advert_words(text)
        begun = time.process_time()
        open_questions(text, words, BOOK, is_pay_told=False)
        return time.process_time() - begun

    assert min(seconds(80_000) for _ in range(2)) < 8 * max(seconds(20_000), 0.02)
