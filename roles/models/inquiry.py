from django.db import models
from django.urls import reverse

from roles.models.dispute import SluggedQuerySet
from roles.models.optional_number import OptionalNumber
from roles.models.part import Statement
from roles.models.role import Role


class Inquiry(Statement):
    slug = models.SlugField(unique=True, max_length=100)
    question = models.CharField(max_length=200, help_text="As a reader would ask it.")
    short_answer = models.TextField(help_text="Markdown: two or three sentences that answer it.")
    silence = models.TextField(
        "what our sources do not say",
        blank=True,
        help_text="Plain text. Without it, the answer needs sources of two interests.",
    )
    for_hiring = models.BooleanField(
        "of those who hire", default=False, help_text="Stands in the group of their questions."
    )
    place = OptionalNumber(help_text="From 1: its place in the list. Empty: behind the others.")
    roles = models.ManyToManyField(
        Role, blank=True, related_name="inquiries", help_text="Which roles it is about, if any."
    )
    disputes = models.ManyToManyField(
        "roles.Dispute", blank=True, related_name="+", help_text="Linked, not told again."
    )
    related = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        verbose_name="related questions",
        help_text="Linked at the end.",
    )

    objects = SluggedQuerySet.as_manager()

    class Meta:
        ordering = ["for_hiring", "place", "question"]
        verbose_name = "question"

    def __str__(self):
        return self.question

    def get_absolute_url(self):
        return reverse("inquiry_detail", args=[self.slug])

    def natural_key(self):
        return (self.slug,)
