"""A draft in the tables, read as a definition."""

from dataclasses import fields

from quiz import definition
from quiz.lint import VersionProblem
from quiz.models import Frame, Item, Key
from quiz.models.draft import lines

CONSTANTS = [field.name for field in fields(definition.Scoring)]


class VersionRefusal(Exception):
    """The version cannot be published; `problems` says why."""

    def __init__(self, problems):
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def block(message, where=""):
    return VersionProblem("block", where, message)


def from_tables(version):
    """The draft as it stands. Raises VersionRefusal when it lacks its title and scoring."""
    frame = Frame.objects.filter(version=version).first()
    if frame is None:
        raise VersionRefusal([block("has no title, names of answers and constants of scoring")])
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
