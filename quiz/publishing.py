"""Between the draft tables (the working copy), the definition and a published, frozen version."""

from dataclasses import fields

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from quiz import checking, definition
from quiz.frozen import SHAPES
from quiz.lint import VersionProblem
from quiz.models import (
    Action,
    Assessment,
    EntryRoute,
    Frame,
    Item,
    Key,
    Need,
    Option,
    Profile,
    Requirement,
    Target,
    Trait,
    Version,
    Word,
)
from quiz.models.draft import lines
from quiz.simulation import PERSONS
from roles import plain
from roles.models import Listing, Role, Source
from roles.models.recording import FOLLOWED, Deed, aside, recorded, tell

CONSTANTS = [field.name for field in fields(definition.Scoring)]


class VersionRefusal(Exception):
    """The version cannot be published; `problems` says why."""

    def __init__(self, problems):
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def no_progress(done, total):
    """Shows no progress."""


def _block(message, where=""):
    return VersionProblem("block", where, message)


# Tables to definition


def from_tables(version):
    """The draft as it stands. Raises VersionRefusal when it lacks its title and scoring."""
    frame = Frame.objects.filter(version=version).first()
    if frame is None:
        raise VersionRefusal([_block("has no title, names of answers and constants of scoring")])
    items = list(
        version.items.prefetch_related(
            "sources", "keys__trait", "words", "options", "steps__sources"
        )
    )
    return definition.Definition(
        key=version.assessment.key,
        title=frame.title,
        locale=frame.locale,
        scoring=definition.Scoring(**{name: getattr(frame, name) for name in CONSTANTS}),
        scales=definition.Scales(
            trade_off=lines(frame.trade_off_scale), statement=lines(frame.statement_scale)
        ),
        traits=_traits(version),
        profiles=_profiles(version),
        trade_offs=tuple(_trade_off(row) for row in items if row.kind == Item.Kind.TRADE_OFF),
        statements=tuple(_statement(row) for row in items if row.kind == Item.Kind.STATEMENT),
        facts=tuple(_fact(row) for row in items if row.kind == Item.Kind.FACT),
        routes=_routes(version),
    )


def _traits(version):
    return tuple(
        definition.Trait(
            key=row.key,
            name=row.name,
            low=row.low,
            high=row.high,
            is_shared=row.is_shared,
            why=row.why,
            sources=_slugs(row),
        )
        for row in version.traits.prefetch_related("sources")
    )


def _profiles(version):
    rows = version.profiles.select_related("role")
    return tuple(
        definition.Profile(
            role=row.role.slug,
            name=row.role.name,
            also_called=lines(row.also_called),
            targets=tuple(_target(target) for target in row.targets.all()),
        )
        for row in rows.prefetch_related("targets__trait", "targets__sources")
    )


def _target(row):
    return definition.Target(
        trait=row.trait.key,
        target=row.target,
        importance=row.importance,
        why=row.why,
        sources=_slugs(row),
    )


def _trade_off(row):
    return definition.TradeOff(
        key=row.key,
        stem=row.text,
        a=definition.Side(text=row.a, keys=_keys(row, Key.Side.A)),
        b=definition.Side(text=row.b, keys=_keys(row, Key.Side.B)),
        **_about(row),
    )


def _statement(row):
    return definition.LikertStatement(
        key=row.key, text=row.text, keys=_keys(row, ""), **_about(row)
    )


def _fact(row):
    return definition.BackgroundFact(
        key=row.fact,
        item=row.key,
        name=row.name,
        text=row.text,
        options=tuple(
            definition.Option(level=option.level, label=option.label)
            for option in row.options.all()
        ),
        steps=tuple(
            definition.Action(key=step.key, text=step.text, sources=_slugs(step))
            for step in row.steps.all()
        ),
        **_about(row),
    )


def _about(row):
    words = [definition.Word(term=word.term, meaning=word.meaning) for word in row.words.all()]
    return {"words": tuple(words), "rationale": row.rationale, "sources": _slugs(row)}


def _keys(row, side):
    return tuple(
        definition.Key(trait=key.trait.key, weight=key.weight, direction=key.direction)
        for key in row.keys.all()
        if key.side == side
    )


def _routes(version):
    rows = version.routes.select_related("profile__role")
    return tuple(
        definition.EntryRoute(
            key=row.key,
            name=row.name,
            role=row.profile.role.slug,
            note=row.note,
            requirements=tuple(_requirement(part) for part in row.requirements.all()),
            sources=_slugs(row),
        )
        for row in rows.prefetch_related("sources", "requirements__needs__fact")
    )


def _requirement(row):
    needs = [definition.Need(fact=need.fact.fact, level=need.level) for need in row.needs.all()]
    return definition.Requirement(key=row.key, kind=row.kind, any_of=tuple(needs))


def _slugs(row):
    return tuple(sorted(source.slug for source in row.sources.all()))


# Definition to tables


@transaction.atomic
def to_tables(version, content):
    """Make the draft say what `content` says. Roles are made when they are missing, sources not.

    Raises VersionRefusal for a source, trait, fact or role that is named and not there.
    """
    clear(version)
    try:
        _DraftWriter(version).write(content)
    except KeyError as error:
        raise VersionRefusal([_block(f"names “{error.args[0]}”, which does not exist")]) from error


def clear(version):
    """Empty the draft, from what leans on others to what is leant on."""
    # Needs restrict facts, keys and targets restrict traits: another order is refused.
    for rows in (version.routes, version.items, version.profiles, version.traits):
        rows.all().delete()
    Frame.objects.filter(version=version).delete()


class _DraftWriter:
    """One pass from a definition to the tables of a draft; remembers what parts may name."""

    # By hand, where that of roles goes by the types of fields: there a table is a class of the
    # content and a column its field. Here one table holds all questions, a key has the side that it
    # stood under, scales are lines of a text, and parts name rows written a moment ago.

    def __init__(self, version):
        self.version = version
        self.sources = Source.objects.by_slug()
        self.citations = {}
        self.traits, self.facts, self.profiles = {}, {}, {}

    def write(self, content):
        self.frame(content)
        for position, trait in enumerate(content.traits):
            values = {key: value for key, value in vars(trait).items() if key != "sources"}
            self.traits[trait.key] = self.part(Trait, position, trait, **values)
        for position, profile in enumerate(content.profiles):
            self.profile(position, profile)
        for position, item in enumerate((*content.items, *content.facts)):
            self.item(position, item)
        for position, route in enumerate(content.routes):
            self.route(position, route)
        self.cite()

    def frame(self, content):
        Frame.objects.create(
            version=self.version,
            title=content.title,
            locale=content.locale,
            trade_off_scale="\n".join(content.scales.trade_off),
            statement_scale="\n".join(content.scales.statement),
            **vars(content.scoring),
        )

    def part(self, model, position, part, **values):
        """A row that hangs on the version, or on the row that `values` names."""
        if hasattr(model, "version"):
            values["version"] = self.version
        row = model.objects.create(position=position, **values)
        if hasattr(part, "sources"):
            self.citations.setdefault(model, []).append((row, part.sources))
        return row

    def parts(self, model, parts, **owner):
        for position, part in enumerate(parts):
            values = {key: value for key, value in vars(part).items() if key != "sources"}
            self.part(model, position, part, **owner, **values)

    def profile(self, position, profile):
        role, _ = Role.objects.get_or_create(slug=profile.role, defaults={"name": profile.name})
        titles = "\n".join(profile.also_called)
        row = self.part(Profile, position, profile, role=role, also_called=titles)
        self.profiles[profile.role] = row
        for place, target in enumerate(profile.targets):
            values = {"target": target.target, "importance": target.importance, "why": target.why}
            trait = self.traits[target.trait]
            self.part(Target, place, target, profile=row, trait=trait, **values)

    def item(self, position, item):
        values = {"key": item.key, "rationale": item.rationale}
        sides = []
        match item:
            case definition.TradeOff():
                values |= {"kind": Item.Kind.TRADE_OFF, "text": item.stem}
                values |= {"a": item.a.text, "b": item.b.text}
                sides = [(Key.Side.A, item.a.keys), (Key.Side.B, item.b.keys)]
            case definition.LikertStatement():
                values |= {"kind": Item.Kind.STATEMENT, "text": item.text}
                sides = [("", item.keys)]
            case definition.BackgroundFact():
                values |= {"kind": Item.Kind.FACT, "text": item.text}
                values |= {"key": item.item, "fact": item.key, "name": item.name}
        row = self.part(Item, position, item, **values)
        self.keys(row, sides)
        self.parts(Word, item.words, item=row)
        if isinstance(item, definition.BackgroundFact):
            self.facts[item.key] = row
            self.parts(Option, item.options, item=row)
            self.parts(Action, item.steps, item=row)

    def keys(self, item, sides):
        for side, keys in sides:
            for place, key in enumerate(keys):
                self.part(
                    Key,
                    place,
                    key,
                    item=item,
                    side=side,
                    trait=self.traits[key.trait],
                    weight=key.weight,
                    direction=key.direction,
                )

    def route(self, position, route):
        profile = self.profiles[route.role]
        values = {"key": route.key, "name": route.name, "note": route.note}
        row = self.part(EntryRoute, position, route, profile=profile, **values)
        for place, requirement in enumerate(route.requirements):
            terms = {"key": requirement.key, "kind": requirement.kind}
            part = self.part(Requirement, place, requirement, route=row, **terms)
            for seat, need in enumerate(requirement.any_of):
                fact = self.facts[need.fact]
                self.part(Need, seat, need, requirement=part, fact=fact, level=need.level)

    def cite(self):
        """All citations with one query a table."""
        for model, pairs in self.citations.items():
            near, far = model.sources.field.m2m_field_name(), "source"
            # What a file names twice is cited once: the table takes no pair twice.
            model.sources.through.objects.bulk_create(
                model.sources.through(**{near: row, far: self.sources[slug]})
                for row, slugs in pairs
                for slug in dict.fromkeys(slugs)
            )


# Drafts


def start(content):
    """A draft of the assessment that `content` names, which is made when there is none."""
    title = {"title": content.title}
    assessment, _ = Assessment.objects.get_or_create(key=content.key, defaults=title)
    return _draft(assessment, content)


def new_draft(version):
    """A draft that says what a frozen version says. Raises VersionRefusal if there is one."""
    return _draft(version.assessment, version.definition)


def load(content, *, command, reason, persons=PERSONS, progress=no_progress):
    """Publish `content` as the first version of its assessment. Raises VersionRefusal.

    It is checked before anything is written: checking takes long, and others want to write.
    """
    # As it will be read back from the tables, or the digest that was checked is another.
    content = definition.normal(content)
    check = run(checking.steps(content, persons, _problems_elsewhere(content)), progress)
    if check.blocks:
        raise VersionRefusal(check.blocks)
    with recorded(command=command):
        return freeze(start(content), check, by=None, reason=reason)


def _draft(assessment, content):
    try:
        with transaction.atomic(), aside():
            draft = Version.objects.create(assessment=assessment, number=next_number(assessment))
            to_tables(draft, content)
    # The constraint decides, not a look before: of two who begin at once one has to be told.
    except IntegrityError as error:
        raise VersionRefusal(
            [_block("has a draft already; publish or delete that one first")]
        ) from error
    tell(FOLLOWED[Version].thing(draft), Deed.BEGUN)
    return draft


def next_number(assessment):
    last = assessment.versions.aggregate(last=models.Max("number"))["last"]
    return (last or 0) + 1


# Checking


def checking_steps(version, *, persons=PERSONS):
    """Check the draft bit by bit, yielding the progress; the report is stored at the end."""
    content = from_tables(version)
    check = yield from checking.steps(content, persons, _problems_elsewhere(content))
    # An update of drafts alone: somebody may have published it while people were made up.
    draft = Version.objects.drafts().filter(pk=version.pk)
    draft.update(report=plain.unstructure(check), shape=SHAPES.newest)
    return check


def check_draft(version, *, persons=PERSONS, progress=no_progress):
    """Check the draft and store the report."""
    return run(checking_steps(version, persons=persons), progress)


def run(steps, progress=no_progress):
    """Take all steps of a check at once; returns the check."""
    while True:
        try:
            step = next(steps)
        except StopIteration as stop:
            return stop.value
        progress(step.done, step.total)


def _problems_elsewhere(content):
    # Takers are led from their result to the page of the role.
    public = {row.slug for row in Listing.objects.current().of("role")}
    problems = [
        _block("is a role that is not published", profile.role)
        for profile in content.profiles
        if profile.role not in public
    ]
    former = Version.objects.of(content.key).published().first()
    if former and former.definition == content:
        problems.append(_block(f"says what version {former.number} says, which is published"))
    return problems


# Publishing


def publish(version, *, by=None, reason="", persons=PERSONS, progress=no_progress):
    """Check the draft unless that was done, then freeze it and retire the former version.

    Raises VersionRefusal for a block, or for a warning without a reason that says why it may stand.
    """
    check = current_check(version) or check_draft(version, persons=persons, progress=progress)
    if check.blocks:
        raise VersionRefusal(check.blocks)
    if not reason.strip():
        raise VersionRefusal([*check.warnings, _block("needs a reason")])
    return freeze(version, check, by=by, reason=reason.strip())


def current_check(version):
    """The stored check, when it is of what the draft says now."""
    # Read anew: the check may have been stored since this object was read.
    check = Version.objects.get(pk=version.pk).last_check
    return check if check and check.digest == digest(version) else None


def digest(version):
    return definition.digest(definition.canonical(from_tables(version)))


@transaction.atomic
@aside()
def freeze(version, check, *, by, reason):
    """Publish exactly what was checked. Of two at once, the second is refused."""
    # Read behind the lock: the tables may say something else by now than what was checked.
    draft = Version.objects.select_for_update().drafts().filter(pk=version.pk).first()
    if draft is None:
        raise VersionRefusal([_block("was published by somebody else just now")])
    content = from_tables(draft)
    text = definition.canonical(content)
    if definition.digest(text) != check.digest:
        raise VersionRefusal([_block("has changed since it was checked; check it again")])
    # Looked up while it is published still: retired, it is one of many.
    former = draft.assessment.versions.published().first()
    # First, because at most one version may be published at any moment.
    draft.assessment.versions.published().update(status=Version.Status.RETIRED)
    draft.status = Version.Status.PUBLISHED
    draft.canonical, draft.digest = text, check.digest
    draft.report, draft.shape = plain.unstructure(check), SHAPES.newest
    draft.reason, draft.published_by, draft.published_at = reason, by, timezone.now()
    draft.is_scoring_compatible = bool(former) and definition.is_scoring_compatible(
        former.definition, content
    )
    draft.save()
    clear(draft)
    # As one: its rows say nothing else than the text that is frozen.
    tell(FOLLOWED[Version].thing(draft), Deed.PUBLISHED, reason=reason)
    return draft
