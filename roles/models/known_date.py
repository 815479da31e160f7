"""A date as far as it is known, as a column: checked by forms and by the database alike."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models import CheckConstraint, Q
from django.utils import timezone

from roles import dates

known_date = RegexValidator(dates.PATTERN, dates.HOW_TO_WRITE)
# Where a day begins first.
FIRST_OF_DAY = dt.timezone(dt.timedelta(hours=14))


def not_ahead(text):
    """Refuses what is said to have been seen after today, wherever that is."""
    is_date = dates.is_known(text)
    if is_date and dates.first_day(text) > timezone.localdate(timezone=FIRST_OF_DAY):
        raise ValidationError("This day is still to come: write when it was seen.")


def only_known_dates(field, name):
    """The constraint that the column holds nothing else, or is empty."""
    return CheckConstraint(
        condition=Q(**{field: ""}) | Q(**{f"{field}__regex": dates.PATTERN}),
        name=name,
        violation_error_message=dates.HOW_TO_WRITE,
    )
