"""Every page in every state: no rule of accessibility is broken, and none scrolls sideways.

What the console says of them fails the test too, as in each test of a browser.
"""

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.accounts.people import PASSWORD
from tests.browser import tour
from tests.browser.rules import COLOURS, RULES

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = [(320, 640), (1280, 800)]
# Without what is right or cannot be said, which is long.
FOUND = """async rules => {
  const { passes, incomplete, inapplicable, ...found } = await axe.run(rules);
  return found;
}"""
HEADINGS = "document.querySelectorAll('h1').length"


def faults(page):
    """What is wrong with the page that stands there, its folds open."""
    page.evaluate(tour.UNFOLD)
    if (wider := page.evaluate(tour.WIDER)) > 0:
        yield f"{wider} px too wide"
    if (headings := page.evaluate(HEADINGS)) != 1:
        yield f"{headings} headings of the page"
    page.evaluate(Axe().axe_script)
    for scheme, rules in (("light", RULES), ("dark", COLOURS)):
        page.emulate_media(color_scheme=scheme)
        found = AxeResults(page.evaluate(FOUND, rules))
        if found.violations_count:
            yield f"{scheme}: {found.generate_report()}"


def walk(page, site, addresses):
    for address in addresses:
        page.goto(site + address)
        assert page.url == site + address
        for fault in faults(page):
            yield f"{address}: {fault}"


@pytest.fixture(params=SIZES, ids=["phone", "desk"])
def reader(page, request):
    width, height = request.param
    page.set_viewport_size({"width": width, "height": height})
    return page


def test_no_page_breaks_a_rule_or_scrolls_sideways(reader, live_server):
    tour.load_content()
    addresses = [*tour.CONTENT, *tour.take(reader, live_server.url).addresses]

    assert list(walk(reader, live_server.url, addresses)) == []


def test_no_page_of_an_account_breaks_a_rule_or_scrolls_sideways(reader, live_server):
    found = list(walk(reader, live_server.url, tour.ACCOUNTS))
    sharing = tour.sign_in(reader, live_server.url)
    found += walk(reader, live_server.url, [sharing, *tour.SIGNED_IN])
    reader.goto(f"{live_server.url}/accounts/delete/")
    reader.get_by_label("Password").fill(PASSWORD)
    reader.get_by_role("button", name="Continue").click()
    expect(reader).to_have_url(f"{live_server.url}/accounts/delete/")
    found += faults(reader)

    assert found == []
