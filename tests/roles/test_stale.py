import pytest
import time_machine
from django.core.management import CommandError, call_command

from tests.factories import make_role, make_salary_figure, publish

pytestmark = pytest.mark.django_db


@time_machine.travel("2026-11-26T10:00:00Z", tick=False)
def test_pay_that_turns_old_is_listed_with_the_day_and_the_source(capsys):
    publish(make_role())
    make_salary_figure(observed_from="2024", as_of="2025-01", level="L1")
    make_salary_figure(as_of="2025-06", level="L2")
    make_salary_figure(as_of="2024-12-01", level="L3").withdraw("It was nothing")
    make_salary_figure(as_of="2024-12-01", level="L4", published_at=None)

    call_command("stale")
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("2 January 2027: Product Manager, ")
    assert "2024 to January 2025" in line

    call_command("stale", days=30)
    assert capsys.readouterr().out == ""
    call_command("stale", days=300)
    assert len(capsys.readouterr().out.splitlines()) == 2


@pytest.mark.parametrize("days", [0, -1, 3_651, 10**12])
def test_days_that_no_calendar_has_are_refused(days):
    with pytest.raises(CommandError, match=r"^Name 1 to 3,650 days\.$"):
        call_command("stale", days=days)
