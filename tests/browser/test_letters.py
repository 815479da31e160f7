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

# What stands in letters that were at hand.
AT_HAND = """() => [...document.querySelectorAll("body *:not(svg, svg *)")]
  .filter((each) => getComputedStyle(each).fontFamily.startsWith('"At hand"'))
  .map((each) => `${each.localName}.${each.className}`)"""
FAMILY = "() => getComputedStyle(document.querySelector('.brand')).fontFamily"


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
    assert page.evaluate(FAMILY).startswith('"Careerguide Serif"')
    context.close()


def test_all_that_has_letters_of_headings_changes_to_them(page, live_server):
    # The style sheet names each: what it forgot would keep the others.
    tour.load_content()
    taken = tour.take(page, live_server.url)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for address in (*tour.CONTENT, *taken.addresses):
        # A page that is left may ask until it is gone.
        page.goto("about:blank")
        asked.clear()
        page.goto(live_server.url + address)
        tour.wait_for_letters(page)
        page.evaluate(tour.UNFOLD)
        assert page.evaluate(AT_HAND) == [], address
        assert page.evaluate(FAMILY).startswith('"Careerguide Serif"'), address
        assert sum(url.endswith(".woff2") for url in asked) <= 1, address


def test_where_the_letters_do_not_come_others_stay(page, live_server):
    page.route(FONT, lambda route: route.fulfill(body="", content_type="font/woff2"))
    with page.expect_request(FONT):
        page.goto(f"{live_server.url}/about/")
    page.wait_for_timeout(200)
    assert page.evaluate(FAMILY).startswith('"At hand"')


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
