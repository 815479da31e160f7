"""From the groups of a file to figures in the tables: what is new, changed, as it was, or staff's.

A figure that staff have corrected or withdrawn is left alone. So is one that stands otherwise in
the tables, by another file of the same year: only when told to revise, the new one corrects it,
and the old one keeps its row. Where the groups are all that is known of a year (`merging`), and
where a table of adverts has grown, figures are brought up to date in their rows: nothing was wrong.
Which rows a figure rests on is not kept: a table has grown where it has more of them, of no fewer
employers, of no shorter time.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from operator import attrgetter

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from roles import dates
from roles.importers.checking import MOST_OF_NAME, checked
from roles.importers.places import place_name
from roles.importers.tables import Unreadable
from roles.models import Basis, Company, Component, Place, Role, SalaryFigure, Source
from roles.models.pay import EVERY_AMOUNT
from roles.models.series import batched
from roles.slugs import company_slug


@dataclass(frozen=True)
class DataSet:
    """What all figures of a data set have in common; `source` are facts for one not there yet.
    With `grows` a newer file has the rows of the older one and more."""

    name: str
    component: str
    basis: str
    source: dict[str, str]
    grows: bool = False


LCA = DataSet(
    "lca",
    Component.BASE,
    Basis.FILED,
    {
        "slug": "us-lca-disclosure",
        "title": "LCA disclosure data",
        "publisher": "US Department of Labor, Office of Foreign Labor Certification",
        "kind": Source.Kind.STATISTIC,
        "licence": "US Government work",
        "note": "Wages that employers offer to people they want to hire from abroad.",
    },
)
POSTINGS = DataSet(
    "aijobs",
    Component.BASE,
    Basis.POSTED,
    {
        "slug": "aijobs-net-salaries",
        "title": "aijobs.net salaries",
        "publisher": "aijobs.net",
        "kind": Source.Kind.DATA_SET,
        "licence": "CC0 1.0",
    },
    grows=True,
)
ADVERTS = DataSet(
    "adverts",
    Component.BASE,
    Basis.POSTED,
    {
        "slug": "posted-pay-ranges",
        "title": "Pay ranges printed in adverts",
        "kind": Source.Kind.DATA_SET,
    },
    grows=True,
)


def oews(year):
    return DataSet(
        "oews",
        Component.WAGE,
        Basis.PAID,
        {
            "slug": f"bls-oews-{year}",
            "title": f"Occupational Employment and Wage Statistics, May {year}",
            "publisher": "US Bureau of Labor Statistics",
            "kind": Source.Kind.STATISTIC,
            "published_on": f"{year}-05",
            "licence": "public domain",
        },
    )


RATES = {
    "slug": "ecb-reference-rates",
    "title": "Euro foreign exchange reference rates",
    "publisher": "European Central Bank",
    "kind": Source.Kind.STATISTIC,
    "licence": "free with the source named",
}


# What a figure has as its group has it.
AS_TOLD = [
    "occupation",
    "level",
    "industry",
    "currency",
    "n",
    "employers",
    "observed_from",
    "as_of",
]
AS_TOLD += ["capped_at", "note", "leaning", "selection", "qualifier", "why_neighbour"]
TOLD = [*AS_TOLD, *EVERY_AMOUNT, "role_id", "company_id"]
# What must be one for two figures of a data set to rest on the same rows.
PERIOD = ["observed_from", "as_of"]
SHARED = ["role_id", "occupation", "place_id", "industry", "level", "company_id", "currency"]
COUNTED = [*EVERY_AMOUNT, "n", "employers", *SHARED, *PERIOD]


@dataclass
class FilingOutcome:
    """What became of the figures of a file; `changed` are pairs of the old one and the new, and
    `updated` such pairs of which the old one becomes like the new."""

    new: list[SalaryFigure] = field(default_factory=list)
    changed: list[tuple[SalaryFigure, SalaryFigure]] = field(default_factory=list)
    updated: list[tuple[SalaryFigure, SalaryFigure]] = field(default_factory=list)
    gone: list[SalaryFigure] = field(default_factory=list)
    unchanged: int = 0
    left_alone: int = 0


@transaction.atomic
def file_figures(groups, file, data_set, source, *, revise=False, whole=frozenset()):
    """Stores the new figures of these groups, and with `revise` the changed ones. The groups are
    all that is known of the batches in `whole`: figures of these are updated, or go.

    Raises Unreadable for a figure that a field of its model would refuse, for two of one key, and
    for one that rests on the same days as another of its data set that stands.
    """
    groups = _each_once(groups, data_set)
    figures = checked(_figures(groups, file, data_set, source), attrgetter("key"))
    rows = _newest_rows(figures)
    updated = _keys(groups, data_set, whole) | (_grown(figures, rows) if data_set.grows else set())
    outcome = _sort(figures, rows, updated)
    outcome.gone = _gone(figures, data_set, whole)
    for some in batched([figure.pk for figure in outcome.gone]):
        SalaryFigure.objects.filter(pk__in=some).delete()
    _update(outcome.updated)
    changed = [right for _, right in outcome.changed] if revise else []
    _refuse_doubles([*outcome.new, *changed, *(old for old, _ in outcome.updated)], data_set)
    SalaryFigure.objects.bulk_create(outcome.new)
    if revise:
        # The wrong ones first, because two that stand may not share a key.
        _correct(outcome.changed, file)
        SalaryFigure.objects.bulk_create([right for _, right in outcome.changed])
    return outcome


def standing(data_set, batch):
    """The figures of a batch that came from files and that nobody has corrected."""
    of_batch = SalaryFigure.objects.filter(key__startswith=f"{data_set.name}/{batch}/")
    return of_batch.filter(corrected_at=None).exclude(file_name="")


def refuse_others(groups, data_set, choice):
    """Raises Unreadable where figures of these batches stand of rows that were chosen otherwise, by
    what `choice` finds in their selections: together they would tell some adverts twice."""
    for batch, chosen in {(group.batch, choice(group.selection)) for group in groups}:
        for other in standing(data_set, batch).only("key", "selection"):
            if choice(other.selection) != chosen:
                raise Unreadable(
                    f"{other.key:.{MOST_OF_NAME}} rests on adverts under "
                    f"{_of_licence(choice(other.selection))}, and these are under "
                    f"{_of_licence(chosen)}. Say --licence as then, or correct them with --revise"
                )


def _of_licence(licence):
    return f"the licence {licence}" if licence else "any licence"


def source_of(slug, facts):
    """The source of that slug; made from the facts when it is the data set's own and missing."""
    # What staff name is theirs to make; a slip in it must not make a source.
    if slug and slug != facts["slug"]:
        return Source.objects.get(slug=slug)
    return Source.objects.get_or_create(slug=facts["slug"], defaults=facts)[0]


def _each_once(groups, data_set):
    """The groups without those that say the same again."""
    by_key = {}
    for group in groups:
        key = _key(group, data_set)
        if by_key.setdefault(key, group) != group:
            raise Unreadable(f"{key:.{MOST_OF_NAME}} stands there twice, with other figures")
    return list(by_key.values())


def _figures(groups, file, data_set, source):
    roles = Role.objects.in_bulk(field_name="slug")
    companies = _companies({group.company for group in groups if group.company})
    _make_places({group.place: group.place_name for group in groups})
    return [
        SalaryFigure(
            key=_key(group, data_set),
            role=roles.get(group.role),
            place_id=group.place,
            company=companies.get(group.company),
            component=data_set.component,
            basis=data_set.basis,
            source=source,
            data_set=data_set.name,
            published_at=timezone.now(),
            file_name=file.name,
            file_digest=file.digest,
            **{name: getattr(group, name) for name in AS_TOLD},
            **group.percentiles,
            **group.balanced,
        )
        for group in groups
    ]


def _key(group, data_set):
    what = group.role or slugify(group.occupation)
    parts = [data_set.name, group.batch or group.as_of, what, group.place, group.currency]
    company = company_slug(group.company) if group.company else ""
    # Of all levels and industries it has the key that it had before these were told apart.
    narrower = [company, slugify(group.level), slugify(group.industry)]
    return "/".join([*parts, *filter(None, narrower)])


def _companies(names):
    by_slug = {company_slug(name): name for name in names}
    companies = Company.objects.in_bulk(by_slug, field_name="slug")
    unknown = [name for slug, name in by_slug.items() if slug not in companies]
    # One stored before that rule has the name, and another slug.
    older = Company.objects.in_bulk(unknown, field_name="name")
    companies |= {company_slug(name): company for name, company in older.items()}
    # With the slug, which save() would make: bulk_create does not call it.
    new = [Company(slug=company_slug(name), name=name) for name in unknown if name not in older]
    Company.objects.bulk_create(checked(new))
    companies.update({company.slug: company for company in new})
    return {name: companies[company_slug(name)] for name in names}


def _make_places(names):
    """The places of these codes, under their names or those that ISO 3166 has for the codes."""
    codes = names.keys()
    countries = {code.partition("-")[0] for code in codes}
    # Countries first, because regions need them.
    for some in (countries, codes - countries):
        places = Place.objects.in_bulk(some, field_name="code")
        parents = Place.objects.in_bulk(countries, field_name="code")
        new = [_place(code, names.get(code), parents) for code in sorted(some - places.keys())]
        Place.objects.bulk_create(checked(new))


def _place(code, name, parents):
    parent = parents[code.partition("-")[0]] if "-" in code else None
    return Place(code=code, name=name or place_name(code), parent=parent)


def _newest_rows(figures):
    """By key, the newest row of each: the one that stands, or the one that staff withdrew."""
    rows = SalaryFigure.objects.order_by("pk")
    years = {tuple(figure.key.split("/")[:2]) for figure in figures}
    # By beginnings: a file has more keys than a statement may have parameters.
    beginnings = ["/".join([*year, ""]) for year in years]
    return {row.key: row for begin in beginnings for row in rows.filter(key__startswith=begin)}


def _keys(groups, data_set, batches):
    return {_key(group, data_set) for group in groups if group.batch in batches}


def _grown(figures, rows):
    pairs = ((rows[figure.key], figure) for figure in figures if figure.key in rows)
    return {new.key for old, new in pairs if _has_grown(old, new)}


def _has_grown(old, new):
    if old.n is None or new.n is None:
        return False
    (first, last), (earlier, later) = _period(old), _period(new)
    is_as_wide = earlier <= first and last <= later
    return old.n < new.n and (old.employers or 0) <= (new.employers or 0) and is_as_wide


def _gone(figures, data_set, whole):
    """Those that stand of these batches, and that no group tells any more."""
    keys = {figure.key for figure in figures}
    rows = [row for batch in sorted(whole) for row in standing(data_set, batch).only("key")]
    return [row for row in rows if row.key not in keys]


def _sort(figures, rows, updated):
    """`updated` are the keys of figures that are not corrected by what is told now."""
    outcome = FilingOutcome()
    for figure in figures:
        old = rows.get(figure.key)
        if old is None:
            outcome.new.append(figure)
        # Withdrawn, or the correction that staff wrote, which came from no file.
        elif old.corrected_at or not old.file_name:
            outcome.left_alone += 1
        elif figure.key in updated:
            _compare(outcome, outcome.updated, (old, figure), TOLD)
        else:
            # Not the words of it, which staff of a later version may put better.
            _compare(outcome, outcome.changed, (old, figure), COUNTED)
    return outcome


def _compare(outcome, others, pair, names):
    if all(getattr(pair[0], name) == getattr(pair[1], name) for name in names):
        outcome.unchanged += 1
    else:
        others.append(pair)


def _refuse_doubles(figures, data_set):
    """Raises Unreadable where readers would be shown the rows of one time in two figures."""
    earliest = min((_period(figure)[0] for figure in figures), default="9999")
    standing = SalaryFigure.objects.filter(data_set=data_set.name, corrected_at=None)
    by_what = defaultdict(list)
    # By the year: one that is known by its year alone lasts until its end.
    for other in standing.filter(as_of__gte=earliest[:4]).only(*SHARED, "key", *PERIOD):
        by_what[_what(other)].append(other)
    for figure in figures:
        for other in by_what[_what(figure)]:
            if other.key != figure.key and _tells_again(figure, other):
                raise Unreadable(
                    f"{figure.key:.{MOST_OF_NAME}} would tell again what {other.key} tells: both "
                    f"rest on rows of {figure.date_in_words} and {other.date_in_words}"
                )


def _tells_again(figure, other):
    # What staff typed has a key of its own. Of it and the file the newer takes the other's place.
    is_typed = not other.key.startswith(f"{figure.data_set}/")
    gives_place = is_typed and figure.as_of != other.as_of
    return not gives_place and dates.overlap(_period(figure), _period(other))


def _what(figure):
    return tuple(getattr(figure, name) for name in SHARED)


def _period(figure):
    return figure.observed_from or figure.as_of, figure.as_of


def _update(pairs):
    names = [*TOLD, "file_name", "file_digest"]
    for old, new in pairs:
        for name in names:
            setattr(old, name, getattr(new, name))
    rows = [old for old, _ in pairs]
    fields = [name.removesuffix("_id") for name in names]
    SalaryFigure.objects.bulk_update(rows, fields, batch_size=100)


def _correct(pairs, file):
    moment = timezone.now()
    for old, right in pairs:
        old.corrected_at, old.correction_reason = moment, f"Read again from {file.name}."
        right.corrects = old
    # Django's bulk_update calls `update` of the queryset, which settles their series.
    rows = [old for old, _ in pairs]
    SalaryFigure.objects.bulk_update(rows, ["corrected_at", "correction_reason"], batch_size=200)
