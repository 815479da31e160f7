"""The tables of the small task: one incident, and a piece of each role's work on it."""

from django.db import models

from quiz.models.draft import NOW_DRAFTS, SOURCES, OrderedPart, Profile
from quiz.models.version import FROZEN, Version

ONE_A_LINE = "One a line."


class WorkTrial(models.Model):
    """The incident, told once, and what is the same for all of its tasks."""

    version = models.OneToOneField(
        Version, on_delete=models.CASCADE, related_name="trial", limit_choices_to=NOW_DRAFTS
    )
    minutes = models.PositiveSmallIntegerField(default=90, help_text="The time for one task.")
    title = models.CharField(max_length=200)
    text = models.TextField(help_text="What has happened.")
    facts = models.TextField(help_text=f"What is known besides. {ONE_A_LINE}")
    before = models.TextField(help_text="What to do before a task.")
    after = models.TextField(help_text=f"What to ask oneself after it. {ONE_A_LINE}")
    levels = models.TextField(
        help_text=f"What the levels of each rubric are called, lowest first. {ONE_A_LINE}"
    )

    class Meta:
        verbose_name = "incident of the small tasks"
        verbose_name_plural = "incident of the small tasks"

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        if not self.version.is_draft:
            raise TypeError(FROZEN)
        super().save(*args, **kwargs)


class TrialTask(OrderedPart):
    trial = models.ForeignKey(WorkTrial, on_delete=models.CASCADE, related_name="tasks")
    profile = models.ForeignKey(
        Profile, on_delete=models.RESTRICT, related_name="+", verbose_name="role"
    )
    title = models.CharField(max_length=200)
    hand_in = models.TextField(help_text=f"What the task ends in. {ONE_A_LINE}")
    steps = models.TextField(help_text=f"How to divide the time: “20 min: …”. {ONE_A_LINE}")
    they_notice = models.TextField(help_text="What people of the role would see in it.")
    sources = models.ManyToManyField(
        "roles.Source", **SOURCES | {"help_text": "Who gives this work to the role."}
    )

    class Meta(OrderedPart.Meta):
        verbose_name = "small task"
        constraints = [
            models.UniqueConstraint(
                fields=["trial", "profile"],
                name="one_task_per_trial_and_profile",
                violation_error_message="This incident has a task for this role already.",
            )
        ]

    def __str__(self):
        return self.title


class RubricLine(OrderedPart):
    task = models.ForeignKey(TrialTask, on_delete=models.CASCADE, related_name="rubric")
    key = models.SlugField(max_length=100, help_text="Its identity, for ever.")
    name = models.CharField(max_length=200, help_text="What to look at in one's own work.")
    levels = models.TextField(help_text=f"How it looks at each level, lowest first. {ONE_A_LINE}")

    class Meta(OrderedPart.Meta):
        verbose_name = "line of the rubric"
        verbose_name_plural = "lines of the rubric"
        constraints = [
            models.UniqueConstraint(
                fields=["task", "key"],
                name="one_line_per_task_and_key",
                violation_error_message="This task has a line with this key already.",
            )
        ]

    def __str__(self):
        return self.name
