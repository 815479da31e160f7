import logging
from functools import partial
from io import StringIO

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.urls import reverse

from accounts.models import User
from quiz import publishing
from quiz.admin.version import VersionAdmin
from quiz.definition import normal
from quiz.models import (
    Attempt,
    BackgroundFact,
    CheckRun,
    Frame,
    Item,
    LikertStatement,
    TradeOff,
    Trait,
    Version,
)
from quiz.simulation import PERSONS
from tests.pages import filled_in, look_into, words
from tests.quiz.factories import (
    make_definition,
    make_draft,
    make_record,
    make_step,
    make_tied,
    publish_version,
)
from tests.quiz.samples import first_version, starter

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
FEW = 10
DRAFTED = [
    model
    for model in admin.site._registry
    if model._meta.app_label == "quiz"
    and model._meta.model_name not in {"version", "assessment", "attempt"}
]


@pytest.fixture(autouse=True)
def _few_persons(monkeypatch):
    """The whole simulation takes its time, and has its own tests. It is done here at once."""
    check = partial(call_command, "check_drafts", persons=FEW, stdout=StringIO())
    monkeypatch.setattr(VersionAdmin, "start_process", staticmethod(check))


@pytest.fixture
def editor(client):
    """Staff who may write everything and neither publish nor open what a person answered."""
    user = User.objects.create_user("editor@example.com", "a long enough password", is_staff=True)
    barred = ["publish_version", "open_attempt"]
    held = Permission.objects.filter(content_type__app_label__in=["quiz", "roles"])
    user.user_permissions.set(held.exclude(codename__in=barred))
    client.force_login(user)
    return user


@pytest.fixture
def psychometrician(editor):
    editor.user_permissions.add(Permission.objects.get(codename="publish_version"))
    return editor


def address(step, version):
    return reverse(f"admin:quiz_version_{step}", args=[version.pk])


def text(response):
    parts = response.streaming_content if response.streaming else [response.content]
    return b"".join(parts).decode()


def check(client, draft):
    return text(client.post(address("checking", draft), follow=True))


def publish(client, draft, reason="First version", **data):
    seen = publishing.digest(draft)
    return client.post(address("publish", draft), {"reason": reason, "seen": seen, **data})


@pytest.mark.parametrize("model", DRAFTED, ids=lambda model: model._meta.model_name)
def test_each_noun_of_a_draft_can_be_listed_searched_added_and_opened(model, client, editor):
    make_draft()
    name = f"admin:quiz_{model._meta.model_name}"

    assert client.get(reverse(f"{name}_changelist"), {"q": "product"}).status_code == 200
    assert client.get(reverse(f"{name}_add")).status_code == 200
    row = model.objects.first()
    assert client.get(reverse(f"{name}_change", args=[row.pk])).status_code == 200


@pytest.mark.parametrize("model", DRAFTED, ids=lambda model: model._meta.model_name)
def test_lists_of_a_draft_cost_the_same_however_long(
    model, client, editor, django_assert_max_num_queries
):
    make_draft()
    # The first request of a session stores where somebody is signed in.
    client.get(reverse("admin:index"))

    with django_assert_max_num_queries(14):
        client.get(reverse(f"admin:quiz_{model._meta.model_name}_changelist"))


def test_there_are_no_parts_to_add_without_a_draft(client, editor):
    publish_version()

    page = client.get(reverse("admin:quiz_trait_add"), follow=True)

    assert "There is no draft to add to." in text(page)


def test_an_edit_in_the_admin_changes_the_draft(client, editor):
    draft = make_draft()
    trait = Trait.objects.get(key="market")
    page = client.get(reverse("admin:quiz_trait_change", args=[trait.pk]))
    data = form_data(page.context["adminform"].form) | {"name": "Customers"}

    response = client.post(page.request["PATH_INFO"], data)

    assert response.status_code == 302
    assert publishing.from_tables(draft).traits[0].name == "Customers"


def test_the_second_of_two_editors_does_not_overwrite_the_first(client, editor):
    make_draft()
    trait = Trait.objects.get(key="market")
    page = client.get(reverse("admin:quiz_trait_change", args=[trait.pk]))
    mine = form_data(page.context["adminform"].form) | {"name": "Mine"}
    Trait.objects.filter(pk=trait.pk).update(name="Theirs")

    told = text(client.post(page.request["PATH_INFO"], mine))

    assert "Somebody has saved this since you opened it." in told
    assert Trait.objects.get(key="market").name == "Theirs"


def test_an_inline_row_that_somebody_else_saved_counts_too(client, editor):
    make_draft()
    fact = BackgroundFact.objects.first()
    page = client.get(reverse("admin:quiz_backgroundfact_change", args=[fact.pk]))
    seen = page.context["adminform"].form["seen"].value()
    fact.options.update(label="Theirs")

    again = client.get(reverse("admin:quiz_backgroundfact_change", args=[fact.pk]))

    assert again.context["adminform"].form["seen"].value() != seen


def test_the_frame_of_a_draft_is_saved_with_it(client, editor):
    draft = make_draft()
    data = filled_in(client.get(address("change", draft)))

    response = client.post(address("change", draft), {**data, "frame-0-title": "A better title"})

    assert response.status_code == 302
    assert publishing.from_tables(draft).title == "A better title"


def test_constants_of_engine_2_are_saved_with_the_draft(client, editor):
    draft = make_draft()
    data = filled_in(client.get(address("change", draft)))
    assert data["explanation-0-z_sure"] == "1.96"

    more = {"explanation-0-z_sure": "2.5", "readinessrules-0-reach_min_musts_met": "2"}
    response = client.post(address("change", draft), data | more)

    assert response.status_code == 302
    made = publishing.from_tables(draft)
    assert (made.explanation.z_sure, made.readiness.reach_min_musts_met) == (2.5, 2)
    assert made.looking_again == starter().looking_again


def test_a_draft_of_engine_1_is_saved_without_them(client, editor):
    draft = make_draft(made=first_version())
    data = filled_in(client.get(address("change", draft)))

    response = client.post(address("change", draft), data)

    assert response.status_code == 302
    assert publishing.from_tables(draft) == normal(first_version())


def change(client, row, **values):
    page = reverse(f"admin:quiz_{row._meta.model_name}_change", args=[row.pk])
    return client.post(page, filled_in(client.get(page)) | values)


def test_a_trade_off_is_put_into_a_block(client, editor):
    draft = make_draft()
    block = draft.blocks.get(key="product-program")

    response = change(client, TradeOff.objects.get(key="e01"), block=block.pk)

    assert response.status_code == 302
    blocks = publishing.from_tables(draft).extension
    assert [len(each.items) for each in blocks] == [3, 5, 4]


def test_a_block_with_questions_is_not_deleted(client, editor):
    draft = make_draft()
    block = draft.blocks.first()
    page = reverse("admin:quiz_extensionblock_delete", args=[block.pk])

    assert "would require deleting" in text(client.post(page, {"post": "yes"}))
    assert draft.blocks.filter(pk=block.pk).exists()


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"hours_from": "30", "hours_to": "20"}, "A step has both hours or neither"),
        ({"hours_to": ""}, "A step has both hours or neither"),
        ({"hours_from": "0"}, "A step has both hours or neither"),
        ({"time": "a year"}, "A step has hours or a time in words, not both."),
        ({"to": "0"}, "A step leads to level 1, 2 or 3."),
    ],
)
def test_a_step_with_an_effort_that_cannot_be_is_refused_in_words(values, told, client, editor):
    draft = make_draft()
    made = publishing.from_tables(draft)
    sent = {f"steps-0-{name}": value for name, value in values.items()}

    page = text(change(client, BackgroundFact.objects.get(key="r01"), **sent))

    assert told in page
    assert publishing.from_tables(draft) == made


def test_what_a_small_task_asks_for_is_written_one_a_line(client, editor):
    draft = make_draft()
    task = draft.trial.tasks.first()

    response = change(client, task, steps="60 min: think\n\n 30 min: write ")

    assert response.status_code == 302
    made = publishing.from_tables(draft).trial.tasks[0]
    assert made.steps == ("60 min: think", "30 min: write")
    assert made.rubric == starter().trial.tasks[0].rubric


def test_a_phrase_has_a_key_with_a_point(client, editor):
    draft = make_draft()

    page = text(change(client, draft.phrases.first(), key="Clear title"))

    assert "Write it as “clear.title”" in page


def form_data(form):
    data = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    data["sources"] = [source.pk for source in data["sources"] or ()]
    data["seen"] = form["seen"].value()
    return {name: "" if value is None else value for name, value in data.items()}


def test_a_statement_added_in_the_admin_is_a_statement_of_the_draft(client, editor):
    draft = make_draft()
    page = client.get(reverse("admin:quiz_likertstatement_add"))
    data = form_data(page.context["adminform"].form)
    for formset in page.context["inline_admin_formsets"]:
        initial = formset.formset.management_form.initial
        data |= {f"{formset.formset.prefix}-{name}": held for name, held in initial.items()}
    data |= {"key": "l99", "text": "I like to be asked.", "rationale": "Because"}

    response = client.post(page.request["PATH_INFO"], data)

    assert response.status_code == 302
    assert LikertStatement.objects.get(key="l99").version == draft
    assert Item.objects.get(key="l99").kind == "statement"


def test_a_draft_leads_to_its_parts(client, editor):
    page = text(client.get(address("change", make_draft())))

    assert "Trade-offs (24)" in page
    assert "Traits (7)" in page
    assert "Blocks of further questions (3)" in page
    assert "Small tasks (3)" in page


def test_a_check_is_asked_for_and_leads_to_what_was_found(client, psychometrician):
    draft = make_draft()

    page = check(client, draft)

    assert "See what was found" in page
    assert Version.objects.get().last_check.simulation.persons == FEW
    assert CheckRun.objects.get().asked_by == psychometrician


def test_looking_at_the_page_of_the_check_checks_nothing(client, psychometrician):
    draft = make_draft()

    assert client.get(address("checking", draft)).status_code == 200
    assert Version.objects.get().last_check is None


def test_a_checked_draft_is_published_with_a_reason(client, psychometrician):
    draft = make_draft()
    check(client, draft)

    response = publish(client, draft, "Because it is ready")

    version = Version.objects.get()
    assert response.url == address("report", version)
    assert (version.status, version.reason) == ("published", "Because it is ready")
    assert version.published_by == psychometrician
    assert LogEntry.objects.get().change_message == "Published: Because it is ready"


def test_a_draft_that_was_not_checked_is_not_published(client, psychometrician):
    draft = make_draft()

    page = text(publish(client, draft))

    assert "It has not been checked as it stands." in page
    assert Version.objects.get().is_draft


@pytest.mark.parametrize("reason", [" ", "\u200b"])
def test_a_draft_without_a_reason_is_not_published(reason, client, psychometrician):
    draft = make_draft()
    check(client, draft)

    assert "This field is required" in text(publish(client, draft, reason))
    assert Version.objects.get().is_draft


def test_what_changed_since_it_was_seen_is_not_published(client, psychometrician):
    draft = make_draft()
    check(client, draft)

    page = text(publish(client, draft, seen="something else"))

    assert "It has changed since you looked." in page
    assert Version.objects.get().is_draft


def test_a_block_leads_to_the_part_that_has_it(client, psychometrician):
    draft = make_draft()
    Item.objects.get(key="l01").delete()
    check(client, draft)

    page = text(client.get(address("publish", draft)))

    trait = Trait.objects.get(key="market")
    assert f'<a href="{reverse("admin:quiz_trait_change", args=[trait.pk])}">market</a>' in page
    assert "has statements for and against it that do not balance" in page
    assert 'value="Publish" disabled' in page


def test_a_block_cannot_be_published_by_hand(client, psychometrician):
    draft = make_draft()
    Item.objects.get(key="l01").delete()
    check(client, draft)

    publish(client, draft)

    assert Version.objects.get().is_draft


def test_the_page_of_publishing_shows_what_changes(client, psychometrician):
    publish_version(made=normal(starter()))
    draft = make_draft(made=make_definition(title="A better title"))

    page = text(client.get(address("publish", draft)))

    assert "<ins>A better title</ins>" in page
    assert "against version 1" in page


def folds(client, draft):
    page = look_into(client.get(address("publish", draft)))
    return {words(fold.h3): (words(fold.summary), fold) for fold in page.select(".changed")}


def test_few_changes_stand_open_by_their_part(client, psychometrician):
    publish_version(made=normal(starter()))
    draft = make_draft(made=make_definition(title="A better title"))

    [(told, fold)] = folds(client, draft).values()

    assert told == "Title 1 changed"
    assert fold.has_attr("open")


def test_many_changes_are_folded_by_their_part_with_their_number(client, psychometrician):
    publish_version(made=normal(first_version()))
    draft = make_draft()

    found = folds(client, draft)

    assert found["Statements"][0] == "Statements 3 changed 1 gone"
    assert found["Phrases"][0] == "Phrases 34 new"
    assert not any(fold.has_attr("open") for _, fold in found.values())


def test_a_draft_that_changes_nothing_says_so(client, psychometrician):
    publish_version(made=normal(starter()))

    page = text(client.get(address("publish", make_draft())))

    assert "Nothing changes." in page


def test_an_editor_neither_checks_nor_publishes(client, editor):
    draft = make_draft()

    for step in ("checking", "publish"):
        assert client.post(address(step, draft)).status_code == 403
    assert "Publish" not in text(client.get(address("change", draft)))


def test_a_draft_without_its_frame_is_told(client, psychometrician):
    draft = make_draft()
    Frame.objects.all().delete()

    for step in ("publish", "report"):
        assert client.get(address(step, draft)).url == address("change", draft)
    assert client.post(address("checking", draft)).url == address("change", draft)


def test_a_published_version_is_only_read(client, psychometrician):
    version = publish_version()

    page = text(client.get(address("change", version)))

    assert 'name="_save"' not in page
    assert client.post(address("delete", version)).status_code == 403
    assert client.post(address("change", version), {"reason": "x"}).status_code == 403
    for step in ("checking", "publish"):
        assert client.get(address(step, version)).status_code == 404


def test_a_published_version_is_not_deleted_in_bulk(client, psychometrician):
    version = publish_version()
    data = {"action": "delete_selected", "_selected_action": [version.pk], "post": "yes"}

    client.post(reverse("admin:quiz_version_changelist"), data)

    assert Version.objects.get() == version


def test_a_new_draft_begins_as_its_version(client, editor):
    make_draft().delete()
    version = publish_version(made=normal(starter()))

    response = client.post(address("draft", version))

    draft = Version.objects.drafts().get()
    assert response.url == address("change", draft)
    assert publishing.from_tables(draft) == version.definition


def test_a_second_draft_is_refused_and_told(client, editor):
    version = publish_version(made=normal(starter()))
    make_draft()

    page = client.post(address("draft", version), follow=True)

    assert "has a draft already" in text(page)
    assert Version.objects.drafts().count() == 1


def test_looking_for_a_new_draft_makes_none(client, editor):
    version = publish_version()

    client.get(address("draft", version))

    assert not Version.objects.drafts().exists()


def test_the_report_of_a_version_is_kept(client, editor):
    version = publishing.publish(make_draft(), reason="First version", persons=FEW)

    page = text(client.get(address("report", version)))

    assert "People made for one role" in page
    assert "Technical Program Manager" in page


def test_a_version_without_a_report_says_so(client, editor):
    assert "Nothing has been checked yet" in text(client.get(address("report", publish_version())))


def test_the_simulation_is_whole_unless_a_test_says_otherwise():
    assert PERSONS == 2_000


def make_attempt(**facts):
    version = publish_version()
    return Attempt.objects.create(assessment=version.assessment, version=version, **facts)


def test_attempts_are_closed_without_their_own_permission(client, psychometrician):
    attempt = make_attempt()

    assert client.get(reverse("admin:quiz_attempt_changelist")).status_code == 403
    page = reverse("admin:quiz_attempt_change", args=[attempt.pk])
    assert client.get(page).status_code == 403
    assert "attempt" not in text(client.get(reverse("admin:index"))).lower()


def test_opening_an_attempt_is_logged(client, editor, caplog):
    attempt = make_attempt()
    editor.user_permissions.add(Permission.objects.get(codename="open_attempt"))

    with caplog.at_level(logging.WARNING, "careerguide.security"):
        page = client.get(reverse("admin:quiz_attempt_change", args=[attempt.pk]))

    assert page.status_code == 200
    entry = LogEntry.objects.get()
    assert (entry.object_id, entry.user) == (str(attempt.pk), editor)
    assert f"attempt {attempt.pk} opened by user={editor.pk}" in caplog.text


def test_an_attempt_is_shown_with_what_came_after_its_first_result(client, editor):
    source = make_tied()
    attempt = make_tied(source=source, is_copy=True)
    make_step(attempt)
    make_record(attempt, levels={"engineering": 3, "product": None})
    editor.user_permissions.add(Permission.objects.get(codename="open_attempt"))

    page = text(client.get(reverse("admin:quiz_attempt_change", args=[attempt.pk])))

    assert "step 1: tie technical-product-manager, technical-program-manager" in page
    assert "engineering 3, product –" in page
    assert str(source.pk) in page


def test_an_attempt_is_never_changed_in_the_admin(client, editor):
    attempt = make_attempt()
    editor.user_permissions.add(Permission.objects.get(codename="open_attempt"))
    page = reverse("admin:quiz_attempt_change", args=[attempt.pk])

    assert client.post(page, {"status": "finished"}).status_code == 403
    assert client.post(reverse("admin:quiz_attempt_delete", args=[attempt.pk])).status_code == 403


def test_health_of_a_version_shows_nothing_of_a_few(client, editor):
    attempt = make_attempt()

    page = text(client.get(address("health", attempt.version)))

    assert "Nobody has finished yet." in page
    assert "not shown" in page


def test_health_shows_who_took_further_questions_and_what_came_of_it(client, editor):
    version = publish_version()
    for number in range(30):
        attempt = make_tied(version=version)
        if number < 12:
            make_step(attempt, score_data=attempt.result.score_data | {"status": "clear"})

    page = look_into(client.get(address("health", version)))

    rows = [[words(cell) for cell in row.select("th, td")] for row in page.select("tr")]
    assert ["Too close to call", "30", "12 (40 %)", "Clear (12)"] in rows
    assert ["No clear preference", "fewer than 30", "not shown", "not shown"] in rows
