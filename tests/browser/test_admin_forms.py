"""Forms of the admin as they are drawn."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import User
from quiz.models import BackgroundFact, EntryRoute, Requirement, Trait
from roles.models import Point, Role, SalaryFigure, Source
from roles.models.recording import recorded
from tests.factories import (
    make_point,
    make_role,
    make_salary_figure,
    make_source,
    publish,
    write,
)
from tests.quiz.factories import make_draft

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
# Of two fields in a row, which do so when one is drawn over the other.
OVERLAPS = """() => [...document.querySelectorAll(".form-row")].flatMap((row) => {
  const kinds = "label, input:not([type=hidden]), select, textarea, .readonly";
  const all = [...row.querySelectorAll(kinds)];
  const boxes = all.map((each) => [each, each.getBoundingClientRect()]).filter(([, b]) => b.width);
  return boxes.flatMap(([one, a], place) => boxes.slice(place + 1)
    .filter(([two, b]) => !one.contains(two) && !two.contains(one)
      && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
      && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1)
    .map(([two]) => `${one.textContent || one.id} / ${two.textContent || two.id}`));
})"""


def test_no_field_is_drawn_over_another(admin_page, live_server):
    page = admin_page
    make_draft()
    make_salary_figure()
    for width in (1440, 1100, 768, 320):
        page.set_viewport_size({"width": width, "height": 900})
        for model in (Source, SalaryFigure, Trait, BackgroundFact, EntryRoute, Requirement):
            name = f"admin:{model._meta.label_lower.replace('.', '_')}_change"
            page.goto(live_server.url + reverse(name, args=[model.objects.first().pk]))
            assert page.evaluate(OVERLAPS) == [], (model, width)


# What a page shows and its reader cannot see without scrolling sideways.
CUT_OFF = """() => [...document.querySelectorAll("#result_list :is(td, th), .changes :is(td, th)")]
  .filter((cell) => cell.getClientRects().length)
  .filter((cell) => {
    const box = (cell.closest(".results, .changes")).getBoundingClientRect();
    return cell.getBoundingClientRect().right > Math.min(box.right, innerWidth) + 1
      || cell.scrollWidth > cell.clientWidth + 1;
  }).map((cell) => cell.className + cell.textContent)"""


def test_the_trail_and_what_changes_are_read_without_scrolling_sideways(admin_page, live_server):
    page = admin_page
    publish(make_role(points=(make_point(text="Owns the plan and " + "antidisestablishment" * 3),)))
    point, role = Point.objects.get(), Role.objects.get()
    with recorded(command="a_command_with_a_long_name", reason="Said twice. " * 9):
        point.text, point.is_anecdotal, point.position = "Leads it", True, 9
        point.save()
    pages = [reverse("admin:roles_trailentry_changelist")]
    pages += [
        reverse(f"admin:roles_role_{step}", args=[role.pk]) for step in ("history", "publish")
    ]
    for width in (1440, 768, 320):
        page.set_viewport_size({"width": width, "height": 900})
        for address in pages:
            page.goto(live_server.url + address)
            assert page.locator("#result_list td, .changes td").count() > 2
            assert page.evaluate(CUT_OFF) == [], (address, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address


# Fields that are wider than the form they stand in, and what has been chosen in them.
TOO_WIDE = """() => [...document.querySelectorAll("#content-main form .form-row :is(" +
  "input:not([type=hidden]), select, textarea, .select2-container, .select2-selection__choice)")]
  .filter((field) => field.getBoundingClientRect().width > 2)
  .filter((field) => field.getBoundingClientRect().right >
    document.querySelector("#content-main").getBoundingClientRect().right + 1)
  .map((field) => field.id || field.className)"""


def test_no_field_is_wider_than_its_form_whatever_is_chosen(admin_page, live_server):
    page = admin_page
    write(make_role(points=(make_point(),)))
    for row in (role := Role.objects.get(), Point.objects.get()):
        row.sources.add(make_source(slug="long", title="What the one says of the other " * 6))
    address = live_server.url + reverse("admin:roles_role_change", args=[role.pk])
    for width in (1440, 768, 320):
        page.set_viewport_size({"width": width, "height": 900})
        for query in ("", "?part=responsibility"):
            page.goto(address + query)
            expect(page.locator(".select2-selection__choice").first).to_be_visible()
            assert page.evaluate(TOO_WIDE) == [], (query, width)


def test_the_reason_is_a_box_of_a_few_lines_on_a_phone_and_in_no_print(admin_page, live_server):
    page = admin_page
    publish(make_role())
    Role.objects.update(one_liner="Another")
    page.goto(live_server.url + reverse("admin:roles_role_publish", args=[Role.objects.get().pk]))
    for width in (320, 768, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert 80 <= page.get_by_label("Reason").bounding_box()["height"] <= 140
    page.emulate_media(media="print")
    expect(page.get_by_label("Reason")).to_be_hidden()


# Words of the first column that stand in more than one line, though none is as long as a line.
BROKEN_WORDS = """() => [...document.querySelectorAll(".changes th[scope=row]")].flatMap((cell) => {
  const text = cell.firstChild;
  return [...text.data.matchAll(/[^\\s-]+/g)].filter((word) => {
    const range = document.createRange();
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    return range.getClientRects().length > 1;
  }).map((word) => word[0]);
})"""


def test_what_changes_is_printed_alone_with_whole_words(admin_page, live_server):
    page = admin_page
    publish(make_role())
    write(make_role(points=(make_point(text="Comparison of responsibilities, and reliability"),)))
    page.goto(live_server.url + reverse("admin:roles_role_publish", args=[Role.objects.get().pk]))
    expect(page.locator(".changes th[scope=row]").first).to_contain_text("Responsibility")
    for width in (1440, 1024, 768, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(BROKEN_WORDS) == [], width
    # As wide as the writing on a sheet of A4.
    page.set_viewport_size({"width": 718, "height": 1000})
    page.emulate_media(media="print")
    assert page.evaluate(BROKEN_WORDS) == []
    for left in ("h1", ".state", ".changes td"):
        expect(page.locator(left).first).to_be_visible()
    assert page.locator(".changes").bounding_box()["width"] > 600
    for gone in ("#header", ".breadcrumbs", "#nav-sidebar", "form.publish"):
        expect(page.locator(gone)).to_be_hidden()


def test_the_rows_of_the_publish_form_begin_at_one_edge_errors_beneath_labels(
    admin_page, live_server
):
    page = admin_page
    publish(make_role())
    Role.objects.update(one_liner="Another")
    page.goto(live_server.url + reverse("admin:roles_role_publish", args=[Role.objects.get().pk]))
    page.get_by_label("Reason").fill("Better")
    page.get_by_label("From").fill("2020-01-01T10:00")
    with page.expect_navigation():
        page.get_by_role("button", name="Publish").click()
    labels = [page.get_by_text(text, exact=True) for text in ("Reason:", "From:")]
    box = page.get_by_label("This corrects a mistake")
    for width in (1440, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        lefts = [each.bounding_box()["x"] for each in (*labels, box, page.locator(".publish"))]
        assert max(lefts) - min(lefts) <= 5, width
        label, error, field = (
            each.bounding_box()
            for each in (labels[1], page.locator(".errorlist"), page.get_by_label("From"))
        )
        assert label["y"] <= error["y"] + 5 <= field["y"], width
        assert abs(error["x"] - field["x"]) <= 5, width


# Names of choices that are cut, as the list they stand in is not as wide.
CUT_CHOICES = """() => [...document.querySelectorAll(".selector select")]
  .filter((list) => list.scrollWidth > list.clientWidth + 1 || list.getBoundingClientRect().right >
    document.querySelector("#content-main").getBoundingClientRect().right)
  .map((list) => list.id)"""


def test_rights_and_what_is_left_of_a_password_go_on_in_the_next_line(admin_page, live_server):
    page = admin_page
    user = User.objects.create_user("bob@example.org", "quiet-otter-pours-tea")
    group = Group.objects.create(name="Editors")
    group.permissions.set(Permission.objects.all())
    for width in (320, 390, 768, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        for model, row in (("auth_group", group), ("accounts_user", user)):
            page.goto(live_server.url + reverse(f"admin:{model}_change", args=[row.pk]))
            expect(page.locator(".selector-chosen").first).to_be_visible()
            assert page.evaluate(CUT_CHOICES) == [], (model, width)
        text = page.locator(".field-password p").first
        assert text.evaluate("(text) => text.scrollWidth - text.clientWidth") <= 0, width


def choose(page, field, text):
    """From a field that completes what is typed."""
    page.locator(f"[aria-labelledby=select2-id_{field}-container]").click()
    page.locator(".select2-search__field").fill(text)
    page.get_by_role("option", name=text).click()


def test_while_a_figure_is_written_the_form_says_what_it_takes_the_place_of(
    admin_page, live_server
):
    page = admin_page
    make_salary_figure(place="", as_of="2024")
    page.goto(f"{live_server.url}{reverse('admin:roles_salaryfigure_add')}")
    told = page.locator("#succession")
    expect(told).to_contain_text("is told here")
    choose(page, "role", "Product Manager")
    expect(told).to_contain_text("Choose the role, the currency and the source")
    page.get_by_label("Component").select_option("base")
    page.get_by_label("Basis").select_option("paid")
    page.get_by_label("Currency").select_option("USD")
    choose(page, "source", "An article")
    expect(told).to_contain_text("It takes the place of none.")
    expect(told).to_contain_text("another way of knowing")

    page.get_by_label("Basis").select_option("stated")
    page.get_by_label("As of").fill("2023")
    page.keyboard.press("Tab")
    expect(told).to_contain_text("It is older than what stands")
    page.get_by_label("As of").fill("2026")
    page.keyboard.press("Tab")
    expect(told).to_contain_text("takes the place of: Product Manager: base pay, 2024")

    page.get_by_role("button", name="Check what it replaces").click()
    expect(told).to_contain_text("takes the place of: Product Manager: base pay, 2024")
    assert SalaryFigure.objects.count() == 1
