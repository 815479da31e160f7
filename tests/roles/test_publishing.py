import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from roles import content, publishing
from roles.models import Citation, Company, Edition, ListedTitle, Listing, Point, Role
from tests.factories import (
    make_advice,
    make_alias,
    make_cell,
    make_claim,
    make_comparison,
    make_contrast,
    make_dispute,
    make_example_advert,
    make_family_role,
    make_glossary,
    make_inquiry,
    make_level,
    make_need,
    make_outline,
    make_point,
    make_role,
    make_route,
    make_section,
    make_signal,
    make_signals,
    make_source,
    make_term,
    make_transition,
    publish,
    publish_three_roles,
    write,
)
from tests.properties import with_database

pytestmark = pytest.mark.django_db

FULL_ROLE = make_role(
    emphasis="Product",
    summary="Owns *outcomes*.",
    not_for_you="you would rather build",
    aliases=(make_alias(note="adverts"),),
    levels=(make_level(track="Individual", company="Udemy"),),
    cells=(make_cell(), make_cell(value="Learners", company="Udemy", is_anecdotal=True)),
    points=(make_point(), make_point(key="roadmap", kind="deliverable", text="Roadmap")),
    skills=(make_need(note="reads them daily"),),
    advice=(make_advice(), make_advice(key="no-why", kind="mistake", why="It costs.")),
    transitions=(make_transition(why_not="Not for the pay alone."),),
)


def public(kind, slug):
    return Edition.objects.current().of(kind).named(slug).get().subject


# Whole and back


def test_a_company_is_one_however_it_is_written():
    write(make_outline())
    write(make_role(slug="a", cells=(make_cell(company="Nestlé"),)))
    write(make_role(slug="b", cells=(make_cell(company="NESTLE"),)))
    assert Company.objects.get().name == "Nestlé"
    assert publishing.from_tables("role", "b").cells[0].company == "Nestlé"


def test_two_cells_of_one_company_are_refused_however_it_is_written():
    write(make_outline())
    with pytest.raises(content.ContentError, match="one and the same"):
        write(make_role(cells=(make_cell(company="Nestlé"), make_cell(company="NESTLE"))))


def test_a_full_role_comes_back_from_the_tables_unchanged():
    write(make_outline())
    write(FULL_ROLE)
    assert publishing.from_tables("role", FULL_ROLE.slug) == FULL_ROLE


@pytest.mark.parametrize(
    "subject",
    [
        make_outline(),
        make_comparison(
            company="Udemy",
            slug="product-manager-vs-technical-product-manager-at-udemy",
            contrasts=(make_contrast(),),
            sections=(make_section(),),
            advice=(make_advice(),),
        ),
        make_dispute(dimensions=("focus",)),
        make_route(from_role="technical-product-manager", background="engineer"),
        make_inquiry(
            roles=("product-manager",),
            for_hiring=True,
            place=3,
            silence="Much.",
            parts=(make_section(company="Udemy", holds_for="France"), make_section(key="b")),
            related=("another", "third"),
        ),
        make_glossary(terms=(make_term(roles=("product-manager",)), make_term(key="b"))),
        make_signals(
            signals=(make_signal(technical=0.375, note="So."), make_signal(key="b", other=0.1)),
            families=(make_family_role(is_neighbour=True),),
            examples=(make_example_advert(family="product"),),
        ),
    ],
    ids=content.kind_of,
)
def test_every_kind_comes_back_from_the_tables_unchanged(subject):
    write(make_outline())
    write(subject)
    assert publishing.from_tables(content.kind_of(subject), subject.slug) == subject


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)
SLUG = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,5})?", fullmatch=True)
SOURCES = st.sets(st.sampled_from(["a", "b", "c"]), min_size=1).map(sorted).map(tuple)
MARKS = {
    "sources": SOURCES,
    "company": st.sampled_from(["", "Udemy", "Acme"]),
    "is_anecdotal": st.booleans(),
}


def parts(cls, by, **fields):
    part = st.builds(cls, **{**MARKS, **fields})
    return st.lists(part, max_size=3, unique_by=lambda part: getattr(part, by)).map(tuple)


ROLES = st.builds(
    content.Role,
    **MARKS,
    slug=st.just("some-role"),
    name=TEXT,
    emphasis=TEXT,
    is_neighbour=st.booleans(),
    one_liner=TEXT,
    summary=TEXT,
    not_for_you=TEXT,
    aliases=parts(content.Alias, "key", key=SLUG, title=TEXT, note=TEXT),
    contrasts=parts(content.Contrast, "role", role=SLUG, text=TEXT),
    levels=parts(content.Level, "key", key=SLUG, name=TEXT, scope=TEXT, track=TEXT),
    cells=parts(
        content.Cell, "dimension", dimension=st.sampled_from(["x", "y"]), value=TEXT, text=TEXT
    ),
    points=parts(content.Point, "key", key=SLUG, text=TEXT, detail=TEXT, label=TEXT),
    skills=parts(content.SkillNeed, "skill", skill=st.sampled_from(["s", "t"]), note=TEXT),
    advice=parts(content.Advice, "key", key=SLUG, prompt=TEXT, answer=TEXT, why=TEXT),
    transitions=parts(content.Transition, "to_role", to_role=SLUG, why_not=TEXT),
)


@pytest.mark.slow
class RoundTrip(TestCase):
    @with_database
    @given(first=ROLES, second=ROLES)
    def test_content_to_tables_to_content_is_the_identity(self, first, second):
        for slug in "abc":
            make_source(slug=slug)
        publishing.to_tables(
            content.Outline(
                groups=(
                    content.Group(
                        key="g",
                        name="G",
                        dimensions=tuple(
                            content.Dimension(key=key, name=key, question="?") for key in "xy"
                        ),
                    ),
                ),
                skills=tuple(
                    content.Skill(key=key, name=key, kind="shared", explanation="e") for key in "st"
                ),
            )
        )
        for role in (first, second):
            publishing.to_tables(role)
            assert publishing.from_tables("role", "some-role") == role


@given(ROLES)
def test_content_to_plain_to_content_is_the_identity(role):
    assert content.structure("role", content.unstructure(role)) == role


def test_a_part_keeps_its_row_when_its_text_and_place_change():
    write(make_role(points=(make_point(key="a", text="One"), make_point(key="b", text="Two"))))
    before = Point.objects.get(key="a").pk
    write(make_role(points=(make_point(key="b", text="Two"), make_point(key="a", text="Uno"))))
    assert Point.objects.get(key="a").pk == before


def test_the_row_of_a_part_that_is_removed_goes():
    write(make_role(points=(make_point(key="a"), make_point(key="b", text="Two"))))
    write(make_role(points=(make_point(key="b", text="Two"),)))
    assert [point.key for point in Point.objects.all()] == ["b"]


def test_reading_a_role_costs_the_same_whatever_its_size(django_assert_max_num_queries):
    points = tuple(make_point(key=f"p{number}") for number in range(50))
    write(make_outline())
    write(make_role(points=points, cells=(make_cell(),)))
    with django_assert_max_num_queries(30):
        publishing.from_tables("role", "product-manager")


def test_a_source_nobody_has_entered_is_named():
    with pytest.raises(content.ContentError, match="no source “nowhere”"):
        publishing.to_tables(make_role(sources=("nowhere",)))


def test_a_text_too_long_for_its_field_is_named_and_nothing_is_written():
    make_source()
    with pytest.raises(content.ContentError, match="one_liner"):
        publishing.to_tables(make_role(one_liner="x" * 201))
    assert not Role.objects.exists()


# Publishing


def test_readers_see_nothing_until_it_is_published():
    write(make_role())
    assert not Edition.objects.current().exists()


def test_an_edit_of_the_tables_does_not_change_what_is_public():
    publish(make_role(one_liner="Old"))
    write(make_role(one_liner="New"))
    assert public("role", "product-manager").one_liner == "Old"


def test_the_newest_edition_is_the_public_one():
    publish(make_role(one_liner="Old"))
    publish(make_role(one_liner="New"))
    assert public("role", "product-manager").one_liner == "New"


def test_an_edition_of_tomorrow_is_not_public_today():
    publish(make_role(one_liner="Today"))
    tomorrow = timezone.now() + dt.timedelta(days=1)
    publish(make_role(one_liner="Tomorrow"), at=tomorrow)
    assert public("role", "product-manager").one_liner == "Today"
    assert Edition.objects.current(tomorrow).get().subject.one_liner == "Tomorrow"


def test_a_withdrawn_subject_is_not_public():
    publish(make_role())
    publishing.withdraw("role", "product-manager", reason="Out of date")
    assert not Edition.objects.current().exists()
    assert not Listing.objects.current().exists()


def test_a_withdrawn_subject_can_be_published_again():
    publish(make_role())
    publishing.withdraw("role", "product-manager")
    assert publish(make_role()).number == 3


def test_restoring_an_edition_brings_the_old_text_back_to_the_tables():
    old = publish(make_role(one_liner="Old", points=(make_point(),)))
    publish(make_role(one_liner="New"))
    publishing.restore(old)
    assert publishing.from_tables("role", "product-manager") == old.subject


def test_an_edition_refuses_to_be_changed_or_deleted():
    edition = publish(make_role())
    edition.content = {}
    with pytest.raises(TypeError, match="never changed"):
        edition.save()
    with pytest.raises(TypeError, match="never deleted"):
        edition.delete()


@pytest.mark.parametrize(
    ("role", "told"),
    [
        (make_role(sources=()), "names no source"),
        (make_role(name=" "), "has an empty name"),
        (make_role(points=(make_point(sources=()),)), "points / own-the-plan: names no source"),
        (make_role(points=(make_point(), make_point())), "own-the-plan” 2 times"),
        (make_role(advice=(make_advice(kind="mistake"),)), "does not say why"),
        (make_role(cells=(make_cell(dimension="nowhere"),)), "row that is not published"),
        (make_role(skills=(make_need(skill="nothing"),)), "skill that is not published"),
        (make_role(is_neighbour=True, points=(make_point(),)), "is a neighbour"),
    ],
)
def test_publishing_refuses_and_says_where(role, told):
    make_source()
    with pytest.raises(publishing.Refused) as refused:
        publishing.publish(role)
    assert told in str(refused.value)
    assert not Edition.objects.exists()


def test_a_sign_that_readers_know_another_role_by_is_refused():
    publish(make_role(glyph="circle"))
    # Whoever has it in the working copy alone holds nobody up.
    write(make_role(glyph=""))
    with pytest.raises(publishing.Refused, match="has the sign of another role, "):
        publish(make_role(slug="program-manager", glyph="circle"))


def test_a_role_that_is_compared_does_not_become_a_neighbour():
    publish_three_roles()
    edited = publish(make_comparison())
    role = edited.subject.roles[0]
    with pytest.raises(publishing.Refused, match=f"“{edited.listing.name}” compares it"):
        publish(make_role(slug=role, is_neighbour=True))
    publishing.withdraw("comparison", edited.slug)
    publish(make_role(slug=role, is_neighbour=True))


def test_an_alias_that_is_the_name_of_another_role_is_refused():
    publish(make_role())
    other = make_role(
        slug="program-manager", aliases=(make_alias(key="x", title="Managers, Product"),)
    )
    with pytest.raises(publishing.Refused, match="aliases / x: is the name of another role"):
        publish(other)


def test_the_same_alias_may_stand_for_two_roles():
    tpm = make_alias(key="tpm", title="TPM")
    publish(make_role(slug="technical-product-manager", aliases=(tpm,)))
    publish(make_role(slug="technical-program-manager", aliases=(tpm,)))
    assert ListedTitle.objects.current().filter(slug="tpm").count() == 2


@pytest.mark.parametrize(
    "subject",
    [make_comparison(), make_dispute(), make_route()],
    ids=content.kind_of,
)
def test_what_is_about_an_unpublished_role_is_refused(subject):
    with pytest.raises(publishing.Refused, match="needs product-manager"):
        publish(subject)


def test_a_comparison_with_a_neighbour_is_refused():
    publish(make_role())
    publish(make_role(slug="product-owner", is_neighbour=True))
    told = publishing.check(write(make_comparison(roles=("product-manager", "product-owner"))))
    assert [str(problem) for problem in told] == [
        "compares product-owner, which is a neighbour and never compared"
    ]


def test_a_dispute_needs_two_sources():
    publish(make_role())
    with pytest.raises(publishing.Refused, match="two sources"):
        publish(make_dispute(claims=(make_claim(),)))


def test_a_comparison_under_another_slug_is_refused():
    publish_three_roles()
    with pytest.raises(publishing.Refused, match="has to have the slug"):
        publish(make_comparison(slug="b-vs-a"))


# Index rows


def test_index_rows_are_those_of_the_current_edition_only():
    publish(make_role(aliases=(make_alias(key="old", title="Old Title"),)))
    publish(make_role(aliases=(make_alias(key="new", title="New Title"),)))
    titles = set(ListedTitle.objects.current().values_list("slug", flat=True))
    assert titles == {"product-manager", "new"}


def test_each_statement_is_cited_once_for_each_of_its_sources():
    publish(make_role(points=(make_point(sources=("a", "b")),)))
    cited = Citation.objects.current().filter(anchor="points-own-the-plan")
    assert sorted(citation.source.slug for citation in cited) == ["a", "b"]


def test_no_edition_is_ever_deleted():
    publish(make_role())
    with pytest.raises(TypeError, match="withdraw its subject"):
        Edition.objects.get().delete()
    with pytest.raises(TypeError, match="withdraw its subject"):
        Edition.objects.filter(kind="role").delete()
    assert Edition.objects.count() == 1


def test_no_name_finds_no_edition():
    publish(make_role())
    assert not Edition.objects.of("role").named().exists()
