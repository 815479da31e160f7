from typing import get_args

import pytest
from bs4 import BeautifulSoup

from roles import content
from roles.models.role import Glyph
from roles.templatetags.reading import emphasised
from tests.factories import (
    make_advice,
    make_alias,
    make_cell,
    make_level,
    make_need,
    make_outline,
    make_point,
    make_role,
    make_skill,
    make_transition,
    publish,
)
from tests.pages import look_into, words
from tests.test_conventions import ROOT

PRODUCT = make_role(emphasis="Product")
TECHNICAL = make_role(slug="technical-product-manager", emphasis="Product")
PROGRAM = make_role(slug="technical-program-manager", emphasis="Program")


@pytest.mark.parametrize(
    ("role", "beside", "name"),
    [
        (PRODUCT, (), '<em class="emphasis">Product</em> Manager'),
        (TECHNICAL, (), 'Technical <em class="emphasis">Product</em> Manager'),
        (TECHNICAL, (TECHNICAL,), 'Technical <em class="emphasis">Product</em> Manager'),
        (TECHNICAL, (TECHNICAL, PROGRAM), 'Technical <em class="emphasis">Product</em> Manager'),
        (TECHNICAL, (PRODUCT, TECHNICAL), '<em class="emphasis">Technical</em> Product Manager'),
        (PRODUCT, (PRODUCT, TECHNICAL), "Product Manager"),
        (
            TECHNICAL,
            (PRODUCT, TECHNICAL, PROGRAM),
            'Technical <em class="emphasis">Product</em> Manager',
        ),
        (make_role(), (make_role(), PROGRAM), "Product Manager"),
    ],
)
def test_word_is_emphasised_that_tells_a_role_from_those_beside_it(role, beside, name):
    assert emphasised(role, beside) == name


def test_the_sign_of_a_role_stands_before_its_name_and_is_not_read_out():
    name = look(emphasised(make_role(emphasis="Product", glyph="circle")))

    assert words(name) == "Product Manager"
    assert name.span["class"] == ["role-name", "is-circle"]
    assert name.svg["aria-hidden"] == "true"
    assert name.use["href"] == "#sign-circle"


@pytest.mark.django_db
@pytest.mark.parametrize("glyph", Glyph)
def test_every_sign_is_drawn_on_every_page_and_has_its_colours(client, glyph):
    page = look_into(client.get("/about/"))
    style = (ROOT / "static" / "css" / "site.css").read_text()

    assert page.find("symbol", id=f"sign-{glyph}")
    assert f".is-{glyph} {{" in style


def look(html):
    return BeautifulSoup(html, "html5lib").body


@pytest.mark.django_db
def test_what_a_statement_is_limited_to_stands_wherever_it_does(client):
    limits = iter(range(99))

    def limited(make, **more):
        return make(holds_for=f"Limit {next(limits)}", **more)

    role = make_role(
        aliases=(limited(make_alias),),
        levels=(limited(make_level),),
        cells=(limited(make_cell),),
        points=tuple(
            limited(make_point, key=kind.replace("_", "-"), kind=kind)
            for kind in get_args(content.PointKind)
        ),
        skills=(limited(make_need),),
        advice=tuple(
            limited(make_advice, key=kind, kind=kind, why="So.")
            for kind in get_args(content.AdviceKind)
        ),
        transitions=(limited(make_transition, how_common="Often."),),
    )
    publish(make_outline(skills=(make_skill(),)))
    publish(make_role(slug="technical-product-manager", name="Technical Product Manager"))
    publish(role)

    page = words(look_into(client.get("/roles/product-manager/")))

    missing = [part for _, part in content.parts(role) if part.holds_for not in page]
    assert missing == []
