"""What search engines and other sites are told of each page, on the content that comes with it."""

import json
import re
from collections import Counter

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from tests.factories import make_salary_figure
from tests.pages import look_into, words
from tests.quiz.factories import make_attempt, make_definition, publish_version
from tests.quiz.samples import make_trial
from tests.shared import shared
from tests.starter import load_starter
from tests.structured_properties import faults

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("starter")]

# Those that the map of the site leaves out: a form that is no content, and where accounts begin.
UNLISTED = ["/corrections/report/", "/accounts/login/", "/accounts/signup/"]
UNLISTED += ["/accounts/login/code/", "/accounts/password/reset/"]
COMPARED = {"Product Manager", "Technical Product Manager", "Technical Program Manager"}


def make_starter():
    load_starter()
    publish_version(made=make_definition(trial=make_trial()))


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
        assert title == " ".join(title.split()), address
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
        assert told(page, "og:title") == told_title(page)
        assert told(page, "og:description") == told(page, "description")
        assert told(page, "og:type") == "website"
        assert told(page, "twitter:card") in {"summary", "summary_large_image"}


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("/salaries/?country=US&utm_source=mail", "/salaries/"),
        ("/titles/?q=tpm", "/titles/"),
        ("/sources/?page=1", "/sources/"),
        ("/sources/pmi-lexicon/?page=99", "/sources/pmi-lexicon/"),
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
    three = look_into(client.get("/titles/tpm/")).title.get_text()
    one = look_into(client.get("/titles/pm-t/")).title.get_text()

    each = "Technical Product Manager or Technical Program Manager or Project Manager"
    assert three == f"“TPM” can be three jobs: {each} – careerguide"
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


def structured(page):
    """What the page tells search engines, one value for each thing."""
    for script in page.select('script[type="application/ld+json"]'):
        value = json.loads(script.string)
        yield from value if isinstance(value, list) else [value]


def test_what_search_engines_are_told_has_what_its_type_asks_for(pages):
    for address, page in pages.items():
        for told in structured(page):
            assert told["@context"] == "https://schema.org", address
            assert faults(told) == [], address


def of_type(pages, kind):
    return [
        (address, page, told)
        for address, page in pages.items()
        for told in structured(page)
        if told["@type"] == kind
    ]


def test_each_inner_page_says_how_it_is_reached(pages):
    trails = of_type(pages, "BreadcrumbList")

    assert {address for address, _, _ in trails} == pages.keys() - {"/", *UNLISTED[1:]}
    for address, page, told in trails:
        first, *between, last = [(each["name"], each["item"]) for each in told["itemListElement"]]
        assert first == ("careerguide", "http://testserver/")
        assert last == (told_title(page), f"http://testserver{address}")
        assert all(item.removeprefix("http://testserver") in pages for _, item in between)
        assert [each["position"] for each in told["itemListElement"]] == [
            *range(1, len(between) + 3)
        ]


def told_title(page):
    return page.title.get_text().removesuffix(" – careerguide")


def test_each_compared_role_is_told_as_its_page_shows_it(pages):
    occupations = of_type(pages, "Occupation")

    without_pay = {told["name"] for _, _, told in occupations if "estimatedSalary" not in told}
    assert without_pay <= COMPARED <= {told["name"] for _, _, told in occupations}
    for address, page, told in occupations:
        shown = words(page.main)
        texts = [told["name"], told["description"], *told.get("responsibilities", [])]
        texts += told.get("skills", [])
        assert [text for text in texts if " ".join(text.split()) not in shown] == [], address


def test_questions_are_told_with_the_answers_that_the_page_shows(pages):
    told_pages = of_type(pages, "FAQPage")

    assert len(told_pages) == 23
    for address, page, told in told_pages:
        shown = words(page.main)
        for question in told["mainEntity"]:
            answer = BeautifulSoup(question["acceptedAnswer"]["text"], "html5lib")
            assert question["name"] in shown, address
            assert words(answer) in shown, address


def test_a_recent_median_is_told_as_the_page_shows_it(client):
    make_salary_figure(
        role="product-manager",
        median=150_000,
        as_of=f"{timezone.localdate()}",
        component="base",
        basis="paid",
    )

    page = look_into(client.get("/roles/product-manager/"))
    (told,) = [each for each in structured(page) if country_of(each) == "United States"]

    pay = next(each for each in told["estimatedSalary"] if each["median"] == 150_000)
    assert faults(told) == []
    assert (pay["currency"], pay["duration"]) == ("USD", "P1Y")
    assert "$150,000" in words(page.main)


def country_of(told):
    return told.get("occupationLocation", [{"name": ""}])[0]["name"]
