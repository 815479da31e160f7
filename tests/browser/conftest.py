import pytest


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
