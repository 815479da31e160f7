import pytest

from quiz import extension
from quiz.first_words import first_words
from quiz.scoring import score
from tests.quiz.samples import first_version, golden_sheet, golden_sheets_2, make_sheet, starter

GOLDEN = {held["name"]: held["answers"] for held in golden_sheets_2()}


def said(answers, made=None):
    made = made or starter()
    looks = [score(made, answers)]
    while look := extension.look_again(made, answers, looks):
        looks.append(look)
    return first_words(made, looks)


def all_neutral(**answers):
    return make_sheet(3) | answers


def test_a_lead_is_told_with_what_could_be_chance():
    first = said(GOLDEN["noise-free ideal pm"])

    assert first.title == "Your answers point to Product Manager"
    assert "55 points ahead of the next; up to 9 could be chance" in first.sentence
    assert (first.offer, first.further) == ("", "")


def test_a_tie_is_offered_four_then_eight_then_the_work():
    offers = [
        said(GOLDEN[name]).further
        for name in ("too close to call between two", "tie, four more, tie")
    ]

    assert offers == ["Four more questions between the two", "Eight more questions"]
    assert said(GOLDEN["too close to call between two"]).step == "Try a small piece of both"


def test_without_a_preference_twelve_are_offered_and_then_the_work():
    more = {item.key: 3 for item in starter().further}

    assert said(all_neutral()).further == "Twelve more questions"
    assert said(all_neutral()).sentence.startswith("The differences are so small")
    last = said(all_neutral(**more))
    assert last.sentence.startswith("Twelve more questions leave it there.")
    assert (last.offer, last.step) == ("", "Try a small piece of each")
    assert last.after.startswith("After 12 more questions.")


def test_little_interest_is_first_and_shared_as_its_status():
    first = said(GOLDEN["likes little of it"])

    assert first.key == "low-interest"
    assert first.sentence.endswith("your statements say yes to none.")
    assert first.status_title == "No clear preference among the three"
    assert first.status_sentence.startswith("The differences are so small")


def test_too_few_answers_say_how_many_are_needed():
    assert said(GOLDEN["half answered"]).sentence == "At least 4 more answers are needed."


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("noise-free ideal pm", "Your answers point to Product Manager"),
        (
            "too close to call between two",
            "Too close to call: Product Manager or Technical Product Manager",
        ),
        ("all 5", "No clear preference"),
        ("half answered", "Not enough answers to name a role"),
    ],
)
def test_a_version_without_words_of_its_own_is_told_in_those_that_stand_in(name, title):
    first = said(golden_sheet(name), first_version())

    assert first.title == title
    assert first.sentence
    assert "{" not in first.sentence
