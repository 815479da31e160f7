"""Which tables of the assessment the trail follows: its drafts, and nothing of takers."""

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
from quiz.models.version import Assessment, Version
from roles.models.recording import follow

FROZEN = frozenset({"canonical", "report", "shape"})
KINDS_OF_ITEM = (TradeOff, LikertStatement, BackgroundFact)

follow(Assessment)
follow(Version, hidden=FROZEN)
for part, owner in {
    Frame: "version",
    LookingAgain: "version",
    Explanation: "version",
    ReadinessRules: "version",
    Trait: "version",
    Profile: "version",
    SearchTitle: "profile__version",
    Target: "profile__version",
    ExtensionBlock: "version",
    Item: "version",
    Key: "item__version",
    Word: "item__version",
    Option: "item__version",
    Action: "item__version",
    EntryRoute: "version",
    Requirement: "route__version",
    Need: "requirement__route__version",
    WorkTrial: "version",
    TrialTask: "trial__version",
    RubricLine: "task__trial__version",
    Phrase: "version",
}.items():
    kinds = KINDS_OF_ITEM if part is Item else ()
    # By which a version is named.
    follow(part, owners=(owner,), along=(f"{owner}__assessment",), kinds=kinds)
