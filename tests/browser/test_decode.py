"""An advert or a mail pasted on a phone, without scripts, by the keyboard, and for every eye."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.rules import COLOURS, RULES
from tests.browser.tour import WIDER
from tests.roles import adverts
from tests.roles.test_decode_views import MAIL
from tests.starter import load_starter

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
TPM = f"Senior TPM\n\n{adverts.TECHNICAL_PROGRAM}\n$150,000 - $190,000\n\nBenefits\n\nA bicycle."


@pytest.fixture
def site(live_server):
    load_starter()
    return live_server.url


def paste(page, site, text):
    page.goto(f"{site}/decode/")
    page.get_by_label("Paste the advert or the mail").fill(text)
    # A click does not wait for the page that answers it, and what is counted there waits for none.
    with page.expect_navigation():
        page.get_by_role("button", name="Read it").click()


def test_a_mail_has_its_answer_and_a_reply_in_one_screen(page, site):
    page.set_viewport_size(PHONE)
    paste(page, site, MAIL)

    expect(page.locator("h1")).to_contain_text("can be three jobs")
    button = page.get_by_role("button", name="Copy the questions").bounding_box()
    assert button["y"] + button["height"] <= PHONE["height"]


# With the jobs of a title, without any title, by the reply of an editor, and of a whole advert.
TWO = "We have two openings: Product Manager and Technical Program Manager."


@pytest.mark.parametrize("text", [MAIL, "Something with computers, interested?", TWO, TPM])
def test_the_reply_is_copied_as_it_is_read(page, site, text):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    paste(page, site, text)
    asked = page.locator("#reply li").all_inner_texts()
    page.get_by_role("button", name="Copy the questions").click()

    expect(page.locator("#announcement")).to_have_text("Copied")
    greeting, *lines = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert greeting == page.locator("#reply p").inner_text()
    assert greeting.startswith(("Hello. ", "Thanks for writing. "))
    assert lines == [f"{number}. {each}" for number, each in enumerate(asked, 1)]


@pytest.mark.parametrize("text", [TPM, MAIL, adverts.SALES, "w" * 400])
def test_every_answer_is_accessible_and_fits_the_narrowest_phone(page, site, text):
    faults = []
    page.on("console", lambda message: faults.append(message.text))
    page.set_viewport_size({"width": 320, "height": 700})
    paste(page, site, text)

    assert Axe().run(page, options=RULES).response["violations"] == []
    page.emulate_media(color_scheme="dark")
    assert Axe().run(page, options=COLOURS).response["violations"] == []
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
    assert page.evaluate(WIDER) <= 0
    assert not faults


def test_a_marked_phrase_leads_to_what_it_speaks_of_without_a_script(browser, site):
    page = browser.new_page(java_script_enabled=False, viewport=PHONE)
    paste(page, site, TPM)

    mark = page.locator("mark a", has_text="milestones").first
    mark.focus()
    page.keyboard.press("Enter")

    row = page.locator(mark.get_attribute("href"))
    expect(row).to_be_in_viewport()
    expect(row.locator(".cite, .tag-reading").first).to_be_visible()


@pytest.mark.parametrize("text", [TPM, adverts.SALES])
def test_no_column_of_an_answer_is_left_empty(page, site, text):
    page.set_viewport_size({"width": 1440, "height": 900})
    paste(page, site, text)
    boxes = [each.bounding_box() for each in page.locator(".decoded > div > *:visible").all()]
    left, right = (
        max(box["y"] + box["height"] for box in boxes if (box["x"] < 720) == is_left)
        for is_left in (True, False)
    )

    assert abs(left - right) < 350


def test_the_text_is_read_by_the_keyboard(page, site):
    page.set_viewport_size(PHONE)
    paste(page, site, TPM)
    shown = page.get_by_role("region", name="Your text")

    shown.focus()
    page.keyboard.press("End")

    expect(shown.get_by_text("A bicycle.")).to_be_in_viewport()


def test_the_keyboard_passes_over_the_text_and_stops_once_for_each_signal(page, site):
    page.set_viewport_size(PHONE)
    paste(page, site, f"{TPM}\n{adverts.TECHNICAL_PROGRAM}")
    links = page.locator(".advert-text a")
    assert links.count() < page.locator(".advert-text mark").count() / 2

    page.locator("h1").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip your text")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.get_by_role("link", name="Each phrase and its source").first).to_be_focused()


@pytest.mark.parametrize("has_scripts", [True, False])
def test_an_answer_is_still_there_after_a_link_was_followed(browser, site, has_scripts):
    context = browser.new_context(java_script_enabled=has_scripts)
    page = context.new_page()
    paste(page, site, TPM)

    with context.expect_page() as opened:
        page.locator("main a[href^='/roles/']").first.click()

    expect(opened.value.locator("h1")).to_be_visible()
    opened.value.close()
    expect(page.locator("article.decoded")).to_be_visible()


def test_back_from_an_answer_is_the_box_with_what_was_pasted(page, site):
    paste(page, site, TPM)
    expect(page.locator("article.decoded")).to_be_visible()

    page.go_back()

    expect(page.get_by_label("Paste the advert or the mail")).to_have_value(TPM)


def test_back_from_a_phrase_in_the_table_is_the_answer(page, site):
    paste(page, site, TPM)
    page.locator("mark a").first.click()

    page.go_back()

    expect(page.locator("article.decoded")).to_be_visible()
