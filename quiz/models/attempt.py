import secrets
import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from quiz import plain
from quiz.models.version import Assessment, Version
from quiz.readiness import Readiness
from quiz.scoring import Score

SHARED_FOR = timedelta(days=90)


class AttemptQuerySet(models.QuerySet):
    def open(self):
        return self.filter(status=Attempt.Status.OPEN)

    def finished(self):
        return self.filter(status=Attempt.Status.FINISHED)

    def of(self, user, ids):
        """Those of a person: the account's, and those this browser's session began unclaimed."""
        mine = Q(pk__in=ids, user=None)
        return self.filter(mine | Q(user=user) if user.is_authenticated else mine)


class Attempt(models.Model):
    """One person's way through one version, which it stays with for ever."""

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        FINISHED = "finished", "Finished"
        ABANDONED = "abandoned", "Abandoned"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="attempts")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="attempts")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="attempts",
    )
    status = models.CharField(max_length=20, choices=Status, default=Status.OPEN)
    is_on_one_page = models.BooleanField(default=False)
    last_item = models.SlugField(max_length=100, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    sounds_like_me = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        permissions = [("open_attempt", "Can open a single person's attempt")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "assessment"],
                condition=Q(status="open"),
                name="one_open_attempt_per_user_and_assessment",
            ),
            models.CheckConstraint(
                condition=Q(status="finished", finished_at__isnull=False)
                | (~Q(status="finished") & Q(finished_at=None)),
                name="only_finished_attempts_have_a_moment_of_finishing",
            ),
            models.CheckConstraint(
                condition=Q(sounds_like_me=None) | Q(sounds_like_me__range=(1, 5)),
                name="sounds_like_me_is_one_to_five",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "-started_at"], name="attempts_of_a_person"),
            models.Index(fields=["status", "started_at"], name="attempts_to_purge"),
            models.Index(fields=["version", "status"], name="attempts_of_a_version"),
        ]

    def __str__(self):
        return f"attempt of {self.started_at:%Y-%m-%d}"

    def get_absolute_url(self):
        return reverse("attempt_detail", args=[self.pk])

    @property
    def is_open(self):
        return self.status == self.Status.OPEN


class Answer(models.Model):
    """What was chosen for one question; no value means skipped."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="answers")
    item = models.SlugField(max_length=100)
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    seconds = models.FloatField(null=True, blank=True)
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "item"], name="one_answer_per_attempt_and_item"
            ),
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__range=(0, 5)),
                name="answer_is_nought_to_five_or_skipped",
            ),
        ]

    def __str__(self):
        return f"{self.item}: {'skipped' if self.value is None else self.value}"


class Result(models.Model):
    """The score of a finished attempt as it was on that day, never computed again."""

    attempt = models.OneToOneField(Attempt, on_delete=models.CASCADE, related_name="result")
    engine = models.PositiveSmallIntegerField()
    digest = models.CharField("SHA-256 of the definition", max_length=64)
    score_data = models.JSONField()
    readiness_data = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return f"result of {self.attempt}"

    @property
    def score(self):
        return plain.structure(Score, self.score_data)

    @property
    def readiness(self):
        return tuple(plain.structure(Readiness, data) for data in self.readiness_data)


def make_token():
    return secrets.token_urlsafe(24)


def share_end():
    return timezone.now() + SHARED_FOR


class ShareQuerySet(models.QuerySet):
    def valid(self, at=None):
        return self.filter(expires_at__gt=at or timezone.now())


class Share(models.Model):
    """A link to one result for whoever has it; deleting the row revokes it."""

    attempt = models.OneToOneField(Attempt, on_delete=models.CASCADE, related_name="share")
    token = models.CharField(max_length=64, unique=True, default=make_token)
    with_readiness = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=share_end)

    objects = ShareQuerySet.as_manager()

    def __str__(self):
        return f"share of {self.attempt}"

    def get_absolute_url(self):
        return reverse("shared_result", args=[self.token])
