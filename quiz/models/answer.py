from django.db import models
from django.db.models import Q
from django.utils import timezone


class AnswerQuerySet(models.QuerySet):
    def keep(self, rows):
        """Writes them over what was answered before, whoever was first."""
        # One statement: looked up before, an answer sent twice at once would be written twice.
        return self.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["attempt", "item"],
            # Without seconds: only the first answer tells how long the question took. What is saved
            # here is no longer of another day.
            update_fields=["value", "answered_at", "said_at"],
        )


class Answer(models.Model):
    """What was chosen for one question; no value means skipped."""

    attempt = models.ForeignKey("Attempt", on_delete=models.CASCADE, related_name="answers")
    # A key and no foreign key: the rows of a draft are gone once its version is published.
    item = models.SlugField(max_length=100)
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    seconds = models.FloatField(null=True, blank=True)
    answered_at = models.DateTimeField(default=timezone.now)
    # Of an answer that was copied from an earlier attempt, until it is saved again.
    said_at = models.DateTimeField(null=True, blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "item"], name="one_answer_per_attempt_and_item"
            ),
            models.CheckConstraint(
                # Levels of the background begin at 0, other answers at 1; the version knows which
                # it is.
                condition=Q(value=None) | Q(value__range=(0, 5)),
                name="answer_is_nought_to_five_or_skipped",
            ),
        ]

    def __str__(self):
        return f"{self.item}: {'skipped' if self.value is None else self.value}"

    def as_data(self):
        return {
            "question": self.item,
            "value": self.value,
            "seconds": self.seconds,
            "answered_at": self.answered_at,
            "said_at": self.said_at,
        }
