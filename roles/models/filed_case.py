"""What is known of each case of labor condition applications, so that quarterly files add up."""

from itertools import islice

from django.db import models
from django.db.models import Q

from roles.models.known_date import only_known_dates
from roles.models.series import BATCH, batched
from roles.turns import in_turn


class FiledCaseQuerySet(models.QuerySet):
    def in_turn(self):
        """One import at a time: who comes second has to see what the first one stored."""
        in_turn("filed cases")
        return self

    def numbered(self, numbers):
        """Those of these numbers, however many."""
        for some in batched(numbers):
            yield from self.filter(case__in=some)

    def of_years(self, years):
        return self.filter(year__in=years).order_by("case")

    def years(self):
        return set(self.order_by().values_list("year", flat=True).distinct())

    def replace(self, cases):
        """Stores these, each in place of what was known of it."""
        cases = iter(cases)
        while some := list(islice(cases, BATCH)):
            self.filter(case__in=[each.case for each in some]).delete()
            self.bulk_create(some)


class FiledCase(models.Model):
    """The newest decision on a case whose title is a role's: no name of a person, and of its pay
    what percentiles need. Figures are made of these; nobody else reads them."""

    case = models.CharField(max_length=40, unique=True)
    year = models.CharField(max_length=4, db_index=True, help_text="Fiscal year of the decision.")
    decided = models.CharField(
        max_length=10,
        blank=True,
        help_text="Day of the decision; empty where only the year is told.",
    )
    role = models.CharField(max_length=100, help_text="Slug of the role that the title stands for.")
    state = models.CharField(max_length=2, blank=True)
    employer = models.CharField(max_length=100, blank=True, help_text="As people read it.")
    # Nobody is shown it: what percentiles are made of keeps all the digits that it was read with.
    amount = models.FloatField(null=True, blank=True, help_text="US dollars a year.")
    left_out = models.CharField(max_length=60, blank=True, help_text="Why it does not count.")

    objects = FiledCaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                # Named apart, because NULL passes a check.
                condition=Q(left_out="", amount__isnull=False, amount__gt=0)
                | (~Q(left_out="") & Q(amount=None)),
                name="case_counts_or_is_left_out",
                violation_error_message="A case has an amount, or a reason why it does not count.",
            ),
            models.CheckConstraint(
                condition=Q(year__regex=r"\A(?:19|20)[0-9]{2}\Z"),
                name="year_of_case_is_one",
                violation_error_message="A year has four digits.",
            ),
            only_known_dates("decided", "decided_is_a_date_as_far_as_known"),
        ]

    def __str__(self):
        return self.case
