import json
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
import yaml
from hypothesis import given

from quiz import definition
from quiz.definition import Definition, Key, Side, TradeOff
from roles import plain
from tests.quiz.samples import (
    STARTER,
    few,
    first_version,
    make_statement,
    starter,
    values,
    with_item,
)

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


def test_the_starter_does_not_score_like_its_first_version():
    assert not definition.is_scoring_compatible(first_version(), starter())


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


def test_a_block_of_the_starter_has_each_of_its_traits_as_option_a_once_and_as_b_once():
    for block in starter().extension:
        sides = [[key.trait for item in block.items for key in item.a.keys]]
        sides += [[key.trait for item in block.items for key in item.b.keys]]

        assert len(set(sides[0])) == 4, block.key
        assert sorted(sides[0]) == sorted(sides[1]), block.key


def test_the_blocks_of_the_starter_pair_the_traits_of_its_trade_offs_once_more():
    first, further = (
        {frozenset(definition.loadings(item)) for item in items}
        for items in (starter().trade_offs, starter().further)
    )

    assert first == further
    assert len(starter().further) == 12


def test_there_is_a_block_of_the_starter_between_any_two_roles():
    roles = [profile.role for profile in starter().profiles]

    assert [block.between for block in starter().extension] == list(combinations(roles, 2))


def test_no_constant_of_engine_2_is_missing_in_the_starter():
    made = starter()

    assert made.scoring.engine == 2
    assert made.looking_again
    assert made.explanation
    assert made.readiness
    assert all(trait.work for trait in made.traits)


def test_a_step_of_the_starter_says_where_it_leads_how_long_it_takes_and_when_it_is_done():
    for fact in starter().facts:
        for step in fact.steps:
            assert step.to in definition.LEVELS[1:], step.key
            assert bool(step.hours) != bool(step.time), step.key
            assert step.done_when, step.key


def test_the_starter_has_a_step_up_to_each_level_that_a_way_in_asks_for():
    leads = {(fact.key, step.to) for fact in starter().facts for step in fact.steps}

    for route in starter().routes:
        for requirement in route.requirements:
            for need in requirement.any_of:
                assert {(need.fact, level + 1) for level in range(need.level)} <= leads


def test_each_role_of_the_starter_has_a_small_task_with_a_rubric_of_all_levels():
    trial = starter().trial

    assert [task.role for task in trial.tasks] == [one.role for one in starter().profiles]
    for task in trial.tasks:
        assert len(task.rubric) == 4
        assert {len(line.levels) for line in task.rubric} == {len(trial.levels)}
        assert len({line.key for line in task.rubric}) == 4
        assert sum(int(step.split()[0]) for step in task.steps) == trial.minutes


def test_no_phrase_of_the_starter_stands_twice():
    keys = [phrase.key for phrase in starter().phrases]

    assert len(keys) == len(set(keys)) == 34


def test_the_starter_explains_only_words_that_stand_in_the_question():
    for item in (*starter().trade_offs, *starter().further):
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
    parts = [*made.traits, *made.items, *made.further, *made.facts, *made.routes]
    parts += [target for profile in made.profiles for target in profile.targets]
    parts += [title for profile in made.profiles for title in profile.search_titles]
    parts += made.trial.tasks
    assert all(part.sources and known.issuperset(part.sources) for part in parts)


def test_a_step_of_the_starter_names_sources_that_are_known_or_is_ours():
    known = {source["slug"] for source in yaml.safe_load(SOURCES.read_text())}
    steps = [step for fact in starter().facts for step in fact.steps]

    assert known.issuperset(slug for step in steps for slug in step.sources)
    assert sum(not step.sources for step in steps) == 9


def test_every_fact_that_a_route_of_the_starter_needs_has_steps():
    steps = {fact.key: fact.steps for fact in starter().facts}

    for route in starter().routes:
        for requirement in route.requirements:
            assert all(steps[need.fact] for need in requirement.any_of)
