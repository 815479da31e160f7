from django.db import models
from django.db.models import Q
from django.utils import timezone

from quiz.frozen import SHAPES
from quiz.readiness import Readiness
from quiz.scoring import Score


class Computed(models.Model):
    """What a version's rules gave on one day, with what they were; it is never computed again."""

    # Kept beside the version, so that a result proves by itself what it was made with.
    engine = models.PositiveSmallIntegerField()
    digest = models.CharField("SHA-256 of the definition", max_length=64)
    shape = models.PositiveSmallIntegerField(default=1, help_text="Which fields its data has.")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(shape__gte=1), name="%(class)s_has_a_shape")
        ]

    def origin(self):
        return {"engine": self.engine, "sha256_of_the_version": self.digest}


class Result(Computed):
    """The score of a finished attempt as it was on that day."""

    # One row, whoever else finishes the attempt at the same moment.
    attempt = models.OneToOneField("Attempt", on_delete=models.CASCADE, related_name="result")
    score_data = models.JSONField()
    readiness_data = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return f"result of {self.attempt}"

    @property
    def score(self):
        return SHAPES.thawed(Score, self.score_data, self.shape)

    @property
    def readiness(self):
        return tuple(SHAPES.thawed(Readiness, data, self.shape) for data in self.readiness_data)

    def as_data(self):
        return {
            **self.origin(),
            "created_at": self.created_at,
            "would_you_enjoy_it": self.score_data,
            "could_you_get_in_now": self.readiness_data,
        }


class StepResult(Computed):
    """The score of a finished attempt after further questions; the result before it stays."""

    attempt = models.ForeignKey("Attempt", on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    items = models.JSONField(help_text="The keys of the questions of this step.")
    score_data = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(Computed.Meta):
        ordering = ["number"]
        constraints = [
            *Computed.Meta.constraints,
            # One row, whoever else finishes the step at the same moment.
            models.UniqueConstraint(
                fields=["attempt", "number"], name="one_result_per_attempt_and_step"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="steps_count_from_one"),
        ]

    def __str__(self):
        return f"step {self.number} of {self.attempt}"

    @property
    def score(self):
        return SHAPES.thawed(Score, self.score_data, self.shape)

    def as_data(self):
        return {
            **self.origin(),
            "step": self.number,
            "questions": self.items,
            "created_at": self.created_at,
            "would_you_enjoy_it": self.score_data,
        }


class BackgroundRecord(Computed):
    """What a person had done by one day, said after the finish, and how near that is to each job.

    `levels` are by key of a fact, None where nothing is said.
    """

    attempt = models.ForeignKey("Attempt", on_delete=models.CASCADE, related_name="backgrounds")
    levels = models.JSONField()
    readiness_data = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta(Computed.Meta):
        ordering = ["created_at", "pk"]

    def __str__(self):
        return f"background of {self.created_at:%Y-%m-%d} of {self.attempt}"

    @property
    def readiness(self):
        return tuple(SHAPES.thawed(Readiness, data, self.shape) for data in self.readiness_data)

    @property
    def as_of(self):
        return self.created_at

    @property
    def is_later(self):
        """Whether it was said after the finish; what was said by then is no row of its own."""
        return self.pk is not None

    @property
    def is_given(self):
        """Whether it says anything at all."""
        return any(level is not None for level in self.levels.values())

    def as_data(self):
        return {
            **self.origin(),
            "created_at": self.created_at,
            "levels": self.levels,
            "could_you_get_in_now": self.readiness_data,
        }
