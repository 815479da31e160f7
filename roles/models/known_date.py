"""A date as far as it is known, as a column: checked by forms and by the database alike."""

from django.core.validators import RegexValidator
from django.db.models import CheckConstraint, Q

from roles import dates

known_date = RegexValidator(dates.PATTERN, dates.HOW_TO_WRITE)


def only_known_dates(field, name):
    """The constraint that the column holds nothing else, or is empty."""
    return CheckConstraint(
        condition=Q(**{field: ""}) | Q(**{f"{field}__regex": dates.PATTERN}),
        name=name,
        violation_error_message=dates.HOW_TO_WRITE,
    )
