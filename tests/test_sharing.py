"""What search engines and other sites are told of each page, on the content that comes with it."""

import re
from collections import Counter

import pytest
from django.core.management import call_command
from django.test import Client

from tests.pages import look_into
from tests.quiz.factories import make_attempt, publish_version
from tests.shared import shared

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("starter")]

# Those that the map of the site leaves out: a form that is no content, and where accounts begin.
UNLISTED = ["/corrections/report/", "/accounts/login/", "/accounts/signup/"]
UNLISTED += ["/accounts/login/code/", "/accounts/password/reset/"]


def make_starter():
    call_command("load_starter", verbosity=0)
    publish_version()


starter = shared(make_starter)


@pytest.fixture(scope="module")
def pages(starter):
    """Every public page by its address; there are some seventy, and each is read once."""
    client = Client()
    listed = re.findall("<loc>http://testserver(.*?)</loc>", client.get("/sitemap.xml").text)
    return {address: look_into(client.get(address)) for address in [*listed, *UNLISTED]}


def told(page, name):
    (tag,) = page.select(f'meta[name="{name}"], meta[property="{name}"]')
    return tag["content"]


def test_each_public_page_has_a_title_and_a_description_of_its_own(pages):
    titles, descriptions = Counter(), Counter()
    for address, page in pages.items():
        title, description = page.title.get_text(), told(page, "description")
        assert title.startswith("careerguide: ") or title.endswith(" – careerguide"), address
        assert 50 <= len(description) <= 200, (address, description)
        assert description == " ".join(description.split()), address
        titles[title] += 1
        descriptions[description] += 1

    assert [title for title, count in titles.items() if count > 1] == []
    assert [text for text, count in descriptions.items() if count > 1] == []


def test_each_listed_page_names_its_address_and_its_words_to_other_sites(pages):
    for address in pages.keys() - set(UNLISTED[1:]):
        page = pages[address]
        (link,) = page.select("link[rel=canonical]")
        assert link["href"] == told(page, "og:url") == f"http://testserver{address}"
        assert told(page, "og:title") == page.title.get_text().removesuffix(" – careerguide")
        assert told(page, "og:description") == told(page, "description")
        assert told(page, "og:type") == "website"
        assert told(page, "twitter:card") in {"summary", "summary_large_image"}


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("/salaries/?country=US&utm_source=mail", "/salaries/"),
        ("/titles/?q=tpm", "/titles/"),
        ("/sources/?page=1", "/sources/"),
        ("/sources/?page=99", "/sources/"),
        ("/about/?page=2", "/about/"),
    ],
)
def test_the_address_of_a_page_leaves_out_what_a_link_has_added(client, asked, address):
    page = look_into(client.get(asked))

    assert told(page, "og:url") == f"http://testserver{address}"


def test_a_later_page_of_a_list_has_an_address_of_its_own(client, monkeypatch):
    monkeypatch.setattr("roles.views.source.SOURCES_A_PAGE", 3)

    later, narrowed = [
        look_into(client.get("/sources/", {"page": 2, **more}))
        for more in ({}, {"kind": "article"})
    ]

    assert told(later, "og:url") == "http://testserver/sources/?page=2"
    assert told(narrowed, "og:url") == "http://testserver/sources/"


def test_the_title_page_answers_in_its_title(client):
    two = look_into(client.get("/titles/tpm/")).title.get_text()
    one = look_into(client.get("/titles/pm-t/")).title.get_text()

    both = "Technical Product Manager or Technical Program Manager"
    assert two == f"“TPM” can be two jobs: {both} – careerguide"
    assert one == "“PM-T” is Technical Product Manager – careerguide"


def test_pages_of_one_person_are_listed_nowhere(client):
    attempt = make_attempt(client=client)
    for address in (
        f"/quiz/{attempt.pk}/review/",
        f"/quiz/{attempt.pk}/all/",
        "/quiz/history/",
        "/accounts/login/",
        "/quiz/shared/none/",
    ):
        response = client.get(address, follow=True)
        page = look_into(response)
        assert "noindex" in response["X-Robots-Tag"], address
        assert not page.select("link[rel=canonical], meta[property], meta[name^=twitter]"), address
