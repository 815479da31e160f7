"""Frozen values to and from plain data: dicts, lists and scalars, as JSON has them."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import Any, TypeVar

import cattrs
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

from roles import dates
from roles.dates import KnownDate

Value = TypeVar("Value")


class ShapeError(ValueError):
    """The data does not have the shape of its class; the message has one line a fault."""


def unstructure(value: Any) -> dict[str, Any]:
    """The inverse of `structure`: fields at their default are left out."""
    data: dict[str, Any] = _converter.unstructure(value)
    return data


def structure(cls: type[Value], data: Mapping[str, Any]) -> Value:
    """The value of `cls` held by plain `data`.

    Raises ShapeError for an unknown field, a missing one, a value of another type, a date that
    never was or a number that is not finite. A whole number may stand for a float and becomes one.
    """
    try:
        return _converter.structure(data, cls)
    # cattrs raises a group of whatever its hooks raised, which may be anything.
    except Exception as error:
        raise ShapeError("\n".join(cattrs.transform_error(error))) from error


def _exactly(cls: type) -> Any:
    def hook(value: Any, _: Any) -> Any:
        # Not isinstance, since True is an int; and cattrs alone would make “5” of a 5.
        if type(value) is not cls:
            raise ValueError(f"expected {cls.__name__}, found {value!r:.60}")
        return value

    return hook


def _float(value: Any, _: Any) -> float:
    if type(value) not in (int, float) or not math.isfinite(value):
        raise ValueError(f"expected a finite number, found {value!r:.60}")
    # -0.0 equals 0.0 and so must be written the same.
    return float(value) + 0.0


def _day(value: Any, _: Any) -> dt.date:
    # YAML has days, JSON has them as text; a moment, which is a date too, is neither.
    return value if type(value) is dt.date else dt.date.fromisoformat(value)


def _known_date(value: Any, _: Any) -> KnownDate:
    return dates.known(_exactly(str)(value, str))


def _make_converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True)
    for scalar in (str, int, bool):
        converter.register_structure_hook(scalar, _exactly(scalar))
    converter.register_structure_hook(float, _float)
    converter.register_structure_hook(dt.date, _day)
    converter.register_structure_hook(KnownDate, _known_date)
    # -0.0 again, for values that were never read but made.
    converter.register_unstructure_hook(float, lambda value: value + 0.0)
    converter.register_unstructure_hook(dt.date, dt.date.isoformat)
    converter.register_unstructure_hook_factory(
        lambda cls: hasattr(cls, "__dataclass_fields__"),
        lambda cls: make_dict_unstructure_fn(cls, converter, _cattrs_omit_if_default=True),
    )
    converter.register_structure_hook_factory(
        lambda cls: hasattr(cls, "__dataclass_fields__"),
        lambda cls: make_dict_structure_fn(cls, converter, _cattrs_forbid_extra_keys=True),
    )
    return converter


_converter = _make_converter()
