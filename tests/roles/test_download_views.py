import csv
import io
import re

import pytest
import time_machine

from roles import comparison, downloads, salaries
from roles.filters import SalaryFilter
from roles.publishing import withdraw
from tests.factories import (
    CROWD,
    freeze,
    make_alias,
    make_cell,
    make_point,
    make_rate,
    make_role,
    make_salary_figure,
    make_source,
    publish,
    publish_three_roles,
    write,
)
from tests.pages import look_into, words

pytestmark = pytest.mark.django_db

PRODUCT, TECHNICAL = "product-manager", "technical-product-manager"
TPM = make_alias(key="tpm", title="TPM")
FIELDS = {
    "Columns of pay": downloads.FIGURE_FIELDS,
    "Filters of pay": downloads.FIGURE_PARAMETERS,
    "What stands around the figures": downloads.FIGURES_AROUND,
    "Fields of a role": downloads.ROLE_FIELDS,
    "Fields of a title": downloads.TITLE_FIELDS,
    "Filter of a comparison": downloads.TABLE_PARAMETERS,
    "Columns of a comparison": downloads.TABLE_FIELDS,
}


def names(fields):
    return [field.name for field in fields]


def told(page, label):
    rows = page.select(f"table[aria-label='{label}'] tbody tr")
    return [[words(cell) for cell in row.select("th, td")] for row in rows]


def make_every_column():
    """Figures of each shape, converted and not, from a file and by hand."""
    publish_three_roles()
    make_rate()
    source = {"address": "https://example.org/a", "publisher": "A paper", "licence": "CC0 1.0"}
    make_source(slug="whole", **source)
    file = {"file_name": "a.csv", "file_digest": "1f"}
    whole = {"source": "whole", "company": "udemy", "note": "Of a week.", "level": "L4", "n": 40}
    whole |= {"period": "hour", "as_of": "2025-01-24", "observed_from": "2024", **file}
    make_salary_figure(low=40, high="50.50", **whole)
    make_salary_figure(role=None, occupation="Cooks (35-2014)", point=100_000, as_of="2025-01-24")
    percents = {"p10": 1_000, "p25": 2_000, "median": 3_000, "p75": 4_000}
    balanced = {"balanced_p25": 2_100, "balanced_median": 3_100, "balanced_p75": "4100.50"}
    told = dict.fromkeys(("qualifier", "leaning", "selection", "industry"), "Told")
    told |= {"why_neighbour": "Told", "address": "https://example.org/b", "n": 9, "employers": 2}
    make_salary_figure(**percents, **balanced, **told, p90=5_000, level="L8", as_of="2025-01-24")
    make_salary_figure(**percents, capped_at=5_000, level="L9", as_of="")


def test_every_field_that_is_served_is_explained_and_no_other(client):
    make_every_column()
    publish(make_role(aliases=(TPM,)))
    table = client.get(f"/compare/{PRODUCT}-vs-{TECHNICAL}/table.csv").content.decode()
    (headings, *_) = csv.reader(io.StringIO(table))
    figures = client.get("/salaries.json").json()

    assert names(downloads.FIGURE_FIELDS) == list(salaries.COLUMNS)
    assert names(downloads.FIGURES_AROUND) == list(figures)
    assert names(downloads.FIGURE_FIELDS) == list(figures["figures"][0])
    assert names(downloads.ROLE_FIELDS) == list(client.get("/roles.json").json()["roles"][0])
    assert names(downloads.TITLE_FIELDS) == list(client.get("/titles.json").json()["titles"][0])
    # Two roles share the first columns.
    assert names(downloads.TABLE_FIELDS) == headings[:-3]


def test_every_filter_is_explained_and_no_other():
    # The page of a list is no choice of figures: files have all of them.
    assert {*names(downloads.FIGURE_PARAMETERS), "page"} == set(SalaryFilter.base_filters)
    (show,) = downloads.TABLE_PARAMETERS
    assert set(re.findall(r"\w+", show.meaning)) > set(comparison.SHOWS)


@pytest.mark.parametrize(("label", "fields"), FIELDS.items(), ids=FIELDS)
def test_the_page_has_each_field_with_what_it_means_and_an_example(client, label, fields):
    rows = told(look_into(client.get("/about/data/")), label)

    assert [(row[0], row[1], row[-1]) for row in rows] == [
        (field.name, field.meaning, field.example) for field in fields
    ]
    assert all(cell for row in rows for cell in row)


def test_words_of_closed_lists_are_those_that_figures_have(client):
    make_every_column()
    lists = {
        words(line.dt): [words(code) for code in line.dd.select("code")]
        for line in look_into(client.get("/about/data/")).select(".stored > div")
    }

    for figure in client.get("/salaries.json").json()["figures"]:
        for name, listed in lists.items():
            assert figure[name] in listed
    closed = {field.name for field in downloads.FIGURE_FIELDS if field.form == downloads.WORD}
    # Of what was computed the words are those of the period; why it was not are told in the line.
    assert closed - {"computed_period", "not_converted"} == set(lists)


def values_of(name, records):
    """What records have in a field, as the page would show it."""
    found = [record[name] for record in records if record[name] not in (None, "")]
    return [str(value).lower() if isinstance(value, bool) else str(value) for value in found]


def test_what_is_served_has_the_form_that_is_told(client):
    """Without this an example could be of a form that no file has."""
    make_every_column()
    publish(make_role(aliases=(TPM,), cells=(make_cell(text="Sets goals."),)))
    table = client.get(f"/compare/{PRODUCT}-vs-{TECHNICAL}/table.csv").content.decode()
    body = client.get("/salaries.json?currency=EUR").json()
    # What is of one industry alone is told when it is asked for.
    narrow = client.get("/salaries.json?currency=EUR&industry=Told").json()
    served = [
        (downloads.FIGURE_FIELDS, [*body["figures"], *narrow["figures"]]),
        (downloads.FIGURES_AROUND, [body]),
        (downloads.ROLE_FIELDS, client.get("/roles.json").json()["roles"]),
        (downloads.TITLE_FIELDS, client.get("/titles.json").json()["titles"]),
        (downloads.TABLE_FIELDS, list(csv.DictReader(io.StringIO(table)))),
    ]

    for fields, records in served:
        for field in fields:
            values = values_of(field.name, records)
            assert values, f"no value of {field.name} is tried"
            for value in [*values, field.example]:
                assert re.fullmatch(field.form.pattern, value), (field.name, value)


def test_the_page_tells_the_licence_of_each_source_that_readers_see(client):
    make_source(slug="free", title="A free source", licence="CC0 1.0")
    make_source(slug="draft", title="A draft source", licence="CC BY 4.0")
    publish_three_roles()
    make_salary_figure(source="free")
    make_salary_figure(source="draft", published_at=None)

    page = look_into(client.get("/about/data/"))

    assert [words(line) for line in page.select("main > ul li")] == ["A free source: CC0 1.0"]
    assert "MIT licence" in words(page.main)


@pytest.mark.parametrize("address", ["/about/", "/salaries/"])
def test_the_page_is_found_from_where_files_are_spoken_of(client, address):
    publish_three_roles()
    make_salary_figure()

    links = look_into(client.get(address)).select("main a")

    assert [link for link in links if link["href"].partition("#")[0] == "/about/data/"]


def test_roles_are_told_as_they_are_published(client):
    with time_machine.travel("2026-03-01T10:00:00Z", tick=False):
        pm = make_alias(key="pm", title="PM")
        publish(make_role(aliases=(TPM, pm), points=(make_point(text="Hidden"),)))
        publish(make_role(slug="editor", is_neighbour=True, one_liner="Cuts"))
        publish(make_role(slug="gone"))
        withdraw("role", "gone")
    write(make_role(one_liner="Another line"))
    write(make_role(slug="draft"))

    answer = client.get("/roles.json")

    common = {"published_at": "2026-03-01T10:00:00+00:00"}
    assert answer.json() == {
        "roles": [
            {
                "slug": "editor",
                "name": "Editor",
                "line": "Cuts",
                "address": "http://testserver/roles/editor/",
                "is_neighbour": True,
                "aliases": [],
                **common,
            },
            {
                "slug": PRODUCT,
                "name": "Product Manager",
                "line": "Decides what to build",
                "address": f"http://testserver/roles/{PRODUCT}/",
                "is_neighbour": False,
                "aliases": ["PM", "TPM"],
                **common,
            },
        ]
    }
    assert answer["Content-Disposition"] == 'attachment; filename="roles.json"'


def test_titles_are_told_with_every_role_that_they_stand_for(client):
    boss, another = make_alias(), make_alias(key="t-p-m", title="T.P.M.")
    publish(make_role(aliases=(TPM, boss)))
    publish(make_role(slug=TECHNICAL, aliases=(TPM,)))
    # The same words, written otherwise, at an address of their own.
    publish(make_role(slug="editor", is_neighbour=True, aliases=(another,)))

    titles = {each["slug"]: each for each in client.get("/titles.json").json()["titles"]}

    assert list(titles) == ["editor", "prod-boss", PRODUCT, "t-p-m", TECHNICAL, "tpm"]
    assert titles["tpm"] == {
        "slug": "tpm",
        "title": "TPM",
        "kind": "acronym",
        "roles": ["editor", PRODUCT, TECHNICAL],
        "address": "http://testserver/titles/tpm/",
    }
    assert titles["t-p-m"]["roles"] == ["editor", PRODUCT, TECHNICAL]
    kinds = {slug: titles[slug]["kind"] for slug in ("prod-boss", "editor")}
    assert kinds == {"prod-boss": "alias", "editor": "name"}


def test_before_anything_is_published_lists_are_empty(client):
    assert client.get("/roles.json").json() == {"roles": []}
    assert client.get("/titles.json").json() == {"titles": []}
    assert client.get("/about/data/").status_code == 200


@pytest.mark.parametrize("count", [3, CROWD])
def test_lists_of_roles_and_titles_cost_one_query_however_many(
    client, django_assert_num_queries, count
):
    roles = [
        make_role(slug=f"role-{n}", aliases=(make_alias(key=f"boss-{n}", title=f"Boss {n}"),))
        for n in range(count)
    ]
    freeze(*roles)

    for address in ("/roles.json", "/titles.json", "/about/data/"):
        with django_assert_num_queries(1):
            client.get(address)


@pytest.mark.parametrize("address", ["/roles.json", "/titles.json", "/about/data/"])
def test_lists_are_the_same_for_everybody_and_set_no_cookie(client, admin_client, address):
    publish_three_roles()

    response = client.get(address)

    assert response.content == admin_client.get(address).content
    assert not response.cookies
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=30"
    assert response["ETag"]


def test_sitemap_has_the_page_and_no_file(client):
    text = client.get("/sitemap.xml").content.decode()

    assert "/about/data/" in text
    assert ".json" not in text


def test_what_was_passed_over_is_told_as_the_page_explains(client):
    publish_three_roles()
    make_salary_figure()

    table = client.get("/salaries.csv?rol=product-manager&year=1066")
    ignored = client.get("/salaries.json?rol=product-manager&year=1066").json()["ignored"]

    assert table["X-Ignored"] == "Year=1066"
    assert ignored == [{"filter": "Year", "value": "1066"}]
    assert table["X-Most-Rows"] == "10000"
    text = words(look_into(client.get("/about/data/")))
    for told in ("Year=1066", "X-Ignored", "X-Most-Rows", "at most 10,000 figures"):
        assert told in text
