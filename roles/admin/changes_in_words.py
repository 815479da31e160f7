"""What differs between two editions, in the words of the forms: their lists, rows and fields.

A part that is new or gone is one change, and all changes stand in the order of the page.
"""

from dataclasses import dataclass, fields, is_dataclass
from itertools import groupby, pairwise

from django.utils.text import Truncator, capfirst

from roles import content
from roles.changes import Change
from roles.models import Group, Skill, Source
from roles.publishing import TABLES

# The outline has no row, and so no model.
OUTLINE_LISTS = {"groups": Group, "skills": Skill}
LONGEST_NAME = 60


@dataclass(frozen=True)
class Spot:
    """What an editor calls a place: the list or part it is in, and its own name there. `within`
    are the parts it is in or is, as a change names them, the outermost first."""

    around: str
    name: str
    within: tuple[str, ...] = ()

    @property
    def words(self):
        return capfirst(f"{self.around} / {self.name}" if self.around else self.name)


def changes_in_words(old, new, tabs):
    """The changes from `old` to `new`; lists are called as their tabs are, where they have one."""
    model = TABLES.get(content.kind_of(new))
    before, after = (dict(_places(each, model, tabs)) for each in (old, new))
    # As the newer one names it, where both have it.
    places = {**before, **after}
    order = {where: number for number, where in enumerate(_page_order(before, after))}
    # What shares its name with another part is numbered, and stands where no place is known.
    changes = sorted(content.changes(old, new), key=lambda each: order.get(each.where, len(order)))
    changes = _with_titles(changes)

    def whole(change):
        """The part that is new or gone altogether, if the change is one of its fields."""
        within = places[change.where].within if change.where in places else ()
        return next((at for at in within if (at in before) != (at in after)), "")

    told = []
    for at, fields_of_it in groupby(changes, whole):
        if at:
            told.append(_whole(at, at in after, list(fields_of_it), places, tabs))
        else:
            told.extend(_named(each, places) for each in fields_of_it)
    return told


def _page_order(before, after):
    """The places of the newer one, with what is gone behind what it stood behind."""
    order = list(after)
    for neighbour, where in pairwise(["", *before]):
        if where not in after:
            order.insert(order.index(neighbour) + 1 if neighbour else 0, where)
    return order


def _with_titles(changes):
    """Sources by their titles, each in a line of its own; their slugs are for addresses."""
    # No slug has a comma.
    lists = [
        text.split(", ")
        for each in changes
        if _is_of_sources(each)
        for text in (each.before, each.after)
    ]
    slugs = {slug for each in lists for slug in each if slug}
    titles = dict(Source.objects.filter(slug__in=slugs).values_list("slug", "title"))

    def titled(text):
        return "\n".join(titles.get(slug) or slug for slug in text.split(", "))

    return [
        Change(each.where, titled(each.before), titled(each.after))
        if _is_of_sources(each)
        else each
        for each in changes
    ]


def _is_of_sources(change):
    return change.where.rpartition(" / ")[2] == "sources"


def _named(change, places):
    place = places.get(change.where)
    return Change(place.words if place else capfirst(change.where), change.before, change.after)


def _text(change):
    return change.before or change.after


def _whole(at, is_new, changes, places, tabs):
    """All of one part as one change, its fields in lines, the first what it says."""
    part = places[at]
    # What says nothing has a line of its name; a kind that has a tab stands in the name already.
    has_tab = any(each.where == f"{at} / kind" and _text(each) in tabs for each in changes)
    untold = {at, *([f"{at} / kind"] if has_tab else [])}
    lines = [
        f"{places[each.where].words.removeprefix(f'{part.words} / ')}: {_text(each)}"
        for each in sorted(changes, key=_is_of_sources)
        if each.where not in untold
    ]
    text = "\n".join(map(capfirst, lines)) or part.name
    where = f"{'Added' if is_new else 'Removed'}: {capfirst(part.around)} {part.name}"
    return Change(where, "" if is_new else text, text if is_new else "")


def _places(value, model, tabs, where="", around="", within=()):
    """Each place in the content as a change names it, and as an editor would read it."""
    for field in fields(value):
        at = f"{where}{field.name.replace('_', ' ')}"
        label, related = _label(model, field.name)
        label = str(tabs.get(field.name, label))
        yield at, Spot(around, label, within)
        entry = getattr(value, field.name)
        if isinstance(entry, tuple) and any(map(is_dataclass, entry)):
            listed = f"{around} / {label}" if around else label
            yield f"{at} / order", Spot(listed, "order", within)
            for part in entry:
                yield from _places_of_part(part, related, tabs, at, (around, label), within)


def _places_of_part(part, model, tabs, where, names, within):
    at = f"{where} / {content.identity(part)}"
    around, label = names
    # Points have a tab for each of their kinds.
    label = str(tabs.get(getattr(part, "kind", ""), label))
    place = Spot(f"{around} / {label}" if around else label, _name(part), (*within, at))
    yield at, place
    inner = f"{place.around} / {place.name}"
    yield from _places(part, model, {}, f"{at} / ", inner, place.within)


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
