import pytest
from playwright.sync_api import expect

from tests.starter import load_starter

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def disputes(page, live_server):
    """The page on a phone, with the content that comes with the product."""
    load_starter()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live_server.url}/disputes/")
    return page


def test_all_questions_stand_on_four_screens_and_open_to_their_answers(disputes):
    height = disputes.evaluate("document.documentElement.scrollHeight")
    assert height <= 4 * 844
    answer = disputes.get_by_text("No, moves are common")
    told = disputes.get_by_text("has its own list of things to learn")
    expect(told).to_be_hidden()

    answer.click()

    expect(told).to_be_visible()


def test_a_link_to_an_answer_opens_it_within_its_fold(disputes):
    fold = disputes.locator("details.dispute").first
    answer = fold.locator(".answers [id]").first
    expect(answer).to_be_hidden()

    disputes.goto(f"{disputes.url}#{answer.get_attribute('id')}")

    expect(answer).to_be_visible()
