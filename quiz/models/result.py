from django.db import models
from django.db.models import Q

from quiz.frozen import SHAPES
from quiz.readiness import Readiness
from quiz.scoring import Score


class Result(models.Model):
    """The score of a finished attempt as it was on that day, never computed again."""

    # One row, whoever else finishes the attempt at the same moment.
    attempt = models.OneToOneField("Attempt", on_delete=models.CASCADE, related_name="result")
    # Kept beside the version, so that a result proves by itself what it was made with.
    engine = models.PositiveSmallIntegerField()
    digest = models.CharField("SHA-256 of the definition", max_length=64)
    score_data = models.JSONField()
    readiness_data = models.JSONField()
    shape = models.PositiveSmallIntegerField(default=1, help_text="Which fields its data has.")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(shape__gte=1), name="result_has_a_shape")]

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
            "engine": self.engine,
            "sha256_of_the_version": self.digest,
            "created_at": self.created_at,
            "would_you_enjoy_it": self.score_data,
            "could_you_get_in_now": self.readiness_data,
        }
