from django.db import models
from django.urls import reverse

from roles.models.part import KeyedPart
from roles.models.role import Role


class SluggedQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Dispute(models.Model):
    slug = models.SlugField(unique=True, max_length=100)
    question = models.CharField(max_length=200, help_text="As a reader would ask it.")
    explanation = models.TextField(help_text="Markdown: how to read the difference.")
    roles = models.ManyToManyField(Role, related_name="disputes")
    dimensions = models.ManyToManyField(
        "roles.Dimension",
        blank=True,
        related_name="disputes",
        help_text="The rows that say “Sources disagree”.",
    )

    objects = SluggedQuerySet.as_manager()

    class Meta:
        ordering = ["question"]

    def __str__(self):
        return self.question

    def get_absolute_url(self):
        return f"{reverse('dispute_list')}#{self.slug}"

    def natural_key(self):
        return (self.slug,)


class Claim(KeyedPart):
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="claims")
    stance = models.CharField(max_length=100, help_text="What it holds, in a few words.")
    text = models.TextField(help_text="Markdown: what the source says.")
    context = models.CharField(
        max_length=200, blank=True, help_text="Where it holds: company, date, country."
    )

    key_from = "stance"

    class Meta(KeyedPart.Meta):
        constraints = [
            models.UniqueConstraint(fields=["dispute", "key"], name="one_claim_per_dispute_and_key")
        ]

    def __str__(self):
        return self.stance
