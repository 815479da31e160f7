"""Which tables of content the trail follows, and what their rows belong to."""

from roles.models.company import Company
from roles.models.comparison import Comparison, Section
from roles.models.dispute import Claim, Dispute
from roles.models.gap import GapClaim
from roles.models.outline import Dimension, Group, Skill
from roles.models.pay import SalaryFigure
from roles.models.place import Place
from roles.models.portrait import Thing
from roles.models.rate import ExchangeRate
from roles.models.recording import follow
from roles.models.report import Report
from roles.models.role import (
    Advice,
    Alias,
    Cell,
    Contrast,
    Level,
    Point,
    Role,
    SkillNeed,
    Transition,
)
from roles.models.route import Route, Step
from roles.models.source import Source

# No row is the outline: it is all of them.
OUTLINE = Thing("roles.outline", "", "Rows and skills")

for subject in (Role, Comparison, Dispute, Route, GapClaim, Source, Company, Place, ExchangeRate):
    follow(subject)
for part, owners in {
    Alias: ("role",),
    Level: ("role",),
    Cell: ("role",),
    Point: ("role",),
    SkillNeed: ("role",),
    Advice: ("role", "comparison"),
    Transition: ("from_role",),
    Contrast: ("neighbour", "comparison"),
    Section: ("comparison",),
    Claim: ("dispute",),
    Step: ("route",),
}.items():
    follow(part, owners=owners)
for piece in (Group, Dimension, Skill):
    follow(piece, whole=OUTLINE)
# It follows from other figures.
follow(
    SalaryFigure,
    hidden=frozenset({"superseded_at"}),
    along=("corrects__place", "corrects__role", "corrects__company"),
)
# What a reader wrote is theirs, and goes when staff delete it.
follow(
    Report,
    hidden=frozenset({"text", "evidence", "email", "settled_at"}),
    name=lambda report: f"Report {report.pk}",
)
