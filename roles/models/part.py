from django.core.validators import RegexValidator
from django.db import models
from django.utils.text import slugify

slug_without_vs = RegexValidator(
    r"^(?!.*-vs-)[a-z0-9]+(-[a-z0-9]+)*$",
    "Use lower-case letters, digits and hyphens, and not “-vs-”.",
)


class Statement(models.Model):
    """Something said that has to name who says it."""

    sources = models.ManyToManyField(
        "roles.Source",
        blank=True,
        related_name="+",
        help_text="Who says so. A statement without a source cannot be published.",
    )
    company = models.ForeignKey(
        "roles.Company",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Only when it is true of one company.",
    )
    is_anecdotal = models.BooleanField(
        "anecdote", default=False, help_text="One person's story, shown as such."
    )

    class Meta:
        abstract = True


class Part(Statement):
    position = models.PositiveSmallIntegerField(
        default=1000, help_text="Lower comes first; a new one comes last."
    )

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class KeyedPart(Part):
    key = models.SlugField(
        max_length=100,
        blank=True,
        help_text="Its identity, for ever; made from the text when left empty.",
    )

    key_from = "text"

    class Meta(Part.Meta):
        abstract = True

    def save(self, *args, **kwargs):
        self.key = self.key or slugify(getattr(self, self.key_from))[:60].strip("-") or "part"
        super().save(*args, **kwargs)
