"""Where an editor starts: what waits for somebody, and the ways to find a statement."""

from django.urls import reverse

from roles import publishing
from roles.models import (
    AdvertQuestion,
    Advice,
    Alias,
    Cell,
    Claim,
    Contrast,
    Edition,
    ExampleAdvert,
    FamilyRole,
    Group,
    Level,
    Point,
    Remit,
    Report,
    SalaryFigure,
    Section,
    Signal,
    SkillNeed,
    Step,
    Term,
    Transition,
)
from roles.models.pay_lists import NOTICE

# The command lists them all.
MOST_OLD = 20
PARTS = [
    Point,
    Remit,
    Advice,
    Cell,
    Alias,
    Level,
    SkillNeed,
    Transition,
    Contrast,
    Section,
    Claim,
    Step,
    Term,
    FamilyRole,
    AdvertQuestion,
    Signal,
    ExampleAdvert,
]


def list_address(model, query=""):
    return reverse(f"admin:roles_{model._meta.model_name}_changelist") + query


def statement_lists():
    """Each kind of part: its name, and the list of all of them."""
    return [(_plural(model), list_address(model)) for model in PARTS]


def without_source():
    """Each kind of part of which some name no source, how many, and the list of those."""
    counts = [
        (model, model.objects.filter(sources=None, is_our_reading=False).count()) for model in PARTS
    ]
    return [
        (_plural(model), number, list_address(model, "?sources=none"))
        for model, number in counts
        if number
    ]


def open_reports():
    """How many reports of readers nobody has settled, and their list."""
    number = Report.objects.filter(is_settled=False).count()
    return number, list_address(Report, "?is_settled__exact=0")


def turning_old():
    """Each public figure of pay that is not current for long: it, and its address."""
    figures = SalaryFigure.objects.public().latest().turning_old(NOTICE).with_names()
    return [
        (figure, reverse("admin:roles_salaryfigure_change", args=[figure.pk]))
        for figure in figures[:MOST_OLD]
    ]


def not_public():
    """Each subject whose working copy says what no edition will show: its row's name, address,
    and the newest edition, None when readers see nothing of it."""
    newest = {
        (edition.kind, edition.slug): edition
        # Of those to come as well: what waits is done and needs nobody.
        for edition in Edition.objects.current(publishing.WHEN_ALL_IS_DUE)
    }
    for kind, row, subject in publishing.working_copies():
        edition = newest.get((kind, subject.slug))
        if edition is None or edition.subject != subject:
            yield _subject(kind, row, edition)


def _subject(kind, row, edition):
    if kind == "outline":
        return "Rows and skills", list_address(Group), edition
    return str(row), reverse(f"admin:roles_{kind}_change", args=[row.pk]), edition


def _plural(model):
    return model._meta.verbose_name_plural
