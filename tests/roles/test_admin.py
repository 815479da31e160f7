import datetime as dt

import pytest
import time_machine
from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from roles import content, problems, publishing
from roles.models import (
    Cell,
    Company,
    Comparison,
    Dimension,
    Edition,
    Level,
    Point,
    Remit,
    Report,
    Role,
    Route,
)
from roles.models.few_words import FewWords
from tests.factories import (
    make_cell,
    make_comparison,
    make_dimension,
    make_outline,
    make_point,
    make_remit,
    make_role,
    make_route,
    make_salary_figure,
    make_section,
    make_source,
    make_step,
    make_transition,
    publish,
    publish_three_roles,
    write,
)
from tests.pages import filled_in, look_into, words

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def address(step, row, *args):
    return reverse(f"admin:roles_{row._meta.model_name}_{step}", args=[row.pk, *args])


def change_data(client, row):
    """What a browser would send back unchanged."""
    form = client.get(address("change", row)).context["adminform"].form
    data = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    for formset in client.get(address("change", row)).context["inline_admin_formsets"]:
        for name, value in formset.formset.management_form.initial.items():
            data[f"{formset.formset.prefix}-{name}"] = 0 if "FORMS" in name else value
    data["sources"] = [source.pk for source in row.sources.all()]
    return {name: "" if value is None else value for name, value in data.items()}


def test_an_edit_shows_in_the_admin_and_not_to_readers(client, publisher):
    publish(make_role(one_liner="Old"))
    role = Role.objects.get()
    data = {**change_data(client, role), "one_liner": "New"}
    assert client.post(address("change", role), data).status_code == 302
    assert Role.objects.get().one_liner == "New"
    assert Edition.objects.current().get().subject.one_liner == "Old"


def test_the_second_of_two_editors_does_not_overwrite_the_first(client, publisher):
    write(make_role(one_liner="Old"))
    role = Role.objects.get()
    mine = {**change_data(client, role), "one_liner": "Mine"}
    write(make_role(one_liner="Theirs"))
    page = client.post(address("change", role), mine)
    assert "Somebody has saved this since you opened it" in page.content.decode()
    assert "Mine" in page.content.decode()
    assert Role.objects.get().one_liner == "Theirs"


def test_saving_unchanged_text_of_several_lines_changes_nothing(client, publisher):
    write(make_role(summary="One.\n\nTwo."))
    role = Role.objects.get()
    data = {**change_data(client, role), "summary": "One.\r\n\r\nTwo."}
    client.post(address("change", role), data)
    assert Role.objects.get().summary == "One.\n\nTwo."


def test_two_parts_that_say_the_same_are_told_apart_by_their_keys():
    write(make_role())
    points = Role.objects.get().points
    for _ in range(3):
        points.create(kind="responsibility", text="Owns the plan")
    assert [point.key for point in points.all()] == [
        "owns-the-plan",
        "owns-the-plan-2",
        "owns-the-plan-3",
    ]


def tab_data(client, role, tab):
    """What a browser would send back of one tab without touching its parts."""
    page = client.get(f"{address('change', role)}?part={tab}").context
    data = {"seen": page["adminform"].form["seen"].value()}
    for formset in page["inline_admin_formsets"]:
        for name, value in formset.formset.management_form.initial.items():
            data[f"{formset.formset.prefix}-{name}"] = 0 if "FORMS" in name else value
    return data


def test_two_people_may_write_on_two_tabs_of_a_role(client, publisher):
    write(make_role(points=(make_point(),)))
    role = Role.objects.get()
    mine = tab_data(client, role, "metric")
    client.post(address("change", role), {**change_data(client, role), "one_liner": "Theirs"})
    assert client.post(f"{address('change', role)}?part=metric", mine).status_code == 302


def test_a_tab_that_somebody_else_has_saved_is_not_overwritten(client, publisher):
    write(make_role(points=(make_point(),)))
    role = Role.objects.get()
    mine = tab_data(client, role, "responsibility")
    Point.objects.update(text="Theirs")
    page = client.post(f"{address('change', role)}?part=responsibility", mine)
    assert "Somebody has saved this since you opened it" in page.content.decode()


def test_a_part_that_somebody_else_has_saved_is_not_overwritten(client, publisher):
    write(make_role(points=(make_point(),)))
    point = Point.objects.get()
    mine = {**change_data(client, point), "text": "Mine"}
    Point.objects.update(text="Theirs")
    page = client.post(address("change", point), mine)
    assert "Somebody has saved this since you opened it" in page.content.decode()
    assert Point.objects.get().text == "Theirs"


def test_a_part_is_saved_on_its_own_page(client, publisher):
    write(make_role(points=(make_point(),)))
    point = Point.objects.get()
    client.post(address("change", point), {**change_data(client, point), "text": "Mine"})
    assert Point.objects.get().text == "Mine"


def test_after_saving_it_is_said_that_readers_do_not_see_it(client, publisher):
    publish(make_role(one_liner="Old"))
    role = Role.objects.get()
    data = {**change_data(client, role), "one_liner": "New"}
    page = client.post(address("change", role), data, follow=True).content.decode()
    assert "Readers do not see what Product Manager says now" in page
    assert address("publish", role) in page


def test_the_form_says_where_the_working_copy_stands(client, publisher):
    publish(make_role(one_liner="Old"))
    role = Role.objects.get()
    assert "differs from edition 1" not in client.get(address("change", role)).content.decode()
    write(make_role(one_liner="New"))
    assert "differs from edition 1" in client.get(address("change", role)).content.decode()


def test_a_new_role_is_written_on_where_its_tabs_are(client, publisher):
    data = {"name": "Delivery Manager", "slug": "delivery-manager", "one_liner": "Delivers"}
    page = client.post(reverse("admin:roles_role_add"), data)
    assert page["Location"] == address("change", Role.objects.get())


def test_a_neighbour_has_no_tabs_for_what_it_never_has(client, publisher):
    write(make_role(is_neighbour=True))
    tabs = [tab for tab, _, _ in client.get(address("change", Role.objects.get())).context["tabs"]]
    assert tabs == ["aliases", "levels", "skills", "advice", "transitions", "contrasts"]


def test_only_what_is_public_is_viewed_on_the_site(client, publisher):
    write(make_role())
    role = Role.objects.get()
    assert "View on site" not in client.get(address("change", role)).content.decode()
    publishing.publish_tables("role", role.slug)
    assert "View on site" in client.get(address("change", role)).content.decode()


def test_publishing_shows_what_changes_and_asks_why(client, publisher):
    publish(make_role(one_liner="Old"))
    write(make_role(one_liner="New"))
    page = client.get(address("publish", Role.objects.get())).content.decode()
    assert "<del>Old</del>" in page
    assert "<ins>New</ins>" in page


def seen(client, role):
    return client.get(address("publish", role)).context["form"]["seen"].value()


def test_a_reason_of_several_lines_is_one(client, publisher):
    write(make_role())
    role = Role.objects.get()
    data = {"reason": " First,\r\n and  last ", "seen": seen(client, role)}
    client.post(address("publish", role), data)
    assert Edition.objects.get().reason == "First, and last"


def test_a_published_edit_is_public_with_its_reason(client, publisher):
    write(make_role(one_liner="New"))
    role = Role.objects.get()
    data = {"reason": "First", "seen": seen(client, role)}
    client.post(address("publish", role), data)
    edition = Edition.objects.current().get()
    assert (edition.subject.one_liner, edition.reason) == ("New", "First")
    assert edition.published_by == publisher


def test_publishing_twice_by_a_double_click_makes_two_equal_editions_at_most(client, publisher):
    write(make_role())
    role = Role.objects.get()
    data = {"reason": "First", "seen": seen(client, role)}
    client.post(address("publish", role), data)
    client.post(address("publish", role), data)
    assert Edition.objects.count() == 1


def test_what_has_changed_since_the_look_is_shown_again_first(client, publisher):
    write(make_role(one_liner="Seen"))
    role = Role.objects.get()
    data = {"reason": "First", "seen": seen(client, role)}
    write(make_role(one_liner="Unseen"))
    page = client.post(address("publish", role), data)
    assert "It has changed since you looked" in page.content.decode()
    assert not Edition.objects.exists()


def test_what_has_a_problem_says_so_and_is_not_published(client, publisher):
    write(make_role(points=(make_point(sources=()),)))
    role = Role.objects.get()
    page = client.post(address("publish", role), {"reason": "x", "seen": seen(client, role)})
    assert "Responsibility: Owns the plan" in page.content.decode()
    assert "names no source" in page.content.decode()
    assert not Edition.objects.exists()


def test_a_problem_leads_to_the_tab_and_the_part_that_has_it(client, publisher):
    metric = make_point(key="uptime", kind="metric", text="Uptime", sources=())
    write(make_role(points=(make_point(), make_point(key="speed", kind="metric"), metric)))
    role = Role.objects.get()
    page = client.get(address("publish", role)).content.decode()
    assert f'<a href="{address("change", role)}?part=metric#points-1">Metric: Uptime</a>' in page
    opened = client.get(f"{address('change', role)}?part=metric").content.decode()
    assert 'id="points-1"' in opened


@pytest.mark.parametrize(
    ("kind", "subject", "fragment"),
    [
        ("comparison", make_comparison(sections=(make_section(sources=()),)), "#sections-0"),
        ("route", make_route(steps=(make_step(sources=()),)), "#steps-0"),
        ("role", make_role(sources=()), ""),
    ],
)
def test_a_problem_without_tabs_leads_to_the_form(kind, subject, fragment, client, publisher):
    write(subject)
    row = apps.get_model("roles", kind).objects.get(slug=subject.slug)
    page = client.get(address("publish", row)).content.decode()
    assert f'<a href="{address("change", row)}{fragment}">' in page


def test_a_problem_of_the_outline_leads_to_the_page_of_its_row(client, publisher):
    write(make_outline())
    Dimension.objects.update(question=" ")
    row = Dimension.objects.get()
    page = client.get(address("publish", row)).content.decode()
    assert "Publish the rows and skills" in page
    assert f'<a href="{address("change", row)}">Dimension (row): Focus</a>' in page


def test_what_readers_see_already_is_not_published_again(client, publisher):
    publish(make_role())
    role = Role.objects.get()
    data = {"reason": "x", "seen": f"{seen(client, role)}"}
    page = client.post(address("publish", role), data).content.decode()
    assert "Nothing changes." in page
    assert 'value="Publish"' not in page
    assert Edition.objects.count() == 1


def tomorrow():
    return timezone.now() + dt.timedelta(days=1)


def test_the_list_says_what_readers_see_and_what_waits(client, publisher):
    publish(make_role())
    publish(make_role(slug="product-owner"), at=dt.datetime(2200, 1, 1, 9, tzinfo=dt.UTC))
    publishing.withdraw("role", write(make_role(slug="project-manager")).slug)
    write(make_role(slug="program-manager"))
    page = client.get(reverse("admin:roles_role_changelist")).content.decode()
    assert "edition 1, " in page
    assert "not yet; edition 1 from 2200-01-01 09:00 UTC" in page
    assert "withdrawn" in page
    assert "never published" in page


def test_a_way_into_a_role_that_is_not_public_yet_can_be_looked_at(client, publisher):
    write(make_role(transitions=(make_transition(why_not="Not for the pay."),)))
    write(make_role(slug="technical-product-manager"))
    write(make_route(to_role="technical-product-manager", from_role="product-manager"))
    page = client.get(address("preview", Route.objects.get()))
    assert "Technical Product Manager" in page.content.decode()
    assert "Not for the pay." in page.content.decode()


def test_what_is_published_now_takes_the_place_of_what_waits(client, publisher):
    publish(make_role(one_liner="Old"))
    publish(make_role(one_liner="Later"), at=tomorrow())
    role = Role.objects.get()
    page = client.get(address("publish", role)).content.decode()
    assert "takes the place of edition 2, which waits" in page
    client.post(address("publish", role), {"reason": "Now", "seen": seen(client, role)})
    page = client.get(address("editions", role)).content.decode()
    assert "never shown: a newer one came before its time" in page


def test_a_long_history_is_told_a_page_at_a_time(client, publisher):
    for number in range(45):
        publish(make_role(one_liner=f"Text {number}"), reason=f"Reason {number:02}.")
    editions = address("editions", Role.objects.get())

    first, last = (look_into(client.get(editions, {"page": page})) for page in (1, 3))

    assert len(first.select("section.edition[id]")) == 20
    assert "Reason 25." in words(first)
    assert "Text 24" in words(first.select_one("#edition-26"))
    assert [part["id"] for part in last.select("section.edition[id]")][-1] == "edition-1"
    assert first.find("a", href="?page=2")


def test_what_waits_is_not_deleted_and_can_be_withdrawn(client, publisher):
    publish(make_role(), at=tomorrow())
    role = Role.objects.get()
    assert client.post(address("delete", role), {"post": "yes"}).status_code == 403
    client.post(address("withdraw", role), {"reason": "Not yet"})
    assert not Edition.objects.current(tomorrow()).exists()


def test_withdrawing_twice_is_withdrawing_once(client, publisher):
    publish(make_role())
    role = Role.objects.get()
    for _ in range(2):
        client.post(address("withdraw", role), {"reason": "Out of date"})
    assert Edition.objects.count() == 2


def test_loading_an_edition_asks_before_it_discards_what_none_holds(client, publisher):
    publish(make_role(one_liner="Old"))
    write(make_role(one_liner="Unpublished work"))
    role = Role.objects.get()
    page = client.post(address("restore", role, 1), follow=True).content.decode()
    assert "Nothing was loaded" in page
    assert Role.objects.get().one_liner == "Unpublished work"
    client.post(address("restore", role, 1), {"discard": "on"})
    assert Role.objects.get().one_liner == "Old"


def test_an_edition_that_cannot_be_loaded_says_why(client, publisher):
    publish(make_outline())
    publish(make_role(cells=(make_cell(),)))
    write(make_role())
    Dimension.objects.all().delete()
    data = {"discard": "on"}
    page = client.post(address("restore", Role.objects.get(), 1), data, follow=True)
    assert "Edition 1 cannot be loaded" in page.content.decode()


def test_undo_brings_the_old_text_back_after_publishing_again(client, publisher):
    publish(make_role(one_liner="Old"))
    publish(make_role(one_liner="New"))
    role = Role.objects.get()
    client.post(address("restore", role, 1))
    assert Edition.objects.current().get().subject.one_liner == "New"
    client.post(address("publish", role), {"reason": "Back", "seen": seen(client, role)})
    assert Edition.objects.current().get().subject.one_liner == "Old"


def test_opening_an_address_that_changes_something_changes_nothing(client, publisher):
    old = publish(make_role(one_liner="Old"))
    publish(make_role(one_liner="New"))
    role = Role.objects.get()
    client.get(address("restore", role, old.number))
    client.get(address("withdraw", role))
    assert Role.objects.get().one_liner == "New"
    assert Edition.objects.current().exists()


def test_withdrawing_needs_a_reason(client, publisher):
    publish(make_role())
    role = Role.objects.get()
    client.post(address("withdraw", role), {"reason": " "})
    assert Edition.objects.current().exists()
    client.post(address("withdraw", role), {"reason": "Out of date"})
    assert not Edition.objects.current().exists()


def test_a_role_that_others_need_is_not_withdrawn_before_them(client, publisher):
    publish_three_roles()
    publish(make_comparison())
    role = Role.objects.get(slug="technical-product-manager")
    page = client.post(address("withdraw", role), {"reason": "Out of date"}, follow=True)
    assert "Withdraw first what has no page without it" in page.content.decode()
    assert Edition.objects.current().of("role").named(role.slug).exists()


@pytest.mark.parametrize("step", ["publish", "withdraw"])
def test_staff_who_may_not_publish_are_refused(step, client, editor):
    publish(make_role())
    role = Role.objects.get()
    response = client.post(address(step, role), {"reason": "x", "seen": "x"})
    assert response.status_code == 403
    assert Edition.objects.count() == 1


def test_readers_are_sent_to_the_sign_in(client):
    publish(make_role())
    response = client.get(address("preview", Role.objects.get()))
    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"] or "/admin/login/" in response["Location"]


def test_what_is_public_cannot_be_deleted(client, publisher):
    publish(make_role())
    role = Role.objects.get()
    assert client.post(address("delete", role), {"post": "yes"}).status_code == 403
    publishing.withdraw("role", role.slug)
    client.post(address("delete", role), {"post": "yes"})
    assert not Role.objects.exists()


def test_an_edition_has_no_form_to_change_it(client, publisher):
    edition = publish(make_role())
    page = client.get(reverse("admin:roles_edition_change", args=[edition.pk]))
    assert 'name="_save"' not in page.content.decode()


def add_comparison(client, *slugs):
    data = {
        "name": "Both",
        "short_answer": "They differ.",
        "roles": list(Role.objects.filter(slug__in=slugs).values_list("pk", flat=True)),
    }
    for prefix in ("contrasts", "sections", "advice"):
        data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    return client.post(reverse("admin:roles_comparison_add"), data)


def test_the_address_of_a_comparison_follows_from_its_roles(client, publisher):
    for slug in ("technical-program-manager", "product-manager"):
        write(make_role(slug=slug))
    add_comparison(client, "technical-program-manager", "product-manager")
    assert Comparison.objects.get().slug == "product-manager-vs-technical-program-manager"


def test_a_second_comparison_of_the_same_roles_is_refused_with_a_reason(client, publisher):
    write(make_comparison())
    page = add_comparison(client, "product-manager", "technical-product-manager")
    assert "There is a comparison of these roles already" in page.content.decode()
    assert Comparison.objects.count() == 1


def test_one_role_and_a_neighbour_are_no_comparison(client, publisher):
    write(make_role(slug="product-owner", is_neighbour=True))
    page = add_comparison(client, "product-owner").content.decode()
    assert "Choose two or three roles." in page
    assert "Neighbours are never compared: Product Owner." in page


def test_the_roles_of_a_published_comparison_stay_as_its_address_does(client, publisher):
    publish_three_roles()
    publish(make_comparison())
    form = client.get(address("change", Comparison.objects.get())).context["adminform"].form
    assert not {"roles", "company"} & set(form.fields)


def test_a_preview_compares_roles_that_are_not_public_yet(client, publisher):
    write(make_role(slug="product-manager", one_liner="A draft line"))
    write(make_role(slug="technical-product-manager"))
    write(make_comparison())
    page = client.get(address("preview", Comparison.objects.get()))
    assert page.status_code == 200
    assert "Readers do not see this" in page.content.decode()


def test_a_preview_of_what_was_never_published_is_shown(client, publisher):
    write(make_role(one_liner="A draft line"))
    page = client.get(address("preview", Role.objects.get())).content.decode()
    assert "A draft line" in page


def test_parts_are_put_in_another_order_in_their_list(client, publisher):
    write(make_role(points=(make_point(key="a"), make_point(key="b"))))
    rows = Point.objects.order_by("key")
    data = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, "_save": "Save"}
    for place, point in enumerate(rows):
        data |= {f"form-{place}-id": point.pk, f"form-{place}-position": 9 - place}
    client.post(reverse("admin:roles_point_changelist"), data)
    assert [point.key for point in Role.objects.get().points.all()] == ["b", "a"]


def test_the_first_page_lists_what_waits_for_an_editor(client, editor):
    publish(make_role(slug="product-owner", name="Said"))
    publish(make_role(one_liner="Old"))
    write(make_role(one_liner="New", points=(make_point(sources=()),)))
    Report.objects.create(text="The ladder is wrong")
    page = client.get(reverse("admin:index"))
    worklist = page.context["worklist"]
    role = Role.objects.get(slug="product-manager")
    assert [(name, link) for name, link, _ in worklist["not_public"]] == [
        ("Product Manager", address("change", role))
    ]
    assert worklist["without_source"] == [
        ("points", 1, reverse("admin:roles_point_changelist") + "?sources=none")
    ]
    assert "1 open report" in page.content.decode()


@time_machine.travel("2026-11-26T10:00:00Z", tick=False)
def test_the_first_page_tells_which_pay_turns_old(client, editor):
    assert "turns two years old" not in client.get(reverse("admin:index")).content.decode()
    publish(make_role())
    figure = make_salary_figure(observed_from="2024", as_of="2025-01")
    make_salary_figure(as_of="2026", level="L4")
    (old,) = look_into(client.get(reverse("admin:index"))).select("h3:-soup-contains(Pay) + ul li")
    assert "2 January 2027" in words(old)
    assert "2024 to January 2025" in words(old)
    assert old.a["href"] == address("change", figure)


def test_the_menu_names_subjects_and_the_first_page_leads_to_their_parts(client, editor):
    page = client.get(reverse("admin:index"))
    names = {model["object_name"] for app in page.context["app_list"] for model in app["models"]}
    assert {"Role", "Comparison", "Source"} <= names
    assert not {"Point", "Claim", "Step"} & names
    assert reverse("admin:roles_point_changelist") in page.content.decode()


def test_a_company_gets_its_slug_from_its_name(client, publisher):
    client.post(reverse("admin:roles_company_add"), {"name": "Café & Co"})
    assert Company.objects.get().slug == "cafe-co"


@pytest.mark.parametrize("name", ["NESTLE", "Nestle\u0301", "nestlé!"])
def test_another_spelling_of_a_known_company_is_named(name, client, publisher):
    Company.objects.create(name="Nestlé")
    page = client.post(reverse("admin:roles_company_add"), {"name": name})
    assert "That is Nestlé, which is known already." in page.content.decode()


@pytest.mark.parametrize("model", ["source", "company"])
def test_what_editions_name_a_source_or_company_by_stays(model, client, publisher):
    row = make_source() if model == "source" else Company.objects.create(name="Acme", slug="acme")
    form = client.get(address("change", row)).context["adminform"].form
    assert not {"slug", "name"} & set(form.fields)


@pytest.mark.parametrize(
    ("page", "is_link"), [("/roles/tpm/", True), ("//evil.test/", False), ("javascript:x", False)]
)
def test_a_report_links_to_the_page_it_is_about_if_that_is_ours(page, is_link, client, publisher):
    report = Report.objects.create(page=page, text="It is wrong")
    shown = client.get(address("change", report)).content.decode()
    assert (f'<a href="{page}">' in shown) == is_link


def test_two_cells_of_one_row_are_refused_with_a_reason(client, publisher):
    publish(make_outline())
    write(make_role())
    role, row = Role.objects.get(), Dimension.objects.get()
    data = {**tab_data(client, role, "cells"), "cells-TOTAL_FORMS": 2}
    for place in range(2):
        data |= {f"cells-{place}-dimension": row.pk, f"cells-{place}-value": "Outcomes"}
        data |= {f"cells-{place}-position": 1}
    page = client.post(f"{address('change', role)}?part=cells", data)
    assert "Product Manager has two cells in the row “Focus”." in page.content.decode()
    assert not role.cells.exists()


@pytest.mark.parametrize("day", ["2022-13", "2022-02-31", "2022-00", "２０２２", "March 22"])
def test_a_source_has_no_date_that_never_was(day, client, publisher):
    data = {"slug": "a", "kind": "article", "published_on": day}
    page = client.post(reverse("admin:roles_source_add"), data)
    assert page.context["adminform"].form.errors["published_on"]


def test_staff_who_may_not_publish_are_not_led_there(client, editor):
    publish(make_role(one_liner="Old"))
    write(make_role(one_liner="New"))
    role = Role.objects.get()
    for page in (address("change", role), address("editions", role), reverse("admin:index")):
        shown = client.get(page).content.decode()
        assert address("publish", role) not in shown
        assert "Load edition" not in shown


def test_staff_who_may_only_look_can_open_each_tab(client, editor):
    publish(make_role(points=(make_point(),)))
    editor.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    page = client.get(f"{address('change', Role.objects.get())}?part=responsibility")
    assert "Owns the plan" in page.content.decode()
    assert 'name="_save"' not in page.content.decode()


@pytest.mark.parametrize(("sent", "kept"), [("", 0), ("0", 0), ("3", 3)])
def test_a_number_that_nobody_knows_may_be_left_empty(client, publisher, sent, kept):
    write(make_role(depth=2, depth_reason="Little."))
    role = Role.objects.get()
    client.post(address("change", role), {**change_data(client, role), "depth": sent})
    assert Role.objects.get().depth == kept


def change(client, row, **values):
    page = address("change", row)
    return client.post(page, {**filled_in(client.get(page)), **values})


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_a_drawn_answer_of_too_many_words_is_refused_at_its_field(client, publisher):
    write(make_role(remits=(make_remit(),)))
    remit = Remit.objects.get()
    sent = {
        **change_data(client, remit),
        "text": "one two three four five six seven eight nine ten",
    }
    page = client.post(address("change", remit), sent)
    errors = page.context["adminform"].form.errors
    assert errors == {"text": ["Say it in at most 9 words; these are 10."]}


def test_words_are_as_few_in_a_form_as_in_the_check_of_publishing():
    models = {content.Cell: Cell, content.Level: Level, content.Remit: Remit}
    for kind, field, most in problems.MOST_WORDS:
        validators = models[kind]._meta.get_field(field).validators
        assert FewWords(most) in validators, field


def test_two_rows_that_tell_in_one_place_are_saved_and_told(client, publisher):
    write(make_outline(dimensions=(make_dimension(telling=1), make_dimension(key="b", telling=2))))
    first, second = Dimension.objects.all()

    response = change(client, second, telling=1)

    assert Dimension.objects.filter(telling=1).count() == 2
    warning = f"it has 2 telling rows in place 1: {first}, {second}."
    assert [message for message in told(response) if warning in message]
    response = change(client, first, telling=2)
    assert not [message for message in told(response) if "telling" in message]


@pytest.mark.parametrize(("sent", "is_asked"), [({}, True), ({"depth_reason": "It builds"}, False)])
def test_who_changes_how_technical_a_role_is_is_asked_about_the_reason(
    client, publisher, sent, is_asked
):
    write(make_role(depth=3, depth_reason="It plans"))
    role = Role.objects.get()
    response = client.post(
        address("change", role), {**change_data(client, role), "depth": 4, **sent}
    )
    assert Role.objects.get().depth == 4
    assert is_asked == any("does the reason still hold" in message for message in told(response))


def test_a_preview_of_rows_is_the_comparison_that_the_site_is_about(client, publisher):
    publish_three_roles(cells=(make_cell(),))
    slugs = tuple(Role.objects.values_list("slug", flat=True))
    publish(make_comparison(roles=slugs, slug="-vs-".join(sorted(slugs))))
    edited = Comparison.objects.get()
    preview = look_into(client.get(address("preview", Dimension.objects.first())))
    public = look_into(client.get(edited.get_absolute_url()))
    assert preview.main.prettify() == public.main.prettify()
