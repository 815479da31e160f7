import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from quiz.plan import StepHours, StepStanding, StepWords

# Promised on the page about privacy.
UNCLAIMED_PLANS_FOR = timedelta(days=14)
FEWEST_HOURS, MOST_HOURS, USUAL_HOURS = 1, 80, 4
LONGEST_NOTE = 280


def today():
    return timezone.now().date()


class PlanQuerySet(models.QuerySet):
    def of(self, user, pk):
        """That of a person: the account's, or the one this browser's session began unclaimed."""
        if user.is_authenticated:
            return self.filter(user=user)
        return self.filter(pk=pk, user=None)

    def of_user(self, user):
        return self.filter(user=user)

    def to_claim(self, user, pk):
        """The account's own and the one that this browser began, as far as they are there."""
        return self.filter(Q(user=user) | Q(pk=pk, user=None))

    def with_steps(self):
        return self.prefetch_related("steps")

    def hold(self):
        """These, which nobody else changes or deletes before the transaction ends."""
        # All who hold two take them in one order, and so never wait for each other.
        return list(self.select_for_update().order_by("pk"))

    @transaction.atomic
    def delete(self):
        # Held first: a step that came between would keep its plan from being deleted.
        held = Plan.objects.filter(pk__in=[plan.pk for plan in self.hold()])
        return super(PlanQuerySet, held).delete()

    delete.alters_data = delete.queryset_only = True

    def outdated(self, now):
        """Never claimed, and not touched for long enough to forget."""
        return self.filter(user=None, touched_at__lt=now - UNCLAIMED_PLANS_FOR)


class Plan(models.Model):
    """The steps that a person chose: one plan of an account, or of a browser until sign-in."""

    # The session names it, where a number would tell how many plans there are.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="plan",
    )
    hours_a_week = models.PositiveSmallIntegerField(default=USUAL_HOURS)
    starts_on = models.DateField(default=today)
    begun_at = models.DateTimeField(default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now)

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(hours_a_week__range=(FEWEST_HOURS, MOST_HOURS)),
                name="plan_has_hours_in_a_week",
            )
        ]
        indexes = [models.Index(fields=["user", "touched_at"], name="plans_to_forget")]

    def __str__(self):
        return f"plan of {self.begun_at:%Y-%m-%d}"

    def as_data(self):
        """All that is kept of it, for the person; comes with_steps()."""
        return {
            "hours_a_week": self.hours_a_week,
            "starts_on": self.starts_on,
            "begun_at": self.begun_at,
            "touched_at": self.touched_at,
            "steps": [step.as_data() for step in self.steps.all()],
        }


class PlannedStep(models.Model):
    """A step of a plan, with its words as they were when the plan was last written: where the step
    is listed no more, they are all that is left of it."""

    class State(models.TextChoices):
        OPEN = "open", "To do"
        DOING = "doing", "Doing"
        DONE = "done", "Done"
        SKIPPED = "skipped", "Skipped"

    # In a calendar it names the day of the step for ever, in whichever plan that comes to stand.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="steps")
    # Keys and no foreign keys: what they name may be renamed, moved, withdrawn and come back.
    route = models.CharField(max_length=120)
    step = models.CharField(max_length=100)
    place = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    note = models.TextField(blank=True)
    done_on = models.DateField(null=True, blank=True)
    role = models.CharField(max_length=100, blank=True)
    said = models.TextField(blank=True)
    asked = models.TextField(blank=True)
    phrases = models.JSONField(default=list, blank=True)
    title = models.TextField()
    part = models.TextField()
    why = models.TextField(blank=True)
    helps = models.TextField(blank=True)
    done_when = models.TextField(blank=True)
    hours = models.JSONField(default=list, blank=True)
    time = models.TextField(blank=True)
    sources = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "route", "step"], name="one_planned_step_per_route_and_step"
            ),
            models.CheckConstraint(
                condition=Q(state="done", done_on__isnull=False)
                | (~Q(state="done") & Q(done_on=None)),
                name="only_what_is_done_has_a_day_of_it",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def identity(self):
        return self.route, self.step

    @property
    def words(self):
        return StepWords(
            title=self.title,
            part=self.part,
            why=self.why,
            helps=self.helps,
            done_when=self.done_when,
            hours=tuple(self.hours),
            time=self.time,
            sources=tuple(self.sources),
        )

    @words.setter
    def words(self, words):
        for name in ("title", "part", "why", "helps", "done_when", "time"):
            setattr(self, name, getattr(words, name))
        self.hours, self.sources = list(words.hours), list(words.sources)

    @property
    def standing(self):
        return StepStanding(state=self.state, note=self.note, done_on=self.done_on)

    @standing.setter
    def standing(self, standing):
        self.state, self.note, self.done_on = standing.state, standing.note, standing.done_on

    def stretch(self, words):
        """Of the time there is, by the words that hold now."""
        return StepHours(hours=max(words.hours, default=0), state=self.state)

    def as_data(self):
        return {
            "route": self.route,
            "step": self.step,
            "title": self.title,
            "part_of": self.part,
            "why": self.why,
            "what_helps": self.helps,
            "done_when": self.done_when,
            "hours": self.hours,
            "time": self.time,
            "sources": self.sources,
            "leads_to": self.role,
            "you_said": self.said,
            "asked_for": self.asked,
            "an_advert_spoke_of": self.phrases,
            "state": self.state,
            "note": self.note,
            "done_on": self.done_on,
        }
