"""A bar on a terminal; nothing where nobody is watching."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

WIDTH = 40


class Terminal(Protocol):
    """What Django's commands write to."""

    def isatty(self) -> bool: ...
    def write(self, text: str, *, ending: str) -> None: ...
    def flush(self) -> None: ...


def bar(stream: Terminal) -> Callable[[int, int], None]:
    """What to call with the steps done and all steps."""
    return partial(_draw, stream) if stream.isatty() else _nothing


def _draw(stream: Terminal, done: int, total: int) -> None:
    filled = WIDTH * done // total
    stream.write(f"\r[{'#' * filled}{' ' * (WIDTH - filled)}] {done}/{total}", ending="")
    if done == total:
        stream.write("", ending="\n")
    stream.flush()


def _nothing(done: int, total: int) -> None:
    pass
