import pytest
import time_machine
from django.core.exceptions import ValidationError

from roles.models.known_date import not_ahead


# Where a day begins first, it is the 27th by now.
@time_machine.travel("2026-11-26T10:30Z", tick=False)
@pytest.mark.parametrize("text", ["", "2026", "2026-11", "2026-11-27"])
def test_a_day_that_has_begun_somewhere_may_have_been_seen(text):
    not_ahead(text)


@time_machine.travel("2026-11-26T10:30Z", tick=False)
@pytest.mark.parametrize("text", ["2026-11-28", "2026-12", "2027", "2099"])
def test_a_day_that_is_still_to_come_was_not_seen(text):
    with pytest.raises(ValidationError, match="still to come"):
        not_ahead(text)
