import pytest
from tests.browser.test_quiz import *
from tests.browser.test_plan import take_the_way, publish_way, PHONE
pytestmark = pytest.mark.django_db(transaction=True)
def test_a(page, live_server):
    publish_version(made=make_definition()) if False else None
    attempt = make_result()
    bring(page, live_server.url, attempt)
    page.goto(f"{live_server.url}/quiz/{attempt.pk}/result/")
    page.get_by_text("As a table").click()
    page.wait_for_timeout(500)
    page.screenshot(path="/tmp/w/a.png")
    print(page.evaluate("[scrollY, document.querySelector('main table').getBoundingClientRect().top]"))
def test_b(page, live_server):
    publish_way()
    page.set_viewport_size(PHONE)
    take_the_way(page, live_server.url)
    page.screenshot(path="/tmp/w/b.png", full_page=True)
