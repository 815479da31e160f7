"""The check that is kept beside the assessment of the product, and beside any other."""

import json
from dataclasses import replace
from io import StringIO
from shutil import copy

import pytest
from django.core.management import CommandError, call_command

from quiz import checking, kept_check, publishing
from quiz.definition import normal
from quiz.management.commands.load_assessment import STARTER
from quiz.models import Version
from quiz.simulation import PERSONS
from tests.quiz.factories import make_definition, publish_what_it_names

FEW = 5


@pytest.fixture
def file(tmp_path):
    """The file of the product, alone."""
    return copy(STARTER, tmp_path / "assessment.yaml")


def told(command, *args, **options):
    out = StringIO()
    call_command(command, *args, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


# Whoever changes the assessment or how it is scored makes it anew:
# manage.py check_assessment quiz/starter/assessment.yaml --keep
@pytest.mark.slow
def test_what_is_kept_beside_the_assessment_is_what_a_check_finds():
    found = publishing.run(checking.steps(normal(make_definition()), PERSONS))

    assert kept_check.read(STARTER) == found


def test_a_check_is_of_no_use_for_other_words_or_other_numbers_of_people():
    kept, made = kept_check.read(STARTER), normal(make_definition())

    assert kept_check.fits(kept, made, PERSONS)
    assert not kept_check.fits(kept, replace(made, title="Another"), PERSONS)
    assert not kept_check.fits(kept, made, PERSONS - 1)
    assert not kept_check.fits(None, made, PERSONS)


@pytest.mark.django_db
def test_a_first_version_with_a_kept_check_is_published_without_simulating(monkeypatch):
    monkeypatch.setattr("quiz.checking.steps", None)
    publish_what_it_names(make_definition())

    assert "simulation" not in told("load_assessment")
    assert Version.objects.get().last_check == kept_check.read(STARTER)


@pytest.mark.django_db
def test_a_kept_check_does_not_publish_what_names_no_published_role():
    with pytest.raises(CommandError, match="is a role that is not published"):
        told("load_assessment", verbosity=0)


@pytest.mark.django_db
def test_what_is_found_is_kept_beside_the_file_and_used_there(file):
    publish_what_it_names(make_definition())
    # Of so few people it is not sure of everything, and says so.
    with pytest.raises(CommandError, match="needs a written reason"):
        told("check_assessment", file, "--keep", persons=FEW)

    assert "simulation" not in told("load_assessment", file=file, persons=FEW)
    assert Version.objects.get().last_check.simulation.persons == FEW


def test_a_check_of_no_file_is_kept_nowhere():
    with pytest.raises(CommandError, match="name the file"):
        told("check_assessment", "--keep")


def test_where_nothing_can_be_written_the_check_is_not_kept_and_that_is_told(file):
    # Nobody, root neither, writes over a folder.
    kept_check.path_beside(file).mkdir()

    with pytest.raises(CommandError, match="is not kept"):
        told("check_assessment", file, "--keep", persons=FEW)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["{", "[]", json.dumps({"digest": 1})])
def test_a_kept_check_that_cannot_be_read_is_told_and_nothing_published(file, text):
    kept_check.path_beside(file).write_text(text)

    with pytest.raises(CommandError, match="was not loaded"):
        told("load_assessment", file=file)
    assert not Version.objects.exists()
