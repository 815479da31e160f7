"""Whom a page is for: what does not say so is private, and so is what somebody forgot."""

import pytest
from django.http import HttpResponse

from careerguide.middleware import private_unless_said_otherwise
from tests.factories import publish_three_roles
from tests.quiz.factories import make_definition, publish_version
from tests.quiz.samples import make_trial

PAGES = [
    "/",
    "/about/data/",
    "/compare/",
    "/compare/product-manager-vs-technical-product-manager/",
    "/compare/product-manager-vs-technical-product-manager/table.csv",
    "/compare/technical-product-manager-vs-product-manager/",
    "/corrections/",
    "/decode/",
    "/disputes/",
    "/favicon.ico",
    "/glossary/",
    "/questions/",
    "/quiz/method/",
    "/quiz/tasks/",
    "/quiz/tasks/product-manager/",
    "/robots.txt",
    "/roles.json",
    "/roles/",
    "/roles/product-manager/",
    "/routes/",
    "/salaries.csv",
    "/salaries.json",
    "/salaries/",
    "/sitemap.xml",
    "/sources/",
    "/titles.json",
    "/titles/",
]
PRIVATE = [
    "/accounts/login/",
    "/admin/",
    "/admin/login/",
    "/corrections/report/",
    "/health/live",
    "/me/",
    "/plan/",
    "/plan/advert/",
    "/plan/calendar.ics",
    "/plan/delete/",
    "/quiz/",
    "/quiz/history/",
    "/roles/never-was/",
    "/styleguide/",
    "/nowhere/",
    # Redirected to where a slash stands, and refused.
    "/admin",
    "/quiz",
    "/salaries/?q=%00",
    # Where somebody typed an amount; redirected without the blanks, and in files beside it.
    "/salaries/?amount=185k",
    "/salaries/?amount=x",
    "/salaries/?amount=",
    "/salaries/?amount=185k&role=",
    "/salaries.csv?amount=185k",
    "/salaries.json?amount=185k",
    # Whoever answers nothing to it, too: a cache keeps the address.
    "/salaries/by-place/?amount=185k",
    "/roles/product-manager/?Amount=185k",
    "/?amounts=185k",
    "/titles/?q=PM&amount=185k",
    "/quiz/method/?amount=185k",
]


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_pages_for_everybody_may_be_kept_and_listed(address, client):
    publish_three_roles()
    publish_version(made=make_definition(trial=make_trial()))

    response = client.get(address)

    assert "public" in response["Cache-Control"]
    assert not response.cookies
    # The list of pages is no page to be listed, as Django says of it.
    assert ("X-Robots-Tag" in response) == (address == "/sitemap.xml")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/titles/?q=PM", "/salaries.csv", "/salaries.json"])
def test_a_head_tells_the_etag_of_the_page(address, client):
    publish_three_roles()
    page = client.get(address)

    head = client.head(address)

    assert page["ETag"]
    assert {**head.headers} == {**page.headers}
    again = client.head(address, headers={"If-None-Match": head["ETag"]})
    assert (again.status_code, again["ETag"]) == (304, page["ETag"])
    assert "ETag" not in client.head("/accounts/login/")


@pytest.mark.django_db
@pytest.mark.parametrize("address", PRIVATE)
def test_any_other_page_is_kept_by_nobody(address, client):
    response = client.get(address)

    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == ("all" if address == "/quiz/" else "noindex")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "request_of",
    [
        lambda client: client.generic("BREW", "/"),
        lambda client: client.patch("/salaries/"),
        lambda client: client.get("/", headers={"Host": "testserver:99999"}),
        lambda client: client.post("/corrections/report/", {"text": "x" * 3_000_000}),
    ],
    ids=["another method", "a method that is not allowed", "no such port", "too long"],
)
def test_a_refusal_is_kept_by_nobody(request_of, client):
    response = request_of(client)

    assert response.status_code in {400, 405, 413}
    assert response["Cache-Control"] == "private, no-store"


def test_a_view_that_says_nothing_is_private(rf):
    response = private_unless_said_otherwise(lambda request: HttpResponse())(rf.get("/new/"))

    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
