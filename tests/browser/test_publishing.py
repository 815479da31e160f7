import pytest
from playwright.sync_api import expect

from tests.factories import make_point, make_role, publish, write

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "quiet-otter-pours-tea"


def open_role(admin_page, live_server):
    admin_page.goto(f"{live_server.url}/admin/roles/role/")
    admin_page.get_by_role("link", name="Product Manager", exact=True).click()


def publish_it(admin_page, reason):
    admin_page.get_by_label("Reason").fill(reason)
    admin_page.get_by_role("button", name="Publish").click()


def expect_readers_see(context, live_server, text):
    reader = context.new_page()
    reader.goto(f"{live_server.url}/roles/product-manager/")
    expect(reader.get_by_text(text).first).to_be_visible()
    reader.close()


def test_an_edit_is_public_once_published_and_undone_once_restored(
    admin_page, live_server, context
):
    publish(make_role(one_liner="The old line", points=(make_point(),)))

    open_role(admin_page, live_server)
    admin_page.get_by_label("One liner").fill("The new line")
    admin_page.get_by_role("button", name="Save and continue editing").first.click()
    expect_readers_see(context, live_server, "The old line")

    admin_page.get_by_role("link", name="Preview").click()
    expect(admin_page.get_by_text("The new line").first).to_be_visible()
    admin_page.go_back()

    admin_page.get_by_role("link", name="Publish").click()
    expect(admin_page.get_by_role("cell", name="The new line")).to_be_visible()
    publish_it(admin_page, "A better line")
    expect_readers_see(context, live_server, "The new line")

    admin_page.get_by_role("button", name="Load edition 1 into the working copy").click()
    expect_readers_see(context, live_server, "The new line")
    publish_it(admin_page, "The old line was right")
    expect_readers_see(context, live_server, "The old line")


def test_a_part_is_edited_among_those_of_its_kind(admin_page, live_server):
    publish(make_role(points=(make_point(text="Owns the plan"),)))

    open_role(admin_page, live_server)
    admin_page.get_by_role("link", name="Responsibility", exact=True).click()
    admin_page.locator("#id_points-0-text").fill("Owns the roadmap")
    admin_page.get_by_role("button", name="Save and continue editing").first.click()

    expect(admin_page.locator("#id_points-0-text")).to_have_value("Owns the roadmap")
    expect(admin_page.get_by_role("link", name="Responsibility", exact=True)).to_have_attribute(
        "aria-current", "page"
    )


def test_a_problem_leads_to_the_part_and_is_mended_there(admin_page, live_server):
    publish(make_role())
    write(make_role(points=(make_point(text="Owns the plan", sources=()),)))

    open_role(admin_page, live_server)
    admin_page.get_by_role("link", name="Publish").click()
    expect(admin_page.get_by_role("button", name="Publish")).to_be_disabled()
    admin_page.get_by_role("link", name="Responsibility: Owns the plan").click()
    expect(admin_page.locator("#points-0")).to_be_in_viewport()

    admin_page.locator("#points-0 .field-sources .select2-selection").click()
    admin_page.get_by_role("option", name="An article").click()
    admin_page.get_by_role("button", name="Save and continue editing").first.click()
    admin_page.get_by_role("link", name="Publish").click()
    publish_it(admin_page, "It has a source now")
    expect(admin_page.get_by_text("Edition 2 is public now.")).to_be_visible()


def test_leaving_a_tab_with_unsaved_work_is_asked_about_first(admin_page, live_server):
    publish(make_role(one_liner="Saved"))
    asked = []
    admin_page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    open_role(admin_page, live_server)
    # Only where a person has touched the page does a browser ask.
    admin_page.get_by_label("One liner").click()
    admin_page.get_by_label("One liner").fill("Not saved")
    admin_page.get_by_role("link", name="Metric").click(no_wait_after=True)
    expect(admin_page.get_by_label("One liner")).to_have_value("Not saved")
    admin_page.get_by_role("button", name="Save and continue editing").first.click()
    expect(admin_page.get_by_text("was changed successfully")).to_be_visible()
    assert asked == ["beforeunload"]
