"""The pages as a reader finds them, on the content that comes with the product."""

import re

import pytest

from roles.models import Citation, Edition
from tests.pages import cited_by, look_into, words
from tests.shared import shared
from tests.starter import load_starter

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("starter")]

TRIPLE = "/compare/product-manager-vs-technical-product-manager-vs-technical-program-manager/"


starter = shared(load_starter)


def statements_of_the_page(page):
    """Each statement's own element: cells, one-line differences, the answer, the rest."""
    yield from page.select(".answer, .contrasts li")
    yield from page.select("[id^=sections-], [id^=advice-], .dispute .answers [id]:not(.cite)")


def test_every_statement_of_the_three_way_page_leads_to_a_source(client):
    page = look_into(client.get(f"{TRIPLE}?show=all"))
    found = list(statements_of_the_page(page))
    addresses = {address for part in found for address in cited_by(part)}

    assert len(page.select("tbody.row[id^=row-]")) >= 14
    for part in found:
        assert cited_by(part) or part.select(".silent"), part
    for address in addresses:
        assert client.get(address).status_code == 200, address


def test_nothing_a_source_says_of_the_three_roles_is_missing_from_their_page(client):
    shown = {
        company: look_into(client.get(f"{TRIPLE}{at}?show=all")).main.get_text()
        for company, at in (("", ""), ("Udemy", "at/udemy/"))
    }

    for role in Edition.objects.current().of("role").subjects():
        if not role.is_neighbour:
            assert all(cell.value in shown[cell.company] for cell in role.cells), role.name


def test_what_the_three_roles_are_told_apart_by_is_short_enough_for_a_phone(client):
    page = look_into(client.get(TRIPLE))

    values = [words(cell) for cell in page.select(".row-values td")]
    assert len(page.select("tbody.row[id^=row-]")) == 8
    assert all(len(value.split()) <= 5 for value in values), values


def test_every_public_page_of_a_subject_is_valid_and_holds_what_its_citations_lead_to(client):
    pages = {}
    for citation in Citation.objects.current().select_related("listing"):
        address, _, anchor = citation.get_absolute_url().partition("#")
        if address not in pages:
            pages[address] = {
                element["id"] for element in look_into(client.get(address)).select("[id]")
            }
        assert not anchor or anchor in pages[address], citation.get_absolute_url()


def test_texts_have_the_quotation_marks_of_print():
    for citation in Citation.objects.current():
        assert not set(citation.text) & set("\"'"), citation


def test_no_page_of_a_comparison_repeats_an_id(client):
    for address in (TRIPLE, f"{TRIPLE}?show=different", "/roles/technical-product-manager/"):
        ids = [element["id"] for element in look_into(client.get(address)).select("[id]")]
        assert len(ids) == len(set(ids)), address


def test_a_sign_of_a_role_is_what_an_advert_speaks_of_and_no_question(client):
    for title in ("tpm", "pm-t"):
        signs = look_into(client.get(f"/titles/{title}/")).select(".telling td:first-child")

        assert signs
        assert [words(sign) for sign in signs if "?" in words(sign)] == []


def test_who_earns_more_leads_to_what_employers_advertise_themselves(client):
    page = look_into(client.get("/disputes/"))
    dispute = page.find(id="who-earns-more") or page.select_one("[id$=who-earns-more]")

    address, _, anchor = dispute.find("a", href=re.compile("^/salaries/#"))["href"].partition("#")

    assert look_into(client.get(address)).find(id=anchor).name == "h2"


STRAY = re.compile(r"\S{1,20} [;,:.)!?](?= |$)")


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/salaries/",
        "/salaries/?currency=EUR",
        "/salaries/?currency=EUR&period=hour&sort=highest",
        "/salaries/?country=IL&currency=EUR",
        "/salaries/?amount=185k",
        "/salaries/by-place/",
        "/roles/technical-product-manager/",
        "/sources/posted-pay-ranges/",
        "/corrections/",
        TRIPLE,
    ],
)
def test_no_blank_stands_before_a_mark_that_follows_a_word(client, address):
    assert STRAY.findall(words(look_into(client.get(address)).main)) == []
