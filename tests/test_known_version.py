"""Which version of the content a process goes by, while time passes and databases go away."""

import datetime as dt

import pytest

from careerguide.known_version import KnownVersion

NOON = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


class World:
    """A database and a clock."""

    def __init__(self, stored=1):
        self.now, self.seconds = NOON, 1_000.0
        self.stored, self.dues = stored, []
        self.is_away, self.hangs, self.asked = False, 0, 0
        self.known = KnownVersion(
            self.read,
            self.due,
            now=lambda: self.now,
            seconds=lambda: self.seconds,
            every=1,
            outlives=600,
            outages=(ConnectionError,),
        )

    def read(self):
        self.asked += 1
        if self.is_away:
            self.seconds += self.hangs
            raise ConnectionError
        return self.stored

    def due(self, now):
        return min((due for due in self.dues if due > now), default=None)

    def passes(self, seconds):
        self.seconds += seconds
        self.now += dt.timedelta(seconds=seconds)

    @property
    def current(self):
        return self.known.current()


@pytest.fixture
def world():
    return World()


def test_the_database_is_asked_once_a_second(world):
    first = world.current
    world.passes(0.9)
    assert world.current == first
    assert world.asked == 1


def test_a_change_is_seen_after_a_second(world):
    first = world.current
    world.stored = 2
    world.passes(1)
    assert world.current != first


def test_without_a_version_none_is_known():
    assert World(stored=None).current is None


def test_a_version_is_another_from_the_moment_that_something_is_due(world):
    world.dues = [NOON + HOUR, NOON + 2 * HOUR]
    first = world.current
    world.passes(3_599)
    assert world.current == first
    world.passes(1)
    second = world.current
    assert second not in (None, first)
    world.passes(3_600)
    assert world.current not in (None, first, second)


def test_what_falls_due_between_two_looks_ends_the_version_at_once(world):
    world.dues = [NOON + dt.timedelta(seconds=0.5)]
    assert world.current
    world.passes(0.6)
    assert world.current is None
    world.passes(0.4)
    assert world.current


def test_a_version_is_another_each_day(world):
    first = world.current
    world.passes(12 * 3_600 - 1)
    assert world.current == first
    world.passes(1)
    assert world.current not in (None, first)


def test_a_clock_that_is_set_back_finds_again_what_is_due(world):
    first = world.current
    world.now -= HOUR
    world.dues = [NOON]
    world.seconds += 1
    assert world.current not in (None, first)


def test_without_the_database_the_version_holds_for_a_while(world):
    first = world.current
    world.is_away = True
    world.passes(600)
    assert world.current == first
    world.passes(2)
    assert world.current is None


def test_a_database_that_is_back_is_asked_again(world):
    first = world.current
    world.is_away = True
    world.passes(2)
    assert world.current == first
    world.is_away, world.stored = False, 2
    world.passes(1)
    assert world.current.stored == 2


def test_a_database_that_hangs_is_asked_the_more_seldom(world):
    assert world.current
    world.is_away, world.hangs = True, 2
    world.passes(2)
    assert world.current
    asked = world.asked
    world.passes(1.5)
    assert world.current
    assert world.asked == asked
    world.passes(1)
    assert world.current
    assert world.asked == asked + 1


def test_without_the_database_what_is_due_ends_the_version(world):
    world.dues = [NOON + HOUR / 60]
    assert world.current
    world.is_away = True
    world.passes(60)
    assert world.current is None


def test_whoever_comes_while_another_asks_is_not_held_up(world):
    first = world.current
    world.passes(5)
    inner = []
    read = world.read

    def meanwhile():
        inner.append(world.current)
        return read()

    world.known._stored = meanwhile
    assert world.current == first
    assert inner == [first]


def test_what_is_forgotten_is_asked_for_again(world):
    assert world.current
    world.known.forget()
    world.stored = None
    assert world.current is None
