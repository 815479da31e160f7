"""How much of a phone the pages take, with the content that comes with the product, folds closed.

All in one test, because loading that content takes longer than looking at it.
"""

import gzip
import re
from dataclasses import dataclass

import pytest

from quiz import taking
from tests.browser.test_quiz import bring
from tests.quiz.factories import answer_all, make_attempt, publish_version
from tests.quiz.samples import dislike_all, golden_sheet, starter
from tests.starter import load_starter

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
TRIPLE = "/compare/product-manager-vs-technical-product-manager-vs-technical-program-manager/"
COUNT_WORDS = "document.querySelector('main').innerText.trim().split(/\\s+/).length"
ROLES = [
    "/roles/product-manager/",
    "/roles/technical-product-manager/",
    "/roles/technical-program-manager/",
]


@dataclass(frozen=True)
class Budget:
    """At most so many screens and words; `first_view` are selectors of what stands in it whole."""

    path: str
    screens: float
    words: int = 10_000
    first_view: tuple[str, ...] = ()


BUDGETS = [
    Budget("/routes/", 2, first_view=(".ways tbody tr:nth-child(5)",)),
    Budget("/compare/", 2, first_view=("form button[type=submit]",)),
    Budget("/roles/", 2, first_view=("#results .card:nth-child(3)",)),
    Budget("/sources/udemy-pm-vs-tpm/", 5, first_view=("#rests-on-it",)),
    Budget("/privacy/", 2),
    Budget("/salaries/by-place/", 6),
    Budget(
        TRIPLE, 5, 900, ("h1", *(f".contrasts li:nth-child({n})" for n in (1, 2, 3)), "#row-focus")
    ),
    *(Budget(path, 7, 900, (".role-facts",)) for path in ROLES),
]


def over(page, budget):
    """What the page takes that it may not take."""
    height = page.evaluate("document.documentElement.scrollHeight") / PHONE["height"]
    words = page.evaluate(COUNT_WORDS)
    if height > budget.screens:
        yield f"{budget.path}: {height:.2f} screens, {budget.screens} are the most"
    if words > budget.words:
        yield f"{budget.path}: {words} words, {budget.words} are the most"
    for selector in budget.first_view:
        box = page.locator(selector).first.bounding_box()
        if box is None or box["y"] + box["height"] > PHONE["height"]:
            yield f"{budget.path}: {selector} is not in the first view"
    if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
        yield f"{budget.path}: wider than the phone"


def test_pages_fit_the_phone_that_they_are_read_on(page, live_server):
    load_starter()
    page.set_viewport_size(PHONE)
    found = []
    for budget in BUDGETS:
        page.goto(live_server.url + budget.path)
        found += over(page, budget)
    assert found == []


FACTS = [fact.item for fact in starter().facts]
KINDS = {
    "clear": golden_sheet("noisy ideal tpgm"),
    "tie": golden_sheet("too close to call between two"),
    "low": dislike_all(),
    # Little done so far, or little of it said.
    "open": golden_sheet("noisy ideal pmt") | dict.fromkeys(FACTS, 0),
    "unknown": golden_sheet("noise-free ideal pm") | dict.fromkeys(FACTS, None) | {"r01": 0},
}
# Two screens: the finding, the picture, the reasons of who leads and the next step.
FIRST_PART = 1688
END_OF_FIRST_PART = """document.querySelector('.take-away:has(#next)')
  .getBoundingClientRect().bottom + scrollY"""


def results():
    """One attempt of each kind, with the pages of the roles there to lead to."""
    load_starter()
    publish_version()
    attempts = {kind: make_attempt(answers=answer_all(**KINDS[kind])) for kind in KINDS}
    for attempt in attempts.values():
        taking.finish(attempt)
    return attempts


def test_results_fit_the_phone_and_two_sheets_of_paper(page, live_server):
    attempts = results()
    bring(page, live_server.url, *attempts.values())
    page.set_viewport_size(PHONE)
    found = []
    for kind, attempt in attempts.items():
        page.goto(f"{live_server.url}/quiz/{attempt.pk}/result/")
        found += over(page, Budget(kind, 3))
        if (end := page.evaluate(END_OF_FIRST_PART)) > FIRST_PART:
            found.append(f"{kind}: the next step ends at {end}")
        sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
        if sheets > 2:
            found.append(f"{kind}: {sheets} sheets")
    assert found == []


HEAVIEST = [TRIPLE, f"{TRIPLE}?show=all", *ROLES]


def test_pages_are_light(client):
    load_starter()
    for path in HEAVIEST:
        body = client.get(path).content
        assert len(body) <= 150_000, path
        assert len(gzip.compress(body)) <= 30_000, path


def test_pay_is_one_sheet_of_paper_and_a_list_of_one_role_a_few(page, live_server):
    load_starter()
    for path, most in (("/salaries/", 1), ("/salaries/?role=product-manager", 5)):
        page.goto(live_server.url + path)
        sheet = page.pdf(prefer_css_page_size=True)
        assert sheet.count(b"/Type /Page\n") <= most, path


def test_a_comparison_or_a_role_is_one_sheet_of_paper(page, live_server):
    load_starter()
    for path in (TRIPLE, *ROLES):
        page.goto(live_server.url + path)
        sheet = page.pdf(prefer_css_page_size=True)
        assert sheet.count(b"/Type /Page\n") == 1, path
