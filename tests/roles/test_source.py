import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from roles.content import ContentError, structure_source
from roles.models import Source
from tests.no_dates import NO_DATES


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"title": "A title", "author": "Ada"}, "A title"),
        ({"author": "Ada", "publisher": "A firm"}, "Untitled survey by Ada"),
        ({"publisher": "a firm, not named in our copy"}, "Untitled survey from a firm"),
        ({}, "Untitled survey (a-slug)"),
    ],
)
def test_source_without_a_title_is_called_what_a_person_would_call_it(facts, name):
    assert Source(slug="a-slug", kind="survey", **facts).name == name


@pytest.mark.django_db
@pytest.mark.parametrize("day", [text for text in NO_DATES if len(text) <= 10])
def test_a_source_has_no_date_that_never_was(day):
    source = Source(slug="a", published_on=day)

    with pytest.raises(ValidationError, match="2022-09-07"):
        source.full_clean()
    with pytest.raises(IntegrityError, match="published_on_is_a_date"), transaction.atomic():
        source.save()
    with pytest.raises(ContentError, match="published_on"):
        structure_source({"slug": "a", "published_on": day})
