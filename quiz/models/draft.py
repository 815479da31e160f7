"""The working copy of a version: tables that staff edit, emptied when it is published. Questions
and ways in have modules of their own."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from quiz.models.version import FROZEN, Version

# No name back: sources belong to roles, which know nothing of the assessment.
SOURCES = {"blank": True, "related_name": "+", "help_text": "What this rests on."}
NOW_DRAFTS = {"status": Version.Status.DRAFT}


def lines(text):
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class OrderedPart(models.Model):
    position = models.PositiveSmallIntegerField(
        default=1000, help_text="Lower comes first; a new one comes last."
    )

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class DraftPart(OrderedPart):
    """A part that hangs on its version directly. A published version takes none."""

    version = models.ForeignKey(
        Version, on_delete=models.CASCADE, related_name="%(class)ss", limit_choices_to=NOW_DRAFTS
    )

    class Meta(OrderedPart.Meta):
        abstract = True

    def save(self, *args, **kwargs):
        if not self.version.is_draft:
            raise TypeError(FROZEN)
        super().save(*args, **kwargs)


class Trait(DraftPart):
    key = models.SlugField(max_length=100, help_text="Its identity, for ever.")
    name = models.CharField(max_length=200)
    work = models.CharField(
        max_length=200,
        blank=True,
        help_text="The same as something one does, for sentences of the result: “You like …”. "
        "Engine 2 needs it.",
    )
    low = models.CharField(
        max_length=300, help_text="What a person at the low end would rather do."
    )
    high = models.CharField(max_length=300, help_text="And one at the high end; both are good.")
    is_shared = models.BooleanField(
        "shared by all roles",
        default=False,
        help_text="Then it says whether this family of jobs suits somebody, never which one.",
    )
    why = models.TextField(help_text="Why it separates the roles, or is common to them.")
    sources = models.ManyToManyField("roles.Source", **SOURCES)

    class Meta(DraftPart.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["version", "key"],
                name="one_trait_per_version_and_key",
                violation_error_message="This version has a trait with this key already.",
            )
        ]

    def __str__(self):
        return self.name


class Profile(DraftPart):
    role = models.ForeignKey(
        # A draft keeps the role that it names from being deleted; what is published holds a copy.
        "roles.Role",
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Its address and name are copied when the version is published.",
    )
    also_called = models.TextField(
        blank=True,
        help_text="Of engine 1: titles to search for as well, one a line. Better in the table of "
        "titles, which says who uses them.",
    )

    class Meta(DraftPart.Meta):
        verbose_name = "role profile"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "role"],
                name="one_profile_per_version_and_role",
                violation_error_message="This version has a profile of this role already.",
            )
        ]

    def __str__(self):
        return self.role.name


class SearchTitle(OrderedPart):
    """A title to search for as well; never scored."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="search_titles")
    title = models.CharField(max_length=200, help_text="As adverts say it. It is never scored.")
    sources = models.ManyToManyField(
        "roles.Source", related_name="+", help_text="Who uses it for this role."
    )

    class Meta(OrderedPart.Meta):
        verbose_name = "title to search for"
        verbose_name_plural = "titles to search for"
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "title"],
                name="one_search_title_per_profile_and_title",
                violation_error_message="This profile has this title already.",
            )
        ]

    def __str__(self):
        return self.title


class Target(OrderedPart):
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="targets")
    trait = models.ForeignKey(
        # RESTRICT, not PROTECT: a trait that is in use stays, but a draft goes with all of its
        # parts.
        Trait,
        on_delete=models.RESTRICT,
        related_name="targets",
        help_text="One that tells the roles apart; a shared one has no target.",
    )
    target = models.FloatField(
        help_text="How much of the role it is: 90 the core, 70 a large part, 50 some, "
        "30 a small part, 10 hardly any."
    )
    importance = models.FloatField(
        help_text="3 defines the role, 2 matters, 1 minor or the sources disagree, 0 ignore."
    )
    why = models.TextField(help_text="What the sources say that this number rests on.")
    sources = models.ManyToManyField("roles.Source", **SOURCES)

    class Meta(OrderedPart.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "trait"],
                name="one_target_per_profile_and_trait",
                violation_error_message="This profile has a target for this trait already.",
            ),
            models.CheckConstraint(
                condition=Q(target__range=(0, 100)),
                name="target_is_nought_to_hundred",
                violation_error_message="A target is from 0 to 100.",
            ),
            models.CheckConstraint(
                condition=Q(importance__gte=0),
                name="importance_is_not_negative",
                violation_error_message="An importance is not below 0.",
            ),
        ]

    def __str__(self):
        return f"{self.trait}: {self.target:g}"


class Phrase(DraftPart):
    """A text of the result."""

    # Not a slug: a point stands between the headline, or the matter, and the place.
    key = models.CharField(
        max_length=100,
        validators=[
            RegexValidator(
                r"\A[a-z0-9-]+(\.[a-z0-9_-]+)+\Z", "Write it as “clear.title”, in small letters."
            )
        ],
        help_text="Where the result says it: clear.title, readiness.open. Templates name it.",
    )
    text = models.TextField(help_text="What stands in braces, such as {A}, is filled in.")

    class Meta(DraftPart.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["version", "key"],
                name="one_phrase_per_version_and_key",
                violation_error_message="This version has a phrase with this key already.",
            )
        ]

    def __str__(self):
        return self.key
