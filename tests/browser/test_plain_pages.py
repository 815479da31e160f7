"""The pages between the large ones: lists, forms, and what tells of the site itself."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PATHS = [
    "/routes/",
    "/routes/product-manager-to-technical-product-manager/",
    "/compare/",
    "/roles/",
    "/sources/",
    "/sources/udemy-pm-vs-tpm/",
    "/corrections/",
    "/corrections/report/",
    "/about/",
    "/privacy/",
    "/quiz/history/",
    "/nowhere/",
]


def faults(page, path, width, scheme):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    if page.evaluate("document.documentElement.scrollWidth") > width:
        yield f"{path} is wider than {width} px"
    found = Axe().run(page, options=RULES)
    if found.violations_count:
        yield f"{path} at {width} px, {scheme}: {found.generate_report()}"


def test_plain_pages_are_accessible_and_fit_a_phone(page, live_server):
    call_command("load_starter", verbosity=0)
    found = []
    for path in PATHS:
        page.goto(live_server.url + path)
        page.locator("main details").evaluate_all("all => all.forEach(each => each.open = true)")
        for width, scheme in [(320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")]:
            found += faults(page, path, width, scheme)
    assert found == []


def test_a_card_of_the_picker_is_ticked_wherever_it_is_pressed(page, live_server):
    call_command("load_starter", verbosity=0)
    page.goto(f"{live_server.url}/compare/")
    page.get_by_text("Decides what gets built and why").click()
    page.get_by_text("Decides how a large technical program").click()

    page.get_by_role("button", name="Compare them").click()

    expect(page).to_have_url(
        f"{live_server.url}/compare/product-manager-vs-technical-program-manager/"
    )
