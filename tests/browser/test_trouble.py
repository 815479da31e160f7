"""What a person sees when a page cannot be reached, or takes its time."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import make_salary_figure, publish_three_roles

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 390, "height": 844}


@pytest.fixture(autouse=True)
def _no_complaints():
    """Here the browser has reason to complain: that there is no line is what is tried."""


@pytest.fixture
def pay(page, live_server):
    publish_three_roles()
    make_salary_figure()
    make_salary_figure(role="technical-product-manager", point=7)
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/salaries/")
    return page


def choose_role(page):
    page.locator("#chip-role").click()
    page.locator("#chip-role + *").get_by_text("Technical Product Manager").click()


def test_a_choice_that_does_not_get_through_says_so_in_view_and_can_be_tried_again(pay, context):
    context.set_offline(True)
    choose_role(pay)

    trouble = pay.get_by_role("alert")
    expect(trouble).to_be_in_viewport()
    expect(trouble).to_contain_text("did not get through")

    context.set_offline(False)
    pay.get_by_role("button", name="Try again").click()
    expect(pay).to_have_url(re.compile("role=technical-product-manager"))
    expect(trouble).to_be_empty()


def test_what_takes_its_time_is_seen_to_be_on_its_way(pay):
    bar = "getComputedStyle(document.body, '::before').content"
    asked, waiting = pay.locator(".htmx-request"), []
    assert pay.evaluate(bar) == "none"

    pay.route("**/salaries/?*", lambda route: waiting.append(route))
    choose_role(pay)
    expect(asked).to_have_count(1)
    assert pay.evaluate(bar) != "none"
    busy = pay.locator("[aria-busy=true]")
    expect(busy).to_have_count(1)
    # Not at once, or it would flash with each answer.
    expect(busy).to_have_css("animation-delay", "0.15s")
    expect(busy).to_have_css("opacity", "0.86")

    waiting[0].continue_()
    expect(asked).to_have_count(0)
    expect(busy).to_have_count(0)
    assert pay.evaluate(bar) == "none"
