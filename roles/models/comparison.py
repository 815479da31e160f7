from django.db import models
from django.db.models import Q

from roles.addresses import comparison_address
from roles.models.part import KeyedPart, Statement
from roles.models.role import Role


class Comparison(Statement):
    slug = models.SlugField(
        unique=True,
        # Three slugs of roles, and what stands between them, are 308 signs.
        max_length=310,
        help_text="The roles' slugs in alphabetical order, joined by -vs-; then -at-company.",
    )
    name = models.CharField(max_length=200)
    roles = models.ManyToManyField(Role, related_name="comparisons", help_text="Two or three.")
    short_answer = models.TextField(help_text="Markdown: the difference in a few sentences.")
    audience = models.TextField(blank=True, help_text="Markdown: who this page is for.")
    question = models.CharField(
        max_length=200, blank=True, help_text="The one question that splits the roles."
    )
    reply = models.TextField(
        blank=True,
        help_text="Plain text: what to write to somebody who named a title of all of them.",
    )

    class Meta:
        ordering = ["slug"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return comparison_address(self.slug, self.company.name if self.company else "")


class Section(KeyedPart):
    comparison = models.ForeignKey(
        Comparison, null=True, blank=True, on_delete=models.CASCADE, related_name="sections"
    )
    inquiry = models.ForeignKey(
        "roles.Inquiry", null=True, blank=True, on_delete=models.CASCADE, related_name="parts"
    )
    heading = models.CharField(max_length=200)
    body = models.TextField(help_text="Markdown.")

    key_from = "heading"

    class Meta(KeyedPart.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(comparison=None) ^ Q(inquiry=None),
                name="section_has_one_owner",
                violation_error_message="A section belongs to a comparison or to a question.",
            ),
            models.UniqueConstraint(
                fields=["comparison", "key"], name="one_section_per_comparison_and_key"
            ),
            models.UniqueConstraint(
                fields=["inquiry", "key"], name="one_section_per_inquiry_and_key"
            ),
        ]

    def __str__(self):
        return self.heading
