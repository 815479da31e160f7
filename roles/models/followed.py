"""Which tables of content the trail follows, what is part of what, and who reads what of it."""

from roles.models.advert import (
    AdvertQuestion,
    ExampleAdvert,
    FamilyRole,
    Signal,
    Signals,
)
from roles.models.company import Company
from roles.models.comparison import Comparison, Section
from roles.models.dispute import Claim, Dispute
from roles.models.edition import Edition
from roles.models.gap import GapClaim
from roles.models.glossary import Glossary, Term
from roles.models.inquiry import Inquiry
from roles.models.outline import Dimension, Group, Skill
from roles.models.pay import SalaryFigure
from roles.models.place import Place
from roles.models.portrait import Thing
from roles.models.rate import ExchangeRate
from roles.models.recording import FOLLOWED, follow
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

# No row is the outline: it is all of them.
OUTLINE = Thing("roles.outline", "", "Rows and skills")

for subject in (Role, Comparison, Dispute, Route, Inquiry, Glossary, Signals):
    follow(subject)
for fact in (GapClaim, Source, Company, Place, ExchangeRate):
    follow(fact)
for part, owners in {
    Alias: ("role",),
    Level: ("role",),
    Remit: ("role",),
    Cell: ("role",),
    Point: ("role",),
    SkillNeed: ("role",),
    Advice: ("role", "comparison"),
    Transition: ("from_role",),
    Contrast: ("neighbour", "comparison"),
    Section: ("comparison", "inquiry"),
    Claim: ("dispute",),
    Step: ("route",),
    Term: ("glossary",),
    FamilyRole: ("whole",),
    AdvertQuestion: ("whole",),
    Signal: ("whole",),
    ExampleAdvert: ("whole",),
}.items():
    follow(part, owners=owners, comes_back=True)
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


def kinds():
    """The name of each kind of thing that the trail tells of, by the label of its model."""
    return {model._meta.label_lower: str(model._meta.verbose_name) for model in _models()}


def kinds_open_to(user):
    """Those of them that the account may look at in the admin."""
    names = kinds()
    return {
        model._meta.label_lower: names[model._meta.label_lower]
        for model in _models()
        if any(user.has_perm(f"{model._meta.app_label}.{each}") for each in rights_to(model))
    }


def rights_to(model):
    return [f"{what}_{model._meta.model_name}" for what in ("view", "change")]


def may_put_back(user, entry):
    """Whether it tells of a part that they deleted, and may write anew."""
    app, _, name = entry.kind.partition(".")
    return bool(entry.kept and entry.by_id == user.pk and user.has_perm(f"{app}.add_{name}"))


def entries_of(row):
    """What is told of a row; of a subject, what is told of its parts too."""
    following = FOLLOWED.get(row._meta.concrete_model)
    if following is None:
        return TrailEntry.objects.none()
    thing = following.whole or following.thing(row)
    is_part = following.owners and not following.whole
    of = TrailEntry.objects.of_thing if is_part else TrailEntry.objects.of_subject
    return of(thing.kind, thing.key)


def _models():
    # Editions are told as they are made, and never change.
    yield Edition
    for model, following in FOLLOWED.items():
        yield from following.kinds or [model]
