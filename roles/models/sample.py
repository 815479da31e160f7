"""What a figure of pay rests on: how many were counted, who they are, and what they leave out."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

# Percentiles of one or two are these themselves, under names that promise more.
FEWEST_OF_PERCENTILES = 3
FEW_HAVE_NO_PERCENTILES = (
    "Of one or two observations there is a median, or a range from the lower to the higher; "
    "percentiles take three or more."
)
# No statistic counts as many in one occupation.
MOST_OBSERVED = 10**8
WORDS = ["leaning", "selection", "qualifier", "why_neighbour"]


class Sample(models.Model):
    n = models.PositiveIntegerField(
        "observations",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_OBSERVED)],
        help_text="How many people, adverts or filings it rests on. Empty when unknown.",
    )
    employers = models.PositiveIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="How many employers these are of. Empty when unknown.",
    )
    leaning = models.CharField(
        max_length=200,
        blank=True,
        help_text="Which way the sample is known to lean, in few words: mostly data and machine "
        "learning; 277 of 479 senior posts. It stands beside the amount.",
    )
    selection = models.CharField(
        max_length=300,
        blank=True,
        help_text="What was counted, and what was left out and how many: middles of the ranges; 12 "
        "adverts without a range left out.",
    )
    qualifier = models.CharField(
        max_length=80,
        blank=True,
        help_text="A few words without which the amount would be misread: usual upper limit. They "
        "stand wherever the amount does.",
    )
    why_neighbour = models.CharField(
        max_length=250,
        blank=True,
        help_text="Of an occupation or a neighbouring role: whose neighbour it is, and why.",
    )
    address = models.URLField(
        max_length=500,
        blank=True,
        help_text="The page of this one figure, where its source is a collection: the advert.",
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(n__gte=1),
                name="n_at_least_one_when_known",
                violation_error_message="At least one observation; leave empty what is unknown.",
            ),
            models.CheckConstraint(
                condition=Q(n__lte=MOST_OBSERVED),
                name="n_is_one_that_can_be_counted",
                violation_error_message="No figure of pay rests on so many observations.",
            ),
            models.CheckConstraint(
                condition=Q(employers__gte=1) & Q(employers__lte=F("n")),
                name="employers_are_some_and_not_above_n",
                violation_error_message="At least one employer, and no more than there are "
                "observations; leave empty what is unknown.",
            ),
        ]
