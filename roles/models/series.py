"""Series of figures: of each the newest stands, and the older ones are superseded from then on.

Which of its figures are superseded is stored, so that lists find the others in the order of an
index. It follows from other columns and rows, and so it is settled whenever figures are written,
by whatever method of the model or its queryset.
"""

from collections import defaultdict
from contextlib import contextmanager
from itertools import groupby
from operator import attrgetter

from django.db import NotSupportedError, models, transaction
from django.db.models import Case, CharField, F, Func, Max, Min, Value, When
from django.db.models.functions import Cast, Coalesce

from roles.models.recording import about_to_write
from roles.turns import in_turn

# Django gives SQLite 999 parameters a statement at most.
BATCH = 500
WRITING = "figures of pay"
# Nobody types it, so that no value runs into the next.
UNIT_SEPARATOR = Value("\x1f")

SHARED = ["role_id", "place_id", "industry", "level", "company_id", "component", "basis"]
SHARED += ["currency", "data_set"]


def _text_of(name):
    return Coalesce(Cast(name, CharField()), Value(""))


def series_of():
    """A text that figures share when the newer of them supersedes the older: those of one role or
    occupation, place, industry, level, company, component, currency, basis, and data set or
    source."""
    columns = [
        _text_of("role"),
        # An occupation counts only where no role is named: it may be worded anew in another year.
        Case(When(role=None, then=F("occupation")), default=Value("")),
        _text_of("place"),
        F("industry"),
        F("level"),
        _text_of("company"),
        F("component"),
        # Adverts of one country may be in two currencies, of which each has percentiles of its own.
        F("currency"),
        F("basis"),
        F("data_set"),
        # A data set that names a source a year would never supersede itself by its sources.
        Case(When(data_set="", then=_text_of("source")), default=Value("")),
    ]
    parts = (part for each in columns for part in (each, UNIT_SEPARATOR))
    # Concat nests a level a part, which is deeper than SQLite's parser goes.
    return Func(*parts, template="(%(expressions)s)", arg_joiner=" || ", output_field=CharField())


class SeriesQuerySet(models.QuerySet):
    def bulk_create(self, figures, batch_size=BATCH, **how):
        """Raises NotSupportedError for figures that may be passed over or written over: the
        database does not say which series those are of."""
        if how.get("ignore_conflicts") or how.get("update_conflicts"):
            raise NotSupportedError("Figures are stored or refused.")
        with writing(self.model) as touched:
            figures = super().bulk_create(figures, batch_size=batch_size, **how)
            # Their series are known only now: the database makes them.
            touched.rows(figure.pk for figure in figures)
        return figures

    def update(self, **values):
        with writing(self.model) as touched:
            # Their keys, before the values change what this queryset finds.
            rows = touched.rows(self.values_list("pk", flat=True))
            about_to_write(self.model, rows)
            count = super().update(**values)
            # A row may have left one series and come into another: both are settled.
            touched.rows(rows)
        return count

    update.alters_data = True

    def delete(self):
        with writing(self.model) as touched:
            touched.rows(self.values_list("pk", flat=True))
            return super().delete()

    delete.alters_data = True
    delete.queryset_only = True

    def in_series_of(self, figure):
        """Those of its series, also of one that is not stored and has none yet."""
        shared = {name: getattr(figure, name) for name in SHARED}
        if figure.role_id is None:
            shared["occupation"] = figure.occupation
        if not figure.data_set:
            shared["source"] = figure.source_id
        return self.filter(**shared)

    def one_data_set_each(self):
        """By source the name of its data set, where all of these that have one have the same."""
        named = self.filter(corrected_at=None).exclude(data_set="").order_by()
        found = named.values_list("source").annotate(Min("data_set"), Max("data_set"))
        return {source: first for source, first, last in found if first == last}

    def name_data_sets(self, touched):
        """What is of the same source as figures of a file is of their data set: an import names
        it, and whoever types a figure need not know it."""
        for sources in batched(sorted(touched.sources)):
            filed = self.model.objects.filter(source__in=sources).exclude(file_name="")
            for source, name in filed.one_data_set_each().items():
                nameless = self.model.objects.filter(source=source, data_set="", corrected_at=None)
                rows = touched.rows(nameless.values_list("pk", flat=True))
                about_to_write(self.model, rows)
                for some in batched(rows):
                    # Past our own update, as in settling.
                    named = self.model.objects.filter(pk__in=some)
                    super(SeriesQuerySet, named).update(data_set=name)
                touched.rows(rows)

    def held(self):
        """Locked for whoever is about to correct one. That one's turn comes first: who waited for
        it with a row in hand would never get it."""
        in_turn(WRITING)
        return self.select_for_update(of=["self"])

    def settle(self, series):
        """Notes for each figure of these from when a newer one of its series supersedes it. Only
        what changes is written: a row stands in some ten indexes."""
        for some in batched(sorted(series)):
            # All of a series, not only what was touched: the newest of it may be any.
            figures = self.model.objects.filter(series__in=some).order_by("series", "-as_of")
            columns = ["pk", "series", "as_of", "published_at", "corrected_at", "superseded_at"]
            for moment, pks in changed(figures.values_list(*columns, named=True)):
                for part in batched(pks):
                    rows = self.model.objects.filter(pk__in=part)
                    # Past our own update, which would settle again, for ever.
                    super(SeriesQuerySet, rows).update(superseded_at=moment)


def changed(figures):
    """The keys of figures whose stored `superseded_at` is not what it should be, by that moment.

    They come with the figures of a series together, the newest first. Each is superseded from when
    the first newer one of its series was published; what is corrected or not public supersedes
    nothing, and figures of one date stand beside each other.
    """
    by_moment = defaultdict(list)
    for _, series in groupby(figures, attrgetter("series")):
        first = None
        for _, dated in groupby(series, attrgetter("as_of")):
            together = list(dated)
            for figure in together:
                if figure.superseded_at != first:
                    by_moment[first].append(figure.pk)
            first = min(filter(None, [first, *map(_taking_over, together)]), default=None)
    return by_moment.items()


def _taking_over(figure):
    return None if figure.corrected_at else figure.published_at


class Touched:
    """The series and the sources of figures that are being written."""

    def __init__(self, model):
        self.model, self.series, self.sources = model, set(), set()

    def rows(self, pks):
        """Takes note of the series that these rows are of now; returns their keys."""
        pks = list(pks)
        for some in batched(pks):
            rows = self.model.objects.filter(pk__in=some)
            # The model's order would come into DISTINCT and keep every row apart.
            for series, source in rows.order_by().values_list("series", "source").distinct():
                self.series.add(series)
                self.sources.add(source)
        return pks


def batched(values):
    return (values[start : start + BATCH] for start in range(0, len(values), BATCH))


def settle_loaded(sender, instance, raw, **_):
    """A fixture is stored past `save`, and past the queryset; its rows come one by one."""
    if raw:
        with writing(sender) as touched:
            touched.rows([instance.pk])


@contextmanager
def writing(model):
    """One writer of figures at a time: who comes second has to see what the first one stored, or
    each would leave the other's figure as the newest. At the end every series that was touched
    knows which of its figures are superseded, and from when on."""
    with transaction.atomic():
        in_turn(WRITING)
        touched = Touched(model)
        yield touched
        model.objects.name_data_sets(touched)
        model.objects.settle(touched.series)
