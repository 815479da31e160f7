"""Of which tables of the assessment readers see nothing: takers and plans, whose pages are theirs
alone, and the progress of a check."""

from quiz.models.answer import Answer
from quiz.models.attempt import Attempt
from quiz.models.check_run import CheckRun
from quiz.models.plan import Plan, PlannedStep
from quiz.models.result import BackgroundRecord, Result, StepResult
from quiz.models.share import Share
from roles.models.content_version import watch_all_but

UNSEEN = (
    Answer,
    Attempt,
    BackgroundRecord,
    CheckRun,
    Plan,
    PlannedStep,
    Result,
    Share,
    StepResult,
)
watch_all_but("quiz", *UNSEEN)
