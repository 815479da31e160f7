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


class OfEngine2(models.Model):
    """Constants that a draft of engine 1 does not have."""

    version = models.OneToOneField(Version, on_delete=models.CASCADE, related_name="%(class)s")

    class Meta:
        abstract = True

    def __str__(self):
        return str(self.version)


class LookingAgain(OfEngine2):
    # By simulation: at the numbers of the first look more results than 1.4 % would turn out wrong.
    z_tie = models.FloatField(
        default=1.96,
        help_text="A role that was open is left out only so many standard errors behind.",
    )
    z_gate = models.FloatField(
        default=2.34,
        help_text="After no clear preference one pair has to differ by so many standard errors: "
        "1.96 for two roles, 2.34 for three, 2.57 for four, 2.73 for five.",
    )
    min_answered_share = models.FloatField(
        default=0.75, help_text="Further questions count from this share of answers on (0 to 1)."
    )

    class Meta:
        verbose_name = "decision after further questions"
        verbose_name_plural = verbose_name


class Explanation(OfEngine2):
    reasons_max = models.PositiveSmallIntegerField(
        default=3, help_text="So many reasons of each kind for a role."
    )
    reason_min_lean = models.FloatField(
        default=10, help_text="A trait is a reason if its target lies so far from 50."
    )
    reason_min_points = models.FloatField(
        default=1, help_text="It also has to move the fit by so many points."
    )
    z_sure = models.FloatField(
        default=1.96, help_text="It is sure if the trait lies so many standard errors from 50."
    )
    reason_said_mean = models.FloatField(
        default=0.5,
        help_text="It was said if the trait's own statements agree so far on the whole (0 to 1).",
    )
    decisive_items = models.PositiveSmallIntegerField(
        default=3, help_text="How many answers are named as the most decisive."
    )
    decisive_traits = models.PositiveSmallIntegerField(
        default=2, help_text="How many traits are named as deciding."
    )
    splitting_items = models.PositiveSmallIntegerField(
        default=2, help_text="How many questions are named that divide the leaders most."
    )
    answer_step = models.FloatField(
        default=0.5, help_text="One step of an answer, in evidence of -1 to 1."
    )
    flag_neutral_share = models.FloatField(
        default=0.6, help_text="From this share of answers in the middle on, a note says so."
    )
    headline_min_statements = models.PositiveSmallIntegerField(
        default=10, help_text="Low interest is a headline only with so many statements answered."
    )
    headline_max_liked = models.PositiveSmallIntegerField(
        default=1, help_text="Nor is it with more traits than this said yes to."
    )

    class Meta:
        verbose_name = "reasons and headlines"
        verbose_name_plural = verbose_name


class ReadinessRules(OfEngine2):
    ready_open_help_levels = models.PositiveSmallIntegerField(
        default=1, help_text="Ready, with all musts met, while no more levels of helps are open."
    )
    reach_open_must_levels = models.PositiveSmallIntegerField(
        default=2, help_text="Within reach while the musts lack no more levels than this."
    )
    reach_min_musts_met = models.PositiveSmallIntegerField(
        default=1, help_text="That also takes so many musts met."
    )

    class Meta:
        verbose_name = "readiness"
        verbose_name_plural = verbose_name
