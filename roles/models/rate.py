import datetime as dt
from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from roles import money

CURRENCIES = [(code, code) for code in money.CURRENCIES]
# SQLite keeps what does not fit the column, and a rate that reads back as nought divides by it.
SMALLEST, LARGEST = Decimal("0.000001"), Decimal(10) ** 12


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


class ExchangeRate(models.Model):
    currency = models.CharField(max_length=3, choices=CURRENCIES)
    day = models.DateField()
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
                condition=Q(per_euro__gte=SMALLEST, per_euro__lt=LARGEST),
                name="rate_is_positive",
                violation_error_message="A rate is above zero, and has six digits behind the "
                "point and twelve before it at most.",
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

    @property
    def rate(self):
        return money.Rate(self.currency, self.day, self.per_euro)
