from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from threading import Barrier

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from quiz import definition, publishing
from quiz.definition import normal
from quiz.models import (
    Explanation,
    ExtensionBlock,
    Frame,
    Item,
    Key,
    Phrase,
    Profile,
    Trait,
    Version,
    WorkTrial,
)
from tests import factories
from tests.properties import with_database
from tests.quiz.factories import (
    make_definition,
    make_draft,
    publish_version,
    publish_what_it_names,
)
from tests.quiz.samples import PMT, starter, with_profile

pytestmark = pytest.mark.django_db
FEW = 20
SOURCES = ["an-article", "another"]
LEVELS = st.integers(1, 3)
NUMBERS = st.floats(0.01, 100)


def texts(**more):
    return st.text("aé “b", min_size=1, max_size=9, **more).map(str.strip).filter(bool)


def some(strategy, most=3):
    return st.lists(strategy, max_size=most).map(tuple)


def keyed(keys, make):
    """One part for each key, in a tuple."""
    return st.tuples(*(make(key) for key in keys))


cited = st.lists(st.sampled_from(SOURCES), unique=True).map(sorted).map(tuple)
words = some(st.builds(definition.Word, term=texts(), meaning=texts()))
scales = st.lists(texts(), min_size=5, max_size=5).map(tuple)
hours = st.just(()) | st.tuples(st.integers(1, 9), st.integers(9, 99))
efforts = st.tuples(hours, st.just("")) | st.tuples(st.just(()), texts())


def constants(cls):
    """Any whole numbers and numbers above 0, as the tables hold them."""
    kinds = {"int": LEVELS, "float": NUMBERS}
    return st.builds(cls, **{field.name: kinds[field.type] for field in fields(cls)})


@st.composite
def definitions(draw):
    """Any definition whose parts name only parts that it has."""
    names = [draw(st.integers(0, 3)) for _ in range(6)]
    traits, profiles, facts, offs, lines, routes = (
        [f"{letter}{n}" for n in range(count)]
        for letter, count in zip("tpfors", names, strict=True)
    )
    is_engine_2 = len(profiles) > 1 and draw(st.booleans())
    held = st.builds(
        definition.Key,
        trait=st.sampled_from(traits or ["t"]),
        weight=NUMBERS,
        direction=st.sampled_from([1, -1]),
    )
    keys = some(held) if traits else st.just(())
    side = st.builds(definition.Side, text=texts(), keys=keys)
    about = {"words": words, "rationale": texts(), "sources": cited}
    need = st.builds(definition.Need, fact=st.sampled_from(facts or ["f"]), level=LEVELS)

    def target(key):
        return st.builds(
            definition.Target,
            trait=st.just(key),
            target=st.floats(0, 100),
            importance=NUMBERS,
            why=texts(),
            sources=cited,
        )

    def requirement(key):
        return st.builds(
            definition.Requirement,
            key=st.just(key),
            kind=st.sampled_from(["must", "helps"]),
            any_of=some(need) if facts else st.just(()),
        )

    def make(cls, field="key", /, **parts):
        return lambda key: st.builds(cls, **{field: st.just(key)}, **parts)

    def action(key):
        return st.builds(
            lambda effort, **parts: definition.Action(hours=effort[0], time=effort[1], **parts),
            efforts,
            key=st.just(key),
            text=texts(),
            to=st.none() | LEVELS,
            done_when=texts() | st.just(""),
            sources=cited,
        )

    trait = make(
        definition.Trait,
        name=texts(),
        work=texts() | st.just(""),
        low=texts(),
        high=texts(),
        is_shared=st.booleans(),
        why=texts(),
        sources=cited,
    )
    profile = make(
        definition.Profile,
        "role",
        name=st.just("A role"),
        also_called=some(texts()),
        search_titles=keyed(["One", "Other"], make(definition.SearchTitle, "title", sources=cited)),
        targets=keyed(traits, target),
    )
    fact = make(
        definition.BackgroundFact,
        item=st.none(),
        name=texts(),
        text=texts(),
        options=some(st.builds(definition.Option, level=LEVELS, label=texts())),
        steps=keyed(["one"], action),
        **about,
    )
    route = make(
        definition.EntryRoute,
        name=texts(),
        role=st.sampled_from(profiles or ["p"]),
        note=texts(),
        requirements=keyed(["x", "y"], requirement),
        sources=cited,
    )
    trade_off = make(definition.TradeOff, stem=texts(), a=side, b=side, **about)
    task = make(
        definition.TrialTask,
        "role",
        title=texts(),
        hand_in=some(texts()),
        steps=some(texts()),
        rubric=keyed(["x", "y"], make(definition.RubricLine, name=texts(), levels=some(texts()))),
        they_notice=texts(),
        sources=cited,
    )
    further = {
        "looking_again": constants(definition.LookingAgain),
        "explanation": constants(definition.Explanation),
        "readiness": constants(definition.ReadinessRules),
        "extension": st.tuples(
            st.builds(
                definition.ExtensionBlock,
                key=st.just("b"),
                between=st.just(tuple(profiles[1::-1])),
                why=texts(),
                items=keyed(["e1", "e2"], trade_off),
            )
        ),
        "trial": st.builds(
            definition.WorkTrial,
            minutes=LEVELS,
            title=texts(),
            text=texts(),
            facts=some(texts()),
            before=texts(),
            after=some(texts()),
            levels=some(texts()),
            tasks=keyed(profiles, task),
        ),
        "phrases": keyed(["a.title", "b.title"], make(definition.Phrase, text=texts())),
    }
    made = draw(
        st.builds(
            definition.Definition,
            **(further if is_engine_2 else {}),
            key=st.just("any"),
            title=texts(),
            locale=st.just("en"),
            scoring=st.just(starter().scoring),
            scales=st.builds(definition.Scales, trade_off=scales, statement=scales),
            traits=keyed(traits, trait),
            profiles=keyed(profiles, profile),
            trade_offs=keyed(offs, trade_off),
            statements=keyed(
                lines, make(definition.LikertStatement, text=texts(), keys=keys, **about)
            ),
            facts=keyed(facts, fact),
            routes=keyed(routes, route) if profiles else st.just(()),
        )
    )
    return replace(made, facts=tuple(replace(one, item=f"i-{one.key}") for one in made.facts))


@pytest.mark.slow
@with_database
@given(definitions(), definitions())
def test_the_tables_say_what_was_written_into_them_whatever_they_said_before(before, made):
    for slug in SOURCES:
        factories.make_source(slug=slug, title=slug)
    Version.objects.drafts().delete()
    draft = publishing.start(before)

    publishing.to_tables(draft, made)

    assert publishing.from_tables(draft) == made


def test_the_starter_survives_the_tables():
    draft = make_draft()

    assert publishing.from_tables(draft) == normal(starter())


def test_reading_a_draft_costs_as_many_queries_however_long_it_is(django_assert_num_queries):
    draft = make_draft()

    with django_assert_num_queries(32):
        publishing.from_tables(Version.objects.select_related("assessment").get(pk=draft.pk))


def test_a_source_that_does_not_exist_is_refused():
    with pytest.raises(publishing.VersionRefusal, match="does not exist"):
        publishing.start(starter())

    assert not Version.objects.exists()


def test_a_source_named_twice_is_written_once():
    publish_what_it_names(starter())
    trait, *others = starter().traits
    twice = replace(trait, sources=trait.sources * 2)

    draft = publishing.start(replace(starter(), traits=(twice, *others)))

    assert publishing.from_tables(draft).traits[0].sources == tuple(sorted(trait.sources))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (lambda block: {"between": block.between[:1]}, "needs two roles, not 1"),
        (lambda block: {"between": ("nobody", "else")}, "names “nobody”, which does not exist"),
    ],
)
def test_a_block_that_stands_between_no_two_roles_is_refused(changes, told):
    made = starter()
    publish_what_it_names(made)
    block, *others = made.extension
    broken = replace(made, extension=(replace(block, **changes(block)), *others))

    with pytest.raises(publishing.VersionRefusal, match=told):
        publishing.start(broken)

    assert not Version.objects.exists()


def test_hours_that_are_no_pair_are_refused():
    made = starter()
    publish_what_it_names(made)
    fact, *others = made.facts
    step, *more = fact.steps
    fact = replace(fact, steps=(replace(step, hours=(3,)), *more))

    with pytest.raises(publishing.VersionRefusal, match="follow-a-change: needs two hours, not 1"):
        publishing.start(replace(made, facts=(fact, *others)))


def test_there_is_one_draft_at_a_time():
    draft = make_draft()

    with pytest.raises(publishing.VersionRefusal, match="has a draft already"):
        publishing.start(starter())
    assert list(Version.objects.all()) == [draft]


@pytest.mark.slow
def test_publishing_freezes_what_the_draft_says():
    draft = make_draft()
    made = publishing.from_tables(draft)
    editor = get_user_model().objects.create_user("editor@example.org")

    published = publishing.publish(draft, by=editor, reason="First version", persons=FEW)

    version = Version.objects.get()
    assert published == version
    assert version.definition == made
    assert version.digest == definition.digest(version.canonical)
    assert (version.status, version.reason) == ("published", "First version")
    assert (version.published_by, version.number) == (editor, 1)


def test_publishing_empties_the_tables():
    publishing.publish(make_draft(), reason="First version", persons=FEW)

    parts = (Explanation, ExtensionBlock, Frame, Item, Key, Phrase, Profile, Trait, WorkTrial)
    assert not any(model.objects.exists() for model in parts)


def test_publishing_stores_what_was_checked():
    version = publishing.publish(make_draft(), reason="First version", persons=FEW)

    check = Version.objects.get().last_check
    assert check.digest == version.digest
    assert check.simulation.persons == FEW
    assert check.simulation.row("retest")


def test_publishing_retires_the_former_version():
    former = publish_version()
    draft = make_draft(made=make_definition(title="Another title"))

    publishing.publish(draft, reason="A better title", persons=FEW)

    former.refresh_from_db()
    assert former.status == "retired"
    assert Version.objects.published().get().definition.title == "Another title"


@pytest.mark.parametrize(
    ("made", "scores_alike"),
    [
        (make_definition(title="Another title"), True),
        (with_profile(PMT, target=lambda target: target - 1), False),
    ],
)
def test_a_version_knows_whether_it_scores_like_the_former(made, scores_alike):
    publish_version(made=normal(starter()))

    version = publishing.publish(make_draft(made=made), reason="Better", persons=FEW)

    assert version.is_scoring_compatible is scores_alike


def test_a_block_refuses_and_is_not_simulated():
    draft = make_draft()
    draft.items.filter(key="p01").delete()

    with pytest.raises(publishing.VersionRefusal) as refused:
        publishing.publish(draft, reason="Shorter", persons=FEW)

    assert {problem.severity for problem in refused.value.problems} == {"block"}
    assert Version.objects.get().last_check.simulation is None
    assert Version.objects.get().is_draft


def test_nothing_is_published_without_a_reason():
    with pytest.raises(publishing.VersionRefusal, match="needs a reason"):
        publishing.publish(make_draft(), reason=" ", persons=FEW)


@pytest.mark.slow
def test_warnings_stand_beside_a_reason_that_is_missing():
    draft = make_draft()
    draft.items.filter(key="l01").update(text="I would not mind this at all.")

    with pytest.raises(publishing.VersionRefusal, match="holds a negation"):
        publishing.publish(draft, persons=FEW)


def test_a_draft_that_says_what_is_published_is_refused():
    publish_version(made=normal(starter()))

    with pytest.raises(publishing.VersionRefusal, match="says what version 1 says"):
        publishing.publish(make_draft(), reason="Again", persons=FEW)


def test_a_profile_of_a_role_that_is_not_public_is_refused():
    draft = make_draft()
    factories.publishing.withdraw("role", PMT, reason="Under review")

    with pytest.raises(publishing.VersionRefusal, match="is a role that is not published"):
        publishing.publish(draft, reason="First version", persons=FEW)


def test_a_draft_without_its_frame_is_refused():
    draft = make_draft()
    draft.frame.delete()

    with pytest.raises(publishing.VersionRefusal, match="has no title"):
        publishing.publish(draft, reason="First version", persons=FEW)


@pytest.mark.slow
def test_a_stored_check_is_used_while_it_is_of_the_same_words():
    draft = make_draft()
    found = publishing.check_draft(draft, persons=FEW)

    publishing.publish(draft, reason="First version", persons=FEW + 1)

    assert Version.objects.get().last_check == found


@pytest.mark.slow
def test_a_change_after_the_check_has_it_checked_again():
    draft = make_draft()
    publishing.check_draft(draft, persons=FEW)
    draft.traits.filter(key="market").update(name="Customers")

    publishing.publish(draft, reason="First version", persons=FEW + 1)

    assert Version.objects.get().last_check.simulation.persons == FEW + 1


def test_a_change_between_check_and_freezing_is_refused():
    draft = make_draft()
    found = publishing.check_draft(draft, persons=FEW)
    draft.traits.filter(key="market").update(name="Customers")

    with pytest.raises(publishing.VersionRefusal, match="has changed since it was checked"):
        publishing.freeze(draft, found, by=None, reason="First version")


def test_the_second_of_two_to_publish_is_refused():
    draft = make_draft()
    found = publishing.check_draft(draft, persons=FEW)
    publishing.freeze(draft, found, by=None, reason="First version")

    with pytest.raises(publishing.VersionRefusal, match="published by somebody else"):
        publishing.freeze(draft, found, by=None, reason="First version")


def test_a_new_draft_says_what_its_version_says():
    version = publishing.publish(make_draft(), reason="First version", persons=FEW)

    draft = publishing.new_draft(version)

    assert draft.number == 2
    assert publishing.from_tables(draft) == version.definition


@pytest.mark.slow
def test_a_renamed_role_keeps_its_name_in_what_is_published():
    version = publishing.publish(make_draft(), reason="First version", persons=FEW)
    factories.publish(factories.make_role(slug=PMT, name="Platform Product Manager"))

    assert Version.objects.get().definition == version.definition
    draft = publishing.new_draft(version)
    assert publishing.from_tables(draft).profiles[1].name == "Platform Product Manager"


def test_the_same_draft_always_gets_the_same_report():
    draft = make_draft()

    assert publishing.check_draft(draft, persons=FEW) == publishing.check_draft(draft, persons=FEW)


def test_a_check_tells_how_far_it_is():
    told = []

    publishing.check_draft(make_draft(), persons=FEW, progress=lambda *step: told.append(step))

    total = told[0][1]
    assert told == [(done, total) for done in range(total + 1)]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_at_the_same_moment_one_is_refused():
    draft = make_draft()
    publishing.check_draft(draft, persons=FEW)
    both = Barrier(2)

    def publish():
        try:
            both.wait()
            publishing.publish(draft, reason="Now", persons=FEW)
        except publishing.VersionRefusal as refused:
            return str(refused)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        told = [future.result() for future in [pool.submit(publish) for _ in range(2)]]

    assert told.count(None) == 1
    assert Version.objects.get().status == "published"
