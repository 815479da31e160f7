"""Each way to write a row of any table of content is a change of what readers see."""

import pytest
from django.db import connection

from roles.models.content_version import watched
from tests.changes import changes
from tests.forms import two_of_each
from tests.shared import shared

rows = shared(two_of_each)
CONTENT = [model for app in ("roles", "quiz") for model in watched(app)]
# Nothing of staff's makes rows of these in the walk.
EMPTY = {"edition", "citation", "listing", "listedrole", "listedtitle", "picture", "report"}


def label(model):
    return model._meta.label_lower


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize("model", CONTENT, ids=label)
def test_each_way_to_write_a_row_gives_another_version(model):
    row = model._base_manager.first()
    if row is None:
        assert model._meta.model_name in EMPTY or model._meta.auto_created
        return
    table, key = connection.ops.quote_name(model._meta.db_table), model._meta.pk.column
    with changes():
        model._base_manager.filter(pk=row.pk).update(**{model._meta.pk.attname: row.pk})
    with changes():
        model.save_base(row, raw=True)
    with changes(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {key} = {key}")  # noqa: S608
    with changes():
        model._base_manager.filter(pk=row.pk)._raw_delete("default")
