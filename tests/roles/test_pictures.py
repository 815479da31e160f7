import datetime as dt

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from roles.models import Picture
from roles.publishing import publish as publish_content
from roles.publishing import withdraw
from roles.social import drawing, making
from roles.social.making import make_pictures
from tests.factories import (
    make_alias,
    make_cell,
    make_comparison,
    make_contrast,
    make_outline,
    make_role,
    publish,
    publish_three_roles,
)
from tests.pages import look_into

pytestmark = pytest.mark.django_db

ROLE, PAIR = "/roles/product-manager/", "/compare/product-manager-vs-technical-product-manager/"


def publish_pair():
    publish_three_roles(aliases=(make_alias(key="tpm", title="TPM"),), cells=(make_cell(),))
    # Lines of its own, so that the picture of the site does not change with a role.
    lines = (make_contrast(), make_contrast(role="technical-product-manager", text="Deeper"))
    publish(make_comparison(contrasts=lines))


def picture_of(client, address):
    """The path of the picture that a page names, None when it names none."""
    tag = look_into(client.get(address)).select_one('meta[property="og:image"]')
    return tag and tag["content"].removeprefix("http://testserver")


def test_publishing_draws_the_pictures_after_the_commit(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        publish(make_role())
        assert not Picture.objects.exists()

    assert picture_of(client, ROLE).startswith("/social/role/product-manager-")


def test_a_page_names_its_own_picture_or_that_of_the_site_or_asks_for_none(client):
    publish_pair()
    assert make_pictures() == 1 + 3 + 1 + 4

    own = {address: picture_of(client, address) for address in (ROLE, PAIR, "/titles/tpm/")}
    assert own[ROLE].startswith("/social/role/product-manager-")
    assert own[PAIR].startswith("/social/comparison/product-manager-vs-technical-product-manager-")
    assert own["/titles/tpm/"].startswith("/social/title/tpm-")
    of_the_site = picture_of(client, "/")
    assert of_the_site.startswith("/social/site/site-")
    unedited = "/compare/product-manager-vs-technical-program-manager/"
    assert picture_of(client, unedited) == of_the_site
    assert picture_of(client, "/about/") is None


def test_a_page_says_what_a_picture_shows_and_how_large_it_is(client):
    publish(make_role())
    assert picture_of(client, ROLE) is None

    make_pictures()

    page = look_into(client.get(ROLE))
    told = {tag["property"]: tag["content"] for tag in page.select("meta[property^='og:image:']")}
    assert told == {
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Product Manager: what the job is",
    }
    assert page.select_one("meta[name='twitter:card']")["content"] == "summary_large_image"


def test_a_picture_is_kept_for_ever_by_whoever_fetches_it(client):
    publish(make_role())
    make_pictures()
    address = picture_of(client, ROLE)

    response = client.get(address)

    assert response.content.startswith(b"\x89PNG")
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert client.get(address, headers={"if-none-match": response["ETag"]}).status_code == 304
    assert client.get(f"{address[:-5]}x.png").status_code == 404
    assert client.get("/social/never/was-1f.png").status_code == 404


def test_only_what_has_changed_is_drawn_anew_and_the_old_one_stays_a_while(client):
    publish_pair()
    make_pictures()
    old = picture_of(client, ROLE)

    assert make_pictures() == 0
    alias = make_alias(key="tpm", title="TPM")
    publish(make_role(aliases=(alias,), cells=(make_cell(value="Output"),)))
    # The role and its comparison alone: titles show its line, which is as before.
    assert make_pictures() == 2

    assert picture_of(client, ROLE) != old
    assert client.get(old).status_code == 200
    with time_machine.travel(timezone.now() + dt.timedelta(days=91)):
        make_pictures()
    assert client.get(old).status_code == 404


def test_what_is_published_for_later_is_drawn_now_and_shown_then(client):
    publish(make_role())
    later = timezone.now() + dt.timedelta(days=1)
    publish(make_role(one_liner="Decides when"), at=later)
    make_pictures()
    now = picture_of(client, ROLE)
    ahead = Picture.objects.of("role", "product-manager").ahead(timezone.now()).get()

    assert ahead.get_absolute_url() != now
    assert client.get(ahead.get_absolute_url()).status_code == 404
    with time_machine.travel(later + dt.timedelta(seconds=1)):
        assert picture_of(client, ROLE) == ahead.get_absolute_url()
        assert make_pictures() == 0


def test_what_is_called_off_before_its_moment_leaves_no_picture():
    publish(make_role())
    publish(make_role(one_liner="Decides when"), at=timezone.now() + dt.timedelta(days=1))
    make_pictures()
    withdraw("role", "product-manager")

    make_pictures()

    assert not Picture.objects.ahead(timezone.now()).exists()


def test_what_cannot_be_drawn_is_logged_and_the_site_stands_in(client, monkeypatch, caplog):
    publish_pair()
    make_pictures()
    publish(make_role(one_liner="Breaks it"))

    with monkeypatch.context() as patch:
        patch.setattr(drawing, "png", broken)
        make_pictures()

    assert "could not be drawn" in caplog.text
    assert picture_of(client, ROLE).startswith("/social/site/")
    make_pictures()
    assert picture_of(client, ROLE).startswith("/social/role/")


def test_publishing_stands_whatever_becomes_of_the_pictures(
    client, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(making, "wanted", broken)
    publish(make_outline())
    role = publish(make_role()).subject

    with django_capture_on_commit_callbacks(execute=True):
        publish_content(role, reason="Again")

    assert "were not made" in caplog.text
    assert client.get(ROLE).status_code == 200


def broken(*_):
    raise RuntimeError("out of ink")


def test_the_command_makes_again_what_is_missing(capsys):
    publish(make_role())

    call_command("make_pictures")
    call_command("make_pictures")

    assert capsys.readouterr().out.splitlines() == ["2 pictures drawn.", "0 pictures drawn."]
