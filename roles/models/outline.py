from django.db import models

from roles.models.optional_number import OptionalNumber
from roles.models.part import Statement


class KeyedQuerySet(models.QuerySet):
    def get_by_natural_key(self, key):
        return self.get(key=key)


class Keyed(models.Model):
    # Cells and needs of all roles, in editions too, name a row or a skill by it.
    key = models.SlugField(unique=True, max_length=100, help_text="Its identity, for ever.")
    name = models.CharField(max_length=100)
    position = models.PositiveSmallIntegerField(default=1000, help_text="Lower comes first.")

    objects = KeyedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.key,)


class Group(Keyed):
    class Meta(Keyed.Meta):
        verbose_name = "group of rows"
        verbose_name_plural = "groups of rows"


class Dimension(Keyed):
    # Deleting a group must not take the rows of every comparison along.
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="dimensions")
    question = models.CharField(
        max_length=200, help_text="What the row asks of a role, in plain words."
    )
    telling = OptionalNumber(
        help_text="1 to 8: its place at a glance, by our own reading. Empty: not there.",
    )

    class Meta(Keyed.Meta):
        # Positions count within a group, so that the group comes first.
        ordering = ["group__position", "position", "pk"]
        verbose_name = "dimension (row)"
        verbose_name_plural = "dimensions (rows)"


class Skill(Keyed, Statement):
    class Kind(models.TextChoices):
        SHARED = "shared", "Shared by the roles"
        LEANING = "leaning", "Leaning towards a role"

    kind = models.CharField(max_length=20, choices=Kind, default=Kind.LEANING)
    explanation = models.CharField(max_length=300, help_text="What the word means, in plain words.")
    telling = OptionalNumber(
        help_text="1 to 10: its place among the skills a role shows first. Empty: not there.",
    )
