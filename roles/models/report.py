import datetime as dt

from django.db import models, transaction
from django.utils import timezone

from roles.turns import in_turn

DOUBLE_CLICK = dt.timedelta(minutes=10)


class ReportQuerySet(models.QuerySet):
    @transaction.atomic
    def file(self, *, page, text, **more):
        """Keeps a report once, however often its button is pressed within a few minutes."""
        # Of two that are sent at once, each would look before the other is stored.
        in_turn(f"{page}\n{text}")
        since = timezone.now() - DOUBLE_CLICK
        copies = self.filter(page=page, text=text, created_at__gte=since)
        return copies.first() or self.create(page=page, text=text, **more)


class Report(models.Model):
    """A reader says that something is wrong."""

    page = models.CharField(max_length=300, blank=True)
    # A form that anybody may send needs a limit; TextField has it in forms alone.
    text = models.TextField(max_length=4000)
    evidence = models.CharField(max_length=500, blank=True)
    email = models.EmailField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    is_settled = models.BooleanField("settled", default=False)
    answer = models.TextField(blank=True, help_text="What was done about it. For staff only.")

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["is_settled", "-created_at"]
        permissions = [("see_reporter", "Can see the e-mail address of a reporter")]

    def __str__(self):
        return self.text[:60]
