import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.advert_words import advert_words, without_markup


def plain(text):
    return [word.plain for word in advert_words(without_markup(text))]


def sentences(text):
    """The words of each sentence or point."""
    found = []
    for word in advert_words(without_markup(text)):
        if word.is_first:
            found.append([])
        found[-1].append(word.plain)
    return [" ".join(words) for words in found]


@given(st.text(st.sampled_from('aBé<>/&;#[]@.-\n\r\0 "liscptROLE!ﷺ')) | st.text())
def test_words_stand_where_they_are_said_to_in_a_text_of_the_same_length(text):
    read = without_markup(text)

    assert len(read) == len(text)
    end = 0
    for word in advert_words(read):
        assert end <= word.start < word.end <= len(text)
        assert word.plain
        end = word.end


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Own the Product-Roadmap", ["own", "the", "product", "roadmap"]),
        ("customers’ needs, team's goals", ["customers", "needs", "team", "goals"]),
        ("C++ and C#", ["c++", "and", "c#"]),
        ("Cafe\u0301 re\u200bsume", ["cafe", "resume"]),
        ("a\0b", ["a", "b"]),
        ("_ - *", []),
    ],
)
def test_a_text_is_read_as_words_in_small_letters(text, words):
    assert plain(text) == words


def test_words_are_folded_as_titles_are():
    assert [word.folded for word in advert_words("Sr. Mgmt of roadmaps")] == [
        "senior",
        "manager",
        "of",
        "roadmap",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<p class='x'>Own <b>the</b> backlog</p>", ["own", "the", "backlog"]),
        ("road<b>map</b>", ["road", "map"]),
        ("R&amp;D&nbsp;team", ["r", "d", "team"]),
        ("<script>var own = 1</script>plan<!-- the rest -->", ["plan"]),
        ("<script>never closed", ["never", "closed"]),
        ("see https://example.org/own/the/plan or jane@example.org", ["see", "or"]),
        ("as a [ROLE] you plan", ["as", "a", "you", "plan"]),
        ("5 < 6 and 7 > 6", ["5", "6", "and", "7", "6"]),
    ],
)
def test_markup_and_addresses_are_no_words(text, words):
    assert plain(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Own it. Plan it",
        "Own it\n\nPlan it",
        "Own it\n* Plan it",
        "own it <li>plan it</li>",
        "Own it.Plan it",
        "Own it\nPlan it",
        "Own it (plan it",
        "Own it • plan it",
    ],
)
def test_sentences_and_points_of_a_list_are_told_apart(text):
    assert [each.lower() for each in sentences(text)] == ["own it", "plan it"]


@pytest.mark.parametrize("text", ["own the\nroadmap", "1:1s", "node.js", "own, plan and ship"])
def test_a_line_that_goes_on_is_no_new_sentence(text):
    assert len(sentences(text)) == 1
