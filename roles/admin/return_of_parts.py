"""Parts that were deleted, put back by who deleted them: the trail holds what makes them anew."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from roles.models import TrailEntry
from roles.models.recording import FOLLOWED, explain


class NotPutBack(Exception):
    """What stands against it, in words."""


def way_back(parts):
    """What is told when these parts have been deleted."""
    # Of one row of the outline, the cells of several roles.
    first = {_owner(part): part for part in reversed(parts)}
    links = [(history_address(part), owner) for owner, part in reversed(first.items())]
    histories = format_html_join(", ", '<a href="{}">the history of {}</a>', links)
    return format_html("What you deleted can be put back from {}.", histories)


def history_address(part):
    owner = _owner(part)
    return reverse(f"admin:roles_{owner._meta.model_name}_history", args=[owner.pk])


def put_back(entry):
    """The part as it was, and what to tell of it. Raises NotPutBack."""
    model = apps.get_model(entry.kind)
    if model.objects.filter(pk=entry.key).exists():
        raise NotPutBack("it is there.")
    if TrailEntry.objects.of_thing(entry.kind, entry.key).first() != entry:
        raise NotPutBack("it was back, and somebody else has deleted it since.")
    part = _made_anew(model, entry)
    # Under its old number, so that its history goes on.
    part.save(force_insert=True)
    lacks = [name for name, pks in entry.kept["lists"].items() if not _linked(part, name, pks)]
    explain("It was put back.")
    but = f", without {' and '.join(lacks)} that are gone since" if lacks else ""
    return part, f"“{part}” is back{but}."


def _made_anew(model, entry):
    try:
        part = model(pk=entry.key, **entry.kept["fields"])
        part.full_clean()
    # Of a release that had other fields.
    except TypeError:
        raise NotPutBack("this release has other fields.") from None
    except ValidationError as error:
        raise NotPutBack(" ".join(error.messages)) from None
    return part


def _linked(part, name, pks):
    """Whether all that it named is still there."""
    rows = getattr(part, name).model.objects.filter(pk__in=pks)
    getattr(part, name).set(rows)
    return len(rows) == len(pks)


def _owner(part):
    return FOLLOWED[type(part)].owner(part)
