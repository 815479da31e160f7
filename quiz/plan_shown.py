"""What the pages of a plan show of it: its steps by what they are steps of, days, and how far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from quiz.calendar_file import CalendarDay
from quiz.plan import (
    GAP,
    ROUTE,
    UNSAID,
    PlanProgress,
    State,
    StepWords,
    due_dates,
    progress,
    weeks_left,
)


@dataclass(frozen=True, kw_only=True)
class PlanEntry:
    """A planned step, its words of today, and the day it is due. A `form` holds what was sent and
    not kept, which is shown in place of what is stored."""

    row: Any
    words: StepWords
    due: date | None = None
    form: Any = None

    @property
    def state(self) -> State:
        return self.form.state if self.form else self.row.state

    @property
    def note(self) -> str:
        return self.form.data.get(self.form.add_prefix("note"), "") if self.form else self.row.note

    @property
    def errors(self) -> Sequence[str]:
        return self.form.errors.get("note", ()) if self.form else ()

    @property
    def is_unsaid(self) -> bool:
        return self.row.step == UNSAID


@dataclass(frozen=True, kw_only=True)
class PlanPart:
    """The steps of one way in, or to close one gap. `first` says why for all of them."""

    route: str
    entries: tuple[PlanEntry, ...]

    @property
    def first(self) -> PlanEntry:
        return self.entries[0]

    @property
    def route_slug(self) -> str:
        """Of a way in; empty of a gap."""
        kind, _, slug = self.route.partition("/")
        return slug if kind == ROUTE else ""

    @property
    def is_gap(self) -> bool:
        return self.route.startswith(f"{GAP}/")


@dataclass(frozen=True, kw_only=True)
class PlanShown:
    """A plan as its page shows it. `gone` are steps that are listed no more. `weeks` is how many
    are left at most, of the steps of which anybody can say how long, and `undated` how many of the
    steps still to do nobody can say it of."""

    parts: tuple[PlanPart, ...]
    gone: tuple[PlanEntry, ...]
    progress: PlanProgress
    weeks: int
    undated: int

    @property
    def entries(self) -> list[PlanEntry]:
        return [entry for part in self.parts for entry in part.entries]

    @property
    def only_way(self) -> PlanPart | None:
        """The part of a plan that is one way in and nothing else."""
        return self.parts[0] if len(self.parts) == 1 and self.parts[0].route_slug else None

    @property
    def roles(self) -> list[str]:
        """The slugs of the roles that its steps lead to, each once."""
        return list(dict.fromkeys(each.row.role for each in self.entries if each.row.role))

    @property
    def to_come(self) -> list[PlanEntry]:
        """What is still to do and has a day, by which it is in order."""
        return [each for each in self.entries if each.due and each.row.state in ("open", "doing")]

    @property
    def errors(self) -> list[PlanEntry]:
        return [entry for entry in [*self.entries, *self.gone] if entry.errors]


def plan_shown(
    rows: Iterable[Any],
    words: Mapping[tuple[str, str], StepWords],
    *,
    starts_on: date,
    hours_a_week: int,
    forms: Mapping[Any, Any] | None = None,
) -> PlanShown:
    """The planned steps in their order; those of one route stand where its first one stands."""
    everything = list(rows)
    parts = _by_route(row for row in everything if row.identity in words)
    listed = [row for same in parts.values() for row in same]
    stretches = [row.stretch(words[row.identity]) for row in listed]
    days = due_dates(stretches, starts_on, hours_a_week)
    due = {row.pk: day for row, day in zip(listed, days, strict=True)}
    sent = forms or {}
    return PlanShown(
        parts=tuple(
            PlanPart(route=route, entries=tuple(_entry(row, words, due, sent) for row in same))
            for route, same in parts.items()
        ),
        gone=tuple(
            PlanEntry(row=row, words=row.words, form=sent.get(row.pk))
            for row in everything
            if row.identity not in words
        ),
        progress=progress(row.state for row in listed),
        weeks=weeks_left(stretches, hours_a_week),
        undated=sum(not each.hours and each.state in ("open", "doing") for each in stretches),
    )


def _by_route(rows: Iterable[Any]) -> dict[str, list[Any]]:
    routes: dict[str, list[Any]] = {}
    for row in rows:
        routes.setdefault(row.route, []).append(row)
    return routes


def _entry(
    row: Any,
    words: Mapping[tuple[str, str], StepWords],
    due: Mapping[Any, date | None],
    forms: Mapping[Any, Any],
) -> PlanEntry:
    found = words[row.identity]
    return PlanEntry(row=row, words=found, due=due[row.pk], form=forms.get(row.pk))


def calendar_days(shown: PlanShown, host: str, plain: Any) -> list[CalendarDay]:
    """What is to come as days of a calendar; `plain` makes text of Markdown."""
    return [
        CalendarDay(
            uid=f"{entry.row.pk}@{host}",
            on=entry.due,
            title=plain(entry.words.title),
            text="\n".join(_lines(entry, plain)),
        )
        for entry in shown.to_come
        if entry.due
    ]


def _lines(entry: PlanEntry, plain: Any) -> list[str]:
    done_when = plain(entry.words.done_when)
    lines = [entry.words.part, f"Done when: {done_when}" if done_when else "", entry.row.note]
    return [line for line in lines if line]
