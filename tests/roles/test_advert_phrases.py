import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.advert_phrases import PhraseError, PhraseTree, spellings
from roles.advert_words import advert_words

WORDS = st.lists(st.sampled_from(["own", "the", "roadmap", "roadmaps", "plan", "."]), max_size=12)


def tree(**phrases):
    return PhraseTree((key, each) for key, phrase in phrases.items() for each in spellings(phrase))


def found(text, **phrases):
    return found_in(text, tree(**phrases))


def found_in(text, phrases):
    words = advert_words(text)
    return [
        (each.owner, text[words[each.first].start : words[each.last].end])
        for each in phrases.find(words)
    ]


@pytest.mark.parametrize(
    "text",
    ["own the roadmap", "You OWN our Roadmaps.", "owns a roadmap", "own, roadmap"],
)
def test_case_plurals_and_small_words_do_not_matter(text):
    assert len(found(text, a="own roadmap")) == 1


@pytest.mark.parametrize("text", ["own it. Roadmap", "own it roadmap", "own\n\nroadmap", "disown"])
def test_a_phrase_stands_in_one_sentence_without_a_gap(text):
    assert found(text, a="own roadmap") == []


@pytest.mark.parametrize(
    "text",
    [
        "stakeholder own, roadmap",
        "Skills: they own, roadmap plans",
        "people own, the roadmap",
        "no one can own, roadmap, plan",
    ],
)
def test_no_phrase_begins_within_a_name_and_goes_on_behind_a_comma(text):
    assert found(text, a="own roadmap") == []


@pytest.mark.parametrize(
    "text",
    [
        "own, roadmap",
        "work with own, roadmap",
        "people, own, roadmap",
        "ours and own, roadmap",
        "the own, roadmap",
        "they own roadmap, plan",
    ],
)
def test_a_phrase_of_names_in_a_list_may_hold_a_comma(text):
    assert len(found(text, a="own roadmap")) == 1


def test_one_of_several_words_or_none_of_them_is_a_choice():
    phrase = "(lead|run) (large|) programs"

    assert [each for _, each in found("lead programs; run large programs", a=phrase)] == [
        "lead programs",
        "run large programs",
    ]


def test_a_star_stands_for_any_ending():
    texts = [each for _, each in found("prioritise, prioritization, priority", a="prioriti*")]

    assert texts == ["prioritise", "prioritization"]


def test_the_longest_phrase_counts_and_none_overlap():
    text = "own the product roadmap and the roadmap"

    assert found(text, short="roadmap", long="own product roadmap", middle="product roadmap") == [
        ("long", "own the product roadmap"),
        ("short", "roadmap"),
    ]


WEIGHED = {"light": ["own product", "own"], "heavy": ["product roadmap", "cost plan"]}
WEIGHED |= {"long": ["manage project cost plan"], "short": ["plan risk"]}


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("own the product roadmap", ["own", "product roadmap"]),
        ("own product", ["own product"]),
        ("manage project cost plan", ["manage project cost plan"]),
        ("manage project cost plan risk", ["manage project cost plan"]),
        ("cost plan risk", ["cost plan"]),
    ],
)
def test_a_heavier_phrase_that_is_as_long_and_goes_on_counts_instead(text, phrases):
    weights = {"light": 1, "heavy": 2, "long": 1, "short": 1}
    pairs = [
        (key, each) for key, of in WEIGHED.items() for phrase in of for each in spellings(phrase)
    ]

    assert [each for _, each in found_in(text, PhraseTree(pairs, weights))] == phrases


@pytest.mark.parametrize(
    ("phrase", "text", "marked"),
    [
        ("adoption (and|of|rate)", "adoption and the retention", "adoption"),
        ("adoption (and|of|rate)", "adoption of a product", "adoption"),
        ("adoption (and|of|rate)", "adoption rate", "adoption rate"),
        ("and (milestones|dates) in", "and our milestones in May", "milestones"),
        ("on time", "on time", "on time"),
        ("follow up", "follow up", "follow up"),
        ("and", "and", "and"),
    ],
)
def test_what_is_found_ends_with_no_small_word(phrase, text, marked):
    assert found(text, a=phrase) == [("a", marked)]


def test_a_word_itself_comes_before_any_ending():
    assert found("plans", any="pla*", itself="plan") == [("itself", "plans")]


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("", "is empty"),
        ("the", "is empty"),
        ("( | )", "is empty"),
        ("(a|) plan (b", "bracket"),
        ("plan) (own", "bracket"),
        ("((own|run) plans|x)", "bracket"),
        ("own|run", "outside of brackets"),
        ("pl*an", "not at the end"),
        ("*", "not at the end|less than two"),
        ("p*", "less than two letters"),
        ("one two three four five six seven eight nine", "more than 8 words"),
        ("(" + "x|" * 40 + "y) " + "(" + "x|" * 40 + "y)", "more than 1000 ways"),
    ],
)
def test_a_phrase_that_nothing_is_found_by_is_refused_with_the_reason(phrase, reason):
    with pytest.raises(PhraseError, match=reason):
        spellings(phrase)


@given(WORDS)
def test_what_is_found_is_spelled_as_the_phrase_and_comes_in_order(words):
    text = " ".join(words)

    end = -1
    for each in tree(a="own roadmap", b="plan").find(advert_words(text)):
        assert each.first > end
        end = each.last
