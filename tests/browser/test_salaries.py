import csv
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.rules import COLOURS, RULES
from tests.factories import (
    make_gap_claim,
    make_rate,
    make_salary_figure,
    publish_three_roles,
)
from tests.starter import load_starter

pytestmark = pytest.mark.django_db(transaction=True)

PRODUCT, TECHNICAL, PROGRAM = (
    "product-manager",
    "technical-product-manager",
    "technical-program-manager",
)
UDEMY = {"company": "udemy", "place": "", "source": "udemy", "as_of": "2025-01-24"}
PAGES = [
    "/salaries/",
    "/salaries/?role=chef&page=-1",
    "/salaries/?year=2022",
    "/salaries/?country=IL",
    "/salaries/?currency=EUR&period=hour&sort=highest&level=Level+4",
    "/salaries/?country=IL&company=udemy",
    "/salaries/?amount=185k",
    "/salaries/?amount=1.250&amount_currency=EUR",
    f"/roles/{PRODUCT}/",
    f"/compare/{PRODUCT}-vs-{TECHNICAL}-vs-{PROGRAM}/",
    "/sources/udemy/",
    "/corrections/",
    "/",
]


@pytest.fixture
def site(live_server):
    publish_three_roles()
    for currency, per_euro in (("USD", "1.0472"), ("ILS", "3.7585")):
        make_rate(currency=currency, per_euro=per_euro)
    make_salary_figure(low=155_000, high=172_000, level="Level 4", **UDEMY)
    make_salary_figure(role=TECHNICAL, low=168_000, high=185_000, level="Level 4", **UDEMY)
    make_salary_figure(role=TECHNICAL, high=40_000, component="signing", period="once", **UDEMY)
    make_gap_claim(**UDEMY)
    spread = {"p10": 81_900, "p25": 111_210, "median": 161_030, "p75": 211_080}
    make_salary_figure(n=12, note="By a survey.", capped_at=239_200, source="survey", **spread)
    make_salary_figure(role=TECHNICAL, low=64_000, high=163_000, as_of="2022-08")
    stated = {"component": "unspecified", "currency": "ILS", "period": "month", "as_of": ""}
    make_salary_figure(role=PROGRAM, low=30_000, high=65_000, place="IL", **stated)
    make_salary_figure(point=1, level="L9").withdraw("Nobody said so.")
    return live_server.url


@pytest.fixture
def scriptless_page(browser):
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def rows(page):
    return page.locator(".pay-table tbody tr")


def amounts(page):
    """The published pay of each row, folded or not, in plain digits."""
    texts = page.locator(".pay-published").all_text_contents()
    return [re.findall(r"\d[\d,]*", text) for text in texts]


def choose(page, chip, choice):
    page.locator(f"#chip-{chip}").click()
    page.locator(f"#chip-{chip} + *").get_by_role("link", name=choice, exact=True).click()


def chip(page, name):
    return page.locator(f"#chip-{name}")


@pytest.mark.parametrize("width", [320, 768, 1024, 1280, 1440])
def test_what_a_filter_opens_stays_on_the_screen_in_whichever_line_it_stands(page, site, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site}/salaries/?role=technical-product-manager&country=US&year=2025")

    for each in page.locator(".choice-list > summary").all():
        each.click()
        box = each.locator("+ *").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        # Or it would lie over the next.
        each.click()


def test_filters_share_the_address_and_the_file_has_the_same_rows(page, site, context):
    page.goto(f"{site}/salaries/")
    expect(rows(page)).to_have_count(6)
    page.locator("h1").evaluate("heading => heading.dataset.kept = 'yes'")

    choose(page, "role", "Technical Product Manager")
    expect(rows(page)).to_have_count(3)
    expect(chip(page, "role")).to_be_focused()
    expect(page.locator("#announcement")).to_have_text("3 figures")
    choose(page, "more", "Udemy")
    expect(rows(page)).to_have_count(2)
    expect(page.locator("h1")).to_have_attribute("data-kept", "yes")
    expect(page).to_have_url(f"{site}/salaries/?role=technical-product-manager&company=udemy")

    friend = context.new_page()
    friend.goto(page.url)
    expect(rows(friend)).to_have_count(2)
    expect(chip(friend, "role")).to_have_text("Role: Technical Product Manager")
    assert amounts(friend) == amounts(page)

    with friend.expect_download() as download:
        friend.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "salaries.csv"
    with open(download.value.path(), newline="") as file:
        lines = list(csv.DictReader(file))
    held = [[line[name] for name in ("low", "high") if line[name]] for line in lines]
    shown = [[text.replace(",", "") for text in row] for row in amounts(friend)]
    assert sorted(held) == sorted(shown)
    assert {line["source_slug"] for line in lines} == {"udemy"}


def test_paper_holds_the_overview_and_the_lists_that_are_open(page, site):
    page.goto(f"{site}/salaries/")
    folds = page.locator(".pay-fold")
    folds.nth(1).locator("summary").click()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    expect(page.locator(".pay-axis").first).to_be_visible()
    expect(folds.nth(0).locator("summary")).to_be_visible()
    expect(folds.nth(0).locator(".pay-table")).to_be_hidden()
    expect(folds.nth(1).locator(".pay-table")).to_be_visible()
    for control in (".choices", "#amount", "#reckoning", ".site-header"):
        expect(page.locator(control)).to_be_hidden()


def test_a_choice_is_one_step_that_back_takes_back(page, site):
    page.goto(f"{site}/salaries/")
    steps = page.evaluate("history.length")

    choose(page, "currency", "Euro (EUR)")
    expect(chip(page, "currency")).to_have_text("Show in: EUR")
    assert page.evaluate("history.length") == steps + 1

    page.go_back()
    expect(chip(page, "currency")).to_have_text("Show in: USD")
    expect(page).to_have_url(f"{site}/salaries/")


def test_a_form_leaves_a_clean_address_and_no_second_step(page, site):
    for number in range(31):
        make_salary_figure(point=1, level=f"L{number}", as_of="2026")
    page.goto(f"{site}/salaries/?currency=EUR")
    steps = page.evaluate("history.length")

    for _ in range(2):
        chip(page, "more").click()
        page.get_by_label("Level", exact=True).select_option("L7")
        page.get_by_role("button", name="Show").click()
        expect(page).to_have_url(f"{site}/salaries/?level=L7&currency=EUR")
        expect(rows(page)).to_have_count(1)

    assert page.evaluate("history.length") == steps + 1


def test_pay_is_filtered_and_converted_without_scripts(scriptless_page, site):
    page = scriptless_page
    page.goto(f"{site}/salaries/")
    choose(page, "currency", "Euro (EUR)")
    choose(page, "role", "Technical Product Manager")

    expect(page).to_have_url(f"{site}/salaries/?role={TECHNICAL}&currency=EUR")
    expect(rows(page)).to_have_count(3)
    expect(rows(page).get_by_text("1 USD = 0.9549 EUR").first).to_be_visible()
    expect(page.locator(".pay-table").get_by_text("August 2022")).to_be_visible()


def test_the_first_view_of_a_phone_says_of_each_role_what_it_is_paid(page, live_server):
    load_starter()
    page.set_viewport_size({"width": 390, "height": 844})

    page.goto(f"{live_server.url}/salaries/")

    sums = page.locator(".pay-sum")
    expect(sums).to_have_count(3)
    for text in sums.all_text_contents():
        assert re.search(r"\d|Not in USD|No figure yet", text)
    for role in range(3):
        box = sums.nth(role).bounding_box()
        assert box["y"] + box["height"] <= 844
    axis = page.locator(".pay-axis").bounding_box()
    assert axis["y"] + axis["height"] <= 844
    assert page.evaluate("document.documentElement.scrollHeight") <= 5 * 844


def test_at_a_desk_the_lack_of_a_median_is_one_line_and_no_line_sticks_to_a_rule(page, site):
    make_salary_figure(role=TECHNICAL, low=5, high=6, company="acme", basis="posted")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(site + "/salaries/")

    (lack,) = page.locator(".pay-sum.is-old", has_text="no new median").all()
    assert lack.bounding_box()["height"] < 40
    for line in page.locator("#results .fold + p").all():
        fold = line.evaluate("(line) => line.previousElementSibling.getBoundingClientRect().bottom")
        assert line.bounding_box()["y"] - fold >= 12


def test_an_amount_is_answered_in_place_and_stays_out_of_every_address(page, site):
    asked = []
    page.on("request", lambda request: asked.append((request.url, request.all_headers())))
    page.goto(f"{site}/salaries/")
    steps = page.evaluate("history.length")

    page.get_by_role("textbox", name="Amount").fill("1.250")
    page.get_by_role("textbox", name="Amount").press("Enter")
    expect(page.locator("#announcement")).to_contain_text("can be read in two ways")
    expect(page.get_by_role("textbox", name="Amount")).to_be_focused()
    page.get_by_role("textbox", name="Amount").fill("185k")
    page.get_by_label("Role", exact=True).select_option(PRODUCT)
    page.get_by_role("button", name="Find").click()
    expect(page.locator("#announcement")).to_have_text("Compared with 2 figures")
    expect(page.get_by_role("button", name="Find")).to_be_focused()
    expect(page.get_by_text("Above the range")).to_be_visible()
    expect(page).to_have_url(f"{site}/salaries/?role={PRODUCT}")
    assert page.evaluate("history.length") == steps + 1

    asked.clear()
    choose(page, "country", "US")
    expect(page).to_have_url(f"{site}/salaries/?role={PRODUCT}&country=US")
    expect(page.locator(".amount-bases")).to_have_count(0)
    assert asked
    assert not [each for each in asked if "amount" in str(each)]


def test_a_question_about_an_amount_is_answered_by_its_link(page, site):
    page.goto(f"{site}/salaries/")
    page.get_by_role("textbox", name="Amount").fill("150-180k")
    page.get_by_role("button", name="Find").click()

    page.get_by_role("link", name="$180,000").click()

    expect(page.get_by_role("textbox", name="Amount")).to_have_value("180000")
    expect(page.locator("#amount-heading")).to_be_focused()
    expect(page).to_have_url(f"{site}/salaries/")


def test_who_is_asked_about_an_amount_tells_no_other_page_where_that_was(page, site):
    page.goto(f"{site}/salaries/?amount=185k")
    told = []
    page.on("request", lambda request: told.append(request.all_headers().get("referer", "")))

    page.get_by_role("link", name="Privacy").click()
    expect(page).to_have_title(re.compile("Privacy"))

    assert told
    assert not [each for each in told if "amount" in each]


def test_an_amount_is_answered_without_scripts_from_the_page_of_a_role(scriptless_page, site):
    page = scriptless_page
    page.goto(f"{site}/roles/{PRODUCT}/")
    page.get_by_role("textbox", name="Amount").fill("160k")
    page.get_by_role("button", name="Find").click()

    expect(page.get_by_text("Within the range").first).to_be_visible()
    assert "#amount" in page.url
    page.get_by_role("textbox", name="Amount").fill("-5")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_text("An amount of pay is more than nothing.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Amount")).to_have_value("-5")


def test_a_source_is_one_click_away_and_lists_the_figure(page, site):
    page.goto(f"{site}/salaries/?source=survey")
    page.get_by_role("link", name="1 source").first.click()
    page.get_by_role("group", name="One source for this").get_by_role("link").click()

    expect(page.get_by_text("$161,030")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pay_is_accessible_and_narrow_enough_for_any_phone(page, site, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 320, "height": 640})

    for address in PAGES:
        page.goto(site + address)
        page.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
        found = Axe().run(page, options=RULES if scheme == "light" else COLOURS)
        assert found.violations_count == 0, f"{address}\n{found.generate_report()}"


def test_pay_is_accessible_on_a_wide_screen(page, site):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{site}/salaries/?currency=EUR")
    page.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")

    found = Axe().run(page, options=RULES)

    assert found.violations_count == 0, found.generate_report()
