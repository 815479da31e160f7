import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from quiz.findings import findings
from quiz.further import offer
from quiz.models.answer import Answer
from quiz.models.result import BackgroundRecord, StepResult
from quiz.models.version import Assessment, Version
from quiz.score_bars import role_bars
from quiz.sittings import Sitting

# Promised on the pages about privacy: what nobody looks after any more is not kept.
ABANDONED_FOR = timedelta(days=90)
UNCLAIMED_FOR = timedelta(days=14)
# The design of the assessment: by then one remembers little of what one answered.
FORGOTTEN_AFTER = timedelta(days=30)
# The rows that hang on an attempt, but for the one result and the one link to it.
PARTS = ("answers", "steps", "backgrounds")


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

    def with_source(self):
        return self.select_related("source")

    def sources(self):
        """The attempt that each of these was copied from, by its key; None of the others."""
        return dict(self.values_list("pk", "source_id"))

    def with_answers(self):
        return self.prefetch_related("answers")

    def with_steps(self):
        return self.prefetch_related("steps")

    def whole(self):
        """With all that is kept of each."""
        return self.with_result().prefetch_related(*PARTS)

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
        # What hangs on it goes before the attempt. A row that came between, from a request on its
        # way, would keep the attempt from being deleted, which is an error at the very end.
        keys = list(self.values_list("pk", flat=True))
        # Copies are held as well: they are written to, because they forget what they were made of.
        family = Attempt.objects.filter(Q(pk__in=keys) | Q(source__in=keys)).hold()
        held = self.filter(pk__in=family).hold()
        return super(AttemptQuerySet, Attempt.objects.filter(pk__in=held)).delete()

    delete.alters_data = delete.queryset_only = True

    def untouched_since(self, moment):
        """Those that nobody has begun, answered, finished, added to or left behind since then."""
        return self.filter(
            ~_exists(Answer, answered_at__gte=moment),
            ~_exists(StepResult, created_at__gte=moment),
            ~_exists(BackgroundRecord, created_at__gte=moment),
            Q(finished_at=None) | Q(finished_at__lt=moment),
            Q(left_at=None) | Q(left_at__lt=moment),
            started_at__lt=moment,
        )

    def outdated(self, now):
        """Abandoned by somebody with an account, or never claimed, for long enough to forget."""
        left = self.untouched_since(now - ABANDONED_FOR).filter(status=Attempt.Status.ABANDONED)
        return left | self.untouched_since(now - UNCLAIMED_FOR).filter(user=None)


def _exists(model, **what):
    return Exists(model.objects.filter(attempt=OuterRef("pk"), **what))


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
    # Begun on the answers of this one.
    source = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="copies"
    )
    # Stays when the source is deleted: a copy is never a second measurement.
    is_copy = models.BooleanField(default=False)

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
            models.CheckConstraint(
                condition=Q(source=None) | Q(is_copy=True), name="only_copies_have_a_source"
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
    def looks(self):
        """The score of the first result, and of each step of further questions after it."""
        return tuple(each.score for each in (self.result, *self.steps.all()))

    @property
    def shown_result(self):
        """The newest result; the one on the first questions stays as `result`."""
        return [self.result, *self.steps.all()][-1]

    @property
    def offered(self):
        """The further questions that the newest result offers, None for none; with_result()."""
        return offer(self.definition, self.looks, self.values) if self.is_finished else None

    @property
    def records(self):
        """What was said of the background, the newest first; that of the finish is no row."""
        return [*reversed(self.backgrounds.all()), self._record_of_the_finish()]

    @property
    def background(self):
        """The newest of these; None where it says nothing."""
        newest = self.records[0]
        return newest if newest.is_given else None

    @property
    def older_backgrounds(self):
        return [record for record in self.records[1:] if record.is_given]

    def _record_of_the_finish(self):
        values, result = self.values, self.result
        return BackgroundRecord(
            attempt=self,
            engine=result.engine,
            digest=result.digest,
            shape=result.shape,
            levels={fact.key: values.get(fact.item) for fact in self.definition.facts},
            readiness_data=result.readiness_data,
            created_at=self.finished_at,
        )

    @property
    def shown_values(self):
        """The answers that the shown result rests on, with the newest background; comes whole()."""
        counted = {item for step in self.steps.all() for item in step.items}
        left_out = {item.key for item in self.definition.further} - counted
        values = {item: value for item, value in self.values.items() if item not in left_out}
        newest = self.records[0]
        if newest.is_later:
            values |= {fact.item: newest.levels.get(fact.key) for fact in self.definition.facts}
        return values

    @property
    def findings(self):
        """What the newest result and the newest background say; comes with_result()."""
        return self.found(with_readiness=True)

    def found(self, *, with_readiness):
        self.read_whole()
        routes = self.background.readiness if with_readiness and self.background else ()
        return findings(self.definition, self.looks, routes, self.shown_values)

    @property
    def leader_names(self):
        """The roles its newest result names; comes with_result() and with_steps()."""
        names = {profile.role: profile.name for profile in self.definition.profiles}
        return [names[role] for role in self.shown_result.score.leaders]

    @property
    def bars(self):
        """The bars of its newest result; comes with_result() and with_steps()."""
        return role_bars(self.definition, self.shown_result.score)

    @property
    def further(self):
        """The further questions that its newest result counts; comes with_steps()."""
        return frozenset(item for step in self.steps.all() for item in step.items)

    @property
    def sitting(self):
        """What stands beside another one; comes whole()."""
        answers = self.answers.all()
        return Sitting(
            definition=self.definition,
            score=self.shown_result.score,
            answers=self.values,
            further=self.further,
            moments={row.item: row.said_at or row.answered_at for row in answers},
            copied=frozenset(row.item for row in answers if row.said_at),
        )

    @property
    def again_from(self):
        """When a second result begins to say more; comes to a finished one."""
        return self.finished_at + FORGOTTEN_AFTER

    @property
    def live_share(self):
        """The link to it that still works, if there is one."""
        # A one-to-one that is missing raises an AttributeError, too, and so getattr() can do this.
        share = getattr(self, "share", None)
        return share if share and share.is_live else None

    def read_whole(self):
        """The same, read with few queries whatever is asked of it then."""
        prefetch_related_objects([self], *PARTS)
        return self

    def delete(self, **options):
        # Held first, as those of a queryset.
        return Attempt.objects.filter(pk=self.pk).delete()

    def as_data(self):
        """All that is kept of it, for the person; comes whole()."""
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
            "is_copy": self.is_copy,
            "copy_of": self.source_id and str(self.source_id),
            "answers": [answer.as_data() for answer in self.answers.all()],
            "result": result and result.as_data(),
            "further_results": [step.as_data() for step in self.steps.all()],
            "later_backgrounds": [record.as_data() for record in self.backgrounds.all()],
            "share": share and share.as_data(),
        }
