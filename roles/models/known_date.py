"""A date as far as it is known, as a column: checked by forms and by the database alike."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models import CheckConstraint, F, Q
from django.db.models.functions import Length, Substr
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone

from roles import dates

known_date = RegexValidator(dates.PATTERN, dates.HOW_TO_WRITE)
# Where a day begins first.
FIRST_OF_DAY = dt.timezone(dt.timedelta(hours=14))


def not_ahead(text):
    """Refuses what is said to have been seen after today, wherever that is."""
    if dates.is_known(text) and is_ahead(dates.first_day(text)):
        raise ValidationError("This day is still to come: write when it was seen.")


def no_day_ahead(day):
    if is_ahead(day):
        raise ValidationError("This day is still to come.")


def is_ahead(day):
    return day > timezone.localdate(timezone=FIRST_OF_DAY)


def only_known_dates(field, name):
    """The constraint that the column holds nothing else, or is empty."""
    return CheckConstraint(
        condition=Q(**{field: ""}) | Q(**{f"{field}__regex": dates.PATTERN}),
        name=name,
        violation_error_message=dates.HOW_TO_WRITE,
    )


def periods(start, end):
    """The constraints that a period ends on no day before it begins, and has an end.

    Each may be known in part, so that they are compared as spans of days: of the two texts no more
    is compared than the end has. "2026-01" to "2026" is a period, and "2026" to "2026-01" too.
    """
    is_before_its_end = LessThanOrEqual(Substr(start, 1, Length(end)), F(end))
    return [
        CheckConstraint(
            condition=Q(**{start: ""}) | (Q(is_before_its_end) & ~Q(**{start: F(end)})),
            name=f"{start}_before_{end}",
            violation_error_message="It begins after the date that it is as of has ended; of one "
            "date, leave the beginning empty.",
        ),
        CheckConstraint(
            condition=Q(**{start: ""}) | ~Q(**{end: ""}),
            name=f"{start}_has_{end}",
            violation_error_message="It says from when on it was seen, but not until when: fill in "
            "“as of”, or leave “from” empty.",
        ),
    ]
