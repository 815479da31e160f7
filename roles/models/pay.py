from decimal import Decimal
from itertools import combinations

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import models, transaction
from django.db.models import Case, F, OuterRef, Q, When
from django.db.models.functions import Length, Substr
from django.db.models.lookups import GreaterThan
from django.db.models.signals import post_save
from django.utils import timezone

from roles import dates, evidence, money
from roles.models.fact import Basis, Component, Fact, Period, new_key
from roles.models.known_date import known_date, not_ahead, only_known_dates, periods
from roles.models.pay_lists import SalaryFigureQuerySet, old_from, oldest_current
from roles.models.presence import has_any
from roles.models.rate import CURRENCIES
from roles.models.recording import Deed, name_deed
from roles.models.role import Role
from roles.models.sample import FEW_HAVE_NO_PERCENTILES, FEWEST_OF_PERCENTILES, Sample
from roles.models.series import series_of, settle_loaded, writing

RANGE = ["low", "high"]
PERCENTILES = ["p10", "p25", "median", "p75", "p90"]
AMOUNTS = [*RANGE, "point", *PERCENTILES]
BALANCED = ["balanced_p25", "balanced_median", "balanced_p75"]
EVERY_AMOUNT = [*AMOUNTS, *BALANCED, "capped_at"]
# SQLite keeps what does not fit the column, and then cannot read it back.
CENT, MOST = Decimal("0.01"), Decimal("999999999999.99")
# Where one of the currency is worth about a dollar, nobody is paid as much.
NOBODYS = Decimal(10) ** 9


def _amount(verbose_name=None, help_text=""):
    return models.DecimalField(
        verbose_name, max_digits=14, decimal_places=2, null=True, blank=True, help_text=help_text
    )


def _none_of(names):
    return Q(**{f"{name}__isnull": True for name in names})


def _some_of(names):
    return ~_none_of(names)


def strength_of():
    """How far it carries, by the database: lists are in the order of it."""
    cases = [
        When(basis=basis, company__isnull=not is_one, then=strength)
        for basis, strengths in evidence.STRENGTH.items()
        for is_one, strength in enumerate(strengths)
    ]
    return Case(*cases, default=0)


def narrowness_of():
    """Whether it is of one industry, or of a region of a country and not of one company there."""
    # A country has two letters; a region has more behind them.
    is_of_region = Q(GreaterThan(Length("place"), 2), company__isnull=True)
    return Case(When(is_of_region | ~Q(industry=""), then=True), default=False)


SIFTED = ["role", "country", "company", "component", "source", "level"]
SIFTED += ["superseded_at", "corrected_at", "published_at"]


def _in_order(*columns):
    """An index for a list filtered by these: in the order it is shown in, and then with what
    else it may be filtered by, so that rows which do not fit are passed over unread."""
    # The order buys a page of the list without sorting all of it; the width hardly helps a page,
    # but halves the count beside it, which meets rows that fit nothing until it has enough.
    others = [name for name in SIFTED if name not in columns]
    name = "_".join(["figure_by", *(columns or ["date"])])
    return models.Index(fields=[*columns, "-as_of", "id", *others], name=name)


def _by_strength(*columns):
    """An index for a list filtered by these, the surest first."""
    others = [name for name in SIFTED if name not in columns]
    name = "_".join(["figure_by_strength", *columns[:1]])[:30]
    return models.Index(
        fields=[*columns, "is_narrow", "-strength", "-as_of", "id", *others], name=name
    )


class SalaryFigure(Sample, Fact):
    """What a role pays, as one source says it: in its own currency and period, for ever."""

    # A correction takes it over, so that the next import finds that staff have been there.
    key = models.CharField(max_length=300, default=new_key, editable=False)
    role = models.ForeignKey(
        Role,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="figures",
        db_index=False,
        help_text="Empty only for an occupation of official statistics that is none of our roles.",
    )
    occupation = models.CharField(
        max_length=150,
        blank=True,
        help_text="What the statistics count, with its code: Marketing Managers (11-2021).",
    )
    industry = models.CharField(
        max_length=150,
        blank=True,
        help_text="Of one industry alone, with its code: Software Publishers (513200). Empty for "
        "all of them.",
    )
    basis = models.CharField(
        max_length=10,
        choices=Basis,
        default=Basis.STATED,
        help_text="How the source knows.",
    )
    currency = models.CharField(max_length=3, choices=CURRENCIES)
    period = models.CharField(max_length=10, choices=Period, default=Period.YEAR)
    low = _amount(help_text="Low end of a range.")
    high = _amount(help_text="High end of a range. Alone it means “up to”.")
    point = _amount(help_text="One amount.")
    p10 = _amount("10th percentile")
    p25 = _amount("25th percentile")
    median = _amount()
    p75 = _amount("75th percentile")
    p90 = _amount("90th percentile")
    capped_at = _amount(
        help_text="Where the publisher prints no amount from this one up: the percentiles left "
        "empty at the high end lie at or above it."
    )
    balanced_p25 = _amount("25th percentile, each employer once")
    balanced_median = _amount(
        "median, each employer once",
        "Where every employer counts once, however many of its adverts or filings there are.",
    )
    balanced_p75 = _amount("75th percentile, each employer once")
    observed_from = models.CharField(
        "from",
        max_length=10,
        blank=True,
        validators=[known_date, not_ahead],
        help_text="Where what it rests on was seen over some time, when that began: 2024. “As of” "
        "is then when it ended, never the day on which a file came out.",
    )
    # One to one: a figure that is wrong has one that is right, and the chain is the history.
    corrects = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="correction",
    )
    corrected_at = models.DateTimeField(null=True, blank=True, editable=False)
    correction_reason = models.CharField(max_length=300, blank=True, editable=False)
    # Follows from other rows, and is stored for the sake of lists: see series.
    superseded_at = models.DateTimeField(null=True, blank=True, editable=False)
    # By the database, of values alone: in Python an enum member and its text came out as two.
    series = models.GeneratedField(
        expression=series_of(), output_field=models.CharField(max_length=600), db_persist=True
    )
    # In the row, so that an index finds the regions of a country along with it.
    country = models.GeneratedField(
        expression=Substr("place", 1, 2),
        output_field=models.CharField(max_length=2, null=True),
        db_persist=True,
    )
    # How sure the way of knowing is, and whether it is of a part of a country or one industry: what
    # the list is in order of, and leaves out unless asked.
    strength = models.GeneratedField(
        expression=strength_of(), output_field=models.PositiveSmallIntegerField(), db_persist=True
    )
    is_narrow = models.GeneratedField(
        expression=narrowness_of(), output_field=models.BooleanField(), db_persist=True
    )
    data_set = models.CharField(
        max_length=30,
        blank=True,
        validators=[validate_slug],
        help_text="One name for all years of a data set that every year has a source of its own: "
        "lca, oews, aijobs. A newer figure takes the place of an older one of the same role, "
        "place, level, company, part of pay, way of knowing and data set; where this is empty, "
        "of the same source.",
    )
    file_name = models.CharField(max_length=200, blank=True, editable=False)
    file_digest = models.CharField("SHA-256", max_length=64, blank=True, editable=False)

    objects = SalaryFigureQuerySet.as_manager()

    class Meta:
        ordering = ["-as_of", "pk"]
        # What `role.figures.add` and its like write by, so that they settle series too.
        base_manager_name = "objects"
        constraints = [
            *Sample.Meta.constraints,
            models.CheckConstraint(
                # In the database too, because imports store by the batch, past every form. NULL
                # passes a check, so that the unknown may stay unknown.
                condition=(_some_of(RANGE) & _none_of(["point", *PERCENTILES]))
                | (_some_of(["point"]) & _none_of([*RANGE, *PERCENTILES]))
                | (_some_of(PERCENTILES) & _none_of([*RANGE, "point"])),
                name="figure_has_one_shape",
                violation_error_message="Give a range, or one amount, or percentiles; not two of "
                "them and not none.",
            ),
            models.CheckConstraint(
                condition=Q(low__lte=F("high")),
                name="low_not_above_high",
                violation_error_message="The low end is above the high end.",
            ),
            models.CheckConstraint(
                condition=Q(*(Q(**{f"{a}__lte": F(b)}) for a, b in combinations(PERCENTILES, 2))),
                name="percentiles_in_order",
                violation_error_message="A percentile is above a higher one.",
            ),
            models.CheckConstraint(
                condition=Q(*(Q(**{f"{a}__lte": F(b)}) for a, b in combinations(BALANCED, 2))),
                name="balanced_percentiles_in_order",
                violation_error_message="Of each employer once, a percentile is above a higher "
                "one.",
            ),
            models.CheckConstraint(
                condition=_none_of(BALANCED) | _some_of(PERCENTILES),
                name="balanced_beside_percentiles",
                violation_error_message="Percentiles of each employer once stand beside those of "
                "all.",
            ),
            models.CheckConstraint(
                condition=Q(*(Q(**{f"{name}__gte": CENT}) for name in EVERY_AMOUNT)),
                name="amounts_are_positive",
                violation_error_message="Every amount is above zero; leave empty what is unknown.",
            ),
            models.CheckConstraint(
                condition=Q(*(Q(**{f"{name}__lte": MOST}) for name in EVERY_AMOUNT)),
                name="amounts_can_be_read_back",
                violation_error_message="No amount has more than twelve digits before the point.",
            ),
            models.CheckConstraint(
                condition=Q(capped_at=None) | (Q(p90=None) & _none_of([*RANGE, "point"])),
                name="cap_is_for_missing_percentiles",
                violation_error_message="An amount not printed is for percentiles left empty.",
            ),
            models.CheckConstraint(
                condition=Q(*(Q(**{f"{name}__lte": F("capped_at")}) for name in PERCENTILES)),
                name="cap_is_above_percentiles",
                violation_error_message="A percentile is printed above the amount from which none "
                "is.",
            ),
            models.CheckConstraint(
                condition=Q(currency__in=money.CURRENCIES),
                name="currency_is_known",
                violation_error_message="This currency is not known.",
            ),
            models.CheckConstraint(
                condition=Q(period__in=Period.values),
                name="period_is_known",
                violation_error_message="This period is not known.",
            ),
            models.CheckConstraint(
                condition=Q(component__in=Component.values),
                name="component_is_known",
                violation_error_message="This part of pay is not known.",
            ),
            models.CheckConstraint(
                condition=Q(basis__in=Basis.values),
                name="basis_is_known",
                violation_error_message="This way of knowing is not known.",
            ),
            models.CheckConstraint(
                condition=Q(role__isnull=False) | ~Q(occupation=""),
                name="figure_is_of_a_role_or_an_occupation",
                violation_error_message="Name the role, or the occupation that was counted.",
            ),
            models.CheckConstraint(
                condition=Q(corrected_at=None) ^ ~Q(correction_reason=""),
                name="correction_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(file_name="") ^ ~Q(file_digest=""), name="file_has_a_digest"
            ),
            models.UniqueConstraint(
                # The rows that were found wrong keep the key beside the one that stands.
                fields=["key"],
                condition=Q(corrected_at=None),
                name="one_standing_figure_per_key",
            ),
            only_known_dates("as_of", "as_of_is_a_date_as_far_as_known"),
            only_known_dates("observed_from", "observed_from_is_a_date_as_far_as_known"),
            *periods("observed_from", "as_of"),
            models.CheckConstraint(
                condition=Q(n=None)
                | Q(n__gte=FEWEST_OF_PERCENTILES)
                | Q(median=None)
                | _none_of(["p10", "p25", "p75", "p90"]),
                name="few_have_a_median_alone",
                violation_error_message=FEW_HAVE_NO_PERCENTILES,
            ),
        ]
        indexes = [
            _in_order(),
            _in_order("role"),
            _in_order("country"),
            _in_order("company"),
            _in_order("component"),
            _in_order("source"),
            _in_order("level"),
            _in_order("industry"),
            _in_order("role", "country"),
            _in_order("role", "component"),
            _in_order("component", "country"),
            _by_strength(),
            _by_strength("role"),
            _by_strength("country"),
            # For claims, whose figures are of the very same place; lists ask by country. In the
            # order of `has_any`, or all figures of each state would be sorted for its newest.
            models.Index(fields=["place", "-as_of", "id"], name="figure_by_place"),
            models.Index(fields=["series", "-as_of"], name="figure_by_series"),
            models.Index(
                fields=["corrected_at"],
                name="figure_corrected",
                # Few are, and the page of corrections asks for them alone.
                condition=Q(corrected_at__isnull=False),
            ),
        ]

    def __str__(self):
        where = ", ".join(str(part) for part in (self.company, self.place) if part)
        what = self.occupation or self.role
        return f"{what}{where and f', {where}'}: {self.get_component_display().lower()}"

    def clean(self):
        # Its own rules have told already of what is no number.
        amounts = filter(money.is_number, (getattr(self, name) for name in EVERY_AMOUNT))
        most = max(amounts, default=0)
        if self.currency in money.NEAR_A_DOLLAR and most >= NOBODYS:
            raise ValidationError(f"Nobody is paid a thousand million {self.currency}.")

    def save(self, *args, **kwargs):
        with writing(SalaryFigure) as touched:
            # The series that it leaves and the one that it comes into may be two.
            touched.rows([self.pk] if self.pk else [])
            super().save(*args, **kwargs)
            touched.rows([self.pk])

    def delete(self, *args, **kwargs):
        with writing(SalaryFigure) as touched:
            touched.rows([self.pk])
            return super().delete(*args, **kwargs)

    @property
    def is_recent(self):
        return self.as_of >= oldest_current()

    @property
    def old_from(self):
        """The first day on which it is not current any more."""
        return old_from(self.as_of)

    @property
    def is_partly_old(self):
        """Whether it is current, and yet rests on what is older than that."""
        return self.is_recent and "" < self.observed_from < oldest_current()

    @property
    def date_in_words(self):
        """ "2024 to January 2025, partly over two years old"; empty when it is not known."""
        words = dates.period_in_words(self.observed_from, self.as_of)
        return f"{words}, partly over two years old" if self.is_partly_old else words

    @property
    def observed(self):
        """The date, or by ISO 8601 the period: 2024/2025-01."""
        return "/".join(filter(None, [self.observed_from, self.as_of]))

    @property
    def is_superseded(self):
        return self.superseded_at is not None and self.superseded_at <= timezone.now()

    @property
    def evidence(self):
        return evidence.evidence_of(
            self.basis, self.source.kind, is_of_one_company=self.company_id is not None
        )

    @property
    def evidence_in_words(self):
        """ "76 advertised ranges of 29 employers"."""
        return evidence.in_words(self)

    @property
    def pay(self):
        return money.Pay(**{name: getattr(self, name) for name in AMOUNTS})

    @property
    def terms(self):
        """What must be the same before it is compared with another figure."""
        return money.Terms(
            source=str(self.source_id),
            component=self.component,
            period=self.period,
            currency=self.currency,
            shape=self.pay.shape,
            basis=self.basis,
            place=self.place_id or "",
            company=str(self.company_id or ""),
            level=self.level,
            as_of=self.observed,
        )

    @transaction.atomic
    def withdraw(self, reason):
        """Says that it is wrong; the row stays, with the reason. Raises ValueError when it is
        withdrawn already."""
        # Test and write in one statement: of two who withdraw at once, one is told.
        standing = SalaryFigure.objects.filter(pk=self.pk, corrected_at=None)
        if not standing.update(corrected_at=timezone.now(), correction_reason=reason):
            raise ValueError("This figure has been corrected already.")
        name_deed(self, Deed.WITHDRAWN)
        # An update of the table, which this object does not know of.
        self.refresh_from_db(fields=["corrected_at", "correction_reason"])

    @transaction.atomic
    def replace_with(self, right, reason):
        """Says that it is wrong and that `right`, a new figure, takes its place."""
        # First, because two that stand may not share a key.
        self.withdraw(reason)
        name_deed(self, Deed.CORRECTED)
        right.corrects = self
        right.key = self.key
        # From the very moment on at which the wrong one ends: readers see one of them, never both.
        right.published_at = self.corrected_at if self.is_due else self.published_at
        right.save()


post_save.connect(settle_loaded, sender=SalaryFigure)


def has_figures(field, at=None, key="pk"):
    """That figures which readers see name the row in this field."""
    return has_any(SalaryFigure.objects.public(at).filter(**{field: OuterRef(key)}))
