"""The letters of headings: on which first visit they come, and what stands there until then."""

import pytest

from tests.browser import tour

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 320, "height": 640}
FONT = "**/*.woff2"
MOVED = """window.moved = 0;
new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => { moved += value; }))
  .observe({ type: "layout-shift", buffered: true });"""
# Lighthouse's "good" is ten times as much.
LITTLE = 0.01
# The milliseconds from the first painting to the request for the letters.
BEGUN = """() => performance.getEntriesByType("resource").find(({ name }) => name.endsWith("woff2"))
  .startTime - performance.getEntriesByName("first-paint")[0].startTime"""


def test_letters_are_asked_for_after_the_first_painting(page, live_server):
    page.goto(f"{live_server.url}/about/")
    tour.wait_for_letters(page)
    assert page.evaluate(BEGUN) > 0


def test_letters_wait_for_no_painting_on_what_is_read_next(page, live_server):
    # Nobody would be told of one.
    page.add_init_script("window.PerformanceObserver = class { observe() {} };")
    page.goto(f"{live_server.url}/about/")
    page.get_by_role("link", name="Privacy").click()
    page.wait_for_url("**/privacy/")
    tour.wait_for_letters(page)


def test_letters_come_without_scripts(browser, live_server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    with page.expect_request(FONT):
        page.goto(f"{live_server.url}/about/")
    context.close()


def test_nothing_moves_when_the_letters_come_late(page, live_server):
    tour.load_content()
    page.add_init_script(MOVED)
    page.set_viewport_size(PHONE)
    for address in ("/", f"/roles/{tour.PROGRAM}/", tour.TRIPLE, "/salaries/"):
        waiting = tour.held(page, FONT)
        with page.expect_request(FONT):
            page.goto(live_server.url + address, wait_until="domcontentloaded")
        page.wait_for_function("() => performance.getEntriesByType('paint').length")
        waiting[0].continue_()
        tour.wait_for_letters(page)
        page.wait_for_timeout(200)
        assert page.evaluate("moved") < LITTLE, address
        page.unroute(FONT)
