"""A draft in the tables, read as a definition."""

from dataclasses import fields

from quiz import definition
from quiz.lint import VersionProblem
from quiz.models import Explanation, Frame, Item, Key, LookingAgain, ReadinessRules, WorkTrial
from quiz.models.draft import lines

# Their tables have a column for each constant, by its name; a draft of engine 1 has no row there.
OF_ENGINE_2 = {
    "looking_again": (definition.LookingAgain, LookingAgain),
    "explanation": (definition.Explanation, Explanation),
    "readiness": (definition.ReadinessRules, ReadinessRules),
}


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
        scoring=_constants(definition.Scoring, frame),
        scales=definition.Scales(
            trade_off=lines(frame.trade_off_scale), statement=lines(frame.statement_scale)
        ),
        traits=_traits(version),
        profiles=_profiles(version),
        trade_offs=_trade_offs(items, None),
        statements=tuple(_statement(row) for row in items if row.kind == Item.Kind.STATEMENT),
        facts=tuple(_fact(row) for row in items if row.kind == Item.Kind.FACT),
        routes=_routes(version),
        extension=_extension(version, items),
        trial=_trial(version),
        phrases=tuple(_phrase(row) for row in version.phrases.all()),
        **{name: _of_engine_2(version, *pair) for name, pair in OF_ENGINE_2.items()},
    )


def _constants(cls, row):
    return cls(**{field.name: getattr(row, field.name) for field in fields(cls)})


def _of_engine_2(version, cls, model):
    row = model.objects.filter(version=version).first()
    return row and _constants(cls, row)


def _traits(version):
    return tuple(
        definition.Trait(
            key=row.key,
            name=row.name,
            work=row.work,
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
            search_titles=tuple(_search_title(title) for title in row.search_titles.all()),
            targets=tuple(_target(target) for target in row.targets.all()),
        )
        for row in rows.prefetch_related(
            "targets__trait", "targets__sources", "search_titles__sources"
        )
    )


def _search_title(row):
    return definition.SearchTitle(title=row.title, sources=_slugs(row))


def _target(row):
    return definition.Target(
        trait=row.trait.key,
        target=row.target,
        importance=row.importance,
        why=row.why,
        sources=_slugs(row),
    )


def _trade_offs(items, block):
    """Those of a block, or those that everybody is asked."""
    pk = block and block.pk
    rows = (row for row in items if row.kind == Item.Kind.TRADE_OFF and row.block_id == pk)
    return tuple(_trade_off(row) for row in rows)


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
        steps=tuple(_action(step) for step in row.steps.all()),
        **_about(row),
    )


def _action(row):
    return definition.Action(
        key=row.key,
        text=row.text,
        to=row.to,
        hours=() if row.hours_from is None else (row.hours_from, row.hours_to),
        time=row.time,
        done_when=row.done_when,
        sources=_slugs(row),
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


def _extension(version, items):
    rows = version.blocks.select_related("one__role", "other__role")
    return tuple(
        definition.ExtensionBlock(
            key=row.key,
            between=(row.one.role.slug, row.other.role.slug),
            why=row.why,
            items=_trade_offs(items, row),
        )
        for row in rows
    )


def _trial(version):
    row = WorkTrial.objects.filter(version=version).first()
    return row and definition.WorkTrial(
        minutes=row.minutes,
        title=row.title,
        text=row.text,
        facts=lines(row.facts),
        before=row.before,
        after=lines(row.after),
        levels=lines(row.levels),
        tasks=_tasks(row),
    )


def _tasks(trial):
    rows = trial.tasks.select_related("profile__role").prefetch_related("rubric", "sources")
    return tuple(
        definition.TrialTask(
            role=row.profile.role.slug,
            title=row.title,
            hand_in=lines(row.hand_in),
            steps=lines(row.steps),
            rubric=tuple(_rubric_line(line) for line in row.rubric.all()),
            they_notice=row.they_notice,
            sources=_slugs(row),
        )
        for row in rows
    )


def _rubric_line(row):
    return definition.RubricLine(key=row.key, name=row.name, levels=lines(row.levels))


def _phrase(row):
    return definition.Phrase(key=row.key, text=row.text)


def _slugs(row):
    return tuple(sorted(source.slug for source in row.sources.all()))
