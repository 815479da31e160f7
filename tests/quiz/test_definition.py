import json
from dataclasses import replace
from itertools import pairwise

import pytest
import yaml
from hypothesis import given

from quiz import definition
from quiz.definition import Definition, Key, Side, TradeOff
from roles import plain
from tests.quiz.samples import STARTER, few, make_statement, starter, values, with_item

SOURCES = STARTER.parent.parent.parent / "roles" / "starter" / "sources.yaml"


@few
@given(values(Definition))
def test_a_definition_comes_back_from_its_canonical_text_the_same(made):
    text = definition.canonical(made)
    back = definition.structure(json.loads(text))

    assert back == made
    assert definition.canonical(back) == text


def test_a_value_that_is_equal_is_written_the_same():
    zero = replace(starter(), scoring=replace(starter().scoring, min_gap=0.0))
    negative_zero = replace(starter(), scoring=replace(starter().scoring, min_gap=-0.0))

    assert definition.canonical(zero) == definition.canonical(negative_zero)


def test_the_canonical_text_does_not_depend_on_the_order_of_names():
    backwards = dict(reversed(plain.unstructure(starter()).items()))

    assert definition.structure(backwards) == starter()


def test_the_canonical_text_of_a_statement_stays_as_published():
    # What is published carries the hash of such a text for ever.
    assert json.dumps(plain.unstructure(make_statement(text="é"))) == (
        '{"key": "s1", "text": "\\u00e9", "keys": [{"trait": "market", "weight": 1.0,'
        ' "direction": 1}], "rationale": ""}'
    )


def test_the_hash_is_that_of_the_text():
    assert definition.digest("{}") == (
        "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    )


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"colour": "red"}, "extra fields found (colour)"),
        ({"title": None}, "expected str @ $.title"),
        ({"facts": [{"key": "x"}]}, "required field missing @ $.facts[0].item"),
        ({"traits": 3}, "$.traits"),
    ],
)
def test_data_of_another_shape_is_refused_and_says_where(change, told):
    with pytest.raises(plain.ShapeError) as refused:
        definition.structure(plain.unstructure(starter()) | change)
    assert told in str(refused.value)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "1", True, None])
def test_only_a_finite_number_is_a_number(value):
    scoring = plain.unstructure(starter())["scoring"] | {"min_gap": value}

    with pytest.raises(plain.ShapeError):
        definition.structure(plain.unstructure(starter()) | {"scoring": scoring})


def test_a_missing_number_is_never_filled_in():
    scoring = plain.unstructure(starter())["scoring"]
    del scoring["z_gate"]

    with pytest.raises(plain.ShapeError, match="z_gate"):
        definition.structure(plain.unstructure(starter()) | {"scoring": scoring})


def test_option_b_counts_against_its_trait():
    one, other = (Key(trait=trait, weight=2.0, direction=1) for trait in ("market", "risk"))
    item = TradeOff(
        key="p",
        stem="Which?",
        a=Side(text="One", keys=(one,)),
        b=Side(text="Other", keys=(other,)),
        rationale="",
    )

    assert definition.loadings(item) == {"market": 2.0, "risk": -2.0}
    assert definition.loadings(make_statement(direction=-1)) == {"market": -1.0}


def test_keys_that_cancel_out_load_nothing():
    key = Key(trait="market", weight=1.0, direction=1)
    item = replace(make_statement(), keys=(key, replace(key, direction=-1)))

    assert definition.loadings(item) == {}


def test_versions_that_differ_in_texts_only_score_alike():
    other = with_item("l01", text="Something else.", words=(), sources=())
    other = replace(other, title="Another title")

    assert definition.is_scoring_compatible(starter(), other)


@pytest.mark.parametrize(
    "other",
    [
        with_item("l01", keys=make_statement(direction=-1).keys),
        replace(starter(), statements=starter().statements[::-1]),
        replace(starter(), profiles=starter().profiles[::-1]),
        replace(starter(), scoring=replace(starter().scoring, z_gate=2.06)),
        replace(starter(), routes=starter().routes[1:]),
    ],
    ids=["key", "order of items", "order of roles", "constant", "routes"],
)
def test_versions_that_differ_in_a_number_a_key_or_an_order_do_not_score_alike(other):
    assert not definition.is_scoring_compatible(starter(), other)


def test_the_starter_asks_32_questions_in_three_parts():
    made = starter()

    assert [len(part) for part in (made.trade_offs, made.statements, made.facts)] == [12, 14, 6]
    assert len(set(made.item_keys)) == 32
    assert made.item_keys[-1] == "r06"


def test_each_trait_of_the_starter_meets_those_of_the_other_families_once():
    families = [{"market", "strategy"}, {"systems", "ambiguity"}, {"execution", "risk"}]
    pairs = [frozenset(definition.loadings(item)) for item in starter().trade_offs]

    assert len(set(pairs)) == 12
    assert not any(family in pairs for family in families)


def test_neighbouring_trade_offs_of_the_starter_share_no_trait():
    pairs = [definition.loadings(item).keys() for item in starter().trade_offs]

    assert all(one.isdisjoint(other) for one, other in pairwise(pairs))


def test_the_starter_explains_only_words_that_stand_in_the_question():
    for item in starter().trade_offs:
        assert all(
            word.term in f"{item.stem} {item.a.text} {item.b.text}" for word in item.words
        ), item.key
    for item in starter().statements:
        assert all(word.term in item.text for word in item.words), item.key
    for fact in starter().facts:
        asked = " ".join([fact.text, *(option.label for option in fact.options)])
        assert all(word.term in asked for word in fact.words), fact.key


def test_everything_in_the_starter_names_a_source_that_is_known():
    known = {source["slug"] for source in yaml.safe_load(SOURCES.read_text())}
    made = starter()
    parts = [*made.traits, *made.items, *made.facts, *made.routes]
    parts += [target for profile in made.profiles for target in profile.targets]
    parts += [step for fact in made.facts for step in fact.steps]

    assert all(part.sources and known.issuperset(part.sources) for part in parts)


def test_every_fact_that_a_route_of_the_starter_needs_has_steps():
    steps = {fact.key: fact.steps for fact in starter().facts}

    for route in starter().routes:
        for requirement in route.requirements:
            assert all(steps[need.fact] for need in requirement.any_of)
