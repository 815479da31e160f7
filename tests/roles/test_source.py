import pytest

from roles.models import Source


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
