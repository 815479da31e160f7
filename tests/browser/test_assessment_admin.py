from functools import partial
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import call_command
from playwright.sync_api import expect

from accounts.models import User
from quiz.admin.version import VersionAdmin
from quiz.models import Version
from tests.quiz.factories import make_draft

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "quiet-otter-pours-tea"


@pytest.fixture
def admin_page(page, live_server, monkeypatch):
    """A page of somebody who may do everything; the simulation has few persons here."""
    check = partial(call_command, "check_drafts", persons=5, stdout=StringIO())
    monkeypatch.setattr(VersionAdmin, "start_process", staticmethod(check))
    user = User.objects.create_superuser("editor@example.org", PASSWORD)
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Site administration")).to_be_visible()
    cache.clear()
    return page


def test_a_draft_is_mended_checked_and_published_by_whoever_sees_only_pages(
    admin_page, live_server
):
    draft = make_draft()
    draft.items.filter(key="p01").update(text="x" * 130)

    admin_page.goto(f"{live_server.url}/admin/quiz/version/{draft.pk}/change/")
    admin_page.get_by_role("link", name="Check", exact=True).click()
    admin_page.get_by_role("button", name="Check this draft").click()
    admin_page.get_by_role("link", name="See what was found").click()

    admin_page.get_by_role("link", name="p01").first.click()
    admin_page.get_by_label("Text:").first.fill("Which would you rather do?")
    admin_page.get_by_role("button", name="Save", exact=True).first.click()

    admin_page.goto(f"{live_server.url}/admin/quiz/version/{draft.pk}/publish/")
    admin_page.get_by_role("button", name="Check it now").click()
    admin_page.get_by_role("link", name="See what was found").click()
    admin_page.get_by_label("Reason").fill("The first version")
    admin_page.get_by_role("button", name="Publish").click()

    expect(admin_page.get_by_text("is what takers get from now on")).to_be_visible()
    version = Version.objects.published().get()
    assert version.definition.trade_offs[0].stem == "Which would you rather do?"
