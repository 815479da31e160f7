import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from roles.models import Report
from roles.publishing import withdraw
from tests.factories import make_role, publish
from tests.pages import look_into, words

REPORT = "/corrections/report/"
SENT = {"page": "/roles/", "text": "The date is wrong.", "evidence": "", "email": ""}


@pytest.mark.django_db
def test_corrections_say_so_when_there_are_none(client):
    publish(make_role())

    page = look_into(client.get("/corrections/"))

    assert "Nothing has been corrected so far." in words(page)


@pytest.mark.django_db
def test_corrections_name_when_what_and_why(client):
    publish(make_role())
    at = dt.datetime(2026, 3, 9, tzinfo=dt.UTC)
    publish(make_role(one_liner="Decides"), at=at, reason="Wrong word.", is_correction=True)

    correction = look_into(client.get("/corrections/")).select_one(".correction")

    assert "9 March 2026" in words(correction)
    assert "Wrong word." in words(correction)
    assert correction.a["href"] == "/roles/product-manager/"


@pytest.mark.django_db
def test_corrections_of_what_is_withdrawn_or_not_due_are_not_shown(client):
    publish(make_role(slug="gone"), reason="A gone reason.", is_correction=True)
    withdraw("role", "gone")
    tomorrow = timezone.now() + dt.timedelta(days=1)
    publish(make_role(), reason="A first one.")
    publish(make_role(), reason="A later reason.", is_correction=True, at=tomorrow)

    page = words(look_into(client.get("/corrections/")))

    assert "A gone reason." not in page
    assert "A later reason." not in page


@pytest.mark.django_db
def test_corrections_cost_four_queries_however_many(client, django_assert_num_queries):
    for number in range(60):
        publish(make_role(slug=f"role-{number}"), reason="Wrong.", is_correction=True)

    with django_assert_num_queries(4):
        page = look_into(client.get("/corrections/?page=99"))

    assert len(page.select(".correction")) == 10


@pytest.mark.django_db
def test_report_is_kept_and_thanked_for(client):
    response = client.post(REPORT, {**SENT, "email": "reader@example.org"})

    assert response.status_code == 303
    assert "Thank you" in words(look_into(client.get(response["Location"])))
    report = Report.objects.get()
    assert (report.page, report.text, report.email) == (
        "/roles/",
        "The date is wrong.",
        "reader@example.org",
    )


@pytest.mark.django_db
def test_report_sent_twice_is_kept_once(client):
    client.post(REPORT, SENT)
    response = client.post(REPORT, SENT)

    assert response.status_code == 303
    assert Report.objects.count() == 1


@pytest.mark.django_db
def test_same_report_an_hour_later_is_a_new_one(client):
    client.post(REPORT, SENT)
    with time_machine.travel(timezone.now() + dt.timedelta(hours=1)):
        client.post(REPORT, SENT)

    assert Report.objects.count() == 2


@pytest.mark.django_db
def test_report_with_errors_leads_to_each_field(client):
    response = client.post(REPORT, {"text": " ", "email": "nobody"})

    page = look_into(response)
    links = [link["href"] for link in page.select(".error-summary a")]
    assert response.status_code == 200
    assert page.title.string.startswith("Error: ")
    assert links == ["#id_text", "#id_email"]
    assert all(page.select_one(link)["aria-invalid"] == "true" for link in links)
    assert not Report.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "field", [{"text": "x" * 4001}, {"page": "x" * 301}, {"evidence": "x" * 501}]
)
def test_report_that_is_too_long_is_not_kept(client, field):
    response = client.post(REPORT, {**SENT, **field})

    assert look_into(response).select_one(".error-summary")
    assert not Report.objects.exists()


@pytest.mark.django_db
def test_too_many_reports_are_refused_with_the_text_still_there(client):
    for number in range(10):
        client.post(REPORT, {**SENT, "text": f"Mistake {number}"})
    response = client.post(REPORT, {**SENT, "text": "One <b>more</b>"})

    page = look_into(response)
    assert response.status_code == 429
    assert response["Retry-After"]
    assert "Too many reports" in words(page)
    assert page.textarea.string.strip() == "One <b>more</b>"
    assert Report.objects.count() == 10


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("/compare/a-vs-b/", "/compare/a-vs-b/"),
        ("/roles/?q=<b>", "/roles/?q=<b>"),
        ("https://evil.example/", ""),
        ("//evil.example/", ""),
        ("/\\evil.example/", ""),
        ("javascript:alert(1)", ""),
        ("/" + "x" * 300, ""),
        ("/a\nb", ""),
    ],
)
def test_report_form_takes_over_only_a_page_of_this_site(client, page, shown):
    response = client.get(REPORT, {"page": page})

    assert look_into(response).select_one("#id_page").get("value", "") == shown


@pytest.mark.django_db
def test_report_of_signs_that_nobody_sees_says_nothing(client):
    response = client.post(REPORT, {**SENT, "text": "\u200b\ufeff"})

    assert "Say what is wrong." in response.content.decode()
    assert not Report.objects.exists()


def test_report_form_is_private_and_not_indexed(client):
    response = client.get(REPORT)

    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert response["X-Robots-Tag"] == "noindex"


def test_report_without_its_token_is_refused():
    assert Client(enforce_csrf_checks=True).post(REPORT, SENT).status_code == 403


@pytest.mark.django_db
def test_report_of_a_mistake_starts_with_the_page_that_led_there(client):
    link = look_into(client.get("/roles/")).find("a", string="Report a mistake")

    assert look_into(client.get(link["href"])).select_one("#id_page")["value"] == "/roles/"
