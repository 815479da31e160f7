"""Titles that somebody wrote down who does not know by which rules they are read, each with the
roles that it names by their judgement; read against the titles that come with the product."""

import csv
from pathlib import Path

import pytest

from roles.title_words import fold
from tests.roles.test_title_reader import KNOWN, READER

with Path(__file__).with_name("titles_by_hand.csv").open(encoding="utf-8", newline="") as stream:
    BY_HAND = list(csv.DictReader(stream))
NAMES = [f" {fold(known.title)} " for known in KNOWN]
STATED = ("known", "narrower", "several")


def of_kind(kind):
    return [row for row in BY_HAND if row["kind"] == kind]


def holds_a_name(title):
    return any(name in f" {fold(title)} " for name in NAMES)


def stated(title):
    """The roles that it is said to be; of who leads them none, and of a question none."""
    meaning = READER.read(title)
    return set(meaning.roles) if meaning.kind in STATED else set()


def test_titles_that_hold_the_name_of_a_role_are_read_right_and_hardly_ever_wrong():
    rows = [row for row in of_kind("role") if holds_a_name(row["title"])]
    wanted = [set(row["roles"].split()) for row in rows]
    found = [stated(row["title"]) for row in rows]

    right = sum(each == want for each, want in zip(found, wanted, strict=True))
    wrong = sum(not each <= want for each, want in zip(found, wanted, strict=True))
    assert len(rows) >= 200
    assert right / len(rows) >= 0.95
    assert wrong / len(rows) <= 0.005


def test_a_misspelt_title_is_asked_about_and_never_taken_for_another_role():
    for row in of_kind("role"):
        if not holds_a_name(row["title"]):
            meaning = READER.read(row["title"])
            asked = {known.role for known in meaning.similar} | set(meaning.roles)
            assert asked <= set(row["roles"].split()), row["title"]


def test_who_leads_those_of_a_role_is_told_as_such():
    for row in of_kind("leads"):
        meaning = READER.read(row["title"])
        assert (meaning.kind, *meaning.roles) == ("leads", row["roles"]), row["title"]


@pytest.mark.parametrize(("kind", "least"), [("other", 300), ("near", 90)])
def test_other_jobs_and_near_misses_are_stated_as_none_of_the_roles(kind, least):
    rows = of_kind(kind)

    assert len(rows) >= least
    assert [row["title"] for row in rows if stated(row["title"])] == []
