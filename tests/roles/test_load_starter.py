import json

import pytest
from django.core.management import CommandError, call_command

from roles import content, publishing
from roles.models import Edition, Inquiry, Role, Signals, Source, Term, TrailEntry
from tests.factories import (
    make_glossary,
    make_inquiry,
    make_role,
    make_signals,
    make_source,
    make_term,
    publish,
    write,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "roles").mkdir()
    (tmp_path / "sources.yaml").write_text("- slug: an-article\n  title: An article\n")
    (tmp_path / "outline.yaml").write_text("slug: outline\n")
    write_role(tmp_path, "product-manager", "Decides what to build")
    return tmp_path


def write_role(folder, slug, one_liner, more=""):
    (folder / "roles" / f"{slug}.yaml").write_text(
        f"slug: {slug}\nname: {slug}\none_liner: {one_liner}\nsources: [an-article]\n{more}"
    )


def one_liner():
    return Edition.objects.current().of("role").named("product-manager").get().subject.one_liner


def test_a_starter_file_is_loaded_and_published(folder):
    call_command("load_starter", folder=folder)
    assert one_liner() == "Decides what to build"


def test_loading_twice_changes_nothing(folder):
    call_command("load_starter", folder=folder)
    before = list(Edition.objects.values_list("pk", flat=True))
    call_command("load_starter", folder=folder)
    assert list(Edition.objects.values_list("pk", flat=True)) == before


def test_what_staff_have_written_is_left_alone(folder):
    call_command("load_starter", folder=folder)
    write(make_role(one_liner="Ours"))
    publishing.publish_tables("role", "product-manager")
    call_command("load_starter", folder=folder)
    assert one_liner() == "Ours"


def test_a_draft_of_staff_is_left_alone(folder):
    write(make_role(one_liner="Ours"))
    call_command("load_starter", folder=folder)
    assert not Edition.objects.of("role").exists()
    assert Role.objects.get().one_liner == "Ours"


def test_a_withdrawn_subject_stays_withdrawn(folder):
    call_command("load_starter", folder=folder)
    publishing.withdraw("role", "product-manager")
    call_command("load_starter", folder=folder)
    assert not Edition.objects.current().of("role").exists()


def test_a_collection_is_part_of_the_source_that_was_made_from_it(folder):
    (folder / "sources.yaml").write_text(
        "- slug: an-article\n- {slug: a-hub, part_of: an-article, address: 'https://hub.test/'}\n"
    )

    call_command("load_starter", folder=folder)

    assert [each.slug for each in Source.objects.get(slug="an-article").collections.all()] == [
        "a-hub"
    ]


def test_an_address_is_added_to_a_source_that_stands_without_one_and_to_no_other(folder):
    for slug, address in (("an-article", ""), ("other", "https://ours.test/")):
        make_source(slug=slug, title="Ours", address=address)
    (folder / "sources.yaml").write_text(
        "- {slug: an-article, title: Theirs, address: 'https://found.test/'}\n"
        "- {slug: other, address: 'https://found.test/'}\n"
    )

    call_command("load_starter", folder=folder)

    told = Source.objects.order_by("slug").values_list("slug", "title", "address")
    assert list(told) == [
        ("an-article", "Ours", "https://found.test/"),
        ("other", "Ours", "https://ours.test/"),
    ]


def test_a_broken_file_loads_nothing_and_is_named(folder):
    write_role(folder, "other", "Other", more="nme: wrong\n")
    with pytest.raises(CommandError, match=r"other\.yaml"):
        call_command("load_starter", folder=folder)
    assert not Role.objects.exists()


def write_questions(folder):
    for name in ("questions", "glossary"):
        (folder / name).mkdir()
    for slug, other in (("one", "two"), ("two", "one")):
        (folder / "questions" / f"{slug}.yaml").write_text(
            f"slug: {slug}\nquestion: {slug}?\nsources: [an-article]\nsilence: Much.\n"
            f"short_answer: See [it](/glossary/#terms-okr).\nrelated: [{other}]\n"
        )
    (folder / "glossary" / "glossary.yaml").write_text(
        "terms:\n- {key: okr, term: OKR, gloss: Goals., sources: [an-article]}\n"
    )


def test_questions_that_name_each_other_and_the_terms_they_link_to_are_loaded_once(folder):
    write_questions(folder)

    for _ in range(2):
        call_command("load_starter", folder=folder)

    loaded = Edition.objects.current().values_list("kind", "slug", "number")
    assert sorted(loaded.filter(kind__in=["inquiry", "glossary"])) == [
        ("glossary", "glossary", 1),
        ("inquiry", "one", 1),
        ("inquiry", "two", 1),
    ]


def test_questions_and_terms_of_staff_are_left_alone(folder):
    write_questions(folder)
    write(make_inquiry(slug="one", question="Ours?"))
    # Of theirs, what the other question of the files links to.
    publish(make_glossary(terms=(make_term(key="okr", term="Ours"),)))

    call_command("load_starter", folder=folder)

    assert Inquiry.objects.get(slug="one").question == "Ours?"
    assert [term.term for term in Term.objects.all()] == ["Ours"]
    assert not Edition.objects.of("inquiry").named("one").exists()
    assert Edition.objects.current().of("inquiry").named("two").exists()


def write_signals(folder):
    (folder / "signals").mkdir()
    data = content.unstructure(make_signals())
    (folder / "signals" / "signals.yaml").write_text(json.dumps(data))


def test_signals_are_loaded_and_published_once(folder):
    write_signals(folder)

    for _ in range(2):
        call_command("load_starter", folder=folder)

    (edition,) = Edition.objects.of("signals")
    assert edition.subject == make_signals()


def test_signals_of_staff_are_left_alone(folder):
    write_signals(folder)
    write(make_signals(least_words=99))

    call_command("load_starter", folder=folder)

    assert Signals.objects.get().least_words == 99
    assert not Edition.objects.of("signals").exists()


def test_a_question_that_names_none_is_told_and_nothing_is_loaded(folder):
    write_questions(folder)
    (folder / "questions" / "two.yaml").unlink()

    with pytest.raises(CommandError, match="names the question two, which is not answered"):
        call_command("load_starter", folder=folder)

    assert not Inquiry.objects.exists()


def test_the_trail_has_an_entry_a_subject_and_one_for_all_sources(folder):
    for _ in range(2):
        call_command("load_starter", folder=folder)
    told = TrailEntry.objects.filter(by=None, by_name="load_starter")
    assert sorted(told.values_list("deed", "subject_name")) == [
        ("loaded", "sources.yaml"),
        ("published", "Rows and skills"),
        ("published", "product-manager"),
    ]
    assert told.count() == TrailEntry.objects.count()
