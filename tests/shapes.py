"""Golden files of what is frozen, one folder a shape, and which fields stand in them."""

import json
from dataclasses import MISSING, fields, is_dataclass
from typing import Literal, get_args, get_origin


def golden(folder, name, since=1):
    """The plain data of that name by the number of its shape, from the first that had it."""
    return {
        shape: json.loads((path / f"{name}.json").read_text())
        for path in sorted(folder.glob("shape-*"))
        if (shape := int(path.name.removeprefix("shape-"))) >= since
    }


def said(value):
    """The fields that stand in the plain data of a frozen value and of what it is made of: what is
    at its default is left out of them."""
    if is_dataclass(value):
        for field in fields(value):
            held = getattr(value, field.name)
            if held != default_of(field):
                yield type(value).__name__, field.name
            yield from said(held)
    elif isinstance(value, tuple):
        for part in value:
            yield from said(part)


def default_of(field):
    return field.default if field.default_factory is MISSING else field.default_factory()


def known(cls, hints):
    """All fields of a frozen class and of what it is made of; `hints` tells a field's types."""
    for name, hint in hints(cls).items():
        yield cls.__name__, name
        for part in parts(hint):
            yield from known(part, hints)


def words(cls, hints):
    """The words that a field may hold where it may hold only some, by class and field."""
    for name, hint in hints(cls).items():
        if found := sorted(spelled(hint)):
            yield f"{cls.__name__}.{name}", found
        for part in parts(hint):
            yield from words(part, hints)


def spelled(hint):
    if get_origin(hint) is Literal:
        return [word for word in get_args(hint) if isinstance(word, str)]
    return [word for inner in get_args(hint) for word in spelled(inner)]


def parts(hint):
    """The frozen classes in a type: Part of tuple[Part, ...] and of Part | None."""
    if is_dataclass(hint):
        yield hint
    for inner in get_args(hint):
        yield from parts(inner)
