"""The version of what readers see, between those who write and those who look."""

import datetime as dt
from threading import Event

import pytest
from django.db import connection, transaction
from django.utils import timezone

from roles.models import Company, ContentVersion, Picture
from roles.models.content_version import next_due
from tests.factories import make_role, make_salary_figure, publish
from tests.races import together

A_DAY = dt.timedelta(days=1)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_seen_of_a_change_until_it_is_stored():
    before = ContentVersion.objects.now()
    seen = []
    with transaction.atomic():
        Company.objects.create(name="A", slug="a")
        together(lambda: seen.append(ContentVersion.objects.now()))
    assert seen == [before]
    assert ContentVersion.objects.now() != before


@pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="SQLite lets one write at a time, so that no two can be under way; PostgreSQL runs this",
)
@pytest.mark.django_db(transaction=True)
def test_two_who_write_do_not_wait_for_each_other_and_both_are_seen():
    versions, is_written, is_over = [ContentVersion.objects.now()], Event(), Event()

    def long():
        with transaction.atomic():
            Company.objects.create(name="A", slug="a")
            is_written.set()
            assert is_over.wait(20)

    def short():
        assert is_written.wait(20)
        Company.objects.create(name="B", slug="b")
        versions.append(ContentVersion.objects.now())
        is_over.set()

    together(long, short)
    versions.append(ContentVersion.objects.now())
    assert len({*versions}) == 3


@pytest.mark.django_db
def test_the_next_moment_is_the_earliest_that_any_row_is_due():
    publish(make_role())
    now = timezone.now()
    assert next_due(now) is None
    publish(make_role(one_liner="Later"), at=now + 3 * A_DAY)
    assert next_due(now) == now + 3 * A_DAY
    make_salary_figure(published_at=now + 2 * A_DAY)
    assert next_due(now) == now + 2 * A_DAY
    Picture.objects.create(kind="role", slug="a", digest="a", png=b"", shown_from=now + A_DAY)
    assert next_due(now) == now + A_DAY
    assert next_due(now + A_DAY) == now + 2 * A_DAY
