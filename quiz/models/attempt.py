import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from quiz.findings import findings
from quiz.models.answer import Answer
from quiz.models.version import Assessment, Version

# Promised on the pages about privacy: what nobody looks after any more is not kept.
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
