"""Shapes: what is frozen stays readable after the classes it is made of have changed.

Everything frozen carries the number of the shape it was frozen in. A change of a field that is
stored - added, removed, renamed, of another type - begins the next shape: a step is appended that
makes plain data of the shape before into data of the new one, and what was frozen is never
touched. The golden files under tests/ hold something of every shape, so that a step that was
forgotten fails a test and not the site.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from roles import plain
from roles.plain import ShapeError

Value = TypeVar("Value")
Step = Mapping[type, Callable[[dict[str, Any]], dict[str, Any]]]


@dataclass(frozen=True)
class Shapes:
    """The classes that are frozen whole, and the steps from each shape to the next, oldest first:
    what a step does to the plain data of each of these classes. One that it does not name stays
    as it is. A change of a part is a change of every class that holds the part.

    Raises ValueError for a step of a class that is not frozen whole: nobody would ever take it.
    """

    classes: Collection[type]
    steps: tuple[Step, ...] = ()

    def __post_init__(self) -> None:
        if parts := {cls.__name__ for step in self.steps for cls in step.keys() - self.classes}:
            raise ValueError(f"not frozen whole, so that no step is taken: {sorted(parts)}")

    @property
    def newest(self) -> int:
        """The number of the shape in which things are frozen now; the first is 1."""
        return len(self.steps) + 1

    def thawed(self, cls: type[Value], data: Mapping[str, Any], shape: int) -> Value:
        """The value of `cls` that was frozen in that shape.

        Raises ShapeError for data that is not of the shape, and for a shape of a later release.
        """
        if not 1 <= shape <= self.newest:
            raise ShapeError(f"frozen in shape {shape}, of which this release knows {self.newest}")
        return plain.structure(cls, self._brought_on(cls, data, shape))

    def _brought_on(self, cls: type, data: Any, shape: int) -> Any:
        try:
            for step in self.steps[shape - 1 :]:
                # A copy: a step may change what it is handed, and that belongs to the edition.
                data = step[cls](dict(data)) if cls in step else data
        except (KeyError, TypeError, ValueError) as error:
            raise ShapeError(f"not of shape {shape}: {error!r}") from error
        return data
