"""The starter figures, gap claims and rates: from files to the tables, only what is not there.

What staff have changed, corrected or withdrawn has its key already and is left alone. What the
file itself had wrong is corrected as staff would, once, so that readers are told. What a figure
rests on is added to one that stands without: it says more, and nothing else.

Beside the file of figures a folder `pay` holds tables of them, a file a data set.
"""

import csv
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from roles import yaml_files
from roles.content import ContentError
from roles.models import Company, ExchangeRate, GapClaim, Place, Role, SalaryFigure, Source
from roles.models.pay import EVERY_AMOUNT
from roles.models.sample import WORDS

NAMED = {"role": Role, "than": Role, "source": Source, "company": Company, "place": Place}
MONEY = {*EVERY_AMOUNT, "low_percent", "high_percent"}


@dataclass
class Counts:
    figures: int = 0
    corrections: int = 0
    additions: int = 0
    gap_claims: int = 0
    rates: int = 0


@transaction.atomic
def load(path):
    """Stores what is missing and counts it. Raises ContentError for what is no figure."""
    lists = yaml_files.read(path)
    tables = path.parent / "pay"
    figures = [*lists["figures"], *_rows_of_tables(tables)]
    _load_places([*lists["places"], *_table(tables / "places.csv")])
    _load_companies(figures)
    # The same few rows are named hundreds of times.
    named = cache(lambda field, key: NAMED[field].objects.get_by_natural_key(key))
    counts = Counts(figures=_load_facts(SalaryFigure, figures, named))
    counts.corrections = sum(_correct(named, **each) for each in lists.get("corrections", []))
    counts.additions = _add_words(figures)
    counts.gap_claims = _load_facts(GapClaim, lists["gap_claims"], named)
    counts.rates = sum(_load_rates(**rates) for rates in lists["rates"])
    return counts


def _rows_of_tables(folder):
    """The figures of all tables, by field; what a cell leaves empty is not said."""
    paths = sorted(path for path in folder.glob("*.csv") if path.name != "places.csv")
    return [row for path in paths for row in _table(path)]


def _table(path):
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return [_said_in(row) for row in csv.DictReader(stream)]


def _said_in(row):
    return {name: text for name, text in row.items() if text}


def _load_places(places):
    for place in places:
        parent = place.get("parent")
        parent = Place.objects.get(code=parent) if parent else None
        defaults = {"name": place["name"], "parent": parent}
        Place.objects.get_or_create(code=place["code"], defaults=defaults)


def _load_companies(figures):
    names = {figure["company"] for figure in figures if figure.get("company")}
    for name in names - set(Company.objects.values_list("name", flat=True)):
        Company.objects.create(name=name)


def _load_facts(model, facts, named):
    # Also of what was corrected or withdrawn, so that it does not come back.
    keys = model.objects.keys()
    new = [fact for fact in facts if fact["key"] not in keys]
    now = {"published_at": timezone.now()}
    rows = [_row(model, fact["key"], {**now, **_values(fact["key"], fact, named)}) for fact in new]
    try:
        with transaction.atomic():
            model.objects.bulk_create(rows)
    except IntegrityError:
        # Each rule is a question to the database: only where one is broken is it asked for which.
        for row in rows:
            _check(row, row.key)
        raise
    return len(new)


def _row(model, key, values):
    """People write these files: what a form would say of a mistake is told of it too."""
    try:
        row = model(**values)
        row.clean_fields(exclude=[name for name in values if name in NAMED])
    # A name that is no field.
    except TypeError as error:
        raise ContentError(f"{key}: {error}") from error
    except ValidationError as error:
        raise ContentError(f"{key}: {error.messages}") from error
    return row


def _check(row, key):
    try:
        row.full_clean()
    except ValidationError as error:
        raise ContentError(f"{key}: {error.messages}") from error


def _add_words(figures):
    """How many that stand were told what they rest on; not those that staff have written anew."""
    bare = SalaryFigure.objects.filter(corrected_at=None, **dict.fromkeys(WORDS, ""))
    # What staff write comes from no file.
    bare = bare.exclude(file_name="", corrects__isnull=False)
    keys = bare.keys()
    told = {
        figure["key"]: {name: figure[name] for name in WORDS if figure.get(name)}
        for figure in figures
        if figure["key"] in keys
    }
    return sum(bare.filter(key=key).update(**words) for key, words in told.items() if words)


def _correct(named, key, reason, **changes):
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
    changed = _values(key, changes, named)
    right = _row(SalaryFigure, key, {**_said(wrong), **changed})
    _check(right, key)
    wrong.replace_with(right, reason)
    return True


def _said(figure):
    """What a figure says, by field: all but what it is known by."""
    own = {"id", "key", "corrects"}
    fields = [field for field in figure._meta.concrete_fields if not field.generated]
    return {field.name: getattr(figure, field.name) for field in fields if field.name not in own}


def _values(key, fact, named):
    missing = tuple(model.DoesNotExist for model in NAMED.values())
    try:
        return {name: _value(name, text, named) for name, text in fact.items()}
    except (*missing, InvalidOperation) as error:
        raise ContentError(f"{key}: {error}") from error


def _value(name, text, named):
    if name in NAMED:
        return named(name, text)
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
