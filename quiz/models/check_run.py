import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from quiz.models.version import Version

# A row of the simulation takes seconds; a process that was killed says nothing any more.
SILENCE = dt.timedelta(minutes=2)


class CheckRunQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(begun_at=None, ended_at=None)

    def over(self):
        """Those that have ended, and those that nothing has been heard of for too long."""
        silent = Q(moved_at__lt=timezone.now() - SILENCE)
        return self.filter(~Q(ended_at=None) | silent)


class CheckRun(models.Model):
    """The check of a draft that was asked for last: how far it has come. What is found is stored
    with the draft."""

    version = models.OneToOneField(Version, on_delete=models.CASCADE, related_name="check_run")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    begun_at = models.DateTimeField(null=True)
    moved_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    refusal = models.TextField(blank=True, help_text="Why it could not be checked.")

    objects = CheckRunQuerySet.as_manager()

    def __str__(self):
        return f"check of {self.version}"

    @property
    def is_silent(self):
        return self.ended_at is None and self.moved_at < timezone.now() - SILENCE

    @property
    def is_on(self):
        return self.ended_at is None and not self.is_silent
