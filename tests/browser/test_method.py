import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from quiz import publishing
from tests.browser.rules import RULES
from tests.quiz.factories import make_draft

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def method(page, live_server):
    publishing.publish(make_draft(), reason="First version", persons=20)
    page.goto(f"{live_server.url}/quiz/method/")
    return page


def unfold(page):
    for summary in page.locator("main summary").all():
        summary.click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_method_page(method, scheme):
    method.emulate_media(color_scheme=scheme)
    unfold(method)

    found = Axe().run(method, options=RULES)

    assert found.violations_count == 0, found.generate_report()


def test_the_method_page_does_not_scroll_sideways_at_320_px(method):
    method.set_viewport_size({"width": 320, "height": 900})
    unfold(method)

    assert method.evaluate("document.documentElement.scrollWidth") == 320


def test_the_tables_of_the_method_page_scroll_by_keyboard(method):
    method.set_viewport_size({"width": 320, "height": 900})
    table = method.get_by_role("region", name="People made for one role")
    unfold(method)

    table.focus()
    method.keyboard.press("ArrowRight")

    expect(table).to_be_focused()
    expect(table).not_to_have_js_property("scrollLeft", 0)


def test_a_link_to_a_part_of_the_method_page_opens_it(method):
    part = method.get_by_text("There is a ladder of six rungs")
    expect(part).to_be_hidden()

    method.goto(f"{method.url}#checked")

    expect(part).to_be_in_viewport()
