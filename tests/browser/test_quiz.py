import re
from dataclasses import replace
from itertools import combinations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from quiz import taking
from quiz.models import Answer, Attempt
from tests.accounts.test_sign_in import PASSWORD, code_in
from tests.browser.rules import RULES
from tests.quiz.factories import (
    answer_all,
    make_attempt,
    make_definition,
    make_result,
    make_tied,
    publish_version,
)
from tests.quiz.samples import starter

pytestmark = pytest.mark.django_db(transaction=True)

KEYS = starter().item_keys


@pytest.fixture
def site(live_server):
    publish_version()
    return live_server.url


@pytest.fixture
def scriptless_page(browser):
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def bring(page, site, *attempts):
    """Lets the browser of the page be the one that began the attempts."""
    session = Client().session
    session[taking.REMEMBERED] = [str(attempt.pk) for attempt in attempts]
    session.save()
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": site}
    page.context.add_cookies([cookie])


def values(attempt):
    return dict(Answer.objects.filter(attempt=attempt).values_list("item", "value"))


def heading(page, text):
    return page.get_by_role("heading", name=text, level=1)


def answer(page, number, label):
    expect(page.get_by_text(f"Question {number} of 32")).to_be_visible()
    page.get_by_role("radio", name=re.compile(f"(^|: ){label}$")).check()
    page.get_by_role("button", name="Continue").click()


def take_all(page, site):
    """The way of an ideal product manager, one question a page."""
    page.goto(f"{site}/quiz/")
    page.get_by_role("button", name="Start").click()
    for number, value in enumerate(answer_all().values(), 1):
        expect(page.get_by_text(f"Question {number} of 32")).to_be_visible()
        page.locator(f"input[name=value][value='{value}'][type=radio]").check()
        page.get_by_role("button", name="Continue").click()
    expect(heading(page, "Review your answers")).to_be_visible()
    page.get_by_role("button", name="Show my result").first.click()
    expect(heading(page, "Your answers point to Product Manager")).to_be_visible()


def test_somebody_takes_it_without_an_account_signs_up_and_keeps_the_result(page, site, mailoutbox):
    take_all(page, site)
    result = page.url

    page.get_by_role("link", name="Create an account").click()
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create the account").click()
    page.get_by_label("Code").fill(code_in(mailoutbox[0]))
    page.get_by_role("button", name="Continue").click()

    expect(page).to_have_url(result)
    expect(heading(page, "Your answers point to Product Manager")).to_be_visible()
    expect(page.get_by_role("link", name="Create an account")).to_have_count(0)
    assert Attempt.objects.get().user.email == "ada@example.org"


def test_the_whole_way_works_without_scripts(scriptless_page, site):
    page = scriptless_page
    page.goto(f"{site}/quiz/")
    page.get_by_role("button", name="Start").click()
    answer(page, 1, "A, clearly")
    page.get_by_role("button", name="Skip").click()
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_text("Question 2 of 32")).to_be_visible()
    page.get_by_role("link", name="All on one page").click()
    expect(page.locator("#p01-1")).to_be_checked()
    for item, value in answer_all().items():
        page.locator(f"#{item}-{value}").check()
    page.get_by_role("button", name="Save and review").click()
    page.get_by_role("button", name="Show my result").first.click()

    expect(heading(page, "Your answers point to Product Manager")).to_be_visible()


def test_further_questions_are_taken_without_scripts(scriptless_page, site):
    tied = make_tied()
    page = scriptless_page
    bring(page, site, tied)
    page.goto(f"{site}/quiz/{tied.pk}/more/1/")
    for number in range(1, 5):
        expect(page.get_by_text(f"Question {number} of 4 more")).to_be_visible()
        page.get_by_role("radio", name=re.compile("A, clearly$")).check()
        page.get_by_role("button", name="Continue").click()
    expect(heading(page, "Review your further answers")).to_be_visible()
    page.get_by_role("button", name="Show my result").first.click()

    expect(page).to_have_url(f"{site}/quiz/{tied.pk}/result/")
    assert tied.steps.get().items == list(values(tied))[-4:]


def test_further_questions_are_taken_by_the_keyboard_alone(page, site):
    tied = make_tied()
    bring(page, site, tied)
    page.goto(f"{site}/quiz/{tied.pk}/more/1/")
    for number in range(1, 5):
        expect(page.get_by_text(f"Question {number} of 4 more")).to_be_visible()
        page.locator("input[name=value]").first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
    expect(heading(page, "Review your further answers")).to_be_visible()
    button = page.get_by_role("button", name="Show my result").first
    button.focus()
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{site}/quiz/{tied.pk}/result/")
    assert tied.steps.count() == 1


def test_a_copy_is_reviewed_and_changed_and_its_pages_are_accessible(narrow_page, site):
    result = make_result()
    result.answers.filter(item="p02").update(value=None)
    page = narrow_page
    bring(page, site, result)
    page.goto(f"{site}/quiz/")
    page.get_by_role("button", name="Start on a copy of my answers").click()
    expect(page.get_by_text("1 of 32 questions have no answer yet")).to_be_visible()
    assert Axe().run(page, options=RULES).violations_count == 0
    page.get_by_role("link", name="Answer what is missing").first.click()
    page.get_by_role("radio", name=re.compile("A, slightly$")).check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("All 32 questions have one")).to_be_visible()
    page.get_by_role("link", name="Change question 1:").click()
    expect(page.get_by_text("Your answer from")).to_be_visible()
    assert Axe().run(page, options=RULES).violations_count == 0


def test_the_next_question_comes_in_place_with_focus_and_its_own_address(page, site):
    attempt = make_attempt()
    bring(page, site, attempt)
    page.goto(f"{site}/quiz/{attempt.pk}/p01/")
    page.locator(".skip").evaluate("link => { link.dataset.kept = 'yes'; }")

    answer(page, 1, "B, slightly")

    expect(page.get_by_text("Question 2 of 32")).to_be_visible()
    expect(page.locator("#question h1")).to_be_focused()
    expect(page).to_have_url(re.compile("/p02/$"))
    expect(page).to_have_title("Question 2 of 32 – careerguide")
    expect(page.locator(".skip")).to_have_attribute("data-kept", "yes")


def test_back_in_the_middle_shows_the_stored_answer_and_loses_nothing(page, site):
    attempt = make_attempt()
    bring(page, site, attempt)
    page.goto(f"{site}/quiz/{attempt.pk}/p01/")
    answer(page, 1, "B, slightly")
    answer(page, 2, "A, clearly")
    expect(page.get_by_text("Question 3 of 32")).to_be_visible()

    page.go_back()
    expect(page.get_by_text("Question 2 of 32")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Question 1 of 32")).to_be_visible()
    expect(page.get_by_role("radio", name="B, slightly")).to_be_checked()
    answer(page, 1, "No preference")
    expect(page.get_by_role("radio", name="A, clearly")).to_be_checked()

    assert values(attempt) == {"p01": 3, "p02": 1}


@pytest.mark.parametrize("tab", ["page", "scriptless_page"])
def test_back_keeps_a_choice_that_was_made_and_not_sent(site, tab, request):
    page, attempt = request.getfixturevalue(tab), make_attempt(answers={"p01": 1})
    bring(page, site, attempt)
    page.goto(f"{site}/quiz/{attempt.pk}/p02/")
    page.get_by_role("radio", name="B, clearly").check()

    page.get_by_role("link", name="Back").click()
    expect(page.get_by_text("Question 1 of 32")).to_be_visible()

    assert values(attempt) == {"p01": 1, "p02": 5}


def test_continue_without_a_choice_leads_to_the_summary_and_from_there_to_the_choices(page, site):
    attempt = make_attempt()
    bring(page, site, attempt)
    page.goto(f"{site}/quiz/{attempt.pk}/p01/")
    page.get_by_role("button", name="Continue").click()

    expect(page.get_by_role("alert").filter(has_text="Check one field")).to_be_focused()
    expect(page).to_have_title(re.compile("^Error: "))
    # htmx gives the focus once more when it settles, sooner than a person could press a key.
    expect(page.locator(".htmx-added, .htmx-settling, .htmx-request")).to_have_count(0)
    page.keyboard.press("Tab")
    expect(page.get_by_role("alert").get_by_role("link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="A, clearly")).to_be_focused()


def test_in_two_tabs_the_last_choice_stays(page, site, context):
    attempt = make_attempt()
    bring(page, site, attempt)
    other = context.new_page()
    for tab in (page, other):
        tab.goto(f"{site}/quiz/{attempt.pk}/p01/")

    answer(page, 1, "A, clearly")
    expect(page.get_by_text("Question 2 of 32")).to_be_visible()
    answer(other, 1, "B, clearly")
    expect(other.get_by_text("Question 2 of 32")).to_be_visible()

    assert values(attempt) == {"p01": 5}


def test_an_answer_in_a_tab_left_open_after_the_end_is_told_so(page, site):
    attempt = make_attempt(answers=answer_all())
    bring(page, site, attempt)
    page.goto(f"{site}/quiz/{attempt.pk}/p01/")
    taking.finish(attempt)

    answer(page, 1, "B, clearly")

    expect(heading(page, "These answers are fixed")).to_be_focused()
    page.get_by_role("link", name="See the result").click()
    expect(heading(page, "Your answers point to Product Manager")).to_be_visible()


def test_a_version_published_in_the_middle_changes_nothing_for_who_has_begun(page, site):
    attempt = make_attempt()
    bring(page, site, attempt)
    page.goto(f"{site}/quiz/{attempt.pk}/p01/")
    made = make_definition()
    renamed = tuple(replace(item, stem=f"Newer: {item.stem}") for item in made.trade_offs)
    publish_version(made=replace(made, trade_offs=renamed))

    answer(page, 1, "A, clearly")

    expect(heading(page, starter().trade_offs[1].stem)).to_be_visible()
    page.goto(f"{site}/quiz/")
    expect(page.get_by_role("link", name="Continue (1 of 32)")).to_be_visible()


def test_the_keyboard_alone_is_enough(page, site):
    attempt = make_attempt(answers=dict.fromkeys(KEYS[:-2]))
    bring(page, site, attempt)
    page.goto(f"{site}/quiz/{attempt.pk}/{KEYS[-2]}/")
    for _ in range(2):
        page.locator("#question h1").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Continue")).to_be_focused()
        here = page.url
        page.keyboard.press("Enter")
        expect(page).not_to_have_url(here)
    expect(heading(page, "Review your answers")).to_be_visible()
    page.get_by_role("button", name="Show my result").first.focus()
    page.keyboard.press("Enter")

    expect(heading(page, "Not enough answers to name a role")).to_be_visible()
    assert values(attempt)[KEYS[-1]] == 1


def test_no_answer_moves_on_by_itself(page, site):
    attempt = make_attempt()
    bring(page, site, attempt)
    page.goto(f"{site}/quiz/{attempt.pk}/p01/")

    page.get_by_role("radio", name="A, clearly").check()
    page.get_by_role("radio", name="B, clearly").check()

    expect(page.get_by_text("Question 1 of 32")).to_be_visible()
    assert values(attempt) == {}


def test_the_long_page_saves_in_the_background(page, site):
    attempt = make_attempt()
    bring(page, site, attempt)
    page.goto(f"{site}/quiz/{attempt.pk}/all/")

    page.locator("#p03-2").check()
    expect(page.locator("#saved")).to_have_text("Saved. 1 of 32 answered or skipped")
    page.locator("#r04-0").check()
    expect(page.locator("#saved")).to_have_text("Saved. 2 of 32 answered or skipped")

    assert values(attempt) == {"p03": 2, "r04": 0}


def test_a_reason_leads_to_the_answers_it_comes_from(page, site):
    attempt = make_result()
    bring(page, site, attempt)
    page.goto(f"{site}/quiz/{attempt.pk}/result/")
    expect(page.locator("#answer-p01")).not_to_be_visible()

    page.locator(".why .ground > summary").first.click()
    page.locator(".why a[href='#answer-p01']").first.click()

    expect(page.locator("#answer-p01")).to_be_in_viewport()


def test_signing_in_with_two_beginnings_lets_the_person_choose(page, site, mailoutbox):
    attempt = make_attempt(answers={"p01": 1})
    bring(page, site, attempt)
    page.goto(f"{site}/accounts/signup/")
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create the account").click()
    page.get_by_label("Code").fill(code_in(mailoutbox[0]))
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="Account").click()
    page.get_by_role("button", name="Sign out").click()
    other = make_attempt(answers={"p01": 2, "p02": 2})
    bring(page, site, other)
    page.goto(f"{site}/accounts/login/?next=/quiz/")
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    page.get_by_role("button", name="Keep the one begun in this browser").click()

    expect(page.get_by_text("Question 3 of 32")).to_be_visible()
    assert Attempt.objects.open().get() == other


@pytest.fixture
def narrow_page(page):
    page.set_viewport_size({"width": 320, "height": 640})
    return page


def test_a_reason_opens_from_the_keyboard_and_names_its_answers(page, site):
    attempt = make_result()
    bring(page, site, attempt)
    page.goto(f"{site}/quiz/{attempt.pk}/result/")

    page.locator(".ground > summary").first.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("link", name="1. Which would you rather").first).to_be_visible()


def test_the_same_as_the_picture_opens_as_a_table(page, site):
    attempt = make_result()
    bring(page, site, attempt)
    page.goto(f"{site}/quiz/{attempt.pk}/result/")

    fold = page.get_by_text("As a table")
    # Below the picture, so that what opens has room beneath it.
    fold.evaluate("fold => fold.scrollIntoView()")
    fold.click()

    expect(page.get_by_role("cell", name="leans strongly towards")).to_be_in_viewport()


LABELS = """() => [...document.querySelectorAll(".field text:has(tspan)")].map(label => {
  const { left, right, top, bottom } = label.getBoundingClientRect();
  return [left, right, top, bottom];
})"""


def apart(one, other):
    across = max(one[0], other[0]) - min(one[1], other[1])
    down = max(one[2], other[2]) - min(one[3], other[3])
    return max(across, down)


@pytest.mark.parametrize("width", [320, 1440])
def test_no_label_of_the_field_comes_near_another(page, site, width):
    page.set_viewport_size({"width": width, "height": 844})
    # All at one height in one column, two of them, and each in a column of its own.
    attempts = [make_result(name="all 5", background=level) for level in (0, 1, 2)]
    attempts.append(make_result(name="too close to call between two", background=1))
    bring(page, site, *attempts)
    for attempt in attempts:
        page.goto(f"{site}/quiz/{attempt.pk}/result/")
        labels = page.evaluate(LABELS)
        assert len(labels) == 3
        assert min(apart(*pair) for pair in combinations(labels, 2)) >= 3
        assert all(label[0] >= 0 and label[1] <= width for label in labels)


def test_no_fit_is_broken_into_its_digits_on_the_narrowest_phone(narrow_page, site):
    page, attempt = narrow_page, make_result(background=None)
    bring(page, site, attempt)
    page.goto(f"{site}/quiz/{attempt.pk}/result/")

    points = page.locator(".result-first .bar-points")
    assert points.count() == 3
    assert all(each.bounding_box()["height"] < 30 for each in points.all())


SEEN_FIRST = """() => Math.max(...[...document.querySelectorAll("h1, .field, .bars")]
  .map(part => part.getBoundingClientRect().bottom))"""


@pytest.mark.parametrize("background", [None, 2])
@pytest.mark.parametrize("name", ["noisy ideal tpgm", "too close to call between two", "all 5"])
def test_finding_and_picture_stand_in_the_first_view(page, site, name, background):
    page.set_viewport_size({"width": 390, "height": 844})
    attempt = make_result(name=name, background=background)
    bring(page, site, attempt)
    page.goto(f"{site}/quiz/{attempt.pk}/result/")

    assert page.evaluate(SEEN_FIRST.replace(".bars", ".result-first > section > .bars")) <= 844


def test_an_error_and_a_conflict_are_accessible(narrow_page, site):
    page, attempt = narrow_page, make_attempt()
    bring(page, site, attempt)
    page.goto(f"{site}/quiz/{attempt.pk}/p01/")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Check one field")).to_be_visible()
    assert Axe().run(page, options=RULES).violations_count == 0
    taking.finish(attempt)
    answer(page, 1, "A, clearly")
    expect(heading(page, "These answers are fixed")).to_be_visible()

    assert Axe().run(page, options=RULES).violations_count == 0


# With the bars of a phone's own browser taken off.
SCREENS = {(390, 664): 32, (320, 568): 25}
LOWEST = "Math.max(...[...document.querySelectorAll('.quiz-choice')].map(lowest))"
ROOM = f"""() => {{
  const lowest = (each) => each.getBoundingClientRect().bottom;
  return document.querySelector('.quiz-bar').getBoundingClientRect().top - {LOWEST};
}}"""


def test_each_question_is_answered_without_scrolling_on_a_phone(page, site):
    attempt = make_attempt()
    bring(page, site, attempt)
    room = {screen: [] for screen in SCREENS}
    for key in KEYS:
        page.goto(f"{site}/quiz/{attempt.pk}/{key}/")
        for width, height in SCREENS:
            page.set_viewport_size({"width": width, "height": height})
            expect(page.get_by_role("button", name="Continue")).to_be_in_viewport()
            room[width, height].append(page.evaluate(ROOM))

    fitting = {screen: sum(each >= 0 for each in left) for screen, left in room.items()}
    assert all(fitting[screen] >= least for screen, least in SCREENS.items()), fitting


def test_what_leads_on_takes_two_rows_of_the_smallest_phone(narrow_page, site):
    page, attempt = narrow_page, make_attempt(answers={"p01": 1})
    bring(page, site, attempt)
    page.goto(f"{site}/quiz/{attempt.pk}/p01/")

    buttons = page.locator("#answer .quiz-bar button")
    expect(buttons).to_have_text(["Continue", "Skip and remove my answer", "Back"])
    assert len({button.bounding_box()["y"] for button in buttons.all()}) == 2


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_the_next_heading_has_the_focus_whatever_was_used_to_get_there(page, site, way):
    attempt = make_attempt()
    bring(page, site, attempt)
    page.goto(f"{site}/quiz/{attempt.pk}/p01/")
    page.get_by_role("radio", name="A, slightly").check()

    if way == "mouse":
        page.get_by_role("button", name="Continue").click()
    else:
        page.keyboard.press("Enter")

    expect(page.get_by_text("Question 2 of 32")).to_be_visible()
    expect(page.locator("#question h1")).to_be_focused()
    assert page.evaluate("scrollY") == 0


@pytest.mark.parametrize("tab", ["page", "scriptless_page"])
def test_a_technical_word_opens_its_meaning_in_place(site, tab, request):
    page, attempt = request.getfixturevalue(tab), make_attempt()
    bring(page, site, attempt)
    page.goto(f"{site}/quiz/{attempt.pk}/p01/")
    meaning = page.get_by_text("service: a program that does one job for other programs")
    expect(meaning).to_be_hidden()

    page.get_by_role("button", name="service").click()
    expect(meaning).to_be_visible()
    page.keyboard.press("Escape")

    expect(meaning).to_be_hidden()
