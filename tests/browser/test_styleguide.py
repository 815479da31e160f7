"""Every piece in every state breaks no rule, in light and dark, and on the narrowest phone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from accounts.models import User
from tests.browser.rules import RULES

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_piece_is_accessible_and_fits(page, live_server, client, settings, scheme):
    settings.STAFF_MFA = False
    client.force_login(User.objects.create_superuser("staff@example.org", "quiet-otter-pours-tea"))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
    page.context.add_cookies([cookie])
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 320, "height": 568})

    page.goto(f"{live_server.url}/styleguide/")

    assert page.locator("h1").inner_text() == "Style guide"
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert Axe().run(page, options=RULES).response["violations"] == []
    assert sizes(page) == [told[0] for told in sizes_told(page)]
    page.get_by_role("link", name="2 sources").click()
    assert page.get_by_role("group", name="Two sources for this").is_visible()
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 1600, "height": 568})
    assert sizes(page) == [told[1] for told in sizes_told(page)]


SIZE = re.compile(r"([\d.]+)(?: to ([\d.]+))? px$")
SIZES = """all => all.map((each, n) => {
  // The first tells of the page's own heading.
  return parseFloat(getComputedStyle(n ? each : document.querySelector("h1")).fontSize);
})"""


def sizes_told(page):
    """What each sample of type says: its size on the narrowest phone and on a wide screen."""
    texts = page.locator("#type").get_by_text(SIZE).all_inner_texts()
    found = [SIZE.search(text) for text in texts]
    return [(float(size[1]), float(size[2] or size[1])) for size in found]


def sizes(page):
    return [round(size, 1) for size in page.locator("#type").get_by_text(SIZE).evaluate_all(SIZES)]
