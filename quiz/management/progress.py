"""A bar on a terminal; nothing where nobody is watching."""

from functools import partial

WIDTH = 40


def bar(stream):
    """What to call with the steps done and all steps."""
    return partial(_draw, stream) if stream.isatty() else _nothing


def _draw(stream, done, total):
    filled = WIDTH * done // total
    stream.write(f"\r[{'#' * filled}{' ' * (WIDTH - filled)}] {done}/{total}", ending="")
    if done == total:
        stream.write("")
    stream.flush()


def _nothing(done, total):
    pass
