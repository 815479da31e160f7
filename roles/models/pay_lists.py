"""Which figures of pay a page lists, and in which order."""

import datetime as dt

from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Concat
from django.db.models.lookups import GreaterThanOrEqual
from django.utils import timezone

from roles import dates, evidence
from roles.models.edition import Listing
from roles.models.fact import Basis, FactQuerySet, Period
from roles.models.gap import GapClaim
from roles.models.role import Role
from roles.models.series import SeriesQuerySet
from roles.salaries import EXTRAS

# The end of the pages of a list, and of a file to download.
MOST_COUNTED = 10_000
MOST_IN_OVERVIEW = 60
MOST_OLDER = 20
# How many days before a figure turns old staff are told.
NOTICE = 90


def two_years_before(day):
    """A figure counts as current for 24 months; 29 February counts as the 28th."""
    return day.replace(year=day.year - 2, day=min(day.day, 28) if day.month == 2 else day.day)


def oldest_current(on=None):
    """The first of the dates, as texts, that are current: each counts from its first day."""
    return dates.shortest(two_years_before(on or timezone.localdate()))


def old_from(as_of):
    """The first day on which a figure as of that date is not current; None without a date."""
    first = dates.first_day(as_of)
    # Two years less a day, and then on: which of the last days of February it is, the rule knows.
    near = (first + dt.timedelta(729 + days) for days in range(5)) if first else ()
    return next((day for day in near if oldest_current(day) > as_of), None)


def is_current():
    """As a condition, for a list that is in another order than by date."""
    # By a text put together, which no index is in the order of: the one by date would be read for
    # the range, and what it finds be sorted whole.
    return Q(GreaterThanOrEqual(Concat("as_of", Value("")), Value(oldest_current())))


class SalaryFigureQuerySet(SeriesQuerySet, FactQuerySet):
    def published(self, at=None):
        """What readers may rely on: due, and not found wrong since."""
        return self.due(at).filter(corrected_at=None)

    def of_public_roles(self, at=None):
        """Without those of a role that readers do not see; of occupations, all."""
        public = Listing.objects.current(at).of("role").values("slug")
        return self.exclude(role__in=Role.objects.exclude(slug__in=public).values("pk"))

    def public(self, at=None):
        return self.published(at).of_public_roles(at)

    def latest(self, at=None):
        """Without those that a newer figure of the same series has superseded."""
        at = at or timezone.now()
        return self.filter(Q(superseded_at=None) | Q(superseded_at__gt=at))

    def recent(self, on=None):
        """As of within 24 months, counting a date known in part from its first day."""
        return self.filter(as_of__gte=oldest_current(on))

    def turning_old(self, days, on=None):
        """Current now, and no longer after so many days; the first to turn first."""
        on = on or timezone.localdate()
        then = oldest_current(on + dt.timedelta(days))
        return self.recent(on).filter(as_of__lt=then).oldest_first()

    def of_industry(self, industry):
        return self.filter(industry=industry)

    def with_industry(self):
        # Above the empty text, as with_level has it.
        return self.filter(industry__gt="")

    def undated(self):
        return self.filter(as_of="")

    def for_role(self, slug):
        return self.filter(role=self._only("role", slug=slug))

    def wide(self):
        """Of all industries, and of no single region but where it is one company's."""
        # Not “is_narrow=False”: what Django makes of that, SQLite looks up in no index.
        return self.filter(is_narrow__in=[False])

    def of_the_market(self):
        """Of a single company only what it advertises and what a source states of it."""
        # One employer's filings would pass for the market: of one that files they are thousands.
        return self.filter(Q(company=None) | Q(basis__in=[Basis.STATED, Basis.POSTED]))

    def by_place(self, most, at=None):
        """What statistics of the whole market say of all industries and levels:
        what can be told apart by place alone."""
        surest = evidence.strength(Basis.PAID, is_of_one_company=False)
        # One part an index is read by each, for it begins with whether it is narrow.
        sure = self.public(at).latest(at).filter(strength=surest).of_the_market()
        whole = sure.filter(industry__lte="", level__lte="").strongest_first()
        parts = [
            whole.filter(is_narrow__in=[is_narrow]).first_ones(most).values("pk")
            for is_narrow in (False, True)
        ]
        return self.model.objects.filter(pk__in=parts[0].union(parts[1])).with_names()

    def behind(self, claims):
        """What the same sources say of both roles, of the same company, place and part of pay."""
        # Of no claims, no figures: an empty Q would find all of them.
        about = Q(pk__in=[])
        for claim in claims:
            same = {name: getattr(claim, name) for name in GapClaim.SHARED}
            about |= Q(role__in=[claim.role_id, claim.than_id], **same)
        return self.filter(about)

    def in_country(self, code):
        """Of the country as a whole and of its regions."""
        return self.filter(country=code)

    def overview(self, *slugs, company=""):
        """What a page about these roles says of their pay, of one company when it is named."""
        figures = self.public().latest().wide()
        figures = figures.at_company_named(company) if company else figures.of_the_market()
        return figures.surest_of(*slugs)

    def surest_of(self, *slugs):
        """The surest and newest of each of these roles, of each kind, with their names."""
        return self._surest_of_each([self.for_role(slug) for slug in slugs])

    def bases_of(self, *slugs):
        """Of each of these roles, and of the occupations beside them, what an amount can stand in:
        percentiles and ranges of what is paid again and again."""
        figures = self.filter(point=None).exclude(period=Period.ONCE)
        own = [figures.for_role(slug) for slug in slugs]
        # What another role is counted as may be a neighbour of these.
        beside = figures.filter(Q(role=None) | ~Q(role__slug__in=slugs) & ~Q(why_neighbour=""))
        return self._surest_of_each([*own, beside])

    def of_whole_pay(self):
        """Without what is paid beside it, which would pass for all of it."""
        return self.exclude(component__in=EXTRAS)

    def _surest_of_each(self, parts):
        surest = [those.values("pk") for part in parts for those in part.surest_by_kind()]
        either = surest[0].union(*surest[1:]) if surest else []
        return self.model.objects.filter(pk__in=either).with_names().newest_first()

    def surest_by_kind(self):
        """The surest of the current ones, of what single employers advertise now, and of the older
        ones: each kind for itself, or many of one would leave no room for the others."""
        of_employers = Q(strength=evidence.strength(Basis.POSTED, is_of_one_company=True))
        kinds = [
            (is_current(), MOST_IN_OVERVIEW),
            (is_current() & of_employers, MOST_IN_OVERVIEW),
            (~is_current(), MOST_OLDER),
        ]
        for kind, most in kinds:
            yield self.filter(kind).strongest_first().first_ones(most)

    def corrected(self, at=None):
        """Published once and found wrong since, latest first; each with what took its place."""
        wrong = self.due(at).filter(corrected_at__isnull=False)
        return wrong.select_related("correction").with_names().order_by("-corrected_at", "pk")

    def moments(self):
        """When which of them was corrected: rows that can be put together with others."""
        rows = self.order_by().select_related(None).annotate(moment=F("corrected_at"))
        return rows.values_list("moment", "pk", Value("figure"))

    def with_names(self):
        return self.select_related("role", "place__parent", "company", "source")

    def taken(self, start, end):
        """Those from one place of the list to another, with their names: the names of the
        figures before them are not looked up."""
        those = self.values("pk")[start:end]
        return self.model.objects.filter(pk__in=those).with_names().order_by(*self.query.order_by)

    def strongest_first(self):
        return self.order_by("-strength", "-as_of", "pk")

    def in_usual_order(self, start, end):
        """Those from one place of the list to another with their names: the current ones first,
        the strongest first among them, and the newest among those."""
        # Each part in the order of an index; the one list of both would be sorted whole, too.
        parts = [
            self.filter(part).strongest_first().first_ones(end).values("pk")
            for part in (is_current(), ~is_current())
        ]
        is_old = Case(When(as_of__lt=oldest_current(), then=1), default=0)
        those = self.model.objects.filter(pk__in=parts[0].union(parts[1])).with_names()
        return those.order_by(is_old, "-strength", "-as_of", "pk")[start:end]

    def oldest_first(self):
        # The other way round in both columns: one index is read from either end.
        return self.order_by("as_of", "-pk")

    def newest_first(self):
        return self.order_by("-as_of", "pk")

    def with_level(self):
        # Above the empty text, not unlike it: that is a range which an index can be read by.
        return self.filter(level__gt="")

    def dated(self):
        return self.filter(as_of__gt="")

    def first_ones(self, count):
        """The first of them alone, in no order, as a part that a UNION takes."""
        return self.model.objects.filter(pk__in=self.values("pk")[:count]).order_by()

    def capped_count(self, most=MOST_COUNTED):
        """How many, and never more than `most` + 1: counting all of them takes too long."""
        return self.order_by()[: most + 1].count()
