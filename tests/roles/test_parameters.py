"""What of an address a page goes by."""

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.parameters import LONGEST, has_amount, known

NAMES = st.sampled_from(["role", "page", "utm_source", "x"])
PAIRS = st.lists(st.tuples(NAMES, st.text(st.characters(codec="utf-8", exclude_characters="\0"))))


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", ""),
        ("page=2&role=pm", "role=pm&page=2"),
        ("utm_source=mail&role=pm", "role=pm"),
        ("utm_source=mail", ""),
        ("role=b&x=1&role=a", "role=b&role=a"),
        ("role=", "role="),
        ("role=a%20b", "role=a+b"),
        ("role=%C3%B8", "role=%C3%B8"),
        ("Role=pm", ""),
    ],
)
def test_known_parameters_stay_in_order(query, kept):
    assert known(query, ("role", "page")) == kept


@pytest.mark.parametrize("query", ["x=%00", "%00=x", "role=%ff", "role=" + "a" * LONGEST])
def test_what_others_refuse_is_not_known(query):
    assert known(query, ("role",)) is None


@pytest.mark.parametrize(
    ("query", "has"),
    [
        ("amount=185k", True),
        ("Amount=", True),
        ("amounts=1", True),
        ("q=PM&%61mount=1", True),
        ("%ff=1", True),
        ("q=amount", False),
        ("", False),
    ],
)
def test_an_amount_is_found_however_it_is_written(query, has):
    assert has_amount(query) == has


@given(PAIRS)
def test_two_addresses_that_say_the_same_are_one(pairs):
    query = known(urlencode(pairs), ("role", "page"))
    if query is not None:
        assert known(query, ("role", "page")) == query
        told = parse_qsl(query, keep_blank_values=True)
        for name in ("role", "page"):
            assert [pair for pair in told if pair[0] == name] == [p for p in pairs if p[0] == name]
