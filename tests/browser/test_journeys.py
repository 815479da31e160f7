"""Somebody and what they come for, from the first page to the last."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import tour

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = [{"width": 390, "height": 844}, {"width": 1280, "height": 800}]


def learn_what_tpm_is(page, site):
    """Somebody has a recruiter's message about a TPM: answers it, and looks closer."""
    page.goto(site)
    page.get_by_role("link", name="TPM", exact=True).click()
    expect(page.locator(".pair .card")).to_have_count(2)
    for card in page.locator(".pair .card").all():
        expect(card).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("heading", name="Who decides what gets built?")).to_be_in_viewport()

    page.get_by_role("button", name="Copy the reply").click()
    expect(page.locator("#announcement")).to_have_text("Copied")
    assert "or the technical program manager" in page.evaluate("navigator.clipboard.readText()")

    page.get_by_role("link", name="Compare both").first.click()
    expect(page.locator("h1")).to_contain_text("Technical Program Manager")
    row = page.locator("#row-focus")
    row.locator(".row-values td").first.click(force=True)
    row.locator("a.cite").first.click()
    page.locator(":popover-open").get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("/sources/[a-z-]+/"))
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()


def test_a_reader_answers_a_recruiter_and_looks_closer(page, live_server):
    tour.load_content()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for size in SIZES:
        page.set_viewport_size(size)
        learn_what_tpm_is(page, live_server.url)
