"""The incident of a trial as it is worked at the desk of each role: who sits there, and when what.

A plan of time is written in lines such as "20 min: who is hurt"; here it becomes stretches of the
hour and a half, to be drawn.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quiz.definition import Definition, Profile, TrialTask

STRETCH = re.compile(r"(?P<minutes>[1-9]\d{0,2}) min: (?P<work>.+)", re.DOTALL)
DIGITS = 2


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Some minutes of the time, and what for; `start` and `width` are in per cent of the whole."""

    minutes: int
    work: str
    start: float
    width: float


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A task and the role at whose desk it is worked; `plan` is empty where its lines name no
    minutes, and then they are read as they are."""

    profile: Profile
    task: TrialTask
    plan: tuple[Stretch, ...]

    @property
    def slug(self) -> str:
        return self.profile.role

    @property
    def name(self) -> str:
        return self.profile.name


def desks(definition: Definition) -> tuple[Desk, ...]:
    """The desks of the version in the order of its tasks; none where it has no trial.

    A task for a role that the version does not know is left out.
    """
    profiles = {profile.role: profile for profile in definition.profiles}
    tasks = definition.trial.tasks if definition.trial else ()
    return tuple(
        Desk(profile=profiles[task.role], task=task, plan=plan(task.steps))
        for task in tasks
        if task.role in profiles
    )


def plan(lines: tuple[str, ...]) -> tuple[Stretch, ...]:
    """The lines as stretches one after the other; none where a line does not name its minutes."""
    found = [match for line in lines if (match := STRETCH.fullmatch(line))]
    if len(found) < len(lines):
        return ()
    minutes = [int(match["minutes"]) for match in found]
    # Each from the rounded end of the one before, or there would be gaps between them.
    ends = [round(100 * sum(minutes[: n + 1]) / sum(minutes), DIGITS) for n in range(len(minutes))]
    return tuple(
        Stretch(
            minutes=many,
            work=match["work"],
            start=start,
            width=round(end - start, DIGITS),
        )
        for match, many, start, end in zip(found, minutes, [0.0, *ends], ends, strict=False)
    )
