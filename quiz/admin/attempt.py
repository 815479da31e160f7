"""A single person's attempt: closed without its own permission, and each opening is logged."""

import logging

from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry

from quiz.models import Attempt

log = logging.getLogger("careerguide.security")
PERMISSION = "quiz.open_attempt"


@admin.register(Attempt)
class AttemptAdmin(admin.ModelAdmin):
    """To read only, for whoever has to answer a taker's question about their own result."""

    list_display = ["pk", "version", "status", "started_at", "finished_at"]
    list_filter = ["status", "version", "started_at"]
    list_select_related = ["version__assessment"]
    search_fields = ["=pk"]
    fields = [
        "version",
        "status",
        "started_at",
        "finished_at",
        "is_copy",
        "source",
        "sounds_like_me",
        "answer_list",
        "outcome",
        "later_outcomes",
        "later_backgrounds",
    ]
    readonly_fields = fields

    def has_module_permission(self, request):
        # Any right to the app would do for Django, and who edits drafts has one.
        return request.user.has_perm(PERMISSION)

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(PERMISSION)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def view_on_site(self, attempt):
        """Nowhere: the pages of an attempt are its taker's own."""

    def change_view(self, request, object_id, *args, **kwargs):
        response = super().change_view(request, object_id, *args, **kwargs)
        # After the answer, so that what was refused or not found is not told as opened.
        if response.status_code == 200:
            self._log_opening(request, object_id)
        return response

    def _log_opening(self, request, object_id):
        attempt = self.get_object(request, object_id)
        # Django's log has no word for reading.
        LogEntry.objects.log_actions(
            request.user.pk, [attempt], CHANGE, "Opened to read", single_object=True
        )
        log.warning("attempt %s opened by user=%s", attempt.pk, request.user.pk)

    @admin.display(description="answers")
    def answer_list(self, attempt):
        return ", ".join(str(answer) for answer in attempt.answers.all())

    @admin.display(description="result")
    def outcome(self, attempt):
        result = getattr(attempt, "result", None)
        return in_words(result.score) if result else ""

    @admin.display(description="after further questions")
    def later_outcomes(self, attempt):
        steps = attempt.steps.all()
        return "; ".join(f"step {step.number}: {in_words(step.score)}" for step in steps)

    @admin.display(description="said later of the background")
    def later_backgrounds(self, attempt):
        records = attempt.backgrounds.all()
        return "; ".join(f"{record.as_of:%Y-%m-%d}: {levels_of(record)}" for record in records)


def in_words(score):
    return f"{score.status} {', '.join(score.leaders)}"


def levels_of(record):
    # In the order of the questions: PostgreSQL keeps the keys of JSON in one of its own.
    facts = [fact.key for fact in record.attempt.definition.facts if fact.key in record.levels]
    return ", ".join(f"{key} {_or_dash(record.levels[key])}" for key in facts)


def _or_dash(level):
    return "–" if level is None else level
