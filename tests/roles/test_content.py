import pytest

from roles import content
from roles.models import Citation
from tests.factories import make_cell, make_comparison, make_point, make_role


def test_plain_leaves_out_what_is_at_its_default():
    assert content.unstructure(make_role(slug="a", name="A")) == {
        "slug": "a",
        "name": "A",
        "one_liner": "Decides what to build",
        "sources": ["an-article"],
    }


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"name": "A", "one_liner": "x"}, "required field missing @ $.slug"),
        ({"slug": "a", "name": None, "one_liner": "x"}, "expected str @ $.name"),
        ({"slug": "a", "name": "A", "one_liner": "x", "nme": 1}, "extra fields found (nme)"),
        ({"slug": "a", "name": "A", "one_liner": "x", "points": [{"kind": "joke"}]}, "points[0]"),
        ([], "@ $"),
    ],
)
def test_data_of_another_shape_is_refused_and_says_where(data, told):
    with pytest.raises(content.ContentError) as refused:
        content.structure("role", data)
    assert told in str(refused.value)


def test_an_anchor_is_made_of_the_field_and_the_identity():
    assert content.anchor("points", make_point(key="own-it")) == "points-own-it"


def test_a_company_has_its_own_cell_beside_the_general_one():
    general, local = make_cell(), make_cell(company="Acme & Co")
    assert content.identity(general) != content.identity(local)
    assert content.anchor("cells", local) == "cells-focus-at-acme-co"


def test_the_cells_of_two_companies_never_share_an_anchor():
    cells = [
        make_cell(company=name) for name in ("", "百度", "腾讯", "株式会社 ABC", "有限会社 ABC")
    ]

    assert len({content.anchor("cells", cell) for cell in cells}) == 5


def test_the_longest_anchor_has_room():
    cell = make_cell(dimension="a" * 100, company="b" * 100)

    assert len(content.anchor("cells", cell)) <= Citation._meta.get_field("anchor").max_length


def test_a_statement_is_headed_by_the_line_that_says_most():
    assert content.headline(make_cell(dimension="technical-depth", value="High")) == (
        "Technical depth: High"
    )
    assert content.headline(make_point(text="Owns the plan")) == "Owns the plan"
    assert content.headline(make_comparison(name="Two roles")) == "Two roles"
