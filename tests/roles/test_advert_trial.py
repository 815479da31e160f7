import pytest

from roles.advert_phrases import PhraseError
from roles.advert_signals import PhraseBook
from roles.advert_trial import trials
from roles.title_reader import Reader
from tests.factories import make_example_advert, make_signal, make_signals

EXAMPLES = (
    make_example_advert(key="bread", title="Bread", text="You bake bread with us, and own it."),
    make_example_advert(text="You own the roadmap here, and own the roadmap of us all."),
)


def book(*signals, **more):
    return PhraseBook(make_signals(signals=signals, examples=EXAMPLES, least_words=2, **more))


PUBLISHED = book(make_signal(), make_signal(key="bake", phrases="bake bread", product=0.5))


def tried(draft, published=PUBLISHED):
    return trials(draft, published, Reader([]))


def test_a_draft_that_says_the_same_moves_nothing():
    assert not any(each.is_changed or each.is_moved for each in tried(PUBLISHED))


def test_another_answer_comes_first_with_the_scores_it_comes_from():
    first, second = tried(book(make_signal(product=0.0, delivery=2.0)))

    assert (first.example.title, first.before.family, first.now.family) == (
        "A mill",
        "product",
        "delivery",
    )
    assert first.is_changed
    assert first.scores == [("product", 3.125, 0.0), ("delivery", 0.0, 3.125)]
    assert not first.gained
    assert not first.lost
    assert second.is_moved
    assert not second.is_changed
    assert second.lost == ("bake bread",)


def test_a_phrase_found_once_more_is_gained():
    (moved, _) = tried(
        book(make_signal(phrases="own roadmap\nhere"), *PUBLISHED.signals.signals[1:])
    )

    assert moved.gained == ("here",)


def test_nothing_published_makes_every_answer_new():
    assert all(each.is_changed and each.is_moved for each in tried(PUBLISHED, None))


def test_an_example_says_whether_it_is_read_as_meant():
    meant = (make_example_advert(family="product", text=EXAMPLES[1].text),)
    draft = PhraseBook(make_signals(examples=meant, least_words=2))

    assert [each.is_as_meant for each in tried(draft)] == [True]
    assert not all(each.is_as_meant for each in tried(PUBLISHED))


def test_a_phrase_that_nothing_is_found_by_is_refused():
    with pytest.raises(PhraseError):
        tried(book(make_signal(phrases="own (a")))
