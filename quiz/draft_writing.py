"""A definition, written into the tables of a draft."""

from django.db import transaction

from quiz import definition
from quiz.draft_reading import OF_ENGINE_2, VersionRefusal, block
from quiz.models import (
    Action,
    EntryRoute,
    ExtensionBlock,
    Frame,
    Item,
    Key,
    Need,
    Option,
    Phrase,
    Profile,
    Requirement,
    RubricLine,
    SearchTitle,
    Target,
    Trait,
    TrialTask,
    Word,
    WorkTrial,
)
from roles.models import Role, Source


@transaction.atomic
def to_tables(version, content):
    """Make the draft say what `content` says. Roles are made when they are missing, sources not.

    Raises VersionRefusal for a source, trait, fact or role that is named and not there.
    """
    clear(version)
    try:
        _DraftWriter(version).write(content)
    except KeyError as error:
        raise VersionRefusal([block(f"names “{error.args[0]}”, which does not exist")]) from error


def clear(version):
    """Empty the draft, from what leans on others to what is leant on."""
    for model in (WorkTrial, Frame, *(model for _, model in OF_ENGINE_2.values())):
        model.objects.filter(version=version).delete()
    # Needs restrict facts, keys and targets restrict traits, questions restrict blocks, and those
    # restrict profiles: another order is refused.
    parts = (version.routes, version.items, version.blocks, version.profiles, version.traits)
    for rows in (*parts, version.phrases):
        rows.all().delete()


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
        self.extension(content)
        self.trial(content.trial)
        self.parts(Phrase, content.phrases)
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
        for name, (_, model) in OF_ENGINE_2.items():
            if rules := getattr(content, name):
                model.objects.create(version=self.version, **vars(rules))

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
        titles = _stored(profile.also_called)
        row = self.part(Profile, position, profile, role=role, also_called=titles)
        self.profiles[profile.role] = row
        self.parts(SearchTitle, profile.search_titles, profile=row)
        for place, target in enumerate(profile.targets):
            values = {"target": target.target, "importance": target.importance, "why": target.why}
            trait = self.traits[target.trait]
            self.part(Target, place, target, profile=row, trait=trait, **values)

    def item(self, position, item, of=None):
        values = {"key": item.key, "rationale": item.rationale, "block": of}
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
            self.steps(row, item.steps)

    def steps(self, item, steps):
        for place, step in enumerate(steps):
            values = {"key": step.key, "text": step.text, "to": step.to, "time": step.time}
            low, high = _pair(step.hours, step.key, "hours") if step.hours else (None, None)
            values |= {"done_when": step.done_when, "hours_from": low, "hours_to": high}
            self.part(Action, place, step, item=item, **values)

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

    def extension(self, content):
        # Behind the questions that everybody is asked.
        position = len(content.items) + len(content.facts)
        for place, part in enumerate(content.extension):
            one, other = (self.profiles[role] for role in _pair(part.between, part.key, "roles"))
            values = {"key": part.key, "one": one, "other": other, "why": part.why}
            row = self.part(ExtensionBlock, place, part, **values)
            for item in part.items:
                self.item(position, item, of=row)
                position += 1

    def trial(self, trial):
        if trial is None:
            return
        values = {name: _stored(value) for name, value in vars(trial).items() if name != "tasks"}
        row = WorkTrial.objects.create(version=self.version, **values)
        for position, task in enumerate(trial.tasks):
            self.task(position, task, row)

    def task(self, position, task, trial):
        texts = ("title", "hand_in", "steps", "they_notice")
        values = {name: _stored(getattr(task, name)) for name in texts}
        profile = self.profiles[task.role]
        row = self.part(TrialTask, position, task, trial=trial, profile=profile, **values)
        for place, line in enumerate(task.rubric):
            values = {name: _stored(value) for name, value in vars(line).items()}
            self.part(RubricLine, place, line, task=row, **values)

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


def _stored(value):
    """Lists of texts are lines of one."""
    return "\n".join(value) if isinstance(value, tuple) else value


def _pair(values, key, what):
    if len(values) != 2:
        raise VersionRefusal([block(f"needs two {what}, not {len(values)}", key)])
    return values
