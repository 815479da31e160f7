"""Pages on their way: brotli for what everybody gets, gzip of a random length for the rest."""

import brotli
import pytest

pytestmark = pytest.mark.django_db

PUBLIC, PRIVATE = "/about/", "/accounts/login/"


@pytest.mark.parametrize("accepted", ["br", "gzip, deflate, br, zstd", "gzip;q=0.5,br;q=1.0"])
def test_what_everybody_gets_comes_by_brotli(client, accepted):
    plain = client.get(PUBLIC)
    sent = client.get(PUBLIC, headers={"Accept-Encoding": accepted})

    assert sent["Content-Encoding"] == "br"
    assert brotli.decompress(sent.content) == plain.content
    assert int(sent["Content-Length"]) == len(sent.content) < len(plain.content)
    assert "Accept-Encoding" in sent["Vary"]
    assert sent["ETag"] == f"W/{plain['ETag']}"


@pytest.mark.parametrize("accepted", ["gzip", "gzip, br;q=0", "gzip, br; q=0.0, zstd", "gzip, brr"])
def test_who_takes_no_brotli_gets_none(client, accepted):
    assert client.get(PUBLIC, headers={"Accept-Encoding": accepted})["Content-Encoding"] == "gzip"


def test_the_length_of_what_is_private_tells_nothing(client):
    sent = client.get(PRIVATE, headers={"Accept-Encoding": "gzip, br"})

    assert sent["Content-Encoding"] == "gzip"


def test_what_has_not_changed_is_not_sent_again(client):
    sent = client.get(PUBLIC, headers={"Accept-Encoding": "br"})
    again = client.get(PUBLIC, headers={"Accept-Encoding": "br", "If-None-Match": sent["ETag"]})

    assert again.status_code == 304
    assert not again.content


def test_a_head_tells_the_length_of_what_a_get_sends(client):
    got = client.get(PUBLIC, headers={"Accept-Encoding": "br"})
    asked = client.head(PUBLIC, headers={"Accept-Encoding": "br"})

    assert asked["Content-Length"] == got["Content-Length"]
    assert asked["Content-Encoding"] == "br"


def test_what_is_too_short_to_spare_anything_is_left_as_it_is(client):
    assert "Content-Encoding" not in client.get("/robots.txt", headers={"Accept-Encoding": "br"})
