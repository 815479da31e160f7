"""What a draft has one of: its title, the names of its answers, its constants."""

from django.db import models

from quiz.models.version import Version


class Frame(models.Model):
    """What a version has one of: its title, the names of its answers, the constants of scoring."""

    version = models.OneToOneField(Version, on_delete=models.CASCADE, related_name="frame")
    title = models.CharField(max_length=200, help_text="What takers see above the assessment.")
    locale = models.CharField(max_length=20, default="en", help_text="The language of its texts.")
    trade_off_scale = models.TextField(
        help_text="What the five answers to a trade-off are called, from A to B, one a line."
    )
    statement_scale = models.TextField(
        help_text="What the five answers to a statement are called, no to yes, one a line."
    )
    engine = models.PositiveSmallIntegerField(default=1, help_text="The formulas that score it.")
    # Defaults as in the design of the assessment, on noise, bands and the decision: 1.645 leaves
    # 5 % on either side of a normal curve. z_gate is Tukey's range at 10 % over the root of two:
    # chance finds a difference among all pairs together once in ten.
    prior_sd = models.FloatField(
        default=0.5, help_text="Answer noise assumed of everybody before they answer (0 to 1)."
    )
    prior_df = models.FloatField(
        default=6, help_text="How many answers that assumption weighs as much as."
    )
    z_band = models.FloatField(
        default=1.645, help_text="Half a band in standard errors: 1.645 is a 90 % band."
    )
    z_tie = models.FloatField(
        default=1.645, help_text="Roles closer than so many standard errors are a tie."
    )
    min_gap = models.FloatField(default=6, help_text="And those closer than so many points.")
    z_gate = models.FloatField(
        default=2.05,
        help_text="Before any role is named, one pair has to differ by so many standard errors: "
        "1.64 for two roles, 2.05 for three, 2.29 for four, 2.46 for five.",
    )
    min_answered_share = models.FloatField(
        default=0.66, help_text="Below this share of answers there is no result (0 to 1)."
    )
    min_items_per_trait = models.PositiveSmallIntegerField(
        default=3, help_text="Nor with fewer answers than this on one trait."
    )
    flag_same_option_run = models.PositiveSmallIntegerField(
        default=10, help_text="As many equal answers in a row are noted on the result."
    )
    flag_contradictions = models.PositiveSmallIntegerField(
        default=4, help_text="So are contradictory answers on as many traits."
    )

    class Meta:
        verbose_name = "title, answers and scoring"

    def __str__(self):
        return self.title
