"""The ways into roles, put in order for lists: by where they lead and where they start."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

QUESTION = re.compile(r"\]\(/questions/([\w-]+)/")


@dataclass(frozen=True)
class Way:
    """The listing of a route, and the listings of its ends; `origin` is None without a role."""

    route: Any
    target: Any
    origin: Any = None

    @property
    def start(self):
        """Where it starts as people say it: a role, a background, or nothing in particular."""
        return self.origin.name if self.origin else self.route.background

    @property
    def step_count(self):
        """Of a route that came with its edition."""
        subject = self.route.edition.subject
        return len(subject.steps) if subject else 0

    @property
    def questions(self):
        """The slugs of those that the texts of a route lead to, which came with its edition."""
        subject = self.route.edition.subject
        steps = subject.steps if subject else ()
        texts = [text for step in steps for text in (step.why, step.resource, step.done_when)]
        return QUESTION.findall("\n".join([subject.summary if subject else "", *texts]))

    @property
    def start_slug(self):
        return self.origin.slug if self.origin else slugify(self.route.background)


@dataclass(frozen=True)
class Start:
    """A row of the table: where one is now, and for each role the ways to it from there."""

    name: str
    origin: Any
    cells: tuple[tuple[Any, tuple[Way, ...]], ...]


def ways(routes, roles):
    """Those that lead to one of `roles`, which are the public ones by slug."""
    for route in routes:
        # A way from what is withdrawn stays, without its name; a way to it is gone.
        origin = next((roles[slug] for slug in route.roles_of("from") if slug in roles), None)
        for slug in route.roles_of("to"):
            if slug in roles:
                yield Way(route, roles[slug], origin)


def by_target(ways):
    """(role, ways into it) pairs; in each, roles to start from come before backgrounds."""
    groups = {}
    for way in sorted(ways, key=lambda way: (way.origin is None, way.start, way.route.name)):
        groups.setdefault(way.target.slug, (way.target, []))[1].append(way)
    return sorted(groups.values(), key=lambda group: (group[0].is_neighbour, group[0].name))


def starts(ways):
    """One way for each place to start from, roles first."""
    # Many ways may start from one place, and a list of choices names it once.
    by_start = {way.start_slug: way for way in ways if way.start_slug}
    return sorted(by_start.values(), key=lambda way: (way.origin is None, way.start))


def table(ways, roles, origins=()):
    """A row for each place to start from, `origins` among them also where no way leads on.

    The roles come first, what people say of themselves next, and last the ways that ask for
    nothing in particular. Each row has a cell for each of `roles`.
    """
    rows = {role.slug: (role.name, role, []) for role in origins}
    for way in ways:
        row = rows.setdefault(way.start_slug, (way.start, way.origin, []))
        row[2].append(way)
    made = [Start(name, origin, _cells(found, roles)) for name, origin, found in rows.values()]
    return sorted(made, key=lambda row: (row.origin is None, row.name == "", row.name))


def _cells(ways, roles):
    return tuple(
        (role, tuple(way for way in ways if way.target.slug == role.slug)) for role in roles
    )
