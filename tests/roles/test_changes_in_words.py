from roles.admin.changes_in_words import changes_in_words
from tests.factories import make_cell, make_dimension, make_outline, make_point, make_role

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
    assert where(old, make_role()) == [
        f"Responsibility / “Owns it” / {field}" for field in ("sources", "kind", "text")
    ]


def test_a_list_without_a_tab_has_its_own_name_and_a_long_part_is_cut():
    one, two = (make_point(key=key, text=f"{key} " + "and so on " * 20) for key in "ab")
    told = where(make_role(points=(one,)), make_role(points=(two, one)), {})
    assert all(each.startswith("Points / “b and so") for each in told)
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
