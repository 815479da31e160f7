"""Questions and the glossary on a phone, without a script, and on paper."""

import pytest
from playwright.sync_api import expect

from tests.browser import tour
from tests.factories import make_glossary, make_inquiry, make_section, make_term, publish

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 390, "height": 844}
LONG = "A sentence of what somebody says of it, with where and when. " * 12
SEE = "To [some](/glossary/#terms-canary-release) first. Then to all."


def publish_answers():
    terms = (make_term(key=f"term-{letter}", term=f"{letter}ord") for letter in "abdefghijklm")
    publish(make_glossary(terms=(make_term(), *terms)))
    parts = tuple(
        make_section(key=f"part-{number}", heading=f"Part {number}", body=LONG)
        for number in range(4)
    )
    publish(make_inquiry(short_answer=SEE, parts=parts, silence="How long it takes."))


@pytest.fixture
def site(live_server):
    publish_answers()
    return live_server.url


def test_the_answer_and_all_its_parts_are_seen_at_once_and_open_by_the_keyboard(page, site):
    page.set_viewport_size(PHONE)
    page.goto(f"{site}/questions/how-to-start/")
    last = page.locator("main details summary").last
    assert last.bounding_box()["y"] + last.bounding_box()["height"] < PHONE["height"]
    told = page.locator("#parts-part-3")
    expect(told).to_be_hidden()

    last.focus()
    page.keyboard.press("Enter")

    expect(told).to_be_visible()


def test_a_link_to_a_part_opens_its_fold(page, site):
    page.goto(f"{site}/questions/how-to-start/#parts-part-2")

    expect(page.locator("#parts-part-2")).to_be_visible()


def test_without_a_script_a_text_leads_to_its_term(browser, site):
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{site}/questions/how-to-start/")

    page.get_by_role("link", name="some").click()

    expect(page).to_have_url(f"{site}/glossary/#terms-canary-release")
    expect(page.locator("#terms-canary-release")).to_be_in_viewport()
    page.get_by_role("link", name="K", exact=True).click()
    expect(page.locator("#letter-k")).to_be_in_viewport()
    page.close()


def test_on_paper_the_folds_are_open(page, site):
    page.goto(f"{site}/questions/how-to-start/")
    told = page.locator("#parts-part-3")
    expect(told).to_be_hidden()

    page.emulate_media(media="print")

    expect(told).to_be_visible()


def test_the_start_leads_to_the_questions_and_fits_the_phone(page, live_server):
    tour.load_content()
    publish_answers()
    page.set_viewport_size(PHONE)
    page.goto(live_server.url)

    expect(page.get_by_role("link", name="What people ask first")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight / innerHeight") <= 3
