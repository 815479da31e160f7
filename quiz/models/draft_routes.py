"""The tables of a draft's ways in, and of what each asks for."""

from django.db import models
from django.db.models import Q

from quiz.models.draft import NOW_DRAFTS, SOURCES, DraftPart, OrderedPart, Profile
from quiz.models.draft_items import BackgroundFact
from quiz.models.version import Version


class EntryRoute(DraftPart):
    # The name that the base class would make of this one's is no word.
    version = models.ForeignKey(
        Version, on_delete=models.CASCADE, related_name="routes", limit_choices_to=NOW_DRAFTS
    )
    key = models.SlugField(max_length=100, help_text="Its identity, for ever.")
    name = models.CharField(max_length=200, help_text="As a job advert would say it.")
    profile = models.ForeignKey(
        Profile,
        on_delete=models.RESTRICT,
        related_name="routes",
        verbose_name="role",
        help_text="Where it leads; several routes may lead to one role.",
    )
    note = models.CharField(max_length=300, blank=True)
    sources = models.ManyToManyField("roles.Source", **SOURCES)

    class Meta(DraftPart.Meta):
        verbose_name = "way in"
        verbose_name_plural = "ways in"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "key"],
                name="one_route_per_version_and_key",
                violation_error_message="This version has a way in with this key already.",
            )
        ]

    def __str__(self):
        return self.name


class Requirement(OrderedPart):
    class Kind(models.TextChoices):
        MUST = "must", "Must have"
        HELPS = "helps", "Helps"

    route = models.ForeignKey(EntryRoute, on_delete=models.CASCADE, related_name="requirements")
    key = models.SlugField(max_length=100, help_text="Its identity, for ever.")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.MUST)

    class Meta(OrderedPart.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["route", "key"],
                name="one_requirement_per_route_and_key",
                violation_error_message="This way in has a requirement with this key already.",
            )
        ]

    def __str__(self):
        return f"{self.route}: {self.key}"


class Need(OrderedPart):
    """At least this level of a fact; any one need of a requirement will do."""

    requirement = models.ForeignKey(Requirement, on_delete=models.CASCADE, related_name="needs")
    # To the proxy, so that the form offers no other kind of question.
    fact = models.ForeignKey(BackgroundFact, on_delete=models.RESTRICT, related_name="needs")
    level = models.PositiveSmallIntegerField(default=2, help_text="1 some, 2 solid, 3 strong.")

    class Meta(OrderedPart.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(level__range=(1, 3)),
                name="needed_level_can_be_had",
                violation_error_message="A needed level is 1, 2 or 3.",
            )
        ]

    def __str__(self):
        return f"{self.fact.name} {self.level}"
