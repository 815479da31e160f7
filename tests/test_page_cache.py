"""Whole pages kept for everybody: what is kept, what it answers, and when it ends."""

import datetime as dt
import gzip

import brotli
import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from careerguide import page_cache
from careerguide.page_store import PageStore
from roles.models import ContentVersion, Source
from roles.publishing import withdraw
from tests.accounts.people import make_superuser
from tests.factories import (
    make_dispute,
    make_role,
    make_salary_figure,
    publish,
    publish_three_roles,
)
from tests.quiz.factories import make_definition, publish_version
from tests.quiz.samples import make_trial
from tests.races import once_read
from tests.test_caching import PAGES, PRIVATE

pytestmark = pytest.mark.django_db

ROLE, PAY = "/roles/product-manager/", "/salaries/"
# Answered as if no page were kept.
PAST = {"If-Match": "*"}
# Led elsewhere.
WHOLE = [
    page
    for page in PAGES
    if page not in ("/favicon.ico", "/compare/technical-product-manager-vs-product-manager/")
]
ACCEPTED = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}
A_DAY = dt.timedelta(days=1)


@pytest.fixture
def content():
    publish_three_roles()
    publish_version(made=make_definition(trial=make_trial()))


def bytes_held():
    return page_cache.pages.bytes_held


def headers_of(response):
    """All but what depends on the bytes, of which gzip makes some at random."""
    return {name: value for name, value in response.items() if name != "Content-Length"}


def is_kept(client, address, queries, **more):
    """Whether the page is answered without a query, and so without being made."""
    client.get(address, **more)
    with queries(0):
        return client.get(address, **more).status_code == 200


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("accepted", ACCEPTED)
@pytest.mark.parametrize("address", WHOLE)
def test_a_page_is_answered_alike_whether_it_is_kept_or_not(client, address, accepted):
    asked = {"Accept-Encoding": accepted}
    without = client.get(address, headers=asked | PAST)
    assert not bytes_held()
    first, kept = (client.get(address, headers=asked) for _ in range(2))

    assert bytes_held()
    assert headers_of(without) == headers_of(first) == headers_of(kept)
    unpacked = ACCEPTED[kept.get("Content-Encoding", "")](kept.content)
    assert unpacked == ACCEPTED[without.get("Content-Encoding", "")](without.content)
    assert first.content == kept.content
    assert kept["Content-Length"] == str(len(kept.content))


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("address", WHOLE)
def test_what_a_reader_has_is_answered_alike_whether_it_is_kept_or_not(client, address):
    known = {"If-None-Match": client.get(address, headers=PAST)["ETag"]}
    without = client.get(address, headers=known | PAST)
    first, kept = (client.get(address, headers=known) for _ in range(2))

    assert (without.status_code, first.status_code, kept.status_code) == (304, 304, 304)
    assert {**without.headers} == {**first.headers} == {**kept.headers}
    assert not kept.content


@pytest.mark.usefixtures("content")
def test_what_a_reader_has_compressed_is_not_sent_again(client, django_assert_num_queries):
    for accepted in ACCEPTED:
        asked = {"Accept-Encoding": accepted}
        known = asked | {"If-None-Match": client.get(ROLE, headers=asked)["ETag"]}
        with django_assert_num_queries(0):
            assert client.get(ROLE, headers=known).status_code == 304
            assert client.head(ROLE, headers=known).status_code == 304


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("address", WHOLE)
def test_a_kept_page_costs_no_query(client, address, django_assert_num_queries):
    assert is_kept(client, address, django_assert_num_queries)
    with django_assert_num_queries(0):
        head = client.head(address)
    assert {**head.headers} == {**client.get(address).headers}


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("address", WHOLE)
def test_a_page_is_the_same_whoever_asked_first(client, address):
    theirs = client.get(address, headers=PAST).content
    client.force_login(make_superuser())
    client.get("/quiz/")  # sets the cookie of forms
    client.cookies["plan"] = "1"
    own = client.get(address)

    assert own.content == theirs
    assert not own.cookies
    assert bytes_held()
    assert Client().get(address).content == theirs


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_private_is_not_kept(client, address):
    client.force_login(make_superuser())
    client.get(address)
    client.head(address)
    assert not bytes_held()


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("method", ["post", "options", "put"])
def test_what_is_not_asked_for_is_not_kept(client, method):
    client.get(ROLE)
    held = bytes_held()
    assert getattr(client, method)(ROLE).status_code in {200, 405}
    assert getattr(client, method)("/roles/").status_code in {200, 405}
    assert bytes_held() == held


@pytest.mark.usefixtures("content")
def test_an_amount_is_not_kept_though_the_page_is(client):
    client.get(PAY)
    held = bytes_held()
    asked = client.get(f"{PAY}?amount=185000&amount_currency=USD&amount_period=year")
    assert "185,000" in asked.content.decode()
    assert asked["Cache-Control"] == "private, no-store"
    assert bytes_held() == held


@pytest.mark.usefixtures("content")
def test_what_an_address_does_not_ask_makes_no_other_page(client, django_assert_num_queries):
    client.get(f"{PAY}?role=product-manager&currency=EUR")
    held = bytes_held()
    with django_assert_num_queries(0):
        other = client.get(f"{PAY}?utm_source=mail&currency=EUR&role=product-manager&x=1")
    assert bytes_held() == held
    assert "utm_source" not in other.content.decode()
    # Nor is it told by the page that is made first.
    page = client.get("/titles/?q=chief&evil=%22").content.decode()
    assert "q%3Dchief" in page
    assert "evil" not in page


@pytest.mark.usefixtures("content")
def test_a_fragment_is_another_page(client, django_assert_num_queries):
    asked = {"HX-Request": "true"}
    assert is_kept(client, PAY, django_assert_num_queries)
    assert is_kept(client, PAY, django_assert_num_queries, headers=asked)
    assert "<html" not in client.get(PAY, headers=asked).content.decode()
    assert "<html" in client.get(PAY, headers={"HX-Request": "false"}).content.decode()


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("accepted", ACCEPTED)
def test_whoever_asks_for_many_pages_once_pushes_out_none_that_is_read(
    client, accepted, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(page_cache, "pages", PageStore(400_000))
    asked = {"headers": {"Accept-Encoding": accepted}}
    assert is_kept(client, ROLE, django_assert_num_queries, **asked)
    for number in range(100):
        client.get(f"/titles/?q=job+{number}", **asked)

    with django_assert_num_queries(0):
        assert client.get(ROLE, **asked).status_code == 200


@pytest.mark.usefixtures("content")
def test_each_host_and_scheme_has_its_pages(client, settings):
    settings.ALLOWED_HOSTS = ["one.test", "two.test"]
    for host in settings.ALLOWED_HOSTS:
        for secure, scheme in ((False, "http"), (True, "https")):
            page = client.get(ROLE, headers={"Host": host}, secure=secure).content.decode()
            assert f'href="{scheme}://{host}{ROLE}"' in page
    assert client.get(ROLE, headers={"Host": "three.test"}).status_code == 400


@pytest.mark.usefixtures("content")
def test_what_is_refused_or_led_elsewhere_is_so_though_the_page_is_kept(client, settings, caplog):
    client.get(ROLE)
    assert client.get(f"{ROLE}?x=%00").status_code == 400
    assert client.get(ROLE, headers={"Host": "testserver:99999"}).status_code == 400
    assert len([line for line in caplog.messages if line.startswith("400 GET /roles/")]) == 2
    settings.SECURE_SSL_REDIRECT = True
    # Middleware reads it when it begins.
    assert Client().get(ROLE).status_code == 301


@pytest.mark.usefixtures("content")
def test_a_page_that_is_not_there_is_not_kept(client):
    assert client.get("/roles/never-was/").status_code == 404
    assert client.get("/roles/product-manager").status_code == 301
    assert not bytes_held()


def change_source():
    Source.objects.update(title="Another title")


def publish_assessment():
    publish_version(made=make_definition(title="Another"))


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize(
    ("address", "act"),
    [
        ("/roles/", lambda: publish(make_role(one_liner="Another line"))),
        (ROLE, lambda: publish(make_role(one_liner="Another line"))),
        (PAY, lambda: make_salary_figure(point=123_456)),
        ("/sources/", change_source),
        ("/disputes/", lambda: publish(make_dispute())),
        ("/quiz/method/", publish_assessment),
    ],
)
def test_what_readers_see_changes_with_the_next_request(client, address, act):
    before = client.get(address).content
    assert client.get(address).content == before
    act()
    assert client.get(address).content != before


@pytest.mark.usefixtures("content")
def test_what_is_withdrawn_is_gone_with_the_next_request(client):
    assert client.get(ROLE).status_code == 200
    withdraw("role", "product-manager", reason="Wrong")
    assert client.get(ROLE).status_code == 404


@pytest.mark.usefixtures("content")
def test_a_scheduled_edition_is_seen_from_its_moment_on(client):
    now = timezone.now()
    publish(make_role(one_liner="Another line"), at=now + A_DAY / 48)
    with time_machine.travel(now, tick=False) as clock:
        before = client.get(ROLE).content
        clock.shift(A_DAY / 48 - dt.timedelta(seconds=1))
        assert client.get(ROLE).content == before
        clock.shift(1)
        assert b"Another line" in client.get(ROLE).content


@pytest.mark.usefixtures("content")
def test_a_figure_turns_old_with_its_day(client):
    with time_machine.travel(dt.datetime(2026, 5, 31, 23, 59, tzinfo=dt.UTC), tick=False) as clock:
        make_salary_figure(point=1, as_of="2024-05", published_at=timezone.now())
        before = client.get(PAY).content
        assert client.get(PAY).content == before
        clock.shift(60)
        assert client.get(PAY).content != before


@pytest.mark.usefixtures("content")
def test_a_page_begun_before_a_change_does_not_outlive_it(client):
    def change():
        publish(make_role(one_liner="Another line"))

    with once_read("roles_listing", change):
        client.get("/roles/")
    assert "Another line" in client.get("/roles/").content.decode()


def test_without_a_version_nothing_is_kept(client):
    ContentVersion.objects.all().delete()
    assert client.get("/about/").status_code == 200
    assert not bytes_held()
