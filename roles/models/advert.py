"""By what adverts are read: phrases and what they speak for, and examples to try them on."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from roles.advert_signals import HEAVIEST
from roles.models.part import KeyedPart, Part
from roles.models.role import Role

SLUG = "signals"
SPELLING = (
    "One a line, in small letters: words in their order; (a|b) is one of several, (a|) may be left"
    " out, a star ends a word in any way: (own|owning) product roadmap, prioriti* features."
)


class Family(models.TextChoices):
    PRODUCT = "product", "Product: why and what"
    DELIVERY = "delivery", "Delivery: how and when"
    MANAGER = "engineering-manager", "Managing engineers"
    OTHER = "other", "Other work"


class Ratio(models.FloatField):
    """A part of one."""

    def __init__(self, *args, **kwargs):
        limits = [MinValueValidator(0), MaxValueValidator(1)]
        super().__init__(*args, **{"validators": limits, **kwargs})


class Weight(models.FloatField):
    """What a phrase counts for; a half weighs half of what one does."""

    def __init__(self, *args, **kwargs):
        limits = [MinValueValidator(0), MaxValueValidator(HEAVIEST)]
        super().__init__(*args, **{"default": 0, "validators": limits, **kwargs})


SHARES = (
    "leaning_margin",
    "clear_margin",
    "narrowed_margin",
    "other_margin",
    "against_margin",
    "contradiction_margin",
    "technical_middle",
    "technical_high",
)
WEIGHTS = ("product", "delivery", "engineering_manager", "other", "technical")


def _within(names, low, high):
    return Q(**{f"{name}__range": (low, high) for name in names})


class Signals(models.Model):
    slug = models.SlugField(unique=True, default=SLUG, editable=False)
    least_words = models.PositiveSmallIntegerField(
        default=25, help_text="Of a text with fewer, the duties say nothing."
    )
    least_score = models.FloatField(
        default=5,
        validators=[MinValueValidator(0)],
        help_text="Of a family with less, the duties say nothing.",
    )
    clear_words = models.PositiveSmallIntegerField(
        default=120, help_text="Of a text with fewer, the duties lean but are not clear."
    )
    leaning_margin = Ratio(
        default=0.2,
        help_text="A margin is the lead of the first family over the second, as a share of the"
        " first. From this one on the duties lean; below, two jobs are asked for at once.",
    )
    clear_margin = Ratio(default=0.5, help_text="From this one on the duties are clear.")
    narrowed_margin = Ratio(
        default=0.08, help_text="From this one on the duties choose among the jobs of a title."
    )
    other_margin = Ratio(
        default=0.1, help_text="From this one on it is other work and none of our roles."
    )
    against_margin = Ratio(
        default=0.9, help_text="From this one on it is ours under the title of another job."
    )
    contradiction_margin = Ratio(
        default=0.7, help_text="From this one on duties speak against a title of ours."
    )
    technical_points = models.FloatField(
        default=12,
        validators=[MinValueValidator(0.1)],
        help_text="As many points for technical work are wholly technical.",
    )
    technical_middle = Ratio(default=0.3, help_text="From this share of them on: “middle”.")
    technical_high = Ratio(default=0.65, help_text="From this share of them on: “high”.")

    class Meta:
        verbose_name = verbose_name_plural = "signals of adverts"
        constraints = [
            models.CheckConstraint(condition=Q(slug=SLUG), name="signals_are_there_once"),
            models.CheckConstraint(
                condition=_within(SHARES, 0, 1),
                name="margins_are_shares",
                violation_error_message="A margin is from 0 to 1.",
            ),
            models.CheckConstraint(
                condition=Q(least_score__gte=0, technical_points__gt=0),
                name="points_are_positive",
                violation_error_message="Points are above 0.",
            ),
        ]

    def __str__(self):
        return "Signals of adverts"

    def get_absolute_url(self):
        return reverse("decode")


class FamilyRole(Part):
    whole = models.ForeignKey(Signals, on_delete=models.CASCADE, related_name="families")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+")
    family = models.CharField(max_length=20, choices=Family, help_text="What its work is about.")
    is_neighbour = models.BooleanField(
        "is not named by a short title",
        default=False,
        help_text="A title that is short for it and for others, such as PM, names only those.",
    )

    class Meta(Part.Meta):
        verbose_name = "role in a family"
        verbose_name_plural = "roles in families"
        constraints = [
            models.UniqueConstraint(
                fields=["whole", "role"],
                name="one_family_per_role",
                violation_error_message="This role is in a family already.",
            ),
        ]

    def __str__(self):
        return f"{self.role}: {self.get_family_display()}"


class AdvertQuestion(KeyedPart):
    whole = models.ForeignKey(Signals, on_delete=models.CASCADE, related_name="questions")
    question = models.CharField(
        max_length=200, help_text="As somebody writes it back: Who decides what gets built?"
    )
    phrases = models.TextField(
        "phrases that answer it", help_text=f"An advert with one leaves it not open. {SPELLING}"
    )
    seeming = models.TextField(
        "phrases that only seem to",
        blank=True,
        help_text="Longer ones that hold one of those and answer nothing: 10 years ago.",
    )
    note = models.CharField(
        max_length=300,
        blank=True,
        help_text="What else helps whoever asks it; the sources are for this.",
    )

    key_from = "question"

    class Meta(KeyedPart.Meta):
        verbose_name = "question to an advert"
        verbose_name_plural = "questions to an advert"
        constraints = [
            models.UniqueConstraint(fields=["whole", "key"], name="one_advert_question_per_key"),
        ]

    def __str__(self):
        return self.question


class Signal(KeyedPart):
    whole = models.ForeignKey(Signals, on_delete=models.CASCADE, related_name="signals")
    name = models.CharField(
        max_length=100, help_text="What they speak of, for the reader: decides what gets built."
    )
    phrases = models.TextField(help_text=SPELLING)
    product = Weight(help_text="By our judgement: how much they speak for product work, 0 to 10.")
    delivery = Weight(help_text="For delivery.")
    engineering_manager = Weight("managing engineers", help_text="For managing engineers.")
    other = Weight("other work", help_text="For work that is none of our roles.")
    technical = Weight(help_text="How much they speak of technical work, whoever does it.")
    note = models.CharField(max_length=300, blank=True, help_text="Why it weighs what it does.")

    key_from = "name"

    class Meta(KeyedPart.Meta):
        constraints = [
            models.UniqueConstraint(fields=["whole", "key"], name="one_signal_per_key"),
            models.CheckConstraint(
                condition=_within(WEIGHTS, 0, HEAVIEST),
                name="weights_are_bounded",
                violation_error_message=f"A weight is from 0 to {HEAVIEST:g}.",
            ),
        ]

    def __str__(self):
        return self.name


class ExampleAdvert(KeyedPart):
    whole = models.ForeignKey(Signals, on_delete=models.CASCADE, related_name="examples")
    title = models.CharField(
        max_length=100, help_text="What it is an example of; it is not read as its title."
    )
    text = models.TextField(
        help_text="Plain text. Write it yourself, as our reading, or take one that is free of"
        " rights and name its source: other adverts belong to their employers."
    )
    family = models.CharField(
        "should be read as",
        max_length=20,
        blank=True,
        choices=Family,
        help_text="By its duties alone; empty: they should not decide.",
    )

    key_from = "title"

    class Meta(KeyedPart.Meta):
        constraints = [
            models.UniqueConstraint(fields=["whole", "key"], name="one_example_per_key"),
        ]

    def __str__(self):
        return self.title
