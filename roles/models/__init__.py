from roles.models.advert import (
    AdvertQuestion,
    ExampleAdvert,
    FamilyRole,
    Signal,
    Signals,
)
from roles.models.company import Company
from roles.models.comparison import Comparison, Section
from roles.models.content_version import ContentVersion
from roles.models.dispute import Claim, Dispute
from roles.models.edition import Citation, Edition, ListedRole, ListedTitle, Listing
from roles.models.fact import Basis, Component, Period
from roles.models.filed_case import FiledCase
from roles.models.followed import OUTLINE
from roles.models.gap import GapClaim
from roles.models.glossary import Glossary, Term
from roles.models.inquiry import Inquiry
from roles.models.outline import Dimension, Group, Skill
from roles.models.overflow import KeyIn
from roles.models.part import Part, Statement
from roles.models.pay import SalaryFigure
from roles.models.picture import Picture
from roles.models.place import Place
from roles.models.rate import ExchangeRate
from roles.models.report import Report
from roles.models.role import (
    Advice,
    Alias,
    Cell,
    Contrast,
    Level,
    Point,
    Remit,
    Role,
    SkillNeed,
    Transition,
)
from roles.models.route import Route, Step
from roles.models.source import Source
from roles.models.trail import TrailEntry
from roles.models.unseen import UNSEEN

__all__ = [
    "OUTLINE",
    "UNSEEN",
    "AdvertQuestion",
    "Advice",
    "Alias",
    "Basis",
    "Cell",
    "Citation",
    "Claim",
    "Company",
    "Comparison",
    "Component",
    "ContentVersion",
    "Contrast",
    "Dimension",
    "Dispute",
    "Edition",
    "ExampleAdvert",
    "ExchangeRate",
    "FamilyRole",
    "FiledCase",
    "GapClaim",
    "Glossary",
    "Group",
    "Inquiry",
    "KeyIn",
    "Level",
    "ListedRole",
    "ListedTitle",
    "Listing",
    "Part",
    "Period",
    "Picture",
    "Place",
    "Point",
    "Remit",
    "Report",
    "Role",
    "Route",
    "SalaryFigure",
    "Section",
    "Signal",
    "Signals",
    "Skill",
    "SkillNeed",
    "Source",
    "Statement",
    "Step",
    "Term",
    "TrailEntry",
    "Transition",
]
