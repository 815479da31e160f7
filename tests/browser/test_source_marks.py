import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.rules import RULES
from tests.factories import (
    make_cell,
    make_dispute,
    make_outline,
    make_point,
    make_role,
    make_source,
    publish,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def role(live_server):
    make_source(slug="book", short_name="a book seller", interest="sells a book")
    points = [make_point(key=f"point-{n}", sources=("other", "book")) for n in range(40)]
    publish(make_role(sources=("book",), points=tuple(points)))
    return f"{live_server.url}/roles/product-manager/"


@pytest.fixture
def scriptless_page(browser):
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def sources_of(page):
    return page.get_by_role("group", name="source for this")


@pytest.mark.parametrize("width", [320, 1440])
def test_a_mark_opens_its_sources_under_it_and_escape_gives_the_focus_back(page, role, width):
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(role)
    mark = page.get_by_role("link", name="a book seller").first
    expect(sources_of(page)).to_be_hidden()

    mark.click()

    expect(sources_of(page)).to_be_focused()
    above, shown = mark.bounding_box(), sources_of(page).bounding_box()
    assert above["height"] >= 24
    assert 0 <= shown["y"] - above["y"] - above["height"] < 12
    assert shown["x"] >= 0
    assert shown["x"] + shown["width"] <= width
    assert shown["width"] <= 22 * 16
    assert Axe().run(page, options=RULES).violations_count == 0
    expect(page.get_by_role("link", name="Back to the text")).to_have_count(0)

    page.keyboard.press("Escape")

    expect(sources_of(page)).to_be_hidden()
    expect(mark).to_be_focused()


def test_the_sources_of_what_is_disputed_lead_to_the_dispute(page, live_server):
    publish(make_outline())
    make_source(slug="book", short_name="a book seller")
    cells = (make_cell(sources=("book",)),)
    publish(make_role(cells=cells))
    publish(make_dispute(roles=("product-manager",), dimensions=("focus",)))
    page.goto(f"{live_server.url}/roles/product-manager/")
    page.locator("#rows > summary").click()
    page.locator("#cells-focus a.cite").click()

    page.get_by_role("link", name="Sources disagree:").click()

    expect(page).to_have_url(f"{live_server.url}/disputes/#who-owns-how")
    expect(page.locator("#who-owns-how")).to_be_in_viewport()


def test_a_click_outside_closes_the_sources(page, role):
    page.goto(role)
    page.get_by_role("link", name="a book seller").first.click()
    page.get_by_role("heading", level=1).click()

    expect(sources_of(page)).to_be_hidden()
    assert "#" not in page.url


def test_a_click_for_a_new_tab_stays_a_link(page, context, role):
    page.goto(role)
    with context.expect_page() as opened:
        page.get_by_role("link", name="a book seller").first.click(modifiers=["ControlOrMeta"])

    assert opened.value.url.endswith("#sources-1")
    expect(sources_of(page)).to_be_hidden()


def test_without_scripts_a_mark_leads_to_its_sources(scriptless_page, role):
    scriptless_page.goto(role)
    scriptless_page.get_by_role("link", name="a book seller").first.click()

    expect(sources_of(scriptless_page)).to_be_in_viewport()
    sources_of(scriptless_page).get_by_role("link", name="Back to the text").click()
    expect(scriptless_page.locator("a.cite").first).to_be_in_viewport()
    scriptless_page.go_back()
    sources_of(scriptless_page).get_by_role("link", name="a book seller").click()
    expect(scriptless_page).to_have_url(role.replace("roles/product-manager", "sources/book"))


def test_on_paper_a_mark_is_the_numbers_of_the_list(page, role):
    page.goto(role + "#sources-1")
    page.emulate_media(media="print")

    expect(page.locator(".source-set:visible")).to_have_count(0)
    said = page.locator("a.cite").last.evaluate("e => getComputedStyle(e, '::after').content")
    assert said == '"[" "1, 2" "]"' or said == '"[1, 2]"'
    expect(page.locator(".sources")).to_be_visible()
