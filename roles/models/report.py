import datetime as dt
import hashlib

from django.db import connection, models, transaction
from django.utils import timezone

DOUBLE_CLICK = dt.timedelta(minutes=10)


class ReportQuerySet(models.QuerySet):
    @transaction.atomic
    def file(self, *, page, text, **more):
        """Keeps a report once, however often its button is pressed within a few minutes."""
        _in_turn(f"{page}\n{text}")
        since = timezone.now() - DOUBLE_CLICK
        told = self.filter(page=page, text=text, created_at__gte=since)
        return told.first() or self.create(page=page, text=text, **more)


def _in_turn(name):
    """Two of the same name wait for each other; SQLite lets one writer in at a time anyhow."""
    if connection.vendor == "postgresql":
        number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:7])
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


class Report(models.Model):
    """A reader says that something is wrong."""

    page = models.CharField(max_length=300, blank=True)
    text = models.TextField(max_length=4000)
    evidence = models.CharField(max_length=500, blank=True)
    email = models.EmailField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    is_settled = models.BooleanField("settled", default=False)
    answer = models.TextField(blank=True, help_text="What was done about it. For staff only.")

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["is_settled", "-created_at"]

    def __str__(self):
        return self.text[:60]
