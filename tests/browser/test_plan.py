"""A plan as somebody uses it: with scripts and without, on a phone, by keys, on paper."""

import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from quiz.definition import Action
from quiz.models import Plan, PlannedStep
from quiz.models.plan import LONGEST_NOTE
from tests.browser.test_quiz import bring
from tests.browser.tour import WIDER
from tests.factories import make_route, make_step, publish, publish_three_roles
from tests.quiz.factories import make_definition, make_result, publish_version

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 390, "height": 844}
STEPS = tuple(
    make_step(
        key=f"step-{number}",
        title=f"Weigh your technical depth, part {number}",
        why="It is judged by milestones met and dependencies cleared.",
        done_when="You can tell of work through several teams, and which dependency you cleared.",
        hours=number,
    )
    for number in range(1, 5)
)


def publish_way(**more):
    publish_three_roles()
    publish(make_route(steps=STEPS, **more))


def box(page, number):
    return page.get_by_label(f"Weigh your technical depth, part {number}")


def take_the_way(page, site):
    page.goto(f"{site}/routes/way-in/")
    page.get_by_role("link", name="Tick these steps").click()
    page.get_by_role("button", name="Take it into my plan").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("To ")


def states():
    return [row.state for row in PlannedStep.objects.all()]


def test_each_tick_saves_itself_and_the_button_is_gone(page, live_server):
    publish_way()
    take_the_way(page, live_server.url)
    expect(page.get_by_role("button", name="Save the ticks")).to_be_hidden()

    box(page, 2).check()
    expect(page.locator("#kept [role=status]")).to_have_text("1 of 4 done")
    box(page, 3).check()
    expect(page.locator("#kept [role=status]")).to_have_text("2 of 4 done")
    expect(page.locator(".plan-step").nth(2)).to_contain_text("Saved ✓")
    expect(page.locator(".plan-step").nth(0)).not_to_contain_text("Saved")
    box(page, 2).uncheck()
    expect(page.locator("#kept [role=status]")).to_have_text("1 of 4 done")

    assert states() == ["open", "open", "done", "open"]


def test_a_note_saves_itself_and_what_is_typed_elsewhere_meanwhile_stays(page, live_server):
    publish_way()
    take_the_way(page, live_server.url)
    steps = page.locator(".plan-step")
    for number in (0, 1):
        steps.nth(number).locator("summary").click()
    notes = page.get_by_label("Your note")

    notes.nth(0).fill("Ask Ada.")
    # To leave it is what saves it, and what is typed now is on no page that comes back.
    notes.nth(1).press_sequentially("Ask Bob.")
    expect(steps.nth(0)).to_contain_text("Saved ✓")
    expect(notes.nth(1)).to_have_value("Ask Bob.")
    notes.nth(1).blur()
    expect(steps.nth(1)).to_contain_text("Saved ✓")

    assert list(PlannedStep.objects.values_list("note", flat=True)[:2]) == ["Ask Ada.", "Ask Bob."]


def test_a_tick_for_a_plan_that_was_deleted_leads_to_a_page_that_says_so(page, live_server):
    publish_way()
    take_the_way(page, live_server.url)
    Plan.objects.all().delete()

    box(page, 1).check()

    expect(page.get_by_role("heading", level=1)).to_have_text("My plan")
    expect(page.locator("main")).to_contain_text("There is none yet")


def test_a_plan_is_ticked_by_keys(page, live_server):
    publish_way()
    take_the_way(page, live_server.url)

    box(page, 1).focus()
    page.keyboard.press("Space")
    expect(page.locator("#kept [role=status]")).to_have_text("1 of 4 done")
    # What comes back leaves the focus where it is.
    assert page.evaluate("document.activeElement.type") == "checkbox"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your note").first).to_be_visible()

    assert states()[0] == "done"


# How far what a field holds ends above its own end, and each choice begins right of its box.
ROOM = """() => [...document.querySelectorAll("main .field, main fieldset")].map(field =>
  field.getBoundingClientRect().bottom - field.lastElementChild.getBoundingClientRect().bottom)"""
BESIDE = """() => [...document.querySelectorAll(".choice")].map(choice =>
  choice.querySelector("span").getBoundingClientRect().left -
  choice.querySelector("input").getBoundingClientRect().right)"""


def test_what_is_filled_in_takes_no_more_room_than_it_needs(page, live_server):
    version_with_hours()
    publish_three_roles()
    result = make_result(background=0, name="noisy ideal tpgm")
    bring(page, live_server.url, result)
    page.set_viewport_size({"width": 320, "height": 844})
    page.goto(f"{live_server.url}/plan/from/{result.pk}/")
    assert all(0 <= room < 12 for room in page.evaluate(ROOM))
    assert min(page.evaluate(BESIDE)) > 0

    page.get_by_role("button", name="Make the plan").click()
    page.locator(".plan-step summary").first.click()
    page.locator("#pace > summary").click()
    room = page.evaluate(ROOM)
    assert len(room) > 12
    assert all(0 <= each < 12 for each in room), room


def test_pages_for_everybody_tell_how_far_the_plan_is(page, live_server):
    publish_way()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{live_server.url}/roles/product-manager/")
    page.wait_for_load_state("networkidle")
    assert not any("/me/" in url for url in asked)
    take_the_way(page, live_server.url)

    page.goto(f"{live_server.url}/roles/product-manager/")
    expect(page.locator("#me")).to_contain_text("0 of 4 done")
    page.goto(live_server.url)
    expect(page.locator("#me")).to_contain_text("My plan: 0 of 4 done")


def test_a_plan_of_four_steps_takes_two_screens_of_a_phone(page, live_server):
    publish_way()
    page.set_viewport_size(PHONE)
    take_the_way(page, live_server.url)

    height = page.evaluate("document.documentElement.scrollHeight")
    assert height <= 2 * PHONE["height"], height
    for width in (320, 390, 768, 1440):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate(WIDER) <= 0


def version_with_hours(text="Get to level {}."):
    made = make_definition()
    facts = [
        replace(
            fact,
            steps=tuple(
                Action(
                    key=f"{fact.key}-{number}",
                    text=text.format(number),
                    to=1 + number // 2,
                    hours=(100, 150),
                    done_when="Engineers reviewed ten of your changes or findings, and used them.",
                )
                for number in range(4)
            ),
        )
        for fact in made.facts
    ]
    return publish_version(made=replace(made, facts=tuple(facts)))


def test_twelve_steps_with_full_notes_are_one_sheet_of_paper(page, live_server):
    # As long as the longest of the product's own.
    text = "Take over a technical task at work for three months, number {}: automated tests, a flow"
    text += " of data, or support with the logs open."
    version_with_hours(text)
    publish_three_roles()
    result = make_result(background=0, name="noisy ideal tpgm")
    bring(page, live_server.url, result)
    page.goto(f"{live_server.url}/plan/from/{result.pk}/")
    page.get_by_role("button", name="Make the plan").click()
    expect(page.locator(".plan-step")).to_have_count(12)
    PlannedStep.objects.update(note="Ask Ada of the team. " * (LONGEST_NOTE // 21))

    page.reload()

    sheet = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
