"""What the product ships of pay, walked through as readers meet it: at every amount, what it rests
on; and on every page, as months go by, only what is then true."""

import datetime as dt
import re

import pytest
import time_machine
from django.utils import timezone

from roles import evidence
from roles.models import SalaryFigure
from tests.pages import look_into, words
from tests.shared import shared
from tests.starter import load_starter

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("starter")]
ROLES = ["product-manager", "technical-product-manager", "technical-program-manager"]
MONTHS = range(25)

starter = shared(load_starter)


def months_ahead(count):
    today = timezone.localdate()
    month = today.month - 1 + count
    return dt.datetime(today.year + month // 12, month % 12 + 1, 28, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize("count", MONTHS)
def test_pages_say_in_every_month_only_what_is_then_true(client, count):
    with time_machine.travel(months_ahead(count), tick=False):
        current = SalaryFigure.objects.public().latest().recent()
        cards = look_into(client.get("/")).select(".home-cards .card")
        page = look_into(client.get("/salaries/"))

        for slug, card in zip(ROLES, cards, strict=True):
            of_many = current.for_role(slug).wide().filter(company=None)
            assert bool(card.select_one(".home-pay")) is of_many.exists()
            if pay := card.select_one(".home-pay"):
                dates = {figure.date_in_words for figure in of_many}
                assert any(date in words(pay) for date in dates)
            else:
                assert "would stand here" in words(card) or "employer" in words(card)
                known = SalaryFigure.objects.public().for_role(slug).wide().filter(company=None)
                assert ("No median yet" not in words(card)) is known.exists()
        rows = page.select(".pay-table tbody tr")
        old = [row for row in rows if "is-old" in row.get("class", [])]
        assert len(rows) - len(old) == current.wide().count()
        notice = page.find("b", string="No current figure")
        assert bool(notice) is (not current.wide().exists())


AMOUNT = re.compile(r"[$₪€£]\s?\d")
PAGES = ["/", "/salaries/", "/salaries/?state=US-CA", "/salaries/?currency=EUR", "/corrections/"]
PAGES += ["/salaries/?metro=US-35620", "/salaries/?sort=highest", "/titles/?q=product+manager"]
PAGES += [f"/roles/{slug}/" for slug in ROLES]
PAGES += [f"/compare/{'-vs-'.join(ROLES)}/", f"/compare/{ROLES[0]}-vs-{ROLES[1]}/at/udemy/"]
PAGES += ["/sources/posted-pay-ranges/", "/sources/udemy-pm-vs-tpm/", "/sources/bls-oews-2025/"]
EVIDENCE = re.compile("|".join([*(each.words for each in evidence.CLASSES), "advertised range"]))
# What holds one amount or a few: a division of the page holds so many that some word fits.
NEAR = ("li", "tr", "tbody", "p", "dd")
DATE = re.compile(r"\b20\d\d\b|no date")


def amounts(page):
    """The texts with an amount, but for the ends of an axis, which are of no figure."""
    for text in page.main.find_all(string=AMOUNT):
        if not text.find_parent(class_=["pay-axis", "pay-scale"]):
            yield text


def is_told(element):
    """Whether the amount's class of evidence, date and source stand in the element."""
    said = words(element)
    is_cited = element.select_one("a.cite, a[href^='/sources/'], a[href^='#sources']")
    return bool(EVIDENCE.search(said) and DATE.search(said) and is_cited)


def leads_on(element):
    """To the section that tells it, from a table in which there is no room."""
    return element.select_one("a.row-link[href='#pay']")


@pytest.mark.parametrize("address", PAGES)
def test_every_amount_says_what_it_rests_on_or_leads_there(client, address):
    page = look_into(client.get(address))
    of_source = address.startswith("/sources/")

    lost = []
    for text in amounts(page):
        near = [
            each for each in text.parents if each.name in ("li", "tr", "tbody", "div", "p", "dd")
        ]
        if of_source:
            # The page is the source.
            is_found = any(EVIDENCE.search(words(each)) for each in near)
        else:
            is_found = any(is_told(each) or leads_on(each) for each in near)
        if not is_found:
            lost.append(text.strip())

    assert lost == []
