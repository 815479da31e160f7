from hypothesis import given
from hypothesis import strategies as st

from roles.remits import QUESTIONS, bands, unworded
from tests.factories import make_remit


def drawn(*remits):
    return [(band.first, band.last, band.words, band.is_disputed) for band in bands(remits)]


def test_what_has_no_words_of_its_own_widens_the_one_before_it():
    remits = make_remit(question="why", text="the problem"), make_remit(question="what", text="")

    assert drawn(*remits) == [(1, 2, "the problem", False)]


def test_what_is_disputed_or_has_words_of_its_own_is_a_band_of_its_own():
    assert drawn(
        make_remit(question="what", text="the product"),
        make_remit(question="how", text="its design", is_disputed=True),
        make_remit(question="when", text="the dates"),
    ) == [(2, 2, "the product", False), (3, 3, "its design", True), (4, 4, "the dates", False)]


def test_bands_go_from_why_to_when_whatever_the_order_of_the_parts():
    assert drawn(
        make_remit(question="when", text=""), make_remit(question="how", text="teams")
    ) == [(3, 4, "teams", False)]


def test_what_holds_at_one_company_is_not_drawn():
    assert drawn(make_remit(company="Udemy")) == []


def test_what_has_no_words_and_nothing_to_widen_is_found():
    late = make_remit(question="when", text="")

    assert unworded([make_remit(question="why"), late]) == [late]


PARTS = st.lists(
    st.builds(
        make_remit,
        question=st.sampled_from(QUESTIONS),
        text=st.sampled_from(["", "words"]),
        is_disputed=st.booleans(),
    ),
    unique_by=lambda remit: remit.question,
)


@given(PARTS)
def test_each_question_is_drawn_once_and_in_its_own_column(remits):
    found = [
        (column, remit)
        for band in bands(remits)
        for column, remit in zip(range(band.first, band.last + 1), band.remits, strict=True)
    ]

    assert sorted(QUESTIONS[column - 1] for column, _ in found) == sorted(
        r.question for r in remits
    )
    assert all(QUESTIONS[column - 1] == remit.question for column, remit in found)
