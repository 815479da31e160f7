"""The pages between the large ones: lists, forms, and what tells of the site itself."""

import pytest
from playwright.sync_api import expect

from tests.starter import load_starter

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_card_of_the_picker_is_ticked_wherever_it_is_pressed(page, live_server):
    load_starter()
    page.goto(f"{live_server.url}/compare/")
    page.get_by_text("Decides what gets built and why").click()
    page.get_by_text("Decides how a large technical program").click()

    page.get_by_role("button", name="Compare them").click()

    expect(page).to_have_url(
        f"{live_server.url}/compare/product-manager-vs-technical-program-manager/"
    )
