"""The pages for those who see, read or move otherwise: narrow, large, in few colours, at rest."""

import pytest
from playwright.sync_api import expect

from tests.browser import tour

pytestmark = pytest.mark.django_db(transaction=True)

# Half of a desk, as at 200 %, and the least that is asked for, as at 400 %.
WIDTHS = (320, 640)
# Whose letters are twice as large, at a desk and on a phone.
LARGE = (1280, 390)
# What stands outside the page, or is cut off at the edge of what it stands in.
CUT = """() => [...document.querySelectorAll("h1, h2, h3, h4, button, summary, .button, .chip, th")]
  .filter((each) => {
    if (!each.checkVisibility() || each.closest(".visually-hidden, .role-chips, .skills-scroll"))
      return false;
    const { left, right, width } = each.getBoundingClientRect();
    const isScrolled = each.closest("[tabindex='0'], thead")
    if (width < 2 || isScrolled) return false;
    return left < 0 || right > innerWidth + 0.5 || each.scrollWidth > each.clientWidth + 1
      && getComputedStyle(each).display !== "inline";
  })
  .map((each) => `${each.localName} “${each.innerText.trim().slice(0, 40)}” is cut off`)"""


def cut(page, address, name):
    if (wider := page.evaluate(tour.WIDER)) > 0:
        yield f"{address} {name}: {wider} px too wide"
    for each in page.evaluate(CUT):
        yield f"{address} {name}: {each}"


def faults(page, site, address):
    page.goto(site + address)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    for width in LARGE:
        page.set_viewport_size({"width": width, "height": 800})
        yield from cut(page, address, f"at {width} in letters twice as large")
    page.evaluate(tour.UNFOLD)
    yield from cut(page, address, "in letters twice as large, unfolded")
    page.evaluate("document.documentElement.style.fontSize = ''")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 640})
        yield from cut(page, address, f"at {width}")


def test_nothing_is_cut_off_on_narrow_screens_and_in_large_letters(page, live_server):
    tour.load_content()
    taken = tour.take(page, live_server.url)

    found = [
        fault
        for address in [*tour.CONTENT, *taken.addresses, *tour.ACCOUNTS]
        for fault in faults(page, live_server.url, address)
    ]
    assert found == []


# A word in two pieces; one of forty letters has to break.
BROKEN = """() => [...document.querySelectorAll("h1, h2, h3, .chart-table th")].flatMap((each) => {
  const texts = document.createTreeWalker(each, NodeFilter.SHOW_TEXT), found = [];
  while (texts.nextNode()) {
    for (const { 0: word, index } of texts.currentNode.data.matchAll(/[^\\s-]{2,20}/g)) {
      const range = document.createRange();
      range.setStart(texts.currentNode, index);
      range.setEnd(texts.currentNode, index + word.length);
      if (new Set([...range.getClientRects()].map(({ y }) => y)).size > 1) found.push(word);
    }
  }
  return found;
})"""
FOLDED = "document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"


def test_names_and_headings_keep_their_words_whole_on_a_phone(page, live_server):
    tour.load_content()
    page.set_viewport_size({"width": WIDTHS[0], "height": 640})
    for address in tour.CONTENT:
        page.goto(live_server.url + address)
        page.evaluate(FOLDED)
        assert page.evaluate(BROKEN) == [], address


def style(place, name, pseudo=""):
    return place.evaluate(f"each => getComputedStyle(each, {pseudo!r} || null).{name}")


def sets_apart(chosen, other):
    """Whether a border tells them apart, the one thing that no forced colour takes away."""
    assert style(chosen, "borderTopWidth") != style(other, "borderTopWidth")


def test_without_our_colours_all_is_still_told_apart(page, live_server):
    tour.load_content()
    taken, site = tour.take(page, live_server.url), live_server.url
    page.emulate_media(forced_colors="active")
    page.goto(site + tour.TRIPLE)

    expect(page.locator("h1 .emphasis").first).to_have_css("text-decoration-line", "underline")
    glyphs = page.locator("thead .glyph use").evaluate_all(
        "all => all.map(each => each.getAttribute('href'))"
    )
    assert len(set(glyphs)) == 3
    sets_apart(page.locator("#show-telling"), page.locator("#show-all"))
    full, empty = page.locator(".dots .is-full"), page.locator(".dots i:not(.is-full)")
    assert style(full.first, "backgroundColor") != style(empty.first, "backgroundColor")
    page.locator("#show-all").focus()
    expect(page.locator("#show-all")).not_to_have_css("outline-style", "none")
    several = page.locator("td:not(.is-local) > .station").first
    of_one = page.locator(".is-local .station").first
    assert style(several, "backgroundColor", "::before") != style(
        of_one, "backgroundColor", "::before"
    )

    page.goto(f"{site}/salaries/?role={tour.PRODUCT}")
    sets_apart(page.locator("#chip-role"), page.locator("#chip-more"))

    page.goto(f"{site}/quiz/{taken.attempt}/p02/")
    choices = page.locator(".quiz-choice")
    sets_apart(page.locator(".quiz-choice:has(:checked)"), choices.first)
    expect(page.locator("progress")).to_have_css("forced-color-adjust", "none")


RUNNING = """document.getAnimations()
  .filter((each) => each.playState === "running")
  .map((each) => each.animationName ?? each.transitionProperty)"""


def test_nothing_moves_for_whom_movement_makes_ill(page, live_server):
    tour.load_content()
    page.emulate_media(reduced_motion="reduce")
    for address in ("/", tour.TRIPLE, f"/roles/{tour.PROGRAM}/", "/salaries/"):
        page.goto(live_server.url + address)
        assert page.evaluate(RUNNING) == [], address

    waiting = []
    page.goto(live_server.url + tour.TRIPLE)
    page.route("**/*show=all", lambda route: waiting.append(route))
    # Asked for once htmx is there, which the press brings.
    with page.expect_request("**/*show=all"):
        page.locator("#show-all").click()
    page.wait_for_function(f"{RUNNING}.includes('turn')")
    # The bar stands there at once, at its full length.
    assert style(page.locator("body"), "animationTimingFunction", "::before") == "steps(1, start)"
    assert set(page.evaluate(RUNNING)) <= {"appear", "dim", "fetch", "turn"}
    waiting[0].continue_()
    expect(page.locator(".htmx-request")).to_have_count(0)
