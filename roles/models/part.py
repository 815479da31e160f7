from itertools import chain, count

from django.core.validators import RegexValidator
from django.db import models
from django.utils.text import slugify

from roles import slugs

# The address of a comparison is taken apart at “-vs-”: within a slug it would make two roles.
role_slug = RegexValidator(
    rf"\A(?!.*{slugs.BETWEEN})(?!.*{slugs.AT}){slugs.SLUG.pattern}\Z",
    f"Use lower-case letters, digits and hyphens, not “{slugs.BETWEEN}” and not “{slugs.AT}”.",
)


class Statement(models.Model):
    """Something said that has to name who says it."""

    sources = models.ManyToManyField(
        # No way back: a source is asked for its citations, which are public; drafts are not.
        "roles.Source",
        blank=True,
        related_name="+",
        help_text="Who says so. Only our own reading can be published without a source.",
    )
    company = models.ForeignKey(
        "roles.Company",
        null=True,
        blank=True,
        # Set to nothing, what is true of one company would be said of all.
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Only when it is true of one company.",
    )
    is_anecdotal = models.BooleanField(
        "anecdote", default=False, help_text="One person's story, shown as such."
    )
    is_our_reading = models.BooleanField(
        "our reading",
        default=False,
        help_text="Our own judgement, shown as such; its sources are what it is drawn from.",
    )
    where = models.TextField(
        "where in the source",
        blank=True,
        help_text="Section or heading. With several sources a line each: its-slug: The heading.",
    )
    holds_for = models.CharField(
        "holds for",
        max_length=60,
        blank=True,
        help_text="What it is limited to: United States, 2022; product against program managers.",
    )

    class Meta:
        abstract = True


class Part(Statement):
    position = models.PositiveSmallIntegerField(
        # A new part comes last without counting those that are there.
        default=1000,
        help_text="Lower comes first; a new one comes last.",
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
        # A key stays when the text changes: anchors, citations and undo find the part by it.
        self.key = self.key or self._free_key()
        super().save(*args, **kwargs)

    def _free_key(self):
        """From the text; a number tells it from a part of its owner that says the same."""
        # Cut well below max_length, so that a number fits behind; a text may have no plain letter.
        key = slugify(getattr(self, self.key_from))[:60].strip("-") or "part"
        taken = set(self._beside().values_list("key", flat=True))
        names = (f"{key}-{number}" for number in count(2))
        return next(name for name in chain([key], names) if name not in taken)

    def _beside(self):
        """The parts of its owner, which are those that it may not share its key with."""
        unique = [rule for rule in self._meta.constraints if "key" in getattr(rule, "fields", ())]
        owners = {name for rule in unique for name in rule.fields} - {"key"}
        # Advice may have one of two owners, and only that one is asked for.
        owner = {name: getattr(self, name) for name in owners if getattr(self, name)}
        return type(self).objects.filter(**owner)
