import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

import pytest

from roles import dates, plain
from roles.dates import KnownDate


@dataclass(frozen=True)
class Thing:
    text: str
    share: float = 1.0
    count: int = 0
    is_good: bool = False
    day: dt.date = dt.date(2024, 5, 31)
    as_of: KnownDate = dates.UNKNOWN


def read(**data):
    return plain.structure(Thing, {"text": "a", **data})


def test_what_is_at_its_default_is_left_out_and_read_again():
    assert plain.unstructure(Thing("a")) == {"text": "a"}
    assert read() == Thing("a")


def test_a_value_comes_back_as_it_was():
    thing = Thing("a", 0.5, 3, True, dt.date(2026, 2, 28), KnownDate("2026-02"))

    data = plain.unstructure(thing)

    assert data["day"] == "2026-02-28"
    assert plain.structure(Thing, data) == thing


def test_nothing_has_no_sign():
    assert str(read(share=-0.0).share) == "0.0"
    assert str(plain.unstructure(Thing("a", -0.0))["share"]) == "0.0"


def test_a_whole_number_becomes_a_fraction_where_one_is_meant():
    assert repr(read(share=2).share) == "2.0"


@pytest.mark.parametrize(
    "data",
    [
        {"other": 1},
        {"text": 1},
        {"text": None},
        {"share": "1"},
        {"share": True},
        {"share": float("nan")},
        {"share": float("inf")},
        {"share": Decimal(1)},
        {"count": 1.0},
        {"count": True},
        {"is_good": 1},
        {"day": "2026-02-29"},
        {"as_of": "2026-13"},
        {"as_of": 2026},
    ],
)
def test_what_has_another_shape_is_refused(data):
    with pytest.raises(plain.ShapeError):
        read(**data)


def test_what_is_missing_is_refused_by_its_name():
    with pytest.raises(plain.ShapeError, match="text"):
        plain.structure(Thing, {})


def test_each_fault_has_a_line():
    with pytest.raises(plain.ShapeError) as refused:
        read(count="1", share="2")

    assert len(str(refused.value).splitlines()) == 2
