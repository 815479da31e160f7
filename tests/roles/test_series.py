"""Of a series of figures the newest is current, however they were written."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.core.management import call_command
from django.db import NotSupportedError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from roles.models import SalaryFigure
from tests.factories import make_salary_figure, make_source, new_figure, role_row
from tests.properties import with_database

pytestmark = pytest.mark.django_db
figures = SalaryFigure.objects


def series(figure):
    """What two figures share when the newer of them takes the place of the older."""
    return (
        figure.role_id or figure.occupation,
        figure.place_id,
        figure.industry,
        figure.level,
        figure.company_id,
        figure.component,
        figure.currency,
        figure.basis,
        figure.data_set or figure.source_id,
    )


def superseding(figure, others):
    """From when on a newer figure takes its place, None when none does."""
    newer = [
        other.published_at
        for other in others
        if series(other) == series(figure)
        and other.as_of > figure.as_of
        and other.published_at is not None
        and other.corrected_at is None
    ]
    return min(newer, default=None)


def assert_right():
    stored = list(figures.all())
    told = {figure.pk: figure.superseded_at for figure in stored}
    assert told == {figure.pk: superseding(figure, stored) for figure in stored}


def is_current(figure):
    return figures.latest().filter(pk=figure.pk).exists()


@pytest.fixture
def older():
    return make_salary_figure(as_of="2024")


@pytest.fixture
def newer(older):
    return make_salary_figure(as_of="2025")


def test_a_figure_that_is_saved_takes_the_place_of_an_older(older, newer):
    assert not is_current(older)
    assert_right()


def test_a_row_that_is_right_is_not_written_again(older, newer):
    with CaptureQueriesContext(connection) as captured:
        figures.settle([older.series])

    assert [query for query in captured.captured_queries if "UPDATE" in query["sql"]] == []


def test_figures_of_one_date_stand_beside_each_other(newer):
    beside = make_salary_figure(as_of="2025")

    assert is_current(newer)
    assert is_current(beside)


def test_figures_stored_by_the_batch_take_their_places(older):
    figures.bulk_create([new_figure(as_of="2025"), new_figure(as_of="2026")])

    assert figures.latest().get().as_of == "2026"
    assert_right()


def test_an_older_figure_stands_again_when_the_newer_is_deleted(older, newer):
    newer.delete()

    assert is_current(older)


def test_an_older_figure_stands_again_when_newer_ones_are_deleted_together(older, newer):
    figures.filter(pk=newer.pk).delete()

    assert is_current(older)


def test_an_older_figure_stands_again_when_the_newer_turns_out_to_be_of_another_series(
    older, newer
):
    newer.level = "Level 4"
    newer.save(update_fields=["level"])

    assert is_current(older)


def test_a_row_changed_in_place_leaves_its_series(older, newer):
    figures.filter(pk=newer.pk).update(as_of="2023")

    assert is_current(older)
    assert not is_current(newer)
    assert_right()


def test_rows_changed_by_the_batch_leave_their_series(older, newer):
    newer.source = make_source(slug="another")
    figures.bulk_update([newer], ["source"])

    assert is_current(older)
    assert_right()


def test_a_figure_that_is_withdrawn_takes_no_place(older, newer):
    newer.withdraw("It was another company's")

    assert is_current(older)


def test_a_correction_may_be_of_another_series(older, newer):
    newer.replace_with(new_figure(as_of="2025", level="Level 4"), "It is of one level")

    assert is_current(older)
    assert_right()


def test_a_figure_that_is_got_or_made_takes_its_place(older):
    found, _ = figures.update_or_create(
        key="typed",
        defaults={
            **{name: getattr(older, name) for name in ("role", "place", "source", "component")},
            "currency": "USD",
            "point": 1,
            "as_of": "2026",
            "published_at": timezone.now(),
        },
    )

    assert not is_current(older)
    assert is_current(found)


def test_a_figure_that_is_given_to_another_role_leaves_its_series(older, newer):
    role_row("technical-product-manager").figures.add(newer)

    assert is_current(older)
    assert_right()


def test_figures_loaded_from_a_file_take_their_places(older, newer, tmp_path):
    fixture = tmp_path / "figures.json"
    call_command("dumpdata", "roles.salaryfigure", output=str(fixture))
    figures.all().delete()

    call_command("loaddata", str(fixture), verbosity=0)

    assert figures.latest().get().as_of == "2025"
    assert_right()


@pytest.mark.parametrize(
    "way",
    [
        {"ignore_conflicts": True},
        {"update_conflicts": True, "update_fields": ["role"], "unique_fields": ["id"]},
    ],
)
def test_figures_that_may_be_passed_over_are_refused(way):
    with pytest.raises(NotSupportedError, match="stored or refused"):
        figures.bulk_create([new_figure()], **way)


def test_a_figure_with_a_role_is_of_the_role_whatever_was_counted(older):
    make_salary_figure(as_of="2025", occupation="Project Management Specialists (13-1082)")

    assert not is_current(older)


def test_figures_of_one_data_set_are_one_series_whatever_their_source():
    first = make_salary_figure(as_of="2024", source="survey-2024", data_set="survey")
    make_salary_figure(as_of="2025", source="survey-2025", data_set="survey")
    other = make_salary_figure(as_of="2024", source="survey-2024")

    assert not is_current(first)
    assert is_current(other)


# What the tests above say of a series they say on both databases.
@pytest.mark.once
@pytest.mark.slow
def test_every_starter_figure_is_superseded_by_a_newer_one_that_is_typed(client):
    call_command("load_starter")
    assert_right()
    client.force_login(User.objects.create_superuser("ada@example.org"))
    form = client.get(reverse("admin:roles_salaryfigure_add")).context["adminform"].form
    empty = {name: field.initial or "" for name, field in form.fields.items()}
    # What was found wrong says the same as what took its place, and is not typed beside it.
    for old in figures.filter(corrected_at=None):
        said = {name: getattr(old, name) for name in empty if name in vars(old)}
        said |= {
            name: getattr(old, f"{name}_id") for name in ("role", "place", "company", "source")
        }
        data = empty | {name: value for name, value in said.items() if value not in (None, "")}
        day, time = f"{timezone.now():%Y-%m-%d %H:%M:%S}".split()
        data |= {"as_of": "2026-10", "published_at_0": day, "published_at_1": time}
        data.pop("published_at", None)

        response = client.post(reverse("admin:roles_salaryfigure_add"), data)

        assert response.status_code == 302, response.context["adminform"].form.errors
        assert not is_current(old) or old.as_of == ""
    assert_right()


MOMENTS = [None, dt.datetime(2026, 1, 1, tzinfo=dt.UTC), dt.datetime(2200, 1, 1, tzinfo=dt.UTC)]
changes = {
    "as_of": st.sampled_from(["", "2024", "2024-05", "2025"]),
    "level": st.sampled_from(["", "Level 4"]),
    "published_at": st.sampled_from(MOMENTS),
}
ways = st.sampled_from(["save", "create", "update", "batch", "delete", "delete together"])


@pytest.mark.slow
@with_database
@given(st.lists(st.tuples(ways, st.fixed_dictionaries(changes), st.integers(0, 9)), max_size=8))
def test_no_row_of_writing_leaves_a_figure_wrong(steps):
    figures.all().delete()
    for way, values, number in steps:
        stored = list(figures.order_by("pk"))
        chosen = stored[number % len(stored)] if stored else make_salary_figure(**values)
        write(way, chosen, values)
        assert_right()


def write(way, figure, values):
    for name, value in values.items():
        setattr(figure, name, value)
    match way:
        case "save":
            figure.save()
        case "create":
            figures.bulk_create([new_figure(**values), new_figure(**values)])
        case "update":
            figures.filter(pk__gte=figure.pk).update(**values)
        case "batch":
            figures.bulk_update([figure], list(values))
        case "delete":
            figure.delete()
        case "delete together":
            figures.filter(pk__gte=figure.pk).delete()


@pytest.mark.django_db(transaction=True)
def test_of_two_figures_stored_at_once_the_newer_is_current():
    ready = [new_figure(as_of="2024"), new_figure(as_of="2026")]
    both = Barrier(2)

    def store(figure):
        with transaction.atomic():
            figure.save()
            # Until the other is stored too or, where that one waits for this, for a moment.
            with suppress(BrokenBarrierError):
                both.wait(timeout=0.5)
        connection.close()

    with ThreadPoolExecutor() as pool:
        list(pool.map(store, ready))

    assert figures.latest().get().as_of == "2026"
