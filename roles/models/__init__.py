from roles.models.comparison import Comparison, Section
from roles.models.dispute import Claim, Dispute
from roles.models.edition import Citation, Edition, ListedRole, ListedTitle, Listing
from roles.models.outline import Dimension, Group, Skill
from roles.models.part import Part, Statement
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
from roles.models.source import Company, Source

__all__ = [
    "Advice",
    "Alias",
    "Cell",
    "Citation",
    "Claim",
    "Company",
    "Comparison",
    "Contrast",
    "Dimension",
    "Dispute",
    "Edition",
    "Group",
    "Level",
    "ListedRole",
    "ListedTitle",
    "Listing",
    "Part",
    "Point",
    "Report",
    "Role",
    "Route",
    "Section",
    "Skill",
    "SkillNeed",
    "Source",
    "Statement",
    "Step",
    "Transition",
]
