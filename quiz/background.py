"""What a person has done by now, said after the finish; each time is kept with its day."""

from django.db import transaction

from quiz.models import BackgroundRecord
from quiz.taking import ClosedError, hold, origin, readiness_data

# Nobody does more than this many new things; it only keeps one attempt from growing for ever.
MOST_RECORDS = 100


class FullError(Exception):
    """The attempt holds as many records as are kept."""


@transaction.atomic
def record(attempt, said):
    """Keeps the levels `said`, by key of a fact and None where nothing is; a fact that is not named
    stays as it was. The stored results are not touched.

    Raises ClosedError before the finish, GoneError when the attempt was deleted, and FullError.
    """
    hold(attempt)
    if not attempt.is_finished:
        raise ClosedError
    newest = attempt.records[0]
    levels = newest.levels | said
    # Pressed twice, or sent once more: there is nothing new to date.
    if levels == newest.levels:
        return
    if attempt.backgrounds.count() >= MOST_RECORDS:
        raise FullError
    BackgroundRecord.objects.create(
        attempt=attempt,
        levels=levels,
        readiness_data=readiness_data(attempt.definition, levels),
        **origin(attempt),
    )
