import datetime as dt

from django.db import models, transaction
from django.utils import timezone

from roles.models.recording import Deed, name_deed
from roles.turns import in_turn

DOUBLE_CLICK = dt.timedelta(minutes=10)


class ReportQuerySet(models.QuerySet):
    def settled_before(self, moment):
        return self.filter(is_settled=True, settled_at__lt=moment)

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
    # From then on the reader's address is kept for a while only.
    settled_at = models.DateTimeField(null=True, editable=False)
    answer = models.TextField(blank=True, help_text="What was done about it. For staff only.")

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["is_settled", "-created_at"]
        permissions = [("see_reporter", "Can see the e-mail address of a reporter")]

    def __str__(self):
        return self.text[:60]

    def save(self, *, update_fields=None, **options):
        if not self.is_settled:
            self.settled_at = None
        elif self.settled_at is None:
            self.settled_at = timezone.now()
            name_deed(self, Deed.SETTLED)
        fields = update_fields and {*update_fields, "settled_at"}
        super().save(update_fields=fields, **options)
