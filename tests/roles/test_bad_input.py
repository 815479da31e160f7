"""What nobody should send, at every public address and for every parameter."""

from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roles.urls import urlpatterns
from tests.factories import (
    make_alias,
    make_comparison,
    make_dispute,
    make_glossary,
    make_inquiry,
    make_role,
    make_route,
    make_salary_figure,
    make_signals,
    publish,
    publish_three_roles,
    write,
)
from tests.shared import shared

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

PAIR = "product-manager-vs-technical-product-manager"
SENT_TO = [("/corrections/report/", "post"), ("/decode/", "post")]
LISTS = [
    "/",
    "/about/",
    "/about/data/",
    "/compare/",
    f"/compare/{PAIR}/",
    f"/compare/{PAIR}/table.csv",
    "/corrections/",
    "/corrections/report/",
    "/decode/",
    "/disputes/",
    "/glossary/",
    "/privacy/",
    "/questions/",
    "/questions/how-to-start/",
    "/robots.txt",
    "/roles.json",
    "/roles/",
    "/roles/product-manager/",
    "/routes/",
    "/routes/way-in/",
    "/salaries/",
    "/salaries/by-place/",
    "/salaries.csv",
    "/salaries.json",
    "/sitemap.xml",
    "/sources/",
    "/sources/an-article/",
    "/titles.json",
    "/titles/",
    "/titles/tpm/",
    "/.well-known/security.txt",
]
DETAILS = ["/roles/{}/", "/compare/{}/", "/titles/{}/", "/routes/{}/", "/sources/{}/"]
DETAILS += ["/questions/{}/"]
PARAMETERS = ["q", "to", "from", "kind", "page", "roles", "show", "p", "sent", "id__in"]
PARAMETERS += ["role", "country", "level", "company", "component", "source", "year", "currency"]
PARAMETERS += ["period", "sort", "amount", "amount_currency", "amount_period"]
NASTY = [
    "x" * 10_000,
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "{{ 7129*7919 }}{% debug %}",
    "${7129*7919}%(x)s{0.__class__}",
    "' OR 1=1--",
    "\u202eevil\u200b\ufeff",
    "e" + "\u0301" * 500,
    "ıİß１２３",
    "../../etc/passwd",
    "9" * 400,
    "-1",
    "NaN",
    "१",
    "\r\nSet-Cookie: a=b",
]
MISREAD = ["%00", "a%00b", "%ff%fe", "%c0%af", "%ed%a0%80"]
SECRET = "Clandestine"


@shared
def content():
    publish_three_roles(aliases=())
    publish(make_role(slug="program-manager", is_neighbour=True))
    for slug in ("technical-product-manager", "technical-program-manager"):
        publish(make_role(slug=slug, aliases=(make_alias(key="tpm", title="TPM"),)))
    publish(make_comparison())
    publish(make_dispute())
    publish(make_route())
    publish(make_inquiry(silence="How long."))
    publish(make_glossary())
    publish(make_signals())
    write(
        make_role(
            slug="clandestine",
            name=f"{SECRET} Manager",
            aliases=(make_alias(key="clandestine-boss", title=f"{SECRET} Boss"),),
            sources=("clandestine-source",),
        )
    )
    make_salary_figure()
    make_salary_figure(role="clandestine", source="clandestine-pay", company="clandestine-inc")
    write(make_route(slug="clandestine-way", name=f"{SECRET} way"))
    write(make_dispute(slug="clandestine-question", question=f"{SECRET}?"))
    write(make_inquiry(slug="clandestine-inquiry", question=f"{SECRET}?"))


def assert_harmless(response):
    text = response.content.decode()
    assert response.status_code < 500
    assert "<script>alert" not in text
    assert "<img" not in text
    assert str(7129 * 7919) not in text
    assert SECRET.lower() not in text.lower()
    assert "x" * 101 not in text
    assert "Set-Cookie" not in response.headers


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("address", LISTS)
def test_no_parameter_breaks_a_page_or_gets_out_of_it(client, address):
    for value in NASTY:
        sent = "&".join(f"{name}={quote(value)}" for name in PARAMETERS)
        assert_harmless(client.get(f"{address}?{sent}"))
        assert_harmless(client.get(f"{address}?{sent}", headers={"HX-Request": "true"}))


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("address", LISTS)
def test_what_is_no_text_is_refused(client, address):
    for value in MISREAD:
        for name in ("q", "to", "page"):
            assert client.get(f"{address}?{name}={value}").status_code == 400


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("address", DETAILS)
def test_no_address_breaks_a_page_or_gets_into_it(client, address):
    for value in [*map(quote, NASTY), *MISREAD]:
        response = client.get(address.format(value))
        assert response.status_code in {301, 302, 400, 404}
        assert_harmless(response)


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("address", LISTS)
def test_parameters_nobody_knows_change_nothing(client, address):
    plain = client.get(address)
    strange = client.get(f"{address}?region__name__startswith=a&id__in=1&page[]=2&_method=DELETE")

    if address != "/corrections/report/":  # which holds a token
        assert strange.content == plain.content


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize(
    ("draft", "missing"),
    [
        ("/roles/clandestine/", "/roles/never-was/"),
        ("/titles/clandestine-boss/", "/titles/never-was/"),
        ("/routes/clandestine-way/", "/routes/never-was/"),
        ("/sources/clandestine-source/", "/sources/never-was/"),
        ("/compare/clandestine-vs-product-manager/", "/compare/never-was-vs-product-manager/"),
    ],
)
def test_what_is_not_published_answers_like_what_never_was(client, draft, missing):
    one, other = client.get(draft), client.get(missing)

    assert one.status_code == other.status_code == 404
    assert one.content == other.content


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("address", [page for page in LISTS if page != "/corrections/report/"])
def test_no_cookie_of_a_visitor_gets_into_what_everybody_may_be_shown(client, address):
    client.cookies["csrftoken"], client.cookies["sessionid"] = "<>", "x"
    response = client.get(address)

    assert not response.cookies
    assert "Cookie" not in response["Vary"]


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("address", LISTS)
def test_pages_can_only_be_read(client, address):
    for method in ("post", "put", "patch", "delete", "trace"):
        if (address, method) not in SENT_TO:
            response = getattr(client, method)(address)
            assert response.status_code == 405
            assert "GET" in response["Allow"]


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("address", LISTS)
def test_asking_for_the_head_answers_the_same_without_a_body(client, address):
    get, head = client.get(address), client.head(address)

    assert head.status_code == get.status_code == 200
    assert head.content == b""
    assert head["Content-Type"] == get["Content-Type"]


def test_every_page_without_a_value_in_its_address_is_tried_here():
    patterns = [pattern for pattern in urlpatterns if not pattern.pattern.converters]

    assert {reverse(pattern.name) for pattern in patterns} - {"/styleguide/"} <= set(LISTS)


@settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    address=st.sampled_from(LISTS),
    parameters=st.dictionaries(
        st.sampled_from(PARAMETERS) | st.text(max_size=8),
        st.lists(st.text(max_size=60) | st.sampled_from(NASTY), min_size=1, max_size=3),
        max_size=5,
    ),
    is_htmx=st.booleans(),
)
def test_no_combination_of_parameters_is_a_fault(content, address, parameters, is_htmx):
    headers = {"HX-Request": "true"} if is_htmx else {}

    assert Client().get(address, parameters, headers=headers).status_code < 500


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    sent=st.dictionaries(
        st.sampled_from(["page", "text", "evidence", "email", "is_settled", "id"]),
        st.text(max_size=80) | st.sampled_from(NASTY),
    )
)
def test_no_report_is_a_fault(content, sent):
    assert Client().post("/corrections/report/", sent).status_code < 500
