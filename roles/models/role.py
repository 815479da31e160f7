from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from roles import content
from roles.models.few_words import FewWords
from roles.models.optional_number import OptionalNumber
from roles.models.part import KeyedPart, Part, Statement, role_slug


class RoleQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Glyph(models.TextChoices):
    CIRCLE = "circle", "Circle, amber"
    SQUARE = "square", "Square, blue"
    TRIANGLE = "triangle", "Triangle, plum"


class Role(Statement):
    # No SlugField: that allows capitals and underscores, and addresses are lower case.
    slug = models.CharField(
        unique=True,
        max_length=100,
        validators=[role_slug],
        help_text="Its address, for ever: technical-product-manager.",
    )
    name = models.CharField(max_length=100)
    emphasis = models.CharField(
        max_length=50,
        blank=True,
        help_text="The word of the name that tells it from its look-alikes: Product, Program.",
    )
    glyph = models.CharField(
        "sign",
        max_length=10,
        blank=True,
        choices=Glyph,
        help_text="Stands before the name everywhere, and gives the role its colour.",
    )
    is_neighbour = models.BooleanField(
        "neighbour", default=False, help_text="A light entry that is never compared or scored."
    )
    one_liner = models.CharField(max_length=200, help_text="What it decides, in one line.")
    summary = models.TextField(blank=True, help_text="Markdown, two short paragraphs.")
    not_for_you = models.CharField(
        "not for you if", max_length=300, blank=True, help_text="Completes “Not for you if …”."
    )
    gist = models.TextField(
        "the work in short", blank=True, help_text="Markdown: the work in three sentences."
    )
    depth = OptionalNumber(
        "how technical",
        validators=[MaxValueValidator(content.DEEPEST)],
        help_text=f"1 to {content.DEEPEST}, shown as our own reading; empty: not shown.",
    )
    depth_reason = models.CharField(
        "why so technical", max_length=200, blank=True, help_text="A plain line."
    )

    objects = RoleQuerySet.as_manager()

    class Meta:
        ordering = ["is_neighbour", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["glyph"],
                condition=~Q(glyph=""),
                name="glyph_is_of_one_role",
                violation_error_message="Another role has this sign already.",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("role_detail", args=[self.slug])

    def natural_key(self):
        return (self.slug,)


class Alias(KeyedPart):
    # Here and below, an owner takes its parts along; what a part only names stays while it does.
    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="aliases")
    title = models.CharField(
        max_length=100, help_text="As adverts write it: Product Manager, Technical."
    )
    note = models.CharField(max_length=300, blank=True, help_text="Who uses it so.")

    key_from = "title"

    class Meta(KeyedPart.Meta):
        verbose_name_plural = "aliases"
        constraints = [
            models.UniqueConstraint(fields=["role", "key"], name="one_alias_per_role_and_key")
        ]

    def __str__(self):
        return self.title


class Level(KeyedPart):
    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="levels")
    name = models.CharField(max_length=100)
    track = models.CharField(
        max_length=100, blank=True, help_text="The branch of the ladder: Individual, Management."
    )
    scope = models.TextField(help_text="Markdown: what somebody on this rung answers for.")
    step = OptionalNumber(
        help_text="Its height in the drawing, from 1 and alike for all roles. Empty: not drawn.",
    )
    short = models.CharField(
        max_length=80,
        blank=True,
        validators=[FewWords(10)],
        help_text="What the drawing says of it, in at most ten words.",
    )

    key_from = "name"

    class Meta(KeyedPart.Meta):
        constraints = [
            models.UniqueConstraint(fields=["role", "key"], name="one_level_per_role_and_key")
        ]

    def __str__(self):
        return self.name


class Cell(Part):
    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="cells")
    dimension = models.ForeignKey("roles.Dimension", on_delete=models.PROTECT, related_name="cells")
    value = models.CharField(
        max_length=80,
        help_text="A few words. Two roles are the same in a row when their values are the same.",
    )
    text = models.TextField(blank=True, help_text="Markdown: the longer version.")
    short = models.CharField(
        max_length=60,
        blank=True,
        validators=[FewWords(5)],
        help_text="The value in at most five words, where it has more: for the table at a glance.",
    )

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["role", "dimension"],
                # To the second rule NULL equals nothing, so the general cell needs one of its own.
                condition=Q(company=None),
                name="one_cell_per_role_and_dimension",
                violation_error_message="This role has a cell in this row already.",
            ),
            models.UniqueConstraint(
                fields=["role", "dimension", "company"],
                name="one_cell_per_role_dimension_and_company",
                violation_error_message="This role has a cell for this row and company already.",
            ),
        ]

    def __str__(self):
        return f"{self.dimension}: {self.value}"


class Remit(Part):
    class Question(models.TextChoices):
        WHY = "why", "Why"
        WHAT = "what", "What"
        HOW = "how", "How"
        WHEN = "when", "When"

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="remits")
    question = models.CharField(max_length=10, choices=Question)
    text = models.CharField(
        max_length=80,
        blank=True,
        validators=[FewWords(9)],
        help_text="At most nine words. Empty: the one before it is as wide as both.",
    )
    is_disputed = models.BooleanField(
        "disputed", default=False, help_text="Sources disagree on it: drawn hatched."
    )

    class Meta(Part.Meta):
        verbose_name = "answer for why, what, how or when"
        verbose_name_plural = "answers for why, what, how and when"
        constraints = [
            models.UniqueConstraint(
                fields=["role", "question"],
                name="one_remit_per_role_and_question",
                violation_error_message="This role answers for this question already.",
            )
        ]

    def __str__(self):
        return f"{self.get_question_display()}: {self.text}".removesuffix(": ")


class Point(KeyedPart):
    class Kind(models.TextChoices):
        RESPONSIBILITY = "responsibility", "Responsibility"
        DELIVERABLE = "deliverable", "Deliverable"
        METRIC = "metric", "Metric"
        HIRE_WHEN = "hire_when", "Hire one when"
        HIRING_SIGNAL = "hiring_signal", "Hiring signal"
        INTERVIEW_STAGE = "interview_stage", "Interview stage"
        ADVERT_PHRASE = "advert_phrase", "Phrase in adverts"
        SELF_CHECK = "self_check", "Self-check question"
        TELLTALE = "telltale", "Question that tells it apart"
        RESOURCE = "resource", "Resource"
        SAMPLE_ADVERT = "sample_advert", "Sample advert"

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="points")
    kind = models.CharField(max_length=20, choices=Kind)
    text = models.CharField(max_length=300, help_text="One plain line.")
    detail = models.TextField(blank=True, help_text="Markdown.")
    label = models.CharField(
        max_length=50, blank=True, help_text="A short tag: outcome, output; newsletter, training."
    )
    address = models.URLField(max_length=500, blank=True, help_text="For a resource.")

    class Meta(KeyedPart.Meta):
        constraints = [
            models.UniqueConstraint(fields=["role", "key"], name="one_point_per_role_and_key")
        ]

    def __str__(self):
        return self.text


class SkillNeed(Part):
    class Level(models.TextChoices):
        AWARE = "aware", "Aware"
        WORKING = "working", "Working"
        DEEP = "deep", "Deep"

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="skills")
    skill = models.ForeignKey("roles.Skill", on_delete=models.PROTECT, related_name="needs")
    level = models.CharField(max_length=20, choices=Level)
    note = models.CharField(max_length=200, blank=True)

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["role", "skill"],
                name="one_need_per_role_and_skill",
                violation_error_message="This role needs this skill already; change it there.",
            )
        ]

    def __str__(self):
        return f"{self.skill}: {self.get_level_display()}"


class Advice(KeyedPart):
    class Kind(models.TextChoices):
        MYTH = "myth", "Myth and reality"
        MISTAKE = "mistake", "Mistake"
        QUESTION = "question", "Question and answer"
        INSIGHT = "insight", "Insight"
        COLLABORATION = "collaboration", "Collaboration pattern"
        CASE = "case", "Case"

    role = models.ForeignKey(
        Role, null=True, blank=True, on_delete=models.CASCADE, related_name="advice"
    )
    comparison = models.ForeignKey(
        "roles.Comparison", null=True, blank=True, on_delete=models.CASCADE, related_name="advice"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    prompt = models.CharField(
        max_length=300, help_text="The myth, the question, the bad way, the name of the case."
    )
    answer = models.TextField(
        help_text="Markdown: the reality, the answer, the good way, the story."
    )
    why = models.TextField(blank=True, help_text="Markdown: for a mistake, why it costs.")

    key_from = "prompt"

    class Meta(KeyedPart.Meta):
        verbose_name_plural = "advice"
        constraints = [
            models.CheckConstraint(
                # One table for both owners; each unique rule below passes over the rows of the
                # other, whose owner is NULL.
                condition=Q(role=None) ^ Q(comparison=None),
                name="advice_has_one_owner",
                violation_error_message="Advice belongs to a role or to a comparison, not to both.",
            ),
            models.UniqueConstraint(fields=["role", "key"], name="one_advice_per_role_and_key"),
            models.UniqueConstraint(
                fields=["comparison", "key"], name="one_advice_per_comparison_and_key"
            ),
        ]

    def __str__(self):
        return self.prompt


class Contrast(Part):
    neighbour = models.ForeignKey(
        Role, null=True, blank=True, on_delete=models.CASCADE, related_name="contrasts"
    )
    comparison = models.ForeignKey(
        "roles.Comparison",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="contrasts",
    )
    # The role that is spoken of, next to the owner: a neighbour is a role as well.
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=300, help_text="One line on this role, as seen from here.")
    answer = models.CharField(
        max_length=100,
        blank=True,
        help_text="What it answers to the question that splits the roles: You do.",
    )

    class Meta(Part.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(neighbour=None) ^ Q(comparison=None),
                name="contrast_has_one_owner",
                violation_error_message="A contrast belongs to a neighbour or to a comparison.",
            ),
            models.UniqueConstraint(
                fields=["neighbour", "role"],
                name="one_contrast_per_neighbour_and_role",
                violation_error_message="There is a line on this role here already.",
            ),
            models.UniqueConstraint(
                fields=["comparison", "role"],
                name="one_contrast_per_comparison_and_role",
                violation_error_message="There is a line on this role in this comparison already.",
            ),
        ]

    def __str__(self):
        return self.text

    def clean(self):
        super().clean()
        # Not by the database: an edition frozen before this was refused can still be loaded back.
        if self.role_id and self.role_id == self.neighbour_id:
            raise ValidationError("A neighbour is set beside another role than itself.")


class Transition(Part):
    from_role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="transitions")
    # The other direction is another transition, with an owner of its own.
    to_role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+")
    how_common = models.TextField(blank=True, help_text="Markdown.")
    carries_over = models.TextField(blank=True, help_text="Markdown: what is of use there too.")
    to_learn = models.TextField(blank=True, help_text="Markdown: what is new there.")
    first_move = models.TextField(blank=True, help_text="Markdown: what to do first.")
    why_not = models.TextField(blank=True, help_text="Markdown: when not to.")

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["from_role", "to_role"],
                name="one_transition_per_pair_and_direction",
                violation_error_message="There is a transition from here to this role already.",
            ),
            models.CheckConstraint(
                condition=~Q(from_role=models.F("to_role")),
                name="transition_leads_elsewhere",
                violation_error_message="A transition leads to a role that it does not start from.",
            ),
        ]

    def __str__(self):
        return f"to {self.to_role}"
