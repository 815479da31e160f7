import re

import pytest
from playwright.sync_api import expect

from tests.factories import (
    make_alias,
    make_claim,
    make_comparison,
    make_dispute,
    make_point,
    make_role,
    make_route,
    make_step,
    make_transition,
    publish,
)
from tests.starter import load_starter

pytestmark = pytest.mark.django_db(transaction=True)

PRODUCT, TECHNICAL, PROGRAM = (
    "product-manager",
    "technical-product-manager",
    "technical-program-manager",
)


@pytest.fixture
def site(live_server):
    tpm = make_alias(key="tpm", title="TPM", note="In adverts.")
    telltale = make_point(key="ask", kind="telltale", text="Does it speak of users?")
    aliases = {PRODUCT: (), TECHNICAL: (tpm,), PROGRAM: (tpm,)}
    for slug in (PROGRAM, TECHNICAL):
        publish(make_role(slug=slug, aliases=aliases[slug], points=(telltale,)))
    move = make_transition(why_not="Pay *alone*.")
    publish(make_role(emphasis="Product", not_for_you="you like plans.", transitions=(move,)))
    publish(make_role(), reason="It said something else.", is_correction=True)
    publish(make_role(transitions=(move,)))
    publish(make_comparison(roles=(PRODUCT, TECHNICAL, PROGRAM)))
    publish(make_comparison(roles=(TECHNICAL, PROGRAM), question="Who decides?", reply="Which?"))
    local = make_claim(key="local", company="Udemy", is_anecdotal=True, context="Udemy, 2026")
    publish(make_dispute(roles=(PRODUCT, TECHNICAL), claims=(make_claim(sources=("b",)), local)))
    step = make_step(why="It helps.", resource="- A book\n- A friend", done_when="You can.")
    publish(make_route(to_role=TECHNICAL, from_role=PRODUCT, steps=(step, make_step(key="two"))))
    publish(make_route(slug="nurse", name="From the ward", background="Nursing"))
    return live_server.url


@pytest.fixture
def scriptless_page(browser):
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def starter(live_server):
    load_starter()
    return live_server.url


def look_up(page, title):
    box = page.get_by_role("searchbox")
    box.fill(title)
    box.press("Enter")


def journey(page, site):
    """Asks for an ambiguous title and another one, and goes back to the first."""
    page.goto(f"{site}/titles/")
    look_up(page, "TPM")
    expect(page.get_by_role("heading", name="“TPM” can be two jobs")).to_be_visible()
    expect(page).to_have_url(f"{site}/titles/?q=TPM")
    expect(page.get_by_text("Does it speak of users?")).to_have_count(2)

    look_up(page, "Lion tamer")
    expect(page.get_by_role("heading", name="We do not know “Lion tamer”")).to_be_visible()
    expect(page).to_have_url(re.compile(r"q=Lion(\+|%20)tamer$"))

    page.go_back()
    expect(page.get_by_role("heading", name="“TPM” can be two jobs")).to_be_visible()
    expect(page.get_by_label("Another title")).to_have_value("TPM")


def test_titles_are_looked_up_in_place_and_back_leads_back(page, site):
    journey(page, site)


def test_titles_are_looked_up_the_same_without_scripts(scriptless_page, site):
    journey(scriptless_page, site)


def test_an_answer_comes_without_loading_the_page_anew_and_is_read_out(page, site):
    page.goto(f"{site}/titles/")
    page.locator("header").evaluate("header => header.dataset.kept = 'yes'")
    look_up(page, "TPM")

    expect(page.locator("h1")).to_be_focused()
    expect(page.locator("h1")).to_have_text("“TPM” can be two jobs in our sources")
    expect(page).to_have_title("“TPM” can be two jobs in our sources – careerguide")
    expect(page.locator("header")).to_have_attribute("data-kept", "yes")


def bottom(page, selector):
    return page.locator(selector).last.evaluate("each => each.getBoundingClientRect().bottom")


def screens(page):
    return page.evaluate("document.documentElement.scrollHeight / innerHeight")


def test_both_jobs_and_what_splits_them_are_seen_at_once(page, starter):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{starter}/titles/?q=tpm")

    assert bottom(page, ".pair .card") < 844
    assert bottom(page, "#answer h2 + p") < 844
    # The words and their dots are one line.
    assert page.locator(".how-technical").first.bounding_box()["height"] < 32
    assert screens(page) <= 1.5

    page.goto(f"{starter}/titles/?q=Delivery+Lead")
    assert screens(page) <= 1.5


def test_the_start_shows_the_field_and_the_drawing_at_once(page, starter):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(starter)

    assert bottom(page, "#title-q") < 844 / 2
    assert bottom(page, ".map li") < 844
    assert screens(page) <= 3


def test_both_jobs_stand_side_by_side_on_the_narrowest_phone(page, starter):
    page.set_viewport_size({"width": 320, "height": 568})
    page.goto(f"{starter}/titles/?q=tpm")

    first, second = page.locator(".pair .card").all()
    assert first.bounding_box()["y"] == second.bounding_box()["y"]
    assert bottom(page, ".pair .card") < 568
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_reply_is_copied_or_at_least_selected(page, starter):
    page.goto(f"{starter}/titles/tpm/")
    button = page.get_by_role("button", name="Copy the reply")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button.click()

    expect(page.locator("#announcement")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#reply").inner_text()
    expect(button).to_be_visible()

    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject() }")
    button.click()
    page.wait_for_function("String(getSelection()).startsWith('Thanks for writing')")


def test_the_reply_has_no_button_without_scripts(scriptless_page, starter):
    scriptless_page.goto(f"{starter}/titles/tpm/")

    expect(scriptless_page.locator("#reply")).to_be_visible()
    expect(scriptless_page.get_by_role("button", name="Copy the reply")).to_be_hidden()


def test_the_start_leads_to_the_ways_in_from_where_one_is(page, site):
    page.goto(site)
    page.get_by_role("link", name="Nursing").click()

    expect(page).to_have_url(re.compile(r"from=nursing"))
    expect(page.get_by_role("row", name=re.compile("Nursing", re.IGNORECASE))).to_be_visible()
    # The heads of the columns lead to the roles.
    expect(page.locator("tbody").get_by_role("link")).to_have_text(["1 step: From the ward"])


def test_a_report_with_a_mistake_is_put_right_and_sent(page, site):
    page.goto(f"{site}/corrections/report/?page=/routes/")
    page.get_by_role("button", name="Send the report").click()
    page.locator(".error-summary a").click()
    expect(page.get_by_label("What is wrong?")).to_be_focused()
    page.keyboard.type("The second step is missing.")
    page.get_by_role("button", name="Send the report").click()

    expect(page.get_by_text("Thank you.")).to_be_visible()
