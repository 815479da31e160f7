import pytest
import yaml
from django.core.exceptions import ValidationError

from roles.models import Source
from tests.factories import make_role, make_source, publish
from tests.pages import look_into, words
from tests.test_conventions import ROOT

pytestmark = pytest.mark.django_db


def test_a_source_is_introduced_in_six_words_at_most():
    Source(slug="a", interest="sells a book on one company").full_clean()

    with pytest.raises(ValidationError, match="at most 6 words"):
        Source(slug="b", interest="sells a book on one company alone").full_clean()


def test_each_source_that_comes_with_the_product_has_its_words():
    for listed in yaml.safe_load((ROOT / "roles/starter/sources.yaml").read_text()):
        assert listed["short_name"]
        assert listed["interest"]
        # Named by a slug, which is tried where it is loaded.
        Source(**{name: value for name, value in listed.items() if name != "part_of"}).full_clean()


def test_the_words_stand_in_the_list_and_on_the_page_of_a_source(client):
    make_source(short_name="a book seller", interest="sells a book")
    publish(make_role())

    assert "A book seller · sells a book" in words(look_into(client.get("/sources/")))
    lede = look_into(client.get("/sources/an-article/")).select_one("h1 + .lede")
    assert words(lede) == "A book seller: sells a book."
