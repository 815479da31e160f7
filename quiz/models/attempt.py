import secrets
import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from quiz.findings import findings
from quiz.frozen import SHAPES
from quiz.models.version import Assessment, Version
from quiz.readiness import Readiness
from quiz.scoring import Score

# Promised on the pages about privacy: what nobody looks after any more is not kept.
SHARED_FOR = timedelta(days=90)
ABANDONED_FOR = timedelta(days=90)
UNCLAIMED_FOR = timedelta(days=14)


class AttemptQuerySet(models.QuerySet):
    def open(self):
        return self.filter(status=Attempt.Status.OPEN)

    def finished(self):
        return self.filter(status=Attempt.Status.FINISHED)

    def of(self, user, ids):
        """Those of a person: the account's, and those this browser's session began unclaimed."""
        # A session may outlive the claim of its attempts: copied, or of a browser that others use.
        mine = Q(pk__in=ids, user=None)
        return self.filter(mine | Q(user=user) if user.is_authenticated else mine)

    def of_user(self, user):
        return self.filter(user=user)

    def unclaimed(self, ids):
        return self.filter(pk__in=ids, user=None)

    def visible(self):
        """What a person may want to see again: abandoned attempts are over and done with."""
        return self.exclude(status=Attempt.Status.ABANDONED)

    def with_version(self):
        return self.select_related("version")

    def with_result(self):
        return self.select_related("version", "result", "share")

    def with_answers(self):
        return self.prefetch_related("answers")

    def with_progress(self):
        # An order of its own: counting drops the model's.
        return self.annotate(answer_count=models.Count("answers")).order_by("-started_at", "pk")

    def hold(self):
        """The keys of these, which nobody else changes or deletes before the transaction ends."""
        # All who hold several take them in one order, and so never wait for each other.
        return list(self.select_for_update().order_by("pk").values_list("pk", flat=True))

    @transaction.atomic
    def abandon(self):
        left = Attempt.objects.filter(pk__in=self.open().hold())
        return left.update(status=Attempt.Status.ABANDONED, left_at=timezone.now())

    @transaction.atomic
    def delete(self):
        # Answers and results go before the attempt. One that came between, from a request on its
        # way, would keep the attempt from being deleted, which is an error at the very end.
        held = Attempt.objects.filter(pk__in=self.hold())
        return super(AttemptQuerySet, held).delete()

    delete.alters_data = delete.queryset_only = True

    def untouched_since(self, moment):
        """Those that nobody has begun, answered, finished or left behind since then."""
        answers = Answer.objects.filter(attempt=models.OuterRef("pk"), answered_at__gte=moment)
        return self.filter(
            ~models.Exists(answers),
            Q(finished_at=None) | Q(finished_at__lt=moment),
            Q(left_at=None) | Q(left_at__lt=moment),
            started_at__lt=moment,
        )

    def outdated(self, now):
        """Abandoned by somebody with an account, or never claimed, for long enough to forget."""
        left = self.untouched_since(now - ABANDONED_FOR).filter(status=Attempt.Status.ABANDONED)
        return left | self.untouched_since(now - UNCLAIMED_FOR).filter(user=None)


class Attempt(models.Model):
    """One person's way through one version, which it stays with for ever."""

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        FINISHED = "finished", "Finished"
        ABANDONED = "abandoned", "Abandoned"

    # In the address, where a number would tell how many attempts there are.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The version names it as well, but a constraint reaches no other table, and one open attempt is
    # counted over all versions of an assessment.
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="attempts")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="attempts")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="attempts",
    )
    status = models.CharField(max_length=20, choices=Status, default=Status.OPEN)
    is_on_one_page = models.BooleanField(default=False)
    # Stored, though the answers tell it, too: the health of a version counts where people left.
    last_item = models.SlugField(max_length=100, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    # Empty also of what was abandoned before this was stored.
    left_at = models.DateTimeField(null=True, blank=True)
    sounds_like_me = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        permissions = [("open_attempt", "Can open a single person's attempt")]
        constraints = [
            # It binds accounts alone: without one the user is NULL, which equals no other NULL.
            models.UniqueConstraint(
                fields=["user", "assessment"],
                condition=Q(status="open"),
                name="one_open_attempt_per_user_and_assessment",
            ),
            models.CheckConstraint(
                condition=Q(status="finished", finished_at__isnull=False)
                | (~Q(status="finished") & Q(finished_at=None)),
                name="only_finished_attempts_have_a_moment_of_finishing",
            ),
            models.CheckConstraint(
                condition=Q(status="abandoned") | Q(left_at=None),
                name="only_abandoned_attempts_have_a_moment_of_leaving",
            ),
            models.CheckConstraint(
                condition=Q(sounds_like_me=None) | Q(sounds_like_me__range=(1, 5)),
                name="sounds_like_me_is_one_to_five",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "-started_at"], name="attempts_of_a_person"),
            models.Index(fields=["status", "started_at"], name="attempts_to_purge"),
            models.Index(fields=["version", "status"], name="attempts_of_a_version"),
        ]

    def __str__(self):
        return f"attempt of {self.started_at:%Y-%m-%d}"

    def get_absolute_url(self):
        return reverse("attempt_detail", args=[self.pk])

    @property
    def is_open(self):
        return self.status == self.Status.OPEN

    @property
    def is_finished(self):
        return self.status == self.Status.FINISHED

    @property
    def definition(self):
        return self.version.definition

    @property
    def values(self):
        """The answers by question; reads them once when they came with_answers()."""
        return {answer.item: answer.value for answer in self.answers.all()}

    @property
    def findings(self):
        """What the stored result says; comes with_result() and with_answers()."""
        result = self.result
        return findings(self.definition, result.score, result.readiness, self.values)

    @property
    def leader_names(self):
        """The roles its result names; comes with_result()."""
        names = {profile.role: profile.name for profile in self.definition.profiles}
        return [names[role] for role in self.result.score.leaders]

    @property
    def live_share(self):
        """The link to it that still works, if there is one."""
        # A one-to-one that is missing raises an AttributeError, too, and so getattr() can do this.
        share = getattr(self, "share", None)
        return share if share and share.is_live else None

    def delete(self, **options):
        # Held first, as those of a queryset.
        return Attempt.objects.filter(pk=self.pk).delete()

    def as_data(self):
        """All that is kept of it, for the person; comes with_result() and with_answers()."""
        result, share = getattr(self, "result", None), getattr(self, "share", None)
        return {
            "id": str(self.pk),
            "assessment": self.definition.key,
            "version": self.version.number,
            "status": self.status,
            "started_at": self.started_at,
            "finished_at": self.finished_at,
            "left_at": self.left_at,
            "sounds_like_me": self.sounds_like_me,
            "is_on_one_page": self.is_on_one_page,
            "stands_at": self.last_item,
            "answers": [answer.as_data() for answer in self.answers.all()],
            "result": result and result.as_data(),
            "share": share and share.as_data(),
        }


class AnswerQuerySet(models.QuerySet):
    def keep(self, rows):
        """Writes them over what was answered before, whoever was first."""
        # One statement: looked up before, an answer sent twice at once would be written twice.
        return self.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["attempt", "item"],
            # Without seconds: only the first answer tells how long the question took.
            update_fields=["value", "answered_at"],
        )


class Answer(models.Model):
    """What was chosen for one question; no value means skipped."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="answers")
    # A key and no foreign key: the rows of a draft are gone once its version is published.
    item = models.SlugField(max_length=100)
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    seconds = models.FloatField(null=True, blank=True)
    answered_at = models.DateTimeField(default=timezone.now)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "item"], name="one_answer_per_attempt_and_item"
            ),
            models.CheckConstraint(
                # Levels of the background begin at 0, other answers at 1; the version knows which
                # it is.
                condition=Q(value=None) | Q(value__range=(0, 5)),
                name="answer_is_nought_to_five_or_skipped",
            ),
        ]

    def __str__(self):
        return f"{self.item}: {'skipped' if self.value is None else self.value}"

    def as_data(self):
        return {
            "question": self.item,
            "value": self.value,
            "seconds": self.seconds,
            "answered_at": self.answered_at,
        }


class Result(models.Model):
    """The score of a finished attempt as it was on that day, never computed again."""

    # One row, whoever else finishes the attempt at the same moment.
    attempt = models.OneToOneField(Attempt, on_delete=models.CASCADE, related_name="result")
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


def make_token():
    # The token is all that guards a shared result, so it has 192 bits.
    return secrets.token_urlsafe(24)


def share_end():
    return timezone.now() + SHARED_FOR


class ShareQuerySet(models.QuerySet):
    def valid(self, at=None):
        return self.filter(expires_at__gt=at or timezone.now())

    def with_result(self):
        return self.select_related("attempt__version", "attempt__result")

    def by_token(self, token):
        return self.filter(token=token).first()

    def open(self, attempt, *, with_readiness):
        """A new address for the result; one given out before stops to work."""
        # created_at by hand: auto_now_add would keep the moment of the first link.
        values = {"token": make_token(), "expires_at": share_end(), "created_at": timezone.now()}
        values["with_readiness"] = with_readiness
        return self.update_or_create(attempt=attempt, defaults=values)[0]

    def revoke(self, attempt):
        return self.filter(attempt=attempt).delete()


class Share(models.Model):
    """A link to one result for whoever has it; deleting the row revokes it."""

    attempt = models.OneToOneField(Attempt, on_delete=models.CASCADE, related_name="share")
    token = models.CharField(max_length=64, unique=True, default=make_token)
    with_readiness = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=share_end)

    objects = ShareQuerySet.as_manager()

    def __str__(self):
        return f"share of {self.attempt}"

    def get_absolute_url(self):
        return reverse("shared_result", args=[self.token])

    @property
    def findings(self):
        """What its page may say, without readiness unless that is shared too."""
        result, attempt = self.attempt.result, self.attempt
        routes = result.readiness if self.with_readiness else ()
        return findings(attempt.definition, result.score, routes, attempt.values)

    @property
    def is_live(self):
        return self.expires_at > timezone.now()

    def as_data(self):
        return {
            "address": self.get_absolute_url(),
            "with_readiness": self.with_readiness,
            "created_at": self.created_at,
            "expires_at": self.expires_at,
        }
