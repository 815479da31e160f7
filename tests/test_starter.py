import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import QuerySet

from roles.models import Source
from tests import starter

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
# Made anew when a row is stored: when the row was, which no page shows.
STORED_AT = {"created_at"}


def rows():
    return {
        (model._meta.label, row.pk): {
            field.attname: getattr(row, field.attname)
            for field in model._meta.concrete_fields
            if field.name not in STORED_AT
        }
        for model in starter._models()
        for row in QuerySet(model)
    }


def test_what_is_put_back_is_what_the_command_stored():
    starter.load_starter()
    loaded = rows()
    call_command("flush", interactive=False, verbosity=0)

    starter.load_starter()

    assert loaded
    assert rows() == loaded
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM roles_picture")
        assert cursor.fetchone()[0] > 0
    # The next row gets a key of its own.
    Source.objects.create(slug="another")
