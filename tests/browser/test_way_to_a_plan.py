"""From the first page to a plan of one's own that an account keeps: with a mouse, without scripts
and by keys alone."""

import re

import icalendar
import pytest
from playwright.sync_api import expect

from quiz.models import Attempt, Plan
from tests.accounts.people import PASSWORD, code_in
from tests.browser.hands import Keys, Mouse
from tests.factories import publish_three_roles
from tests.quiz.factories import publish_version
from tests.quiz.samples import golden_sheet_2, starter

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 390, "height": 844}
ADA = "ada@example.org"
# A tie that four further questions settle; of the background something is missing on each way in.
SHEET = golden_sheet_2("tie, four more, clear") | dict(
    zip(("r01", "r02", "r03", "r04", "r05", "r06"), (1, 1, 1, 2, 1, 0), strict=True)
)
FIRST = {key: SHEET[key] for key in starter().item_keys}
FURTHER = 4
TIE = "Technical Product Manager or Technical Program Manager"
CLEAR = "Technical Product Manager"

# What each step that has a day is called, and the day.
DAYS = """steps => steps
  .map(step => [step.querySelector("h3"), step.querySelector(".plan-about time")])
  .flatMap(([title, day]) => day ? [[title.innerText, day.dateTime]] : [])"""


@pytest.fixture
def site(live_server):
    publish_three_roles()
    publish_version()
    return live_server.url


@pytest.fixture
def narrow_page(page):
    page.set_viewport_size(PHONE)
    return page


@pytest.fixture
def scriptless_page(browser):
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    yield context.new_page()
    context.close()


def begin(hand, site):
    hand.page.goto(site)
    hand.press(hand.page.locator("main").get_by_role("link", name="Start"))
    hand.press(hand.page.get_by_role("button", name="Start"))


def answer_on_one_page(hand, count):
    page = hand.page
    expect(page.get_by_role("heading", level=1)).to_contain_text("on one page")
    questions = page.locator("fieldset.quiz-question")
    expect(questions).to_have_count(count)
    for item in questions.evaluate_all("found => found.map(({ id }) => id)"):
        hand.choose(page.locator(f"#{item}-{SHEET[item]}"))
    hand.press(page.get_by_role("button", name="Save and review"))


def answer_one_by_one(hand, count):
    page = hand.page
    for number in range(1, count + 1):
        expect(page).to_have_title(re.compile(f"^Question {number} of {count}"))
        expect(page.locator("#question h1")).to_be_visible()
        # htmx gives the focus once more when it settles, sooner than a person could press a key.
        expect(page.locator(".htmx-added, .htmx-settling, .htmx-request")).to_have_count(0)
        value = SHEET[page.url.split("/")[-2]]
        hand.choose(page.locator(f"input[type=radio][name=value][value='{value}']"))
        hand.press(page.get_by_role("button", name="Continue"))


def show_result(hand, title):
    hand.press(hand.page.get_by_role("button", name="Show my result").first)
    expect(hand.page.get_by_role("heading", level=1)).to_contain_text(title)


def clear_the_tie(hand, answer):
    hand.press(hand.page.get_by_role("link", name="Four more questions between the two"))
    answer(hand, FURTHER)
    show_result(hand, CLEAR)
    expect(hand.page.get_by_role("heading", level=1)).not_to_contain_text("Program")


def make_a_plan(hand):
    hand.press(hand.page.get_by_role("button", name="Make a plan of it"))
    expect(hand.page.get_by_role("heading", level=1)).to_have_text(f"To {CLEAR}")


def tick_two(hand, *, has_scripts=True):
    page = hand.page
    for number in (0, 1):
        hand.tick(page.locator(".plan-step > input").nth(number))
        if has_scripts:
            expect(far(page)).to_contain_text(f"{number + 1} of")
    if not has_scripts:
        hand.press(page.get_by_role("button", name="Save the ticks"))
    expect(far(page)).to_contain_text("2 of")


def far(page):
    return page.locator("#kept [role=status]")


def sign_up(hand, mailoutbox):
    page = hand.page
    hand.press(page.get_by_role("link", name="Create an account"))
    hand.write(page.get_by_label("E-mail address"), ADA)
    hand.write(page.get_by_label("Password"), PASSWORD)
    hand.press(page.get_by_role("button", name="Create the account"))
    page.get_by_label("Code").wait_for()
    hand.write(page.get_by_label("Code"), code_in(mailoutbox[-1]))
    hand.press(page.get_by_role("button", name="Continue"))


def take_it_along(hand, site):
    """What was planned and ticked without an account, in it and as a calendar file."""
    page = hand.page
    expect(page).to_have_url(f"{site}/plan/")
    expect(far(page)).to_contain_text("2 of")
    assert [each.user.email for each in (Attempt.objects.get(), Plan.objects.get())] == [ADA, ADA]
    with page.expect_download() as download:
        hand.press(page.get_by_role("link", name="Calendar file"))
    calendar = icalendar.Calendar.from_ical(download.value.path().read_bytes())
    taken = {(event["summary"], event.start.isoformat()) for event in calendar.events}
    assert taken == set(map(tuple, page.locator(".plan-step").evaluate_all(DAYS)))
    assert taken


def test_with_a_mouse(narrow_page, site, mailoutbox):
    hand = Mouse(narrow_page)
    begin(hand, site)
    hand.press(hand.page.get_by_role("link", name="All on one page"))
    answer_on_one_page(hand, len(FIRST))
    show_result(hand, TIE)
    clear_the_tie(hand, answer_on_one_page)
    make_a_plan(hand)
    tick_two(hand)
    sign_up(hand, mailoutbox)
    take_it_along(hand, site)


def test_without_scripts(scriptless_page, site, mailoutbox):
    hand = Mouse(scriptless_page)
    begin(hand, site)
    hand.press(hand.page.get_by_role("link", name="All on one page"))
    answer_on_one_page(hand, len(FIRST))
    show_result(hand, TIE)
    clear_the_tie(hand, answer_on_one_page)
    make_a_plan(hand)
    tick_two(hand, has_scripts=False)
    sign_up(hand, mailoutbox)
    take_it_along(hand, site)


def test_by_keys_alone(narrow_page, site, mailoutbox):
    hand = Keys(narrow_page)
    begin(hand, site)
    answer_one_by_one(hand, len(FIRST))
    show_result(hand, TIE)
    clear_the_tie(hand, answer_one_by_one)
    make_a_plan(hand)
    tick_two(hand)
    sign_up(hand, mailoutbox)
    take_it_along(hand, site)
