"""What a row says, in words, and what it belongs to: what the trail compares."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.db.models.constants import LOOKUP_SEP

LONGEST_NAME = 300


@dataclass(frozen=True)
class Thing:
    """A row by the label of its model, its key and its words, so that it can be named when it is
    gone."""

    kind: str
    key: str
    name: str


@dataclass(frozen=True)
class Portrait:
    thing: Thing
    subject: Thing
    values: dict[str, str]
    # What makes the row anew, where it may be put back once it is deleted.
    kept: dict | None = None


@dataclass(frozen=True)
class Following:
    """How the rows of a model are followed.

    `owners` are paths to the subject that a row is part of, of which one leads somewhere; without
    any it is its own subject, or a piece of the `whole`. What is `hidden` is not looked at, and of
    what is `untold` only that it changed. `along` and `within` are fetched with the rows.
    """

    model: type[models.Model]
    owners: tuple[str, ...] = ()
    whole: Thing | None = None
    hidden: frozenset[str] = frozenset()
    untold: frozenset[str] = frozenset()
    along: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    name: Callable[[models.Model], str] = str
    # Of a table with several kinds of row, each with a page of its own.
    kinds: tuple[type[models.Model], ...] = ()
    comes_back: bool = False

    def portraits(self, pks):
        """By key, each of these rows that is there, at a query and one a list of names."""
        named = [field.name for field in self.model._meta.many_to_many if not self._is_out(field)]
        rows = self.model._base_manager.filter(pk__in=pks)
        rows = rows.select_related(*self._relations()).prefetch_related(*named, *self.within)
        return {row.pk: self.portrait(row) for row in rows}

    def portrait(self, row):
        thing = self.thing(row)
        values = {field.name: words(row, field) for field in self._fields()}
        kept = self._kept(row) if self.comes_back else None
        return Portrait(thing, self._subject(row) or thing, values, kept)

    def thing(self, row):
        return Thing(self.kind(row), str(row.pk), self.name(row)[:LONGEST_NAME])

    def kind(self, row):
        models = {each._default_manager.kind: each for each in self.kinds}
        return (models[row.kind] if models else self.model)._meta.label_lower

    def paths_from(self, model):
        """By which of its owners a row may be part of that model's."""
        return [path for path in self.owners if end_of(self.model, path) is model]

    def owner(self, row):
        owners = (along(row, path) for path in self.owners)
        return next((owner for owner in owners if owner is not None), None)

    def _subject(self, row):
        if self.whole:
            return self.whole
        owner = self.owner(row)
        return owner and Thing(owner._meta.label_lower, str(owner.pk), str(owner)[:LONGEST_NAME])

    def _kept(self, row):
        fields = [field for field in self._fields() if not field.many_to_many]
        lists = self.model._meta.many_to_many
        return {
            "fields": {field.attname: getattr(row, field.attname) for field in fields},
            "lists": {
                each.name: [one.pk for one in getattr(row, each.name).all()] for each in lists
            },
        }

    def _fields(self):
        options = self.model._meta
        return [each for each in (*options.fields, *options.many_to_many) if not self._is_out(each)]

    def _is_out(self, field):
        # What the database makes follows from the other fields.
        return field.primary_key or field.generated or field.name in self.hidden

    def _relations(self):
        keys = (each.name for each in self._fields() if each.many_to_one or each.one_to_one)
        return dict.fromkeys([*keys, *self.owners, *self.along])


def words(row, field):
    """What a field says, as somebody would read it."""
    value = getattr(row, field.name)
    if field.many_to_many:
        return "\n".join(sorted(str(each) for each in value.all()))
    if field.flatchoices:
        value = dict(field.flatchoices).get(value, value)
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case dt.datetime():
            return f"{value:%Y-%m-%d %H:%M:%S} UTC"
    return str(value)


def along(row, path):
    for name in path.split(LOOKUP_SEP):
        row = row and getattr(row, name)
    return row


def end_of(model, path):
    for name in path.split(LOOKUP_SEP):
        model = model._meta.get_field(name).related_model
    return model
