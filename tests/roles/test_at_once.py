"""Asked at once or one by one, the rules of a row say the same."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from tests.factories import make_salary_figure

pytestmark = pytest.mark.django_db

WRONG = {
    "no": {},
    "one": {"low": 2, "high": 1},
    "two": {"n": 0, "currency": "XXX"},
    "of what the database makes": {"role_id": None, "occupation": ""},
}
LEFT_OUT = [None, {"low"}, {"currency", "n"}, {"place", "company"}, {"published_at", "role"}]


def said(validate, left_out):
    try:
        validate(exclude=left_out)
    except ValidationError as error:
        return sorted(error.messages)
    return []


def one_by_one(row):
    """As Django asks them."""
    row.get_constraints = lambda: models.Model.get_constraints(row)
    return row


@pytest.mark.parametrize("left_out", LEFT_OUT)
@pytest.mark.parametrize("wrong", WRONG)
def test_rules_asked_at_once_say_what_they_say_one_by_one(wrong, left_out):
    row = make_salary_figure()
    vars(row).update(WRONG[wrong])

    together = said(row.validate_constraints, left_out)

    assert together == said(one_by_one(row).validate_constraints, left_out)
    assert left_out or bool(together) == bool(WRONG[wrong])


def test_a_row_that_keeps_its_rules_is_asked_about_them_in_one_query():
    row = make_salary_figure()
    with CaptureQueriesContext(connection) as queries:
        row.validate_constraints()

    # The other one asks whether a condition under which no two rows are alike applies.
    assert sum("_check" in each["sql"] for each in queries) == 2
