import pytest
from django.db import IntegrityError

from quiz.models import Trait, Version
from tests.quiz.factories import make_assessment, make_definition, publish_version

pytestmark = pytest.mark.django_db


def make_draft(**facts):
    return Version.objects.create(assessment=make_assessment(), **{"number": 2, **facts})


def test_a_published_version_reads_as_what_was_published():
    assert publish_version().definition == make_definition()


def test_a_published_version_refuses_to_be_saved():
    version = publish_version()

    version.reason = "Better so"

    with pytest.raises(TypeError, match="never changed"):
        version.save()


def test_a_published_version_refuses_to_be_deleted():
    version = publish_version()

    with pytest.raises(TypeError, match="never changed or deleted"):
        version.delete()
    with pytest.raises(TypeError, match="never changed or deleted"):
        Version.objects.all().delete()


def test_a_published_version_stays_frozen_when_an_object_claims_it_is_a_draft():
    version = publish_version()

    version.status = Version.Status.DRAFT

    with pytest.raises(TypeError, match="never changed"):
        version.save()


def test_a_published_version_takes_no_parts():
    with pytest.raises(TypeError, match="never changed"):
        Trait.objects.create(version=publish_version(), key="market", name="Market")


def test_a_retired_version_stays_as_it_was():
    former = publish_version()

    publish_version(made=make_definition(title="Another title"))

    former.refresh_from_db()
    assert former.status == "retired"
    assert former.definition == make_definition()


def test_a_draft_may_be_changed_and_deleted():
    draft = make_draft()

    draft.reason = "Shorter questions"
    draft.save()
    draft.delete()

    assert not Version.objects.exists()


def test_an_assessment_has_one_draft_at_a_time():
    make_draft()

    with pytest.raises(IntegrityError):
        make_draft(number=3)


def test_an_assessment_has_one_published_version_at_a_time():
    published = publish_version()

    with pytest.raises(IntegrityError):
        Version.objects.create(
            assessment=published.assessment,
            number=2,
            status="published",
            canonical=published.canonical,
            digest=published.digest,
            published_at=published.published_at,
        )
