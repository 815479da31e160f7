from quiz.models.attempt import Answer, Attempt, Result, Share
from quiz.models.check_run import CheckRun
from quiz.models.draft import Profile, Target, Trait
from quiz.models.draft_constants import Frame
from quiz.models.draft_items import (
    Action,
    BackgroundFact,
    Item,
    Key,
    LikertStatement,
    Option,
    TradeOff,
    Word,
)
from quiz.models.draft_routes import EntryRoute, Need, Requirement
from quiz.models.followed import KINDS_OF_ITEM
from quiz.models.version import Assessment, Version

__all__ = [
    "KINDS_OF_ITEM",
    "Action",
    "Answer",
    "Assessment",
    "Attempt",
    "BackgroundFact",
    "CheckRun",
    "EntryRoute",
    "Frame",
    "Item",
    "Key",
    "LikertStatement",
    "Need",
    "Option",
    "Profile",
    "Requirement",
    "Result",
    "Share",
    "Target",
    "TradeOff",
    "Trait",
    "Version",
    "Word",
]
