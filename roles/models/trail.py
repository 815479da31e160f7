import json
import logging

from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst

from roles.changes import Change
from roles.plain import ShapeError
from roles.trail import SHAPES, FieldChange

log = logging.getLogger(__name__)
KEPT = "What stands in the trail is never changed or deleted."


class ReadableEncoder(json.JSONEncoder):
    """Leaves the letters of all languages as they are: a search finds them on SQLite too."""

    def __init__(self, **options):
        super().__init__(**{**options, "ensure_ascii": False})


class TrailQuerySet(models.QuerySet):
    def of_thing(self, kind, key):
        return self.filter(kind=kind, key=str(key))

    def of_subject(self, kind, key):
        """Of it and of all its parts, those that are gone among them."""
        return self.filter(subject_kind=kind, subject_key=str(key))

    def of_kinds(self, kinds):
        return self.filter(kind__in=kinds)

    def between(self, start, end):
        return self.filter(at__gte=start, at__lt=end)

    def update(self, **values):
        raise TypeError(KEPT)

    def bulk_update(self, *args, **kwargs):
        raise TypeError(KEPT)

    def delete(self):
        raise TypeError(KEPT)

    # As Django marks its own: no template may call them, and no manager deletes.
    update.alters_data = bulk_update.alters_data = delete.alters_data = True
    delete.queryset_only = True


class TrailEntry(models.Model):
    """Who changed what, when, why, and what it said before and after. Written once.

    It names nothing by a foreign key but whoever did it, and outlives all of them.
    """

    class Deed(models.TextChoices):
        ADDED = "added", "Added"
        CHANGED = "changed", "Changed"
        DELETED = "deleted", "Deleted"
        PUBLISHED = "published", "Published"
        SCHEDULED = "scheduled", "Published for later"
        WITHDRAWN = "withdrawn", "Withdrawn"
        RESTORED = "restored", "Loaded back"
        CORRECTED = "corrected", "Corrected"
        SETTLED = "settled", "Settled"
        BEGUN = "begun", "Begun"
        LOADED = "loaded", "Loaded from a file"

    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        # Accounts hand what they did to a former editor first (accounts/models.py).
        on_delete=models.SET_NULL,
        related_name="+",
        # It leads an index below.
        db_index=False,
    )
    by_name = models.CharField(
        "by", max_length=100, blank=True, help_text="The command, where no account did it."
    )
    deed = models.CharField(max_length=20, choices=Deed)
    # Words and no content types, which go when their model does.
    kind = models.CharField(max_length=50)
    key = models.CharField(max_length=50, blank=True)
    name = models.CharField(max_length=300)
    subject_kind = models.CharField(max_length=50)
    subject_key = models.CharField(max_length=50, blank=True)
    subject_name = models.CharField("subject", max_length=300)
    changes = models.JSONField(default=list, encoder=ReadableEncoder)
    shape = models.PositiveSmallIntegerField(default=1, help_text="Which fields a change has.")
    reason = models.TextField(blank=True)
    kept = models.JSONField(
        null=True,
        editable=False,
        encoder=ReadableEncoder,
        help_text="What makes a part anew that was deleted.",
    )

    objects = TrailQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "entry of the trail"
        verbose_name_plural = "trail"
        constraints = [
            models.CheckConstraint(condition=models.Q(shape__gte=1), name="trail_entry_has_a_shape")
        ]
        indexes = [
            models.Index(fields=["-at", "-id"], name="trail_newest"),
            models.Index(
                fields=["subject_kind", "subject_key", "-at", "-id"], name="trail_of_subject"
            ),
            models.Index(fields=["kind", "key", "-at", "-id"], name="trail_of_thing"),
            models.Index(fields=["by", "-at", "-id"], name="trail_of_person"),
        ]

    def __str__(self):
        return f"{self.get_deed_display()}: {self.name}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError(KEPT)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError(KEPT)

    @property
    def who(self):
        return str(self.by) if self.by else self.by_name

    @property
    def field_changes(self):
        """What changed; what this release cannot read is left out and logged, so that one entry
        never takes the trail from everybody."""
        try:
            return [SHAPES.thawed(FieldChange, each, self.shape) for each in self.changes]
        except ShapeError as error:
            log.error("entry %s of the trail cannot be read: %s", self.pk, error)
            return []

    @property
    def changes_in_words(self):
        return [Change(self._named(each), each.before, each.after) for each in self.field_changes]

    def _named(self, change):
        """The field as forms call it; of what is given up, and of a count, its name is left."""
        try:
            field = apps.get_model(self.kind)._meta.get_field(change.field)
        except (LookupError, ValueError, FieldDoesNotExist):
            field = None
        return capfirst(str(getattr(field, "verbose_name", change.where)))
