"""The starter figures, gap claims and rates: from a file to the tables, only what is not there.

What staff have changed, corrected or withdrawn has its key already and is left alone. What the
file itself had wrong is corrected as staff would, once, so that readers are told.
"""

from dataclasses import dataclass
from decimal import Decimal

import yaml
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from roles.content import ContentError
from roles.models import Company, ExchangeRate, GapClaim, Place, Role, SalaryFigure, Source
from roles.models.pay import AMOUNTS

NAMED = {"role": Role, "than": Role, "source": Source, "company": Company, "place": Place}
MONEY = {*AMOUNTS, "capped_at", "low_percent", "high_percent"}


@dataclass
class Counts:
    figures: int = 0
    corrections: int = 0
    gap_claims: int = 0
    rates: int = 0


@transaction.atomic
def load(path):
    """Stores what is missing and counts it. Raises ContentError for what is no figure."""
    lists = yaml.safe_load(path.read_text(encoding="utf-8"))
    _load_places(lists["places"])
    return Counts(
        figures=_load_facts(SalaryFigure, lists["figures"]),
        corrections=sum(_correct(**correction) for correction in lists.get("corrections", [])),
        gap_claims=_load_facts(GapClaim, lists["gap_claims"]),
        rates=sum(_load_rates(**rates) for rates in lists["rates"]),
    )


def _load_places(places):
    for place in places:
        Place.objects.get_or_create(code=place["code"], defaults={"name": place["name"]})


def _load_facts(model, facts):
    # Also of what was corrected or withdrawn, so that it does not come back.
    keys = model.objects.keys()
    new = [fact for fact in facts if fact["key"] not in keys]
    for fact in new:
        _row(model, fact["key"], {"published_at": timezone.now(), **_values(fact)}).save()
    return len(new)


def _row(model, key, values):
    """People write this file: what a form would say of a mistake is told of it too."""
    try:
        row = model(**values)
        row.full_clean()
    # A name that is no field.
    except TypeError as error:
        raise ContentError(f"{key}: {error}") from error
    except ValidationError as error:
        raise ContentError(f"{key}: {error.messages}") from error
    return row


def _correct(key, reason, **changes):
    """Whether the figure was corrected: not one that has been already, or was withdrawn."""
    try:
        wrong = SalaryFigure.objects.get(key=key)
    # The wrong one and the right one share the key.
    except SalaryFigure.MultipleObjectsReturned:
        return False
    except SalaryFigure.DoesNotExist as error:
        raise ContentError(f"{key}: there is no such figure to correct") from error
    if wrong.corrected_at:
        return False
    changed = _values({"key": key, **changes})
    # It takes the key over when the wrong one is gone.
    del changed["key"]
    right = _row(SalaryFigure, key, {**_said(wrong), **changed})
    wrong.replace_with(right, reason)
    return True


def _said(figure):
    """What a figure says, by field: all but what it is known by."""
    own = {"id", "key", "corrects"}
    fields = [field for field in figure._meta.concrete_fields if not field.generated]
    return {field.name: getattr(figure, field.name) for field in fields if field.name not in own}


def _values(fact):
    try:
        return {name: _value(name, text) for name, text in fact.items()}
    except tuple(model.DoesNotExist for model in NAMED.values()) as error:
        raise ContentError(f"{fact['key']}: {error}") from error


def _value(name, text):
    if name in NAMED:
        return NAMED[name].objects.get_by_natural_key(text)
    # Text in the file, because YAML would read a float; nothing there for none.
    return Decimal(text) if name in MONEY and text is not None else text


def _load_rates(day, source, per_euro):
    currencies = set(ExchangeRate.objects.filter(day=day).values_list("currency", flat=True))
    row = Source.objects.get_by_natural_key(source)
    new = ExchangeRate.objects.bulk_create(
        ExchangeRate(currency=currency, day=day, per_euro=Decimal(amount), source=row)
        for currency, amount in per_euro.items()
        if currency not in currencies
    )
    return len(new)
