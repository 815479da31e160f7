from django.db import models
from django.db.models import Q
from django.urls import reverse

from roles.models.part import KeyedPart
from roles.models.role import Role

SLUG = "glossary"


class Glossary(models.Model):
    slug = models.SlugField(unique=True, default=SLUG, editable=False)

    class Meta:
        verbose_name_plural = "glossary"
        constraints = [
            models.CheckConstraint(condition=Q(slug=SLUG), name="there_is_one_glossary"),
        ]

    def __str__(self):
        return "Glossary"

    def get_absolute_url(self):
        return reverse("glossary")


class Term(KeyedPart):
    glossary = models.ForeignKey(Glossary, on_delete=models.CASCADE, related_name="terms")
    term = models.CharField(
        max_length=100, help_text="As the trade writes it: go-to-market (GTM), canary release."
    )
    gloss = models.TextField(help_text="Markdown: what it means, in a sentence or two.")
    roles = models.ManyToManyField(
        Role, blank=True, related_name="+", help_text="Whose word it is; none: that of all."
    )

    key_from = "term"

    class Meta(KeyedPart.Meta):
        constraints = [
            models.UniqueConstraint(fields=["glossary", "key"], name="one_term_per_key"),
        ]

    def __str__(self):
        return self.term
