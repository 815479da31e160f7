"""How much of a role's page a reader meets, with the content that comes with the product."""

import pytest
from playwright.sync_api import expect

from tests.starter import load_starter

pytestmark = pytest.mark.django_db(transaction=True)

ROLES = ["product-manager", "technical-product-manager", "technical-program-manager"]
PHONE = {"width": 390, "height": 844}
BOTTOM = "element => element.getBoundingClientRect().bottom + scrollY"


@pytest.fixture
def site(live_server):
    load_starter()
    return live_server.url


@pytest.mark.parametrize("slug", ROLES)
def test_a_role_is_read_in_seven_screens_and_three_sheets(page, site, slug):
    page.set_viewport_size(PHONE)
    page.goto(f"{site}/roles/{slug}/")

    assert page.evaluate("document.documentElement.scrollHeight") <= 7 * PHONE["height"]
    assert len(page.locator("body").inner_text().split()) <= 900
    assert page.locator(".role-facts").evaluate(BOTTOM) <= PHONE["height"]
    assert page.pdf(format="A4").count(b"/Type /Page\n") <= 3


def test_chips_stay_at_hand_and_cover_no_heading(page, site):
    page.set_viewport_size(PHONE)
    page.goto(f"{site}/roles/technical-product-manager/")
    chips = page.locator(".role-chips")

    chips.get_by_role("link", name="Skills").click()

    row = chips.bounding_box()
    heading = page.get_by_role("heading", name="Skills", exact=True).bounding_box()
    assert row["y"] == 0
    assert heading["y"] >= row["height"]


def test_what_a_rung_leads_to_is_unfolded(page, site):
    page.goto(f"{site}/roles/technical-product-manager/")
    rung = page.locator("#levels-chief-technology-officer")
    expect(rung).to_be_hidden()

    page.get_by_role("link", name="Chief Technology Officer").click()

    expect(rung).to_be_visible()


def test_paper_shows_what_is_open(page, site):
    page.goto(f"{site}/roles/technical-program-manager/")
    page.locator("#responsibilities > summary").click()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    expect(page.locator("#responsibilities li").first).to_be_visible()
    expect(page.locator("#deliverables")).to_be_hidden()
    expect(page.locator(".role-chips")).to_be_hidden()
