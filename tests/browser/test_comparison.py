import re

import pytest
from playwright.sync_api import expect

from tests.browser import tour
from tests.factories import (
    make_advice,
    make_cell,
    make_comparison,
    make_dimension,
    make_dispute,
    make_level,
    make_outline,
    make_point,
    make_role,
    publish,
)

pytestmark = pytest.mark.django_db(transaction=True)

PRODUCT, TECHNICAL, PROGRAM = (
    "product-manager",
    "technical-product-manager",
    "technical-program-manager",
)
PAIR = f"/compare/{PRODUCT}-vs-{TECHNICAL}/"
TRIPLE = f"/compare/{PRODUCT}-vs-{TECHNICAL}-vs-{PROGRAM}/"


@pytest.fixture
def site(live_server):
    """Three roles that differ in one row and share another, with something of every kind."""
    code = make_dimension(key="coding", name="Code", question="Any?")
    publish(make_outline(dimensions=(make_dimension(), code)))
    same = make_cell(dimension="coding", value="Hardly any")
    for slug, value in ((PRODUCT, "Why"), (TECHNICAL, "How"), (PROGRAM, "When")):
        local = make_cell(value="Their own", company="Udemy", is_anecdotal=True)
        publish(
            make_role(
                slug=slug, cells=(make_cell(value=value), same, local), points=(make_point(),)
            )
        )
    advice = (make_advice(), make_advice(key="which", kind="question", prompt="Which one?"))
    publish(make_comparison(advice=advice, audience="The unsure."))
    publish(make_dispute(roles=(PRODUCT, TECHNICAL, PROGRAM), dimensions=("focus",)))
    return live_server.url


@pytest.fixture
def scriptless_page(browser):
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def rows(page):
    return page.locator("tbody.row[id^=row-]")


def journey(page, site):
    """Adds a role, narrows to differences and goes back twice."""
    page.goto(site + PAIR)
    page.get_by_role("link", name="Add Technical Program Manager").click()
    expect(page).to_have_url(site + TRIPLE)
    expect(page).to_have_title(re.compile("Technical Program Manager"))
    expect(page.locator("h1")).to_contain_text("Technical Program Manager")
    expect(rows(page)).to_have_count(2)

    page.get_by_role("link", name="Differences").click()
    expect(page).to_have_url(f"{site}{TRIPLE}?show=different")
    expect(rows(page)).to_have_count(1)

    page.go_back()
    expect(page).to_have_url(site + TRIPLE)
    expect(rows(page)).to_have_count(2)
    expect(page.locator("h1")).to_contain_text("Technical Program Manager")

    page.go_back()
    expect(page).to_have_url(site + PAIR)
    expect(page.locator("h1")).not_to_contain_text("Program")
    expect(page.locator("header.site-header")).to_be_visible()


def test_adding_a_role_and_going_back_gets_the_page_that_was_left(page, site):
    journey(page, site)


def test_the_same_journey_passes_without_javascript(scriptless_page, site):
    journey(scriptless_page, site)


def test_what_is_folded_opens_for_links_and_stays_off_paper(page, scriptless_page, site):
    for reader in (page, scriptless_page):
        reader.goto(site + TRIPLE)
        expect(reader.get_by_text("The first", exact=True).first).not_to_be_visible()
        reader.get_by_role("link", name="Sources disagree: Who owns how?").click()
        expect(reader.get_by_text("The first", exact=True).first).to_be_visible()

    page.goto(site + TRIPLE)
    page.emulate_media(media="print")
    expect(page.get_by_text("The first", exact=True).first).not_to_be_visible()
    expect(page.locator(".sources-fold li").first).to_be_visible()
    expect(page.get_by_text("read on")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white_and_its_letters_black_whatever_the_screen_is(page, site, scheme):
    page.emulate_media(media="print", color_scheme=scheme)
    page.goto(site)

    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator("body")).to_have_css("color", "rgb(0, 0, 0)")
    expect(page.locator("main .emphasis").first).to_have_css("background-image", "none")


def test_the_frame_stays_while_the_comparison_changes_in_place(page, site):
    page.goto(site + PAIR)
    page.locator(".site-header").evaluate("header => { header.dataset.seen = 'before'; }")

    page.get_by_role("link", name="Differences").click()

    expect(rows(page)).to_have_count(1)
    expect(page.locator(".site-header")).to_have_attribute("data-seen", "before")
    expect(page.locator("#announcement")).to_have_text("1 row where they differ")


def test_the_keyboard_stays_where_it_was_or_is_led_to_the_heading(page, site):
    page.goto(site + TRIPLE)
    page.get_by_role("link", name="Differences").focus()
    page.keyboard.press("Enter")
    expect(rows(page)).to_have_count(1)
    expect(page.get_by_role("link", name="Differences")).to_be_focused()

    page.get_by_role("link", name="Remove Technical Program Manager").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).not_to_contain_text("Program")
    expect(page.locator("h1")).to_be_focused()


def test_a_swap_that_fails_is_said_and_changes_nothing(browser, site):
    page = browser.new_page()  # its own, because it complains of the failure
    page.goto(site + PAIR)
    page.route("**/*show=different", lambda route: route.abort())

    page.get_by_role("link", name="Differences").click()

    expect(page.get_by_role("alert")).to_contain_text("did not get through")
    expect(rows(page)).to_have_count(2)
    page.close()


def test_names_of_roles_stay_in_view_and_nothing_is_wider_than_the_page(page, site):
    for width in (1000, 320):
        page.set_viewport_size({"width": width, "height": 300})
        page.goto(site + TRIPLE)
        page.locator("#row-coding").evaluate("row => row.scrollIntoView({block: 'end'})")
        heads = page.get_by_role("columnheader", name="Technical Program Manager")
        expect(heads.first).to_be_in_viewport()
        wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wider <= 0

    # Every role keeps a column of its own, side by side, on the narrowest phone.
    tops = {cell.bounding_box()["y"] for cell in page.locator("#row-focus .row-values td").all()}
    assert len(tops) == 1


CORNERS = """heads => heads.map(head => {
  const [around, cross] = [head, head.querySelector(".leave")].map(e => e.getBoundingClientRect());
  const name = [...head.querySelector(".role-name, .emphasis")?.getClientRects() ?? []].at(-1);
  const isOver = name && name.right > cross.left + 8 && name.bottom > cross.top + 8;
  return [around.right - cross.right, around.bottom - cross.bottom, Boolean(isOver)].join();
})"""


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_the_cross_of_each_column_stands_in_the_same_corner_and_over_no_name(page, site, width):
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(site + TRIPLE)

    corners = page.locator(".rows thead th").evaluate_all(CORNERS)

    assert len(corners) == 3
    assert len(set(corners)) == 1
    assert corners[0].endswith("false")


def test_all_of_a_row_opens_it_and_so_does_the_keyboard(page, scriptless_page, site):
    for reader in (page, scriptless_page):
        reader.goto(site + TRIPLE)
        told = reader.locator("#row-focus .row-answers")
        expect(told).not_to_be_visible()
        # Where a finger would tap: what lies over the row there opens it.
        reader.locator("#row-focus .row-values td").last.click(force=True)
        expect(told).to_be_visible()

        reader.locator("#row-coding summary").focus()
        reader.keyboard.press("Enter")
        expect(reader.locator("#row-coding .row-answers")).to_be_visible()


LINES_OF_A_WORD = """() => {
  const text = document.querySelector(".ladders .station").firstChild;
  const range = document.createRange();
  range.setStart(text, text.data.lastIndexOf(" ") + 1);
  range.setEnd(text, text.data.trimEnd().length);
  return range.getClientRects().length;
}"""


def test_a_rung_of_three_ladders_is_not_broken_inside_a_word_on_the_narrowest_page(page, site):
    top = make_level(name="VP of Platform Engineering", step=3)
    publish(make_role(slug=PRODUCT, levels=(top,)))
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(site + TRIPLE)

    assert page.evaluate(LINES_OF_A_WORD) == 1


NEAR = "(table) => table.checkVisibility({ contentVisibilityAuto: true })"


def test_ladders_are_laid_out_when_a_phone_comes_near_them(page, live_server):
    tour.load_content()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(live_server.url + tour.TRIPLE)
    ladders = page.locator("#ladders .ladders")
    assert not ladders.evaluate(NEAR)
    page.locator("#ladders").evaluate("(section) => section.scrollIntoView()")
    expect(ladders.get_by_text("Director and above")).to_be_visible()
    assert ladders.evaluate(NEAR)
