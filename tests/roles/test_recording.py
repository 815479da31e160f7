"""Whatever staff change stands in the trail, once, with who and why: one walk over all forms."""

import pytest
from django.contrib import admin
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from quiz.admin.version import VersionAdmin
from quiz.models import Version
from roles import publishing
from roles.models import (
    ContentVersion,
    Group,
    Point,
    Report,
    Role,
    SalaryFigure,
    Skill,
    TrailEntry,
)
from roles.models.content_version import watched
from roles.models.recording import aside, recorded
from tests.factories import make_point, make_role, make_salary_figure, write
from tests.forms import MODELS, pages_of, spots, two_of_each
from tests.pages import filled_in
from tests.shared import shared

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("rows")]

rows = shared(two_of_each)
# The first of these that a form has is changed, to this.
NEW = {
    "position": "77",
    "note": "Another",
    "answer": "Mended",
    "summary": "Another",
    "explanation": "Another",
    "short_answer": "Another",
    "per_euro": "2.500000",
    "title": "Another",
    "name": "Another",
    # Unticked.
    "is_active": "",
}
# Of which no field of a row that is there can be written in: it is made by publishing, by an
# attempt or by the trail itself, or its name is chosen once.
WITHOUT_FORM = {"company", "edition", "attempt", "trailentry"}


@pytest.fixture
def chief(client):
    user = User.objects.create_superuser("chief@example.com", "a long enough password")
    client.force_login(user)
    return user


def page_of(row, step="change"):
    options = row._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_{step}", args=[row.pk])


def list_of(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def changeable(client, model):
    """Each form of a row that is there, with the field to change in it."""
    for address in pages_of(model):
        page = client.get(address)
        for spot in spots(page) if page.status_code == 200 else ():
            name = next((name for name in NEW if name in spot.fields), None)
            # What the walk adds beside them says what the first one says.
            is_new = spot.row.pk is None or spot.sent.get(f"{spot.prefix}id") == ""
            if name and not is_new:
                yield address, spot, name


def entry(**about):
    """The one entry that there is."""
    found = TrailEntry.objects.get()
    assert {name: getattr(found, name) for name in about} == about
    return found


def changes(found):
    return {each.field: (each.before, each.after) for each in found.field_changes}


def in_words(value):
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_each_change_has_one_entry_with_who_and_what_before_and_after(model, client, chief):
    Report.objects.create(text="Wrong")
    is_seen = model in watched(model._meta.app_label)
    found = list(changeable(client, model))
    assert bool(found) != (model._meta.model_name in WITHOUT_FORM)

    for address, spot, name in found:
        with undone():
            version = ContentVersion.objects.now()
            before = in_words(getattr(spot.row, name))
            sent = spot.with_values({name: NEW[name]}) | {"reason": "It says so."}
            assert client.post(address, sent).status_code == 302, address
            told = entry(by=chief, deed="changed", key=str(spot.row.pk), reason="It says so.")
            after = NEW[name] or "no"
            assert changes(told)[name] == (before, after), address
            assert (ContentVersion.objects.now() != version) == is_seen, address


class undone:
    """What is done within is undone at the end."""

    def __enter__(self):
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def __exit__(self, *raised):
        if not raised[0]:
            transaction.set_rollback(True)
        self.atomic.__exit__(*raised)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_what_is_deleted_leaves_one_entry_with_the_whole_row(model, client, chief):
    for row in model._default_manager.exclude(pk=chief.pk):
        with undone():
            # Read before: who was there is not any more.
            name, key = str(row)[:300], str(row.pk)
            client.post(page_of(row, "delete"), {"post": "yes", "reason": "Twice there."})
            if model._default_manager.filter(pk=row.pk).exists():
                assert not TrailEntry.objects.exists()
                continue
            told = TrailEntry.objects.get(kind=row._meta.label_lower, key=key)
            assert (told.deed, told.by, told.reason) == ("deleted", chief, "Twice there.")
            assert told.name in (name, f"account {key}", f"Report {key}")
            assert told.field_changes
            assert all(each.before and not each.after for each in told.field_changes)


LISTS = [model for model, each in admin.site._registry.items() if each.list_editable]


@pytest.mark.parametrize("model", LISTS, ids=lambda model: model._meta.label_lower)
def test_what_is_changed_in_a_list_has_an_entry(model, client, chief):
    page = client.get(list_of(model))
    row = page.context["cl"].formset.forms[0].instance
    sent = filled_in(page) | {"form-0-position": "77", "_save": "Save"}
    assert client.post(list_of(model), sent).status_code == 302
    told = entry(by=chief, deed="changed", key=str(row.pk))
    assert changes(told) == {"position": (str(row.position), "77")}


def test_a_row_added_on_the_page_of_its_subject_is_told_whole_of_the_subject(client, chief):
    role = Role.objects.get(slug="product-manager")
    address = f"{page_of(role)}?part=aliases"
    sent = filled_in(client.get(address))
    sent |= {"aliases-TOTAL_FORMS": 3, "aliases-2-title": "Captain", "aliases-2-position": 9}
    source = str(role.aliases.first().sources.first())
    sent |= {"aliases-2-sources": [role.aliases.first().sources.first().pk]}

    assert client.post(address, sent).status_code == 302

    told = entry(by=chief, deed="added", kind="roles.alias", subject_kind="roles.role")
    assert (told.subject_key, told.subject_name, told.name) == (str(role.pk), role.name, "Captain")
    assert changes(told)["title"] == ("", "Captain")
    assert changes(told)["sources"] == ("", source)
    assert "note" not in changes(told)


def test_sources_are_told_by_their_names(client, chief):
    point = Point.objects.filter(role__slug="product-manager").first()
    source = point.sources.get()
    sent = filled_in(client.get(page_of(point)))
    client.post(page_of(point), {name: sent[name] for name in sent if name != "sources"})
    assert changes(entry(deed="changed")) == {"sources": (str(source), "")}


def test_what_is_new_is_told_with_its_rows(client, chief):
    sent = {"name": "New", "key": "new", "position": 1, "dimensions-TOTAL_FORMS": 1}
    sent |= {"dimensions-INITIAL_FORMS": 0, "dimensions-0-name": "Row", "dimensions-0-key": "row"}
    sent |= {"dimensions-0-question": "What?", "dimensions-0-position": 1}
    assert client.post(reverse("admin:roles_group_add"), sent).status_code == 302
    assert sorted(TrailEntry.objects.values_list("deed", "kind", "subject_name")) == [
        ("added", "roles.dimension", "Rows and skills"),
        ("added", "roles.group", "Rows and skills"),
    ]


def test_a_form_that_is_refused_leaves_none(client, chief):
    role = Role.objects.get(slug="product-manager")
    address = f"{page_of(role)}?part=aliases"
    sent = filled_in(client.get(address)) | {"aliases-0-note": "New", "aliases-1-title": ""}
    assert client.post(address, sent).status_code == 200
    assert not TrailEntry.objects.exists()


def test_what_fails_after_it_was_saved_leaves_none(client, chief, monkeypatch):
    role = Role.objects.get(slug="product-manager")
    sent = filled_in(client.get(page_of(role))) | {"summary": "New"}

    def fail(*args):
        raise ConnectionError

    monkeypatch.setattr(admin.site.get_model_admin(Role), "log_change", fail)
    with pytest.raises(ConnectionError):
        client.post(page_of(role), sent)
    assert not TrailEntry.objects.exists()
    assert Role.objects.get(pk=role.pk).summary != "New"


def test_what_is_saved_without_a_change_leaves_none(client, chief):
    role = Role.objects.get(slug="product-manager")
    assert client.post(page_of(role), filled_in(client.get(page_of(role)))).status_code == 302
    assert not TrailEntry.objects.exists()


def test_what_is_written_twice_has_one_entry_and_what_is_taken_back_none():
    role, other = Role.objects.all()[:2]
    with recorded(command="try"):
        for name in ("First", "Second"):
            role.name = name
            role.save()
        before, other.name = other.name, "Third"
        other.save()
        other.name = before
        other.save()
    assert changes(entry(key=str(role.pk), by=None, by_name="try"))["name"][1] == "Second"


def test_what_is_set_aside_is_not_told_row_by_row():
    role = Role.objects.first()
    with recorded(command="try"), aside():
        role.name = "New"
        role.save()
    assert not TrailEntry.objects.exists()


def test_outside_of_a_recording_nothing_is_asked_or_told(django_assert_num_queries):
    role = Role.objects.first()
    with django_assert_num_queries(1):
        role.save()
    assert not TrailEntry.objects.exists()


def test_a_subject_goes_with_its_parts_read_a_table_at_a_time():
    few = make_role(slug="few", points=(make_point(),))
    many = make_role(slug="many", points=tuple(make_point(key=f"p{n}") for n in range(30)))
    write(few)
    write(many)
    counts = [count_of_deleting(Role.objects.get(slug=slug)) for slug in ("few", "many")]
    assert counts[0] == counts[1]
    assert TrailEntry.objects.filter(kind="roles.point", subject_name=few.name).exists()
    assert TrailEntry.objects.filter(kind="roles.point").count() == 31


def count_of_deleting(role):
    with CaptureQueriesContext(connection) as queries, recorded(command="try"):
        role.delete()
    return len(queries)


def test_an_edition_that_is_loaded_back_is_told_with_what_it_changed(client, chief):
    publishing.publish_tables("outline", "outline", reason="First")
    skill = Skill.objects.get(key="sql")
    skill.name = "Queries"
    skill.save()
    row = Group.objects.first()
    address = reverse("admin:roles_group_restore", args=[row.pk, 1])
    client.post(address, {"discard": "on"})
    told = {each.deed: each for each in TrailEntry.objects.all()}
    assert told.keys() == {"changed", "restored"}
    assert changes(told["changed"]) == {"name": ("Queries", "SQL")}
    assert told["changed"].reason == "Edition 1 was loaded back."
    assert told["restored"].subject_name == "Rows and skills"


@pytest.mark.parametrize(
    ("sent", "deed"),
    [({}, "published"), ({"published_at": "2999-01-01T00:00"}, "scheduled")],
)
def test_what_is_published_and_withdrawn_is_told_with_its_reason(client, chief, sent, deed):
    row = Group.objects.first()
    address = reverse("admin:roles_group_publish", args=[row.pk])
    seen = client.get(address).context["form"].initial["seen"]
    sent = {"seen": seen, "reason": "It is right."} | sent
    assert client.post(address, sent).status_code == 302
    assert entry(deed=deed, by=chief).reason == "It is right."
    client.post(reverse("admin:roles_group_withdraw", args=[row.pk]), {"reason": "It is wrong."})
    newest = TrailEntry.objects.first()
    assert (newest.deed, newest.reason) == ("withdrawn", "It is wrong.")


def test_a_figure_found_wrong_is_told_with_the_one_in_its_place(client, chief):
    wrong = make_salary_figure()
    address = f"{reverse('admin:roles_salaryfigure_add')}?corrects={wrong.pk}"
    sent = filled_in(client.get(address)) | {"note": "Mended", "reason": "A slip."}
    assert client.post(address, sent).status_code == 302
    told = {each.deed: each for each in TrailEntry.objects.all()}
    assert told.keys() == {"corrected", "added"}
    assert {each.reason for each in told.values()} == {"A slip."}
    right = SalaryFigure.objects.get(corrects=wrong)
    assert (told["corrected"].key, told["added"].key) == (str(wrong.pk), str(right.pk))
    assert changes(told["corrected"])["correction_reason"] == ("", "A slip.")

    client.post(reverse("admin:roles_salaryfigure_withdraw", args=[right.pk]), {"reason": "No."})
    assert TrailEntry.objects.get(deed="withdrawn").key == str(right.pk)


def test_a_report_is_told_as_settled_without_what_its_reader_wrote(client, chief):
    report = Report.objects.create(text="Secret words", email="reader@example.com")
    sent = filled_in(client.get(page_of(report))) | {"is_settled": "on", "answer": "Mended."}
    client.post(page_of(report), sent)
    told = entry(deed="settled", name=f"Report {report.pk}")
    client.post(page_of(report, "delete"), {"post": "yes"})
    assert changes(told) == {"is_settled": ("no", "yes"), "answer": ("", "Mended.")}
    assert "ecret" not in str(list(TrailEntry.objects.values()))
    assert "reader@" not in str(list(TrailEntry.objects.values()))


def test_rights_are_told_and_neither_address_nor_password(client, chief):
    user = User.objects.get(email="one@example.com")
    address = page_of(user)
    sent = filled_in(client.get(address)) | {"is_staff": "on", "email": "new@example.com"}
    assert client.post(address, sent).status_code == 302
    told = changes(entry(name=f"account {user.pk}"))
    assert told == {
        "is_staff": ("no", "yes"),
        "email": ("(not told)", "(another, not told)"),
    }
    password = reverse("admin:auth_user_password_change", args=[user.pk])
    new = "another long enough one"
    sent = {"password1": new, "password2": new, "usable_password": "true"}
    assert client.post(password, sent).status_code == 302
    assert changes(TrailEntry.objects.first()).keys() == {"password"}
    kept = str(list(TrailEntry.objects.values()))
    user.refresh_from_db()
    assert user.password not in kept
    assert "@" not in kept


def test_who_asks_for_a_check_has_it_stored_before_it_is_taken(client, chief, monkeypatch):
    outer = len(connection.savepoint_ids)
    depths = []
    begin = staticmethod(lambda: depths.append(len(connection.savepoint_ids)))
    monkeypatch.setattr(VersionAdmin, "start_process", begin)
    version = Version.objects.drafts().first()
    client.post(reverse("admin:quiz_version_checking", args=[version.pk]))
    assert depths == [outer]


def break_off(role):
    with recorded(command="try"):
        role.summary = "New"
        role.save()
        raise ConnectionError


def test_a_recording_that_breaks_off_leaves_neither_the_change_nor_an_entry():
    role = Role.objects.first()
    with pytest.raises(ConnectionError):
        break_off(role)
    assert not Role.objects.filter(summary="New").exists()
    assert not TrailEntry.objects.exists()
