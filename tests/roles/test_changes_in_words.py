from dataclasses import replace

import pytest

from roles.admin.changes_in_words import changes_in_words
from roles.changes import Change
from tests.factories import (
    make_cell,
    make_dimension,
    make_outline,
    make_point,
    make_role,
    make_source,
)

pytestmark = pytest.mark.django_db

TABS = {"responsibility": "Responsibility", "cells": "Rows of the comparison"}


def where(old, new, tabs=TABS):
    return [change.where for change in changes_in_words(old, new, tabs)]


def test_fields_are_called_as_their_form_calls_them():
    assert where(make_role(), make_role(not_for_you="x", is_neighbour=True)) == [
        "Neighbour",
        "Not for you if",
    ]


def test_a_part_is_called_by_its_tab_and_by_what_it_says_now():
    old, new = (make_role(points=(make_point(text=text),)) for text in ("Owns it", "Leads it"))
    assert where(old, new) == ["Responsibility / “Leads it” / text"]


def test_a_list_without_a_tab_has_its_own_name_and_a_long_part_is_cut():
    one, two = (make_point(key=key, text=f"{key} " + "and so on " * 20) for key in "ab")
    told = where(make_role(points=(one,)), make_role(points=(two, one)), {})
    assert [each.startswith("Added: Points “b and so") for each in told] == [True]
    assert max(map(len, told)) < 100
    turned = where(make_role(points=(one, two)), make_role(points=(two, one)), {})
    assert turned == ["Points / order"]


def test_a_cell_of_one_company_is_told_from_that_in_general():
    old = make_role(cells=(make_cell(), make_cell(company="Udemy", value="One")))
    new = make_role(cells=(make_cell(), make_cell(company="Udemy", value="Two")))
    assert where(old, new) == ["Rows of the comparison / “Focus: Two” at Udemy / value"]


def test_the_outline_is_told_by_the_names_of_groups_and_rows():
    old, new = (
        make_outline(dimensions=(make_dimension(question=question),)) for question in ("A?", "B?")
    )
    assert where(old, new, {}) == [
        "Groups of rows / “What the job is” / dimensions (rows) / “Focus” / question"
    ]


def test_a_part_that_is_new_or_gone_is_one_change_with_all_it_says():
    point = make_point(text="Owns it", detail="All of it")
    make_source(slug=point.sources[0], title="What it is, and what not")
    says = "Text: Owns it\nDetail: All of it\nSources: What it is, and what not"
    without, with_it = make_role(), make_role(points=(point,))
    name = "Responsibility “Owns it”"
    assert changes_in_words(with_it, without, TABS) == [Change(f"Removed: {name}", says, "")]
    assert changes_in_words(without, with_it, TABS) == [Change(f"Added: {name}", "", says)]


def test_what_is_new_or_gone_stands_where_the_page_has_it():
    first, gone, new, last = (make_point(key=key, text=key) for key in ("a", "gone", "new", "z"))
    old = make_role(points=(first, gone, last), name="One")
    now = replace(last, text="y")
    assert where(old, make_role(points=(first, new, now), name="Two")) == [
        "Name",
        "Removed: Responsibility “gone”",
        "Added: Responsibility “new”",
        "Responsibility / “y” / text",
    ]


def test_a_group_that_is_gone_takes_its_rows_along_in_one_change():
    old = make_outline(dimensions=(make_dimension(question="A?"),))
    (change,) = changes_in_words(old, replace(old, groups=()), {})
    assert change.where == "Removed: Groups of rows “What the job is”"
    assert "Dimensions (rows) / “Focus” / question: A?" in change.before
    (row,) = changes_in_words(
        replace(old, groups=(replace(old.groups[0], dimensions=()),)), old, {}
    )
    assert row.where == "Added: Groups of rows / “What the job is” / dimensions (rows) “Focus”"


def test_sources_are_called_by_their_titles_each_in_a_line():
    make_source(slug="one", title="Of one, and more")
    old, new = make_role(sources=("one",)), make_role(sources=("one", "unknown"))
    assert changes_in_words(old, new, TABS) == [
        Change("Sources", "Of one, and more", "Of one, and more\nunknown")
    ]


def test_parts_of_one_name_are_told_apart():
    point = make_point(text="Owns it")
    told = where(make_role(points=(point,)), make_role(points=(point, point)))
    assert len(told) == len({*told}) > 0
