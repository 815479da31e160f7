"""Which tables of the assessment the trail follows: its drafts, and nothing of takers."""

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
from quiz.models.version import Assessment, Version
from roles.models.recording import follow

FROZEN = frozenset({"canonical", "report", "shape"})
KINDS_OF_ITEM = (TradeOff, LikertStatement, BackgroundFact)

follow(Assessment)
follow(Version, hidden=FROZEN)
for part, owner in {
    Frame: "version",
    Trait: "version",
    Profile: "version",
    Target: "profile__version",
    Item: "version",
    Key: "item__version",
    Word: "item__version",
    Option: "item__version",
    Action: "item__version",
    EntryRoute: "version",
    Requirement: "route__version",
    Need: "requirement__route__version",
}.items():
    kinds = KINDS_OF_ITEM if part is Item else ()
    # By which a version is named.
    follow(part, owners=(owner,), along=(f"{owner}__assessment",), kinds=kinds)
