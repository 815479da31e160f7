from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from accounts.models import User
from tests.accounts.people import PASSWORD

# Milliseconds; on a busy machine a page may take long, and only one that never comes is a fault.
PATIENCE = 120_000
expect.set_options(timeout=PATIENCE)


# The ways of people through the site. Other tests here look at how a browser draws what it is sent,
# and that both databases have the same sent is what tests without a browser say of each page.
ON_BOTH_DATABASES = {
    "test_accounts",
    "test_assessment_admin",
    "test_factors",
    "test_journeys",
    "test_publishing",
    "test_quiz",
    "test_way_to_a_plan",
}


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)
            if item.path.stem not in ON_BOTH_DATABASES:
                item.add_marker(pytest.mark.once)


@pytest.fixture(autouse=True)
def _patience(page):
    page.set_default_timeout(PATIENCE)


@pytest.fixture(autouse=True)
def _no_complaints(page):
    """A browser complains about what the content security policy stopped, and about faults."""
    complaints = []
    page.on("console", lambda message: complaints.extend(complaint(message, page)))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield
    assert complaints == []


def complaint(message, page):
    # A page that is meant to be an error page is no complaint; what it loads may be.
    is_the_page_itself = message.location["url"] == page.url
    if message.type == "error" and not is_the_page_itself:
        yield f"{message.text} {message.location['url']}"


@pytest.fixture
def admin_page(page, live_server):
    """A page of somebody who may do everything, signed in as a person would."""
    user = User.objects.create_superuser("editor@example.org", PASSWORD)
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Site administration")).to_be_visible()
    cache.clear()
    return page
