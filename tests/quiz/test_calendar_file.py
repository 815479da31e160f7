import re
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from random import Random

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.calendar_file import LONGEST_LINE, CalendarDay, calendar_file, plain_lines
from tests.quiz.samples import seeded

PLANS = 1_000
NOW = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)
LETTERS = "abc ,;:\\\"'\n\r\t\x00\x1b–“äß→日本👩‍🚀é\u2028\x85%{}<>&=\\n"


def text_of(chance: Random, most):
    return "".join(chance.choice(LETTERS) for _ in range(chance.randrange(most)))


def made_up_plans():
    chance = seeded("calendars")
    for number in range(PLANS):
        yield [
            CalendarDay(
                uid=f"{number}-{day}@plan.careerguide",
                on=date(2000, 1, 1) + timedelta(days=chance.randrange(40_000)),
                title="x" + text_of(chance, 120),
                text=text_of(chance, 300),
            )
            for day in range(1, chance.randrange(2, 14))
        ]


def read(file):
    """What an independent reader finds, by the names that tell the days apart."""
    events = icalendar.Calendar.from_ical(file).events
    found = {str(event["uid"]): event for event in events}
    assert len(found) == len(events)
    return found


def test_1000_plans_come_back_equal_from_an_independent_reader():
    count = 0
    for days in made_up_plans():
        file = calendar_file(days, NOW)
        found = read(file)
        assert found.keys() == {day.uid for day in days}
        for day in days:
            event = found[day.uid]
            assert event["dtstart"].dt == day.on
            # A date and no moment: the whole day, wherever it is read.
            assert type(event["dtstart"].dt) is date
            assert event["dtend"].dt == day.on + timedelta(days=1)
            assert str(event["summary"]) == plain_lines(day.title)
            assert str(event.get("description", "")) == plain_lines(day.text)
            assert event["dtstamp"].dt == NOW
            count += 1
        assert all(len(line) <= LONGEST_LINE for line in file.split(b"\r\n"))
        assert not re.search(rb"(?<!\r)\n|\r(?!\n)", file)
    assert count > 5 * PLANS


def test_importing_it_twice_makes_no_doubles():
    calendar, some = {}, list(islice(made_up_plans(), 60))
    for days in some:
        for moment in (NOW, NOW + timedelta(days=1)):
            # As programs do: a name that they have is the same day, and newer words win.
            calendar |= read(calendar_file(days, moment))
    assert len(calendar) == sum(map(len, some))


@given(st.text(max_size=200))
def test_no_piece_of_a_folded_line_ends_within_a_letter(text):
    day = CalendarDay(uid="1@here", on=date(2026, 12, 1), title=f"a{text}")

    for line in calendar_file([day], NOW).split(b"\r\n"):
        assert len(line) <= LONGEST_LINE
        line.decode()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a, b; c", rb"SUMMARY:a\, b\; c"),
        ("a\\n", rb"SUMMARY:a\\n"),
        ("a\r\nb", rb"SUMMARY:a\nb"),
        ("a:\x00b", rb"SUMMARY:a:b"),
    ],
)
def test_what_has_a_meaning_in_such_files_is_written_as_text(text, written):
    day = CalendarDay(uid="1@here", on=date(2026, 12, 1), title=text)

    assert written in calendar_file([day], NOW).split(b"\r\n")
