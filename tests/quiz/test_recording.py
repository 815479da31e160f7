"""The trail of the assessment: a draft is told as one where it is made or published as one."""

import pytest
from django.core.management import call_command

from quiz import publishing
from quiz.models import Version
from roles.models import TrailEntry
from roles.models.recording import recorded
from tests.quiz.factories import make_draft

pytestmark = pytest.mark.django_db


def told():
    return list(TrailEntry.objects.order_by("pk").values_list("deed", "kind", "reason"))


def test_a_draft_that_begins_as_a_version_is_one_entry():
    draft = make_draft()
    check = publishing.check_draft(draft, persons=5)
    version = publishing.freeze(draft, check, by=None, reason="It is right.")
    with recorded(command="try"):
        draft = publishing.new_draft(version)
    assert told() == [("begun", "quiz.version", "")]
    assert TrailEntry.objects.get().key == str(draft.pk)


def test_a_draft_that_is_published_is_one_entry_with_its_reason():
    draft = make_draft()
    check = publishing.check_draft(draft, persons=5)
    with recorded(command="try"):
        publishing.freeze(draft, check, by=None, reason="It is right.")
    assert told() == [("published", "quiz.version", "It is right.")]


def test_a_draft_that_is_deleted_leaves_all_its_rows():
    draft = make_draft()
    with recorded(command="try"):
        Version.objects.get(pk=draft.pk).delete()
    kinds = {kind for deed, kind, _ in told() if deed == "deleted"}
    assert {"quiz.version", "quiz.trait", "quiz.tradeoff", "quiz.key", "quiz.need"} <= kinds
    subjects = set(TrailEntry.objects.values_list("subject_key", flat=True))
    assert subjects == {str(draft.pk)}


@pytest.mark.slow
def test_the_assessment_of_a_file_is_told_of_the_command():
    call_command("load_starter", verbosity=0)
    call_command("load_assessment", persons=5, verbosity=0)
    names = set(TrailEntry.objects.filter(kind="quiz.version").values_list("by_name", "deed"))
    assert names == {("load_assessment", "begun"), ("load_assessment", "published")}
