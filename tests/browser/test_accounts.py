import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.rules import FAULTS

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "quiet-otter-pours-tea"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], **FAULTS}


def code_in(message):
    return re.search(r"^\s*([A-Z0-9-]{6,})\s*$", message.body, re.MULTILINE)[1]


def test_a_person_signs_up_with_a_code_and_signs_out(page, live_server, mailoutbox):
    page.goto(f"{live_server.url}/accounts/signup/")
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create the account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirm your e-mail address")
    page.get_by_label("Code").fill(code_in(mailoutbox[0]))
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Your results")).to_be_visible()
    page.get_by_role("link", name="Account").click()
    expect(page.get_by_text("You are signed in as ada@example.org")).to_be_visible()

    page.get_by_role("button", name="Sign out").click()

    page.goto(f"{live_server.url}/accounts/email/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_errors_are_listed_and_lead_to_their_fields(page, live_server):
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_role("button", name="Sign in").click()

    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.get_by_role("alert").filter(has_text="Check two fields")).to_be_focused()
    expect(page.locator(".error-summary + h1")).to_have_text("Sign in")
    expect(page.locator(".is-wrong").first).to_contain_text("Write it like robin@example.org.")
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    page.get_by_role("alert").get_by_role("link").first.click()

    expect(page).to_have_url(re.compile("#id_login$"))
    expect(page.get_by_label("E-mail address")).to_have_attribute("aria-invalid", "true")


def test_the_honeypot_is_out_of_sight(page, live_server):
    page.goto(f"{live_server.url}/accounts/signup/")

    expect(page.locator("[name=company_site]")).not_to_be_in_viewport()
