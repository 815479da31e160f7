import datetime as dt
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from roles import money
from roles.models.known_date import no_day_ahead

CURRENCIES = [(code, code) for code in money.CURRENCIES]
# No dinar is worth three euros, and a euro buys some hundred thousand of the least of currencies.
FEWEST, MOST = Decimal("0.1"), Decimal(10) ** 8
# What a currency may move by within a year; a slip of a digit moves it tenfold.
LEAP, NEAR = 5, dt.timedelta(366)


class ExchangeRateQuerySet(models.QuerySet):
    def near(self, days):
        """Those that figures of these days may be converted by."""
        reach = range(money.OLDEST_RATE.days + 1)
        return self.filter(day__in={day - dt.timedelta(back) for day in days for back in reach})

    def newest(self):
        """The last of each currency that there is among them, of no day that is still to come."""
        past = self.filter(day__lte=timezone.localdate())
        own = past.filter(currency=OuterRef("currency")).order_by("-day").values("day")[:1]
        return past.filter(day=Subquery(own))

    def of(self, currencies):
        return self.filter(currency__in=currencies)

    def live(self):
        """All: what is converted rests on them as soon as they are there."""
        return self.all()

    def with_source(self):
        return self.select_related("source")

    def nearest(self, rate):
        """The one of the same currency, within a year, of the day nearest to that of this one."""
        others = self.of([rate.currency]).exclude(pk=rate.pk)
        apart = {other: abs(other.day - rate.day) for other in others}
        nearest = min(apart, key=apart.get, default=None)
        return nearest if nearest and apart[nearest] <= NEAR else None


class ExchangeRate(models.Model):
    currency = models.CharField(max_length=3, choices=CURRENCIES)
    day = models.DateField(validators=[no_day_ahead])
    per_euro = models.DecimalField(
        max_digits=18,
        decimal_places=6,
        validators=[MinValueValidator(0)],
        help_text="Units of the currency that one euro bought.",
    )
    source = models.ForeignKey(
        "roles.Source", on_delete=models.PROTECT, related_name="exchange_rates"
    )

    objects = ExchangeRateQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "currency"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "currency"],
                name="one_rate_per_day_and_currency",
                violation_error_message="There is a rate of this currency for this day already.",
            ),
            models.CheckConstraint(
                condition=Q(per_euro__gte=FEWEST, per_euro__lt=MOST),
                name="rate_is_believable",
                violation_error_message="A euro buys from 0.1 to 99,999,999 of a currency.",
            ),
            models.CheckConstraint(
                # All rates are of one euro; money.rates_on adds the euro's own.
                condition=Q(currency__in=money.CURRENCIES) & ~Q(currency="EUR"),
                name="rate_is_of_a_known_currency",
                violation_error_message="The euro has no rate of its own.",
            ),
        ]

    def __str__(self):
        return f"1 EUR = {self.per_euro} {self.currency}, {self.day}"

    def clean(self):
        # What is imported is believed: the bank writes no digit too many.
        is_told = self.day and money.is_number(self.per_euro)
        near = type(self).objects.nearest(self) if is_told else None
        if near and not near.per_euro / LEAP < self.per_euro < near.per_euro * LEAP:
            told = f"On {near.day} a euro bought {near.per_euro.normalize():f}: check the digits."
            raise ValidationError({"per_euro": told})

    @property
    def rate(self):
        return money.Rate(self.currency, self.day, self.per_euro)
