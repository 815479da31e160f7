from pathlib import Path

import pytest
from playwright.sync_api import expect

# Milliseconds; on a busy machine a page may take long, and only one that never comes is a fault.
PATIENCE = 120_000
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)


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
