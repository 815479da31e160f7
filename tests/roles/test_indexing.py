import pytest

from roles.models import Citation, Listing
from tests.factories import (
    make_comparison,
    make_dispute,
    make_glossary,
    make_inquiry,
    make_outline,
    make_point,
    make_role,
    make_route,
    make_signals,
    publish,
    publish_three_roles,
)


@pytest.mark.django_db
def test_line_of_a_listing_is_the_whole_first_paragraph_without_its_marks():
    publish(make_role())
    publish(make_route(summary="Seven things\nto **prepare**.\n\nThen more."))

    assert Listing.objects.get(kind="route").line == "Seven things to prepare."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("make", "more", "address"),
    [
        (make_role, {}, "/roles/product-manager/"),
        (make_route, {}, "/routes/way-in/"),
        (make_dispute, {}, "/disputes/#who-owns-how"),
        (make_outline, {}, "/roles/"),
        (make_inquiry, {"silence": "Much."}, "/questions/how-to-start/"),
        (make_glossary, {}, "/glossary/"),
        (make_signals, {}, "/decode/"),
        (make_comparison, {}, "/compare/product-manager-vs-technical-product-manager/"),
        (
            make_comparison,
            {"slug": "product-manager-vs-technical-product-manager-at-acme", "company": "Acme"},
            "/compare/product-manager-vs-technical-product-manager/at/acme/",
        ),
    ],
)
def test_every_kind_of_listing_knows_its_page(make, more, address):
    publish_three_roles()
    edition = publish(make(**more))

    assert edition.listing.get_absolute_url() == address


@pytest.mark.django_db
def test_citation_leads_to_the_part_it_supports():
    publish(make_role(points=(make_point(),)))
    publish(make_dispute())

    addresses = {citation.get_absolute_url() for citation in Citation.objects.all()}

    assert addresses == {
        "/roles/product-manager/",
        "/roles/product-manager/#points-own-the-plan",
        "/disputes/#who-owns-how-claims-the-first",
        "/disputes/#who-owns-how-claims-other",
    }


@pytest.mark.django_db
def test_listing_of_a_role_knows_the_word_to_emphasise():
    publish(make_role(emphasis="Product"))

    assert Listing.objects.get(kind="role").emphasis == "Product"
