from quiz.models.answer import Answer
from quiz.models.attempt import Attempt
from quiz.models.check_run import CheckRun
from quiz.models.draft import Phrase, Profile, SearchTitle, Target, Trait
from quiz.models.draft_constants import Explanation, Frame, LookingAgain, ReadinessRules
from quiz.models.draft_items import (
    Action,
    BackgroundFact,
    ExtensionBlock,
    Item,
    Key,
    LikertStatement,
    Option,
    TradeOff,
    Word,
)
from quiz.models.draft_routes import EntryRoute, Need, Requirement
from quiz.models.draft_trial import RubricLine, TrialTask, WorkTrial
from quiz.models.followed import KINDS_OF_ITEM
from quiz.models.plan import Plan, PlannedStep
from quiz.models.result import BackgroundRecord, Result, StepResult
from quiz.models.share import Share
from quiz.models.unseen import UNSEEN
from quiz.models.version import Assessment, Version

__all__ = [
    "KINDS_OF_ITEM",
    "UNSEEN",
    "Action",
    "Answer",
    "Assessment",
    "Attempt",
    "BackgroundFact",
    "BackgroundRecord",
    "CheckRun",
    "EntryRoute",
    "Explanation",
    "ExtensionBlock",
    "Frame",
    "Item",
    "Key",
    "LikertStatement",
    "LookingAgain",
    "Need",
    "Option",
    "Phrase",
    "Plan",
    "PlannedStep",
    "Profile",
    "ReadinessRules",
    "Requirement",
    "Result",
    "RubricLine",
    "SearchTitle",
    "Share",
    "StepResult",
    "Target",
    "TradeOff",
    "Trait",
    "TrialTask",
    "Version",
    "Word",
    "WorkTrial",
]
