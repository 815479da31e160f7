"""What a person sees when a page cannot be reached, or takes its time."""

import re
import time
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.browser import tour

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 390, "height": 844}
# Seconds that an answer takes, and within which it is seen to be on its way.
LATENCY, NOTICED = 2.5, 0.5
BAR = "getComputedStyle(document.body, '::before').content"
# Whether what was pressed turns a spinner, which it does not at once, or it would flash with each.
TURNS = """selector => {
  const style = getComputedStyle(document.querySelector(selector), "::before");
  return style.animationName.includes("turn") && style.opacity === "1";
}"""


@pytest.fixture(autouse=True)
def _no_complaints():
    """Here the browser has reason to complain: that there is no line is what is tried."""


@dataclass(frozen=True)
class Control:
    """One that changes a part of a page; `asked` is what it asks for, `leads_to` where it ends."""

    page: str
    pressed: str
    asked: str
    leads_to: str
    opens: str = ""
    choice: str = ""

    def press(self, page):
        if self.opens:
            page.locator(self.opens).click()
        if self.choice:
            page.locator(self.choice).check()
        page.locator(self.pressed).click()

    @property
    def busy(self):
        """What shows that it was pressed: a list of choices closes, and its name stays."""
        return self.opens or self.pressed


def controls(taken):
    return [
        Control(
            page="/salaries/",
            opens="#chip-role",
            pressed="#chip-role + * >> text=Technical Product Manager",
            asked="**/salaries/?*",
            leads_to="role=technical-product-manager",
        ),
        Control(page=tour.TRIPLE, pressed="#show-all", asked="**/*show=all", leads_to="show=all"),
        Control(
            page=f"/quiz/{taken.attempt}/p01/",
            choice="#value-1",
            pressed=".quiz-bar button:not(.quiz-link)",
            asked="**/p01/",
            leads_to="/p02/",
        ),
    ]


@pytest.fixture
def tried(page, live_server):
    tour.load_content()
    page.set_viewport_size(PHONE)
    return controls(tour.take(page, live_server.url))


def test_what_does_not_get_through_says_so_in_view_and_can_be_tried_again(
    page, live_server, context, tried
):
    trouble = page.get_by_role("alert").filter(has_text="did not get through")
    for control in tried:
        page.goto(live_server.url + control.page)
        context.set_offline(True)
        control.press(page)
        expect(trouble).to_be_in_viewport(ratio=1)
        expect(trouble).to_have_css("position", "fixed")
        expect(page).to_have_url(live_server.url + control.page)

        context.set_offline(False)
        page.get_by_role("button", name="Try again").click()
        expect(page).to_have_url(re.compile(re.escape(control.leads_to)))
        expect(page.locator("#trouble")).to_be_empty()


def test_what_takes_its_time_is_seen_to_be_on_its_way_at_what_was_pressed(page, live_server, tried):
    for control in tried:
        page.goto(live_server.url + control.page)
        assert page.evaluate(BAR) == "none"
        waiting = tour.held(page, control.asked)
        control.press(page)
        pressed = time.monotonic()
        page.wait_for_function(TURNS, arg=control.busy, timeout=NOTICED * 1000)
        assert page.evaluate(BAR) != "none"
        busy = page.locator("[aria-busy=true]")
        expect(busy).to_have_css("animation-delay", "0.15s")
        expect(busy).to_have_css("opacity", "0.86")

        page.wait_for_timeout(max(0, LATENCY - (time.monotonic() - pressed)) * 1000)
        expect(busy).to_have_count(1)
        waiting[0].continue_()
        expect(page).to_have_url(re.compile(re.escape(control.leads_to)))
        expect(page.locator("[aria-busy], .htmx-request")).to_have_count(0)
        assert page.evaluate(BAR) == "none"
        page.unroute(control.asked)


HTMX = "**/htmx-*.js"


def test_what_is_pressed_before_its_script_is_there_waits_for_it(page, live_server, tried):
    for control in tried:
        waiting = tour.held(page, HTMX)
        page.goto(live_server.url + control.page)
        # What nobody touches brings nothing: most readers swap no part of a page.
        page.wait_for_timeout(200)
        assert waiting == []
        page.evaluate("window.isSamePage = true")
        control.press(page)
        page.wait_for_function(TURNS, arg=control.busy, timeout=NOTICED * 10_000)
        expect(page).to_have_url(live_server.url + control.page)

        waiting[0].continue_()
        expect(page).to_have_url(re.compile(re.escape(control.leads_to)))
        assert page.evaluate("window.isSamePage")
        page.unroute(HTMX)


def test_where_the_script_does_not_come_a_second_try_leads_to_the_whole_page(
    page, live_server, tried
):
    page.route(HTMX, lambda route: route.abort())
    for control in tried:
        page.goto(live_server.url + control.page)
        control.press(page)
        expect(page.get_by_role("alert")).to_contain_text("did not get through")
        expect(page).to_have_url(live_server.url + control.page)

        page.get_by_role("button", name="Try again").click()
        expect(page).to_have_url(re.compile(re.escape(control.leads_to)))


def test_other_letters_stay_where_those_of_headings_do_not_come(page, live_server):
    errors = []
    page.on("pageerror", lambda error: errors.append(error))
    page.route("**/*.woff2", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.goto(f"{live_server.url}/about/")
    page.evaluate("new Promise(requestAnimationFrame)")
    assert errors == []
