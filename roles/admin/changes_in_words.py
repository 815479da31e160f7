"""What differs between two editions, in the words of the forms: their lists, rows and fields."""

from dataclasses import fields, is_dataclass, replace

from django.utils.text import Truncator, capfirst

from roles import content
from roles.models import Group, Skill
from roles.publishing import TABLES

# The outline has no row, and so no model.
OUTLINE_LISTS = {"groups": Group, "skills": Skill}
LONGEST_NAME = 60


def changes_in_words(old, new, tabs):
    """The changes from `old` to `new`; lists are called as their tabs are, where they have one."""
    kind = content.kind_of(new)
    # As the newer one names it, where both have it.
    names = {}
    for subject in (old, new):
        names |= dict(_places(subject, TABLES.get(kind), tabs))
    changes = content.changes(old, new)
    return [replace(each, where=capfirst(names.get(each.where, each.where))) for each in changes]


def _places(value, model, tabs, where="", words=""):
    """Each place in the content as a change names it, and as an editor would read it."""
    for field in fields(value):
        place = f"{where}{field.name.replace('_', ' ')}"
        label, related = _label(model, field.name)
        yield place, f"{words}{tabs.get(field.name, label)}"
        entry = getattr(value, field.name)
        if isinstance(entry, tuple) and any(map(is_dataclass, entry)):
            yield f"{place} / order", f"{words}{tabs.get(field.name, label)} / order"
            for part in entry:
                # Points have a tab for each of their kinds.
                kind = tabs.get(getattr(part, "kind", ""))
                at = f"{place} / {content.identity(part)}"
                name = f"{words}{kind or tabs.get(field.name, label)} / {_name(part)}"
                yield at, name
                yield from _places(part, related, {}, f"{at} / ", f"{name} / ")


def _label(model, name):
    """What forms call the field, and the model of the rows that it lists."""
    if model is None:
        related = OUTLINE_LISTS.get(name)
        return (related._meta.verbose_name_plural if related else name), related
    field = model._meta.get_field(name)
    if field.one_to_many:
        return field.related_model._meta.verbose_name_plural, field.related_model
    return field.verbose_name, field.related_model


def _name(part):
    name = part.name if hasattr(part, "name") else content.headline(part)
    at = f" at {part.company}" if getattr(part, "company", "") else ""
    return f"“{Truncator(name).chars(LONGEST_NAME)}”{at}"
