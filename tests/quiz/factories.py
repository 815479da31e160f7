"""Valid versions by keyword. A published one here skips the checks, which take a while."""

from dataclasses import replace

from django.utils import timezone

from quiz import definition
from quiz.models import Assessment, Version
from tests.quiz.samples import starter


def make_definition(**changes):
    """The starter definition, with changes to its own fields."""
    return replace(starter(), **changes)


def make_assessment(*, key="pm-fit", title="Which of these roles would you enjoy?"):
    return Assessment.objects.get_or_create(key=key, defaults={"title": title})[0]


def publish_version(*, made=None, reason="First version", is_scoring_compatible=False):
    """The next version of the assessment, published; the one before is retired."""
    made = made or make_definition()
    assessment = make_assessment(key=made.key)
    text = definition.canonical(made)
    assessment.versions.published().update(status=Version.Status.RETIRED)
    return Version.objects.create(
        assessment=assessment,
        number=assessment.versions.count() + 1,
        status=Version.Status.PUBLISHED,
        canonical=text,
        digest=definition.digest(text),
        reason=reason,
        is_scoring_compatible=is_scoring_compatible,
        published_at=timezone.now(),
    )
