import json
from functools import lru_cache

from django.conf import settings
from django.db import models
from django.db.models import Q

from quiz.checking import Check
from quiz.definition import Definition
from quiz.frozen import SHAPES

FROZEN = "A published version is never changed or deleted; make a new draft from it."


class Assessment(models.Model):
    key = models.SlugField(unique=True, max_length=100)
    title = models.CharField(max_length=200)

    def __str__(self):
        return self.title


class VersionQuerySet(models.QuerySet):
    def of(self, key):
        return self.filter(assessment__key=key)

    def drafts(self):
        return self.filter(status=Version.Status.DRAFT)

    def published(self):
        return self.filter(status=Version.Status.PUBLISHED)

    def frozen(self):
        return self.exclude(status=Version.Status.DRAFT)

    def digest(self):
        """That of the first of these, without reading more of it; None of none."""
        return self.values_list("digest", flat=True).first()

    def by_digest(self, digest):
        return self.filter(digest=digest).first()

    def delete(self):
        if self.frozen().exists():
            raise TypeError(FROZEN)
        return super().delete()

    # As on Django's own, which this hides: templates never call it, and managers do not have it.
    delete.alters_data = True
    delete.queryset_only = True


class Version(models.Model):
    """One wording and scoring of the assessment. A published one is frozen for ever."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        RETIRED = "retired", "Retired"

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(editable=False)
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    canonical = models.TextField(
        blank=True, editable=False, help_text="The frozen definition as canonical JSON."
    )
    digest = models.CharField("SHA-256", max_length=64, blank=True, editable=False)
    shape = models.PositiveSmallIntegerField(
        default=1, editable=False, help_text="Which fields the definition and the report have."
    )
    report = models.JSONField(null=True, editable=False, help_text="What the checks found.")
    reason = models.TextField(
        blank=True, help_text="What changed and why; with warnings, why they may stand."
    )
    is_scoring_compatible = models.BooleanField(
        "scores like the former",
        default=False,
        editable=False,
        help_text="Only texts differ from the version before, so results may be compared.",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    # A version outlasts the account of whoever published it.
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["assessment", "-number"]
        permissions = [("publish_version", "Can check and publish a version")]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "number"], name="one_version_per_assessment_and_number"
            ),
            models.CheckConstraint(condition=Q(shape__gte=1), name="version_has_a_shape"),
            models.UniqueConstraint(
                fields=["assessment"],
                # Two who publish at once pass every check in Python.
                condition=Q(status="published"),
                name="one_published_version_per_assessment",
            ),
            models.UniqueConstraint(
                fields=["assessment"],
                condition=Q(status="draft"),
                name="one_draft_version_per_assessment",
            ),
            models.CheckConstraint(
                condition=Q(status="draft", canonical="", digest="", published_at=None)
                | (~Q(status="draft") & ~Q(canonical="") & ~Q(digest="") & ~Q(published_at=None)),
                name="only_drafts_are_not_frozen",
            ),
        ]

    def __str__(self):
        return f"Version {self.number} of {self.assessment.key}"

    def save(self, *args, **kwargs):
        if self._is_frozen():
            raise TypeError(FROZEN)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        if self._is_frozen():
            raise TypeError(FROZEN)
        return super().delete(*args, **kwargs)

    @property
    def is_draft(self):
        return self.status == self.Status.DRAFT

    @property
    def definition(self):
        """The frozen definition; a draft has none yet, quiz.publishing reads its tables."""
        return _definition(self.digest, self.canonical, self.shape)

    @property
    def last_check(self):
        """What the last check found, None when there was none."""
        return SHAPES.thawed(Check, self.report, self.shape) if self.report else None

    def _is_frozen(self):
        """As the database knows it, whatever this object says."""
        # Somebody may have published it since this object was read.
        return not self._state.adding and Version.objects.frozen().filter(pk=self.pk).exists()


# Every page of an attempt reads its version, which is some 30 kB of JSON and never changes.
@lru_cache(maxsize=16)
def _definition(digest, canonical, shape):
    return SHAPES.thawed(Definition, json.loads(canonical), shape)
