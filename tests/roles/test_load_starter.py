import pytest
from django.core.management import CommandError, call_command

from roles import publishing
from roles.models import Edition, Role, TrailEntry
from tests.factories import make_role, write

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


def test_a_broken_file_loads_nothing_and_is_named(folder):
    write_role(folder, "other", "Other", more="nme: wrong\n")
    with pytest.raises(CommandError, match=r"other\.yaml"):
        call_command("load_starter", folder=folder)
    assert not Role.objects.exists()


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
