import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles import advert_evidence
from roles.advert_evidence import TECHNICAL
from roles.advert_signals import FAMILIES, PhraseBook
from roles.advert_words import advert_words
from tests.factories import make_signal, make_signals
from tests.roles.test_advert_signals import DATES, ROADMAP

BOOK = PhraseBook(make_signals(signals=(ROADMAP, DATES)))
TESTS = PhraseBook(make_signals(signals=(DATES, make_signal(key="tests", phrases="a b test"))))
counts = st.dictionaries(st.text(min_size=1, max_size=3), st.integers(1, 9), min_size=1, max_size=6)


def marks(text, book=BOOK):
    words = advert_words(text)
    return advert_evidence.marks(text, words, book.tree.find(words))


def rows(text, kinds=FAMILIES):
    return advert_evidence.evidence(text, marks(text), BOOK, kinds)


def test_a_phrase_is_told_in_the_writers_letters_with_what_it_rests_on():
    roadmap, dates = rows("Own our Roadmap; MILESTONES, and milestones.")

    assert (roadmap.phrase, roadmap.family, roadmap.weight) == ("Own our Roadmap", "product", 2)
    assert roadmap.is_our_reading
    assert (dates.phrase, dates.times, dates.sources) == ("MILESTONES", 2, ("a-source",))


def test_what_is_said_again_counts_less_each_time():
    once, thrice = rows("milestones"), rows("milestones. Milestones. milestones.")

    assert [sum(row.weight for row in each) for each in (once, thrice)] == [1.5, 3]


def test_phrases_of_one_signal_share_what_it_counts():
    weights = [row.weight for row in rows("Own a roadmap. Shape the roadmap.")]

    assert sum(weights) == pytest.approx(2 * math.log2(3), abs=1 / 16)
    assert len(weights) == 2


def test_technical_weights_have_rows_of_their_own():
    (row,) = rows("milestones", [TECHNICAL])

    assert (row.family, row.weight) == (TECHNICAL, 0.5)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("run A/B tests", ["A/B tests"]),
        ("run the A/B-tests", ["A/B-tests"]),
        ("a milestones-led team", ["milestones-led"]),
        ("near-milestones", ["near-milestones"]),
        ("dates/milestones", ["milestones"]),
        ("a milestones - led", ["milestones"]),
        ("milestones-and-milestones", ["milestones-and", "milestones"]),
    ],
)
def test_a_mark_cuts_no_word_in_two(text, marked):
    assert [text[mark.start : mark.end] for mark in marks(text, TESTS)] == marked


@pytest.mark.parametrize(
    "text",
    ["You own no roadmap: you do not own the roadmap", "without ever shaping. Not shape roadmap"],
)
def test_what_is_denied_does_not_count(text):
    assert marks(text) == ()


@pytest.mark.parametrize(
    "text", ["No meetings. Own the roadmap", "you not only own the roadmap", "none: own roadmap"]
)
def test_a_denial_ends_with_its_sentence_and_more_is_none(text):
    assert len(marks(text)) == 1


@given(st.floats(0, 10), counts)
def test_shares_add_up_exactly_in_any_order(weight, by_phrase):
    shares = advert_evidence.shares(weight, by_phrase)

    total = weight * math.log2(1 + sum(by_phrase.values()))
    assert sum(shares.values()) == sum(reversed(shares.values()))
    assert abs(sum(shares.values()) - total) <= 1 / 16 + 1e-9
    assert all(share >= 0 for share in shares.values())
    assert set(shares) <= set(by_phrase)
