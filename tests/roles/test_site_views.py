import re

import pytest
import time_machine
from django.utils import timezone

from roles.publishing import withdraw
from tests.factories import (
    CROWD,
    freeze,
    make_alias,
    make_comparison,
    make_dispute,
    make_role,
    make_route,
    make_salary_figure,
    publish,
    publish_three_roles,
    write,
)
from tests.quiz.factories import publish_version


@pytest.mark.django_db
def test_sitemap_lists_every_public_page_with_the_host_asked(client):
    publish_three_roles()
    publish(make_comparison())
    publish(make_dispute())
    publish(make_route())

    text = client.get("/sitemap.xml").content.decode()

    for path in (
        "/",
        "/roles/product-manager/",
        "/compare/product-manager-vs-technical-product-manager/",
        "/routes/way-in/",
        "/titles/product-manager/",
        "/sources/an-article/",
        "/disputes/",
        "/quiz/",
        "/quiz/method/",
    ):
        assert f"<loc>http://testserver{path}</loc>" in text
    assert f"<lastmod>{timezone.now():%Y-%m-%d}</lastmod>" in text
    assert "#" not in text


@pytest.mark.django_db
def test_a_role_without_a_plain_letter_in_its_name_is_found_by_its_slug(client):
    publish(make_role(slug="chan-pin-jing-li", name="产品经理"))

    assert "/titles/chan-pin-jing-li/" in client.get("/sitemap.xml").content.decode()
    assert client.get("/titles/").status_code == 200
    assert client.get("/titles/chan-pin-jing-li/").status_code == 200


@pytest.mark.django_db
def test_sitemap_names_no_draft_and_nothing_withdrawn(client):
    write(make_role(slug="draft", sources=("draft-source",)))
    publish(make_role(slug="gone", aliases=(make_alias(key="lost", title="Lost"),)))
    withdraw("role", "gone")

    text = client.get("/sitemap.xml").content.decode()

    assert "draft" not in text
    assert "gone" not in text
    assert "lost" not in text


@pytest.mark.django_db
@pytest.mark.parametrize("count", [3, CROWD])
def test_sitemap_costs_eight_queries_however_many_roles(client, django_assert_num_queries, count):
    freeze(*(make_role(slug=f"role-{number}") for number in range(count)))

    with django_assert_num_queries(8):
        client.get("/sitemap.xml")


@pytest.mark.django_db
def test_sitemap_says_when_what_a_page_shows_was_last_changed(client):
    with time_machine.travel("2026-03-01T10:00:00Z"):
        publish(make_role(aliases=(make_alias(key="tpm", title="TPM"),)))
    with time_machine.travel("2026-04-01T10:00:00Z"):
        publish(make_role(slug="another", aliases=(make_alias(key="tpm", title="TPM"),)))
    with time_machine.travel("2026-05-01T10:00:00Z"):
        make_salary_figure(published_at=timezone.now())
        publish_version()

    days = dict(
        re.findall(r"<loc>http://testserver(.*?)</loc>(?:<lastmod>(.*?)<)?", sitemap(client))
    )

    assert days["/roles/product-manager/"] == "2026-03-01"
    assert days["/"] == days["/titles/tpm/"] == days["/sources/an-article/"] == "2026-04-01"
    assert days["/salaries/"] == days["/quiz/"] == days["/quiz/method/"] == "2026-05-01"
    assert days["/about/"] == days["/corrections/"] == days["/disputes/"] == ""


def sitemap(client):
    return client.get("/sitemap.xml").text


@pytest.mark.parametrize("page", ["2", "x", "9" * 5000])
@pytest.mark.django_db
def test_sitemap_has_no_other_pages(client, page):
    assert client.get("/sitemap.xml", {"p": page}).status_code == 404


@pytest.mark.django_db
def test_robots_may_read_all_but_accounts_forms_and_administration(client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert lines == [
        "User-agent: *",
        "Disallow: /accounts/",
        "Disallow: /admin/",
        "Disallow: /corrections/report/",
        "Sitemap: http://testserver/sitemap.xml",
    ]


@pytest.mark.django_db
def test_security_contact_names_the_report_form_and_expires_in_a_year(client):
    with time_machine.travel("2026-11-21T10:00:00Z"):
        response = client.get("/.well-known/security.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "Contact: http://testserver/corrections/report/",
        "Expires: 2027-11-21T00:00:00Z",
        "Preferred-Languages: en",
        "Canonical: http://testserver/.well-known/security.txt",
    ]


@pytest.mark.django_db
def test_no_address_is_made_from_a_host_that_is_not_ours(client):
    assert client.get("/robots.txt", headers={"host": "evil.example"}).status_code == 400
    forwarded = client.get("/robots.txt", headers={"x-forwarded-host": "evil.example"})
    assert b"evil" not in forwarded.content
