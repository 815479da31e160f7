from django.db import models
from django.db.models import Q
from django.urls import reverse

from roles.models.optional_number import OptionalNumber
from roles.models.part import KeyedPart, Statement
from roles.models.role import Role


class Route(Statement):
    class Kind(models.TextChoices):
        PREPARATION = "preparation", "Preparation checklist"
        TRANSFER = "transfer", "Transfer between roles"
        BACKGROUND = "background", "Starting point by background"
        TRACK = "track", "Learning track"

    slug = models.SlugField(unique=True, max_length=100)
    name = models.CharField(max_length=200, help_text="As a reader would say it.")
    kind = models.CharField(max_length=20, choices=Kind)
    to_role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="routes_in")
    # Either a role or a background in words; tracks and checklists may have neither.
    from_role = models.ForeignKey(
        Role, null=True, blank=True, on_delete=models.PROTECT, related_name="routes_out"
    )
    background = models.CharField(
        max_length=200, blank=True, help_text="Where the person comes from, when it is not a role."
    )
    summary = models.TextField(help_text="Markdown.")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_role=None) | ~Q(from_role=models.F("to_role")),
                name="route_leads_elsewhere",
                violation_error_message="A way in leads to a role that it does not start from.",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("route_detail", args=[self.slug])


class Step(KeyedPart):
    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="steps")
    title = models.CharField(max_length=200, help_text="What to do, as an imperative.")
    why = models.TextField(blank=True, help_text="Markdown.")
    resource = models.TextField(blank=True, help_text="Markdown: what helps.")
    done_when = models.TextField(blank=True, help_text="Markdown: how to know it is done.")
    hours = OptionalNumber(help_text="How long it takes, by our estimate. Empty: nobody can say.")

    key_from = "title"

    class Meta(KeyedPart.Meta):
        constraints = [
            models.UniqueConstraint(fields=["route", "key"], name="one_step_per_route_and_key")
        ]

    def __str__(self):
        return self.title
