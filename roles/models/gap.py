from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Greatest, Least

from roles import money
from roles.models.edition import Listing
from roles.models.fact import Component, Fact, FactQuerySet, new_key
from roles.models.known_date import only_known_dates
from roles.models.role import Role


class GapClaimQuerySet(FactQuerySet):
    def published(self, at=None):
        return self.due(at)

    def of_public_roles(self, at=None):
        public = Listing.objects.current(at).of("role").values("slug")
        return self.filter(role__slug__in=public, than__slug__in=public)

    def for_role(self, slug):
        # A claim speaks of both of its roles, whichever earns more.
        return self.filter(Q(role__slug=slug) | Q(than__slug=slug))

    def in_country(self, code):
        # Claims are few, and have no column for the country as figures do.
        return self.filter(place__code__startswith=code)

    def of_industry(self, industry):
        # No source claims a gap for one.
        return self.none()

    def about(self, *slugs):
        """Both roles of the claim are among these."""
        return self.filter(role__slug__in=slugs, than__slug__in=slugs)

    def with_names(self):
        return self.select_related("role", "than", "place", "company", "source")


class GapClaim(Fact):
    """A source says that one role earns so much more than another."""

    # What the starter file knows it by, so that loading it again adds nothing.
    key = models.CharField(max_length=200, unique=True, default=new_key, editable=False)
    role = models.ForeignKey(
        Role,
        on_delete=models.PROTECT,
        related_name="gap_claims",
        help_text="The one said to earn more.",
    )
    than = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+")
    low_percent = models.DecimalField(
        max_digits=5, decimal_places=1, help_text="12 for “12–18 % more”; 15 for “15 % more”."
    )
    high_percent = models.DecimalField(
        max_digits=5, decimal_places=1, help_text="18 for “12–18 % more”; 15 again for “15 % more”."
    )

    # What the figures that stand behind a claim share with it.
    SHARED = ("source_id", "company_id", "place_id", "component")

    objects = GapClaimQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(low_percent__lte=F("high_percent")),
                name="low_percent_not_above_high",
                violation_error_message="The low end is above the high end.",
            ),
            models.CheckConstraint(
                condition=Q(low_percent__gte=0, high_percent__lt=10_000),
                name="percent_of_gap_can_be_read_back",
                violation_error_message="A gap is from 0 to 9,999.9 per cent; name the role first "
                "that earns more.",
            ),
            models.CheckConstraint(
                condition=Q(component__in=Component.values),
                name="gap_component_is_known",
                violation_error_message="This part of pay is not known.",
            ),
            models.CheckConstraint(
                condition=~Q(role=F("than")),
                name="gap_is_between_two_roles",
                violation_error_message="The gap is between two different roles.",
            ),
            only_known_dates("as_of", "gap_as_of_is_a_date_as_far_as_known"),
            models.UniqueConstraint(
                # Whichever of the two is said to earn more: one source does not claim both.
                Least("role", "than"),
                Greatest("role", "than"),
                "component",
                "level",
                Coalesce("company", 0),
                Coalesce("place", Value("")),
                "as_of",
                "source",
                name="one_claim_of_two_roles_per_source_and_date",
                violation_error_message="A claim of this source about these two roles stands "
                "already, of this part of pay, level, company, place and date. Nothing was saved.",
            ),
        ]

    def __str__(self):
        return f"{self.role} above {self.than}"

    def computed(self, figures):
        """The gaps of those figures that stand behind the claim: same source, company and
        component, and alike in all their terms. Pairs come with the gap, as money tells it."""
        # The figures behind all claims of a page come in one query; each picks out its own.
        mine = [figure for figure in figures if self._is_of(figure)]
        return [
            (higher, lower, money.gap(higher.pay, lower.pay))
            for higher in mine
            for lower in mine
            if (higher.role_id, lower.role_id) == (self.role_id, self.than_id)
            and not money.term_differences(higher.terms, lower.terms)
        ]

    def _is_of(self, figure):
        return all(getattr(figure, name) == getattr(self, name) for name in self.SHARED)
