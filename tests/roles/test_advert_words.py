import time

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


MARKUP = [
    "<p>",
    "</p>",
    "<li>",
    "<h2 class='a > b'>",
    "<b>",
    "<script>",
    "</SCRIPT>",
    "<!--",
    "-->",
]
MARKUP += ["&nbsp;", "&amp;#39;", "&eacute;", "&lt;li&gt;", "&#0;", "&foo;", "<l…i>", "\r\n", "own"]
pasted = st.lists(st.sampled_from(MARKUP) | st.text(max_size=3)).map("".join)


@given(st.text(st.sampled_from('aBé<>/&;#[]@.-\n\r\0 "liscptROLE!ﷺ')) | st.text() | pasted)
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
        ("a <b and c> d <p99 and <l…i>", ["a", "b", "and", "c", "d", "p99", "and", "l", "i"]),
        ("<Product Manager> at <Company>", ["product", "manager", "at", "company"]),
        ("<p>own<p class=x", ["own", "p", "class", "x"]),
        ('<img alt="own > plan" src=a disabled>plan', ["plan"]),
        ("<SCRIPT>var own = 1</Script>plan", ["plan"]),
        ("<!DOCTYPE html><?xml v='1'?><o:p>plan</o:p><![if !x]>", ["plan"]),
        ("&lt;p class=&quot;a b&quot;&gt;own &lt;b&gt;it&lt;/b&gt;&lt;/p&gt;", ["own", "it"]),
        ("own&amp;nbsp;it", ["own", "it"]),
        ("you won&#39;t, you don&rsquo;t", ["you", "wont", "you", "dont"]),
        ("caf&eacute; soft&shy;ware &#x45;nd", ["cafe", "software", "end"]),
        ("P&L; R&Development; &#0;&#xD800;&#1;", ["p", "l", "r", "development"]),
    ],
)
def test_markup_and_addresses_are_no_words(text, words):
    assert plain(text) == words


@pytest.mark.parametrize(
    "text",
    ["<", "<a ", "<p class=", '<p class="', "<!--", "<!d", "&lt;p ", "&", "&amp;", "a='b' <i "],
)
def test_what_is_never_closed_takes_no_longer(text):
    long = text * (60_000 // len(text))
    begun = time.process_time()
    advert_words(without_markup(long))

    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    "text",
    [
        "Own it. Plan it",
        "Own it\n\nPlan it",
        "Own it\n* Plan it",
        "own it <li>plan it</li>",
        "own it<br>plan it",
        "own it</td><td>plan it",
        "own it &mdash; plan it",
        "own it &bull; plan it",
        "own it&lt;br/&gt;plan it",
        "own it \uf0b7 plan it",
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


def test_behind_a_comma_and_behind_the_point_of_a_number_a_word_says_so():
    words = advert_words("own, the roadmap 1.1 a,b v2.js")

    assert [each.plain for each in words if each.is_next] == ["the", "b"]
    assert [each.start for each in words if each.is_first] == [0, 19]
