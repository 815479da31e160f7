"""Figures of pay that come with the product load once, and never again over what staff did."""

import pytest
from django.core.management import CommandError, call_command

from roles.models import SalaryFigure, Source
from tests.factories import make_place, make_source, new_figure, role_row

pytestmark = pytest.mark.django_db
figures = SalaryFigure.objects


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "sources.yaml").write_text("- slug: an-article\n  title: An article\n")
    (tmp_path / "outline.yaml").write_text("slug: outline\n")
    role_row("product-manager")
    make_place()
    write_figure(tmp_path)
    return tmp_path


def write_figure(folder, corrections="[]", **facts):
    told = {"key": "one", "role": "product-manager", "currency": "USD", "source": "an-article"}
    lines = "".join(
        f"\n    {name}: {text}" for name, text in {**told, "point": "9", **facts}.items()
    )
    (folder / "figures.yaml").write_text(
        f"places: []\nfigures:\n  -{lines[4:]}\ngap_claims: []\nrates: []\n"
        f"corrections: {corrections}\n"
    )


def test_a_figure_that_is_there_is_left_alone(folder):
    call_command("load_starter", folder=folder)
    figures.update(point=10)
    call_command("load_starter", folder=folder)
    assert figures.get().point == 10


def test_a_corrected_figure_does_not_come_back(folder):
    call_command("load_starter", folder=folder)
    figures.get().replace_with(new_figure(low=1, high=2), "It was a range")
    call_command("load_starter", folder=folder)
    assert figures.count() == 2
    figures.get(corrected_at=None).withdraw("It was nothing")
    call_command("load_starter", folder=folder)
    assert not figures.published().exists()


@pytest.mark.parametrize(
    "facts",
    [{"currency": "XXX"}, {"lowest": "3"}, {"low": "3"}, {"role": "astronaut"}, {"point": "-1"}],
)
def test_a_wrong_figure_loads_nothing_and_is_named(folder, facts):
    write_figure(folder, **facts)
    with pytest.raises(CommandError, match="one"):
        call_command("load_starter", folder=folder)
    assert not figures.exists()


def test_a_folder_without_pay_is_loaded_all_the_same(folder):
    (folder / "figures.yaml").unlink()
    call_command("load_starter", folder=folder)
    assert Source.objects.filter(slug="an-article").exists()


def test_the_source_of_a_figure_has_to_be_there(folder):
    make_source(slug="other")
    write_figure(folder, source="nowhere")
    with pytest.raises(CommandError, match="Source"):
        call_command("load_starter", folder=folder)


CORRECTIONS = '[{key: one, reason: It came out then, as_of: "2024", point: "8"}]'


def test_what_the_file_had_wrong_is_corrected_once_and_told(folder):
    call_command("load_starter", folder=folder)
    write_figure(folder, CORRECTIONS)
    for _ in range(2):
        call_command("load_starter", folder=folder)
    right = figures.get(corrected_at=None)
    assert (right.key, right.as_of, right.point, right.source.slug) == (
        "one",
        "2024",
        8,
        "an-article",
    )
    assert right.is_due
    wrong = figures.corrected().get()
    assert (wrong.correction, wrong.correction_reason) == (right, "It came out then")


def test_what_staff_have_corrected_or_withdrawn_is_not_corrected_by_the_file(folder):
    call_command("load_starter", folder=folder)
    figures.get().replace_with(new_figure(low=1, high=2), "It was a range")
    write_figure(folder, CORRECTIONS)
    call_command("load_starter", folder=folder)
    assert figures.get(corrected_at=None).low == 1
    figures.get(corrected_at=None).withdraw("It was nothing")
    call_command("load_starter", folder=folder)
    assert not figures.published().exists()


def test_a_figure_that_staff_have_withdrawn_stays_so(folder):
    call_command("load_starter", folder=folder)
    figures.get().withdraw("It was nothing")
    write_figure(folder, CORRECTIONS)
    call_command("load_starter", folder=folder)
    assert not figures.published().exists()


@pytest.mark.parametrize(
    "correction",
    [
        "{key: two, reason: Why}",
        '{key: one, reason: Why, as_of: "2024-13"}',
        "{key: one, reason: Why, low: '3'}",
        "{key: one, reason: Why, source: nowhere}",
        "{key: one, reason: Why, as_off: '2024'}",
    ],
)
def test_a_wrong_correction_loads_nothing_and_is_named(folder, correction):
    write_figure(folder, f"[{correction}]")
    with pytest.raises(CommandError, match=r"^Nothing was loaded\.\n(one|two): "):
        call_command("load_starter", folder=folder)
    assert not figures.exists()
