"""The pages with the keys alone, with the content that comes with the product."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import tour

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = [(390, 844), (1280, 800)]
PAGES = [
    "/",
    tour.TRIPLE,
    f"/roles/{tour.TECHNICAL}/",
    "/titles/tpm/",
    "/salaries/",
]
# What the focus stands on is what carries the ring: itself, or the box round it.
FOCUSED = """() => {
  const at = document.activeElement;
  if (at === document.body || at.dataset.seen) return null;
  at.dataset.seen = "yes";
  const name = `${at.localName} “${(at.innerText || at.id || at.name).trim().slice(0, 40)}”`;
  const ring = (each) => getComputedStyle(each).outlineStyle !== "none";
  let box = at;
  while (box && !ring(box)) box = box.parentElement;
  if (!box) return `${name}: no ring`;
  const { top, bottom, left, right } = box.getBoundingClientRect();
  const isOut = top < -1 || bottom > innerHeight + 1 || left < -1 || right > innerWidth + 1;
  if (isOut && bottom - top < innerHeight) return `${name}: out of view, ${left}, ${top}`;
  const middle = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
  const seen = document.elementFromPoint((left + right) / 2, middle);
  const is_seen = seen && (box.contains(seen) || seen.contains(at) || seen.control === at);
  return is_seen ? "" : `${name}: under ${seen?.className || seen?.localName}`;
}"""


def walk(page):
    """What is wrong where the focus goes, from the head of the page to its foot."""
    seen = 0
    while True:
        page.keyboard.press("Tab")
        fault = page.evaluate(FOCUSED)
        if fault is None:
            assert seen > 5
            return
        seen += 1
        if fault:
            yield fault


def test_the_focus_is_seen_wherever_it_goes(page, live_server):
    tour.load_content()
    taken, found = tour.take(page, live_server.url), []
    for address in [*PAGES, f"/quiz/{taken.attempt}/p01/"]:
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            page.goto(live_server.url + address)
            found += [f"{address} at {width}: {fault}" for fault in walk(page)]

    assert found == []


def press(page, place, key="Enter"):
    place.focus()
    page.keyboard.press(key)


def test_each_kind_of_control_is_worked_by_keys(page, live_server):
    tour.load_content()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(live_server.url + tour.TRIPLE)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")

    menu = page.get_by_role("button", name="Menu")
    press(page, menu)
    expect(page.get_by_role("link", name="Ways in").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(page.locator("#menu")).to_be_hidden()

    row = page.locator("#row-focus")
    press(page, row.locator("summary"))
    mark = row.locator("a.cite").first
    expect(mark).to_be_visible()
    press(page, mark)
    expect(page.locator(":popover-open")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(":popover-open")).to_have_count(0)
    expect(mark).to_be_focused()

    fold = page.locator("main details.fold:not([open])").first
    told = fold.evaluate_handle("fold => fold").as_element()
    press(page, fold.locator("> summary"), "Space")
    assert told.evaluate("fold => fold.open")

    press(page, page.locator("#show-all"))
    expect(page.locator("#show-all")).to_have_attribute("aria-current", "true")
    expect(page.locator("#show-all")).to_be_focused()
