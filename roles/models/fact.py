"""What figures of pay and claims of gaps have in common: a source that states a fact of a day."""

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max, Subquery
from django.utils import timezone

from roles import dates
from roles.models.at_once import RulesAtOnce
from roles.models.known_date import known_date, not_ahead

# Pay of before was on paper; what is to be seen later than that is a slip in the year.
EARLIEST, FURTHEST = dt.datetime(2000, 1, 1, tzinfo=dt.UTC), dt.timedelta(2 * 366)


def near_moment(moment):
    if not EARLIEST <= moment <= timezone.now() + FURTHEST:
        raise ValidationError("Write a moment from the year 2000 to two years from now.")


class Component(models.TextChoices):
    BASE = "base", "Base pay"
    BONUS = "bonus", "Bonus"
    EQUITY = "equity", "Equity"
    SIGNING = "signing", "Signing bonus"
    TOTAL = "total", "Total pay"
    WAGE = "wage", "Base pay and commissions"
    UNSPECIFIED = "unspecified", "Not specified"


class Basis(models.TextChoices):
    STATED = "stated", "Stated by the source"
    POSTED = "posted", "Posted in adverts"
    FILED = "filed", "Filed with the government"
    PAID = "paid", "Paid, by a survey of employers"


class Period(models.TextChoices):
    HOUR = "hour", "an hour"
    WEEK = "week", "a week"
    FORTNIGHT = "fortnight", "a fortnight"
    MONTH = "month", "a month"
    YEAR = "year", "a year"
    ONCE = "once", "once"


class FactQuerySet(models.QuerySet):
    """What figures and gap claims have in common: a moment of publication, and whom they are of."""

    def due(self, at=None):
        return self.filter(published_at__lte=at or timezone.now())

    def last_published_at(self, at=None):
        """The moment of the newest that is due, None when there is none."""
        return self.due(at).aggregate(last=Max("published_at"))["last"]

    def live(self):
        """What readers see or will see, and what they are told was wrong."""
        return self.exclude(published_at=None)

    def at_company(self, slug):
        return self.filter(company=self._only("company", slug=slug))

    def at_company_named(self, name):
        return self.filter(company=self._only("company", name=name))

    def from_source(self, slug):
        return self.filter(source=self._only("source", slug=slug))

    def at_place(self, code):
        return self.filter(place__code=code)

    def of_component(self, component):
        return self.filter(component=component)

    def at_level(self, level):
        return self.filter(level=level)

    def of_year(self, year):
        # A range of texts, which an index answers in every collation; LIKE would not.
        return self.filter(as_of__gte=str(year), as_of__lt=str(int(year) + 1))

    def keys(self):
        return set(self.values_list("key", flat=True))

    def _only(self, field, **named):
        """The one row named, as a value: with a join the database could not read in index order."""
        rows = self.model._meta.get_field(field).related_model.objects.filter(**named)
        return Subquery(rows.order_by().values("pk")[:1])


class Fact(RulesAtOnce):
    component = models.CharField(
        max_length=20,
        choices=Component,
        default=Component.UNSPECIFIED,
        help_text="Which part of pay. Not specified: the source does not say.",
    )
    level = models.CharField(
        max_length=50, blank=True, help_text="As the source names it: Level 4. Empty: all levels."
    )
    # No index by itself, like the other names here: those of figures begin with each of them,
    # and claims are few.
    company = models.ForeignKey(
        "roles.Company",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        db_index=False,
        help_text="Only for the pay of one employer.",
    )
    place = models.ForeignKey(
        "roles.Place",
        # The code stands in the row, so that the database can make a figure's country of it.
        to_field="code",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        db_index=False,
        help_text="Country or region. Empty: the source does not say.",
    )
    as_of = models.CharField(
        "as of",
        max_length=10,
        blank=True,
        validators=[known_date, not_ahead],
        help_text="As exactly as it is known: 2022, 2022-09 or 2022-09-07. Empty when unknown: "
        "then it is called undated and never converted.",
    )
    source = models.ForeignKey(
        "roles.Source", on_delete=models.PROTECT, related_name="%(class)ss", db_index=False
    )
    note = models.CharField(
        max_length=300, blank=True, help_text="What a reader should know before relying on it."
    )
    published_at = models.DateTimeField(
        null=True,
        blank=True,
        validators=[near_moment],
        help_text="Readers see it from this moment on (UTC). Empty: not yet.",
    )

    class Meta:
        abstract = True

    @property
    def date_in_words(self):
        """ "September 2022"; empty when it is not known."""
        return dates.in_words(self.as_of)

    @property
    def is_due(self):
        return self.published_at is not None and self.published_at <= timezone.now()


def new_key():
    # Drawn, not counted: keys of starter files and imports must never meet one that staff made.
    return uuid.uuid4().hex
