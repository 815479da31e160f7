"""The version of what readers see: another one with whatever is written, however that is done."""

import pytest
from django.apps import apps
from django.core import serializers
from django.db import connection
from django.utils import timezone

from quiz.models import Attempt
from roles import publishing
from roles.models import (
    Company,
    ContentVersion,
    Picture,
    Place,
    Point,
    Report,
    SalaryFigure,
    Source,
    TrailEntry,
)
from roles.models.content_version import EVENTS, PREFIX, UNSEEN, watched
from roles.models.recording import recorded
from tests.changes import changes
from tests.factories import make_place, make_point, make_role, make_salary_figure, publish
from tests.quiz.factories import make_attempt, publish_version

CONTENT = [model for app in ("roles", "quiz") for model in watched(app)]
ALL = [
    model
    for app in ("roles", "quiz")
    for model in apps.get_app_config(app).get_models(include_auto_created=True)
]


def triggers():
    """The tables that are watched, each with what is watched of it."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'")
            found = {(table, name) for table, name in cursor.fetchall()}
            return {
                table
                for table, _ in found
                if all((table, f"{PREFIX}_{event}_{table}") in found for event in EVENTS)
            }
        cursor.execute(
            "SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE tgname = %s AND tgenabled = 'O'",
            [PREFIX],
        )
        return {table for (table,) in cursor.fetchall()}


@pytest.mark.django_db
def test_every_table_of_content_is_watched_and_no_other():
    assert {model._meta.db_table for model in CONTENT} == triggers()
    assert {*ALL} - {*CONTENT} == {*UNSEEN["roles"], *UNSEEN["quiz"]}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "act",
    [
        lambda: Company.objects.create(name="A", slug="a"),
        lambda: Company.objects.bulk_create([Company(name="A", slug="a")]),
        lambda: Company.objects.bulk_create([Company(name="A", slug="a")], ignore_conflicts=True),
        lambda: Place.objects.bulk_create(
            [Place(code="US", name="Us")],
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name"],
        ),
        lambda: Place.objects.bulk_update(Place.objects.all(), ["name"]),
        lambda: Place.objects.update(name="Here"),
        lambda: Place.objects.update_or_create(code="US", defaults={"name": "Here"}),
        lambda: Place.objects.get().save(),
        lambda: SalaryFigure.objects.all().delete(),
        lambda: SalaryFigure.objects.get().delete(),
        lambda: SalaryFigure.objects.get().withdraw("It is wrong."),
        lambda: Point.objects.first().sources.clear(),
        lambda: Point.objects.first().sources.set([Source.objects.create(slug="x", title="X")]),
        lambda: publishing.publish_tables("role", "product-manager", reason="Again"),
        lambda: publishing.withdraw("role", "product-manager", reason="Wrong"),
        lambda: publish_version(),
        lambda: Report.objects.create(text="Wrong"),
        lambda: Picture.objects.create(
            kind="role", slug="a", digest="a", png=b"", shown_from=timezone.now()
        ),
    ],
)
def test_whatever_is_written_gives_another_version(act):
    publish(make_role(points=(make_point(),)))
    make_salary_figure()
    with changes(), recorded(command="try"):
        act()


@pytest.mark.django_db
def test_a_row_that_is_loaded_from_a_file_gives_another_version():
    make_place()
    file = serializers.serialize("json", Place.objects.all())
    Place.objects.all().delete()
    with changes():
        for each in serializers.deserialize("json", file):
            each.save()


@pytest.mark.django_db
def test_an_insert_that_ignores_conflicts_gives_another_version():
    word = "OR IGNORE" if connection.vendor == "sqlite" else ""
    end = "" if word else "ON CONFLICT DO NOTHING"
    with changes(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT {word} INTO roles_company (name, slug) VALUES ('A', 'a') {end}"  # noqa: S608
        )


@pytest.mark.django_db
def test_what_takers_and_the_trail_write_gives_no_other_version():
    attempt = make_attempt()
    before = ContentVersion.objects.now()
    Attempt.objects.update(started_at=timezone.now())
    make_attempt(version=attempt.version, answers={"p01": 3})
    TrailEntry.objects.bulk_create([TrailEntry(deed="changed", kind="a", key="1", name="A")])
    assert ContentVersion.objects.now() == before
