"""Whose a statement is stands wherever the statement does, on the content of the product."""

import pytest

from roles import content
from roles.models import Edition, Listing
from tests.pages import look_into, words
from tests.shared import shared
from tests.starter import load_starter

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("starter")]

starter = shared(load_starter)

KINDS = ["role", "comparison", "route", "inquiry", "dispute", "glossary", "signals"]


def marks_of(statement):
    """What a reader has to be told beside its text."""
    yield statement.company
    yield statement.holds_for
    yield "Our reading" if statement.is_our_reading else ""
    yield "One person’s story" if statement.is_anecdotal else ""


def heard_with(part, page):
    """What is read with it: its own words, the folds it stands in, and the name of the page."""
    folds = [fold.find("summary") for fold in part.find_parents("details")]
    told = [part.find_next_sibling("dd")] if part.name == "dt" else []
    return " ".join(words(element) for element in (part, *told, *folds, page.h1))


def opening(page):
    """What is read before the first part, where the subject itself speaks."""
    return words(page.main).partition(words(page.main.h2))[0] if page.main.h2 else words(page.main)


def unmarked(client, kind):
    for listing in Listing.objects.filter(edition__in=Edition.objects.current().of(kind)):
        address, _, owner = listing.get_absolute_url().partition("#")
        page = look_into(client.get(address))
        for anchor, statement in content.statements(listing.edition.subject):
            name = "-".join(filter(None, (owner, anchor)))
            heard = heard_with(page.find(id=name), page) if name else opening(page)
            yield from (f"{address}#{anchor}: {m}" for m in marks_of(statement) if m not in heard)


@pytest.mark.parametrize("kind", KINDS)
def test_whose_a_statement_is_stands_beside_it(client, kind):
    assert list(unmarked(client, kind)) == []
