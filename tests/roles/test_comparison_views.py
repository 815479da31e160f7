import csv
import datetime as dt
import io
import json

import pytest
from django.utils import timezone

from roles.publishing import withdraw
from roles.slugs import company_slug, comparison_slug
from tests.factories import (
    SOURCE,
    make_advice,
    make_alias,
    make_cell,
    make_claim,
    make_comparison,
    make_contrast,
    make_dimension,
    make_dispute,
    make_level,
    make_outline,
    make_remit,
    make_role,
    make_route,
    make_salary_figure,
    make_section,
    publish,
    publish_three_roles,
    write,
)
from tests.pages import cited_by, look_into, words

pytestmark = pytest.mark.django_db

PRODUCT, TECHNICAL, PROGRAM = THREE = (
    "product-manager",
    "technical-product-manager",
    "technical-program-manager",
)
PAIR = f"/compare/{PRODUCT}-vs-{TECHNICAL}/"
TRIPLE = f"/compare/{PRODUCT}-vs-{TECHNICAL}-vs-{PROGRAM}/"
OUTLINE = make_outline(
    dimensions=(make_dimension(), make_dimension(key="coding", name="Code", question="Any?"))
)


def publish_pair():
    """Two roles that differ in one row and share the other."""
    publish(OUTLINE)
    same = make_cell(dimension="coding", value="Hardly any")
    publish(make_role(slug=PRODUCT, cells=(make_cell(value="Why"), same)))
    publish(make_role(slug=TECHNICAL, cells=(make_cell(value="How"), same)))


def get(client, address, *, status=200, **headers):
    response = client.get(address, headers=headers)
    assert response.status_code == status
    return look_into(response)


def rows(page):
    return [row["id"].removeprefix("row-") for row in page.select("tbody.row[id^=row-]")]


def test_each_role_says_its_value_under_its_own_name(client):
    publish_pair()

    page = get(client, PAIR)

    assert words(page.h1) == "Product and Technical Product Manager"
    assert [words(cell) for cell in page.select("#row-focus .row-values td")] == ["Why", "How"]
    assert [words(name) for name in page.select("#row-focus .answer-role")] == [
        "Product Manager",
        "Technical Product Manager",
    ]


def test_a_pair_without_an_edited_page_shows_what_each_role_says_of_itself(client):
    publish_three_roles(cells=(make_cell(),))

    page = get(client, TRIPLE)

    assert [words(line) for line in page.select(".contrasts li")] == [
        f"{name} Decides what to build 1 source"
        for name in (
            "Product Manager",
            "Technical Product Manager",
            "Technical Program Manager",
        )
    ]
    assert not page.select("#short-answer")


def test_an_edited_page_puts_its_own_lines_answer_and_sections_first(client):
    publish_pair()
    line = make_contrast(role=PRODUCT, text="Owns the why")
    advice = (make_advice(), make_advice(key="which", kind="question", prompt="Which one?"))
    publish(
        make_comparison(
            contrasts=(line,), sections=(make_section(),), advice=advice, audience="The unsure."
        )
    )

    page = get(client, PAIR)

    assert "Owns the why" in words(page.select_one(".contrasts"))
    assert "Decides what to build" in words(page.select_one(".contrasts"))
    assert "One decides what." in words(page.select_one("#short-answer"))
    assert "The unsure." in words(page.select_one("#more"))
    assert "In writing." in words(page.select_one("#sections-overlap"))
    assert "They only write" in words(page.select_one("#advice-just-specs"))
    assert "Which one?" in words(page.select_one("#questions"))


def test_questions_are_told_to_search_engines_and_cannot_end_their_script(client):
    publish_pair()
    nasty = make_advice(kind="question", prompt="</script><b>Why?", answer="So.")
    publish(make_comparison(advice=(nasty,)))

    page = get(client, PAIR)
    (script,) = [each for each in page.select("script") if "FAQPage" in (each.string or "")]

    assert json.loads(script.string)["mainEntity"][0]["name"] == "</script><b>Why?"
    assert "<" not in script.string


@pytest.mark.parametrize(
    ("show", "shown"),
    [("all", ["focus", "coding"]), ("different", ["focus"]), ("shared", ["coding"])],
)
def test_only_the_rows_asked_for_are_shown_and_all_are_counted(client, show, shown):
    publish_pair()

    page = get(client, f"{PAIR}?show={show}")

    assert rows(page) == shown
    assert [words(link) for link in page.select("a[id^=show-]")] == [
        "All 2",
        "Differences 1",
        "Shared 1",
    ]
    assert page.select_one("a[id^=show-][aria-current]")["id"] == f"show-{show}"


def publish_telling_pair(**more):
    """Two roles with three rows, of which the last and the first tell most."""
    keys = {"focus": 2, "day": 0, "coding": 1}
    rows = [make_dimension(key=key, name=key.title(), telling=n) for key, n in keys.items()]
    publish(make_outline(dimensions=tuple(rows)))
    for slug in (PRODUCT, TECHNICAL):
        cells = (make_cell(value=f"All that {slug} looks after", short="In short"),)
        cells += tuple(make_cell(dimension=key, value=slug) for key in ("day", "coding"))
        publish(make_role(slug=slug, cells=cells, **more))


def test_the_rows_that_tell_most_stand_first_and_alone_in_their_order(client):
    publish_telling_pair()

    page = get(client, PAIR)

    assert rows(page) == ["coding", "focus"]
    assert words(page.select_one("#show-telling[aria-current]")) == "Telling 2"
    assert page.select_one("#show-all")["href"] == f"{PAIR}?show=all"
    assert rows(get(client, f"{PAIR}?show=all")) == ["focus", "day", "coding"]
    assert "our reading" in words(page.select_one("#comparison"))


def test_a_row_shows_its_short_value_and_opens_to_the_long_one(client):
    publish_telling_pair()

    row = get(client, PAIR).select_one("#row-focus")

    assert words(row.select_one(".row-values td")) == "In short"
    assert f"All that {PRODUCT} looks after" in words(row.details)


def test_a_choice_that_leaves_nothing_out_or_nothing_is_not_offered(client):
    publish_telling_pair()

    page = get(client, PAIR)

    assert [link["id"] for link in page.select("a[id^=show-]")] == ["show-telling", "show-all"]
    # Whoever comes by its address still gets it, and sees where they are.
    assert get(client, f"{PAIR}?show=shared").select_one("#show-shared[aria-current]")


def test_a_table_file_holds_all_rows_where_nobody_asked_for_fewer(client):
    publish_telling_pair()

    assert len(read_table(client)) == 3
    assert len(read_table(client, "?show=telling")) == 2


def test_how_technical_a_role_is_stands_as_dots_with_whose_reading_it_is(client):
    publish(make_outline(dimensions=(make_dimension(key="technical-depth", telling=1),)))
    cells = (make_cell(dimension="technical-depth", value="High"),)
    publish(make_role(slug=PRODUCT, cells=cells, depth=4, depth_reason="It goes deep."))
    publish(make_role(slug=TECHNICAL, cells=cells))

    row = get(client, PAIR).select_one("#row-technical-depth")

    assert [dots["aria-label"] for dots in row.select(".dots")] == ["4 of 5"]
    assert "4 of 5 is our reading It goes deep." in words(row)


def test_pay_stands_in_the_table_with_its_year_or_that_there_is_none(client):
    publish_telling_pair()
    make_salary_figure(role=PRODUCT, median=185_500, as_of="2025-01")

    cells = get(client, PAIR).select("#pay-row td")

    assert [words(cell) for cell in cells] == ["\u2068$185,500\u2069 2025", "no figure yet"]


def test_ladders_stand_side_by_side_and_meet_where_one_rung_is_of_both(client):
    publish(make_outline())
    top = make_level(key="director", name="Director", step=4)
    local = make_level(key="senior", name="Senior product manager", step=3, company="Udemy")
    publish(make_role(slug=PRODUCT, levels=(local, top)))
    publish(make_role(slug=TECHNICAL, levels=(top,)))

    table = get(client, PAIR).select_one(".ladders")

    assert [[words(cell) for cell in row.select("td")] for row in table.select("tbody tr")] == [
        ["Director"],
        ["Senior at Udemy", ""],
        ["The role", "The role"],
    ]
    assert table.select_one("tbody td")["colspan"] == "2"


def test_without_steps_no_ladder_is_drawn(client):
    publish_pair()

    assert not get(client, PAIR).select(".ladders")


def test_an_unknown_choice_of_rows_is_named_and_ignored(client):
    publish_pair()

    page = get(client, f"{PAIR}?show=%3Cb%3E{'x' * 10_000}")

    assert rows(page) == ["focus", "coding"]
    assert "“<b>xxx" in words(page.select_one(".notice:not(#trouble)"))
    assert len(words(page.select_one(".notice:not(#trouble)"))) < 200


def test_of_a_repeated_choice_the_last_one_counts(client):
    publish_pair()

    assert rows(get(client, f"{PAIR}?show=different&show=shared")) == ["coding"]


def test_a_silent_role_gets_an_honest_empty_cell(client):
    publish(make_outline())
    publish(make_role(slug=PRODUCT, cells=(make_cell(),)))
    publish(make_role(slug=TECHNICAL))

    row = get(client, PAIR).select_one("#row-focus")

    assert words(row.select(".row-values td")[1]) == "no source says"
    assert "No source we read says." in words(row.select(".answer")[1])


def test_every_value_names_its_source(client):
    publish_pair()

    page = get(client, PAIR)

    answers = page.select(".answer")
    assert len(answers) == 4
    for answer in answers:
        assert cited_by(answer) == [f"/sources/{SOURCE}/"]


def test_a_company_has_its_own_version_behind_one_switch(client):
    publish(OUTLINE)
    publish(
        make_role(
            slug=PRODUCT,
            cells=(make_cell(value="Why"), make_cell(value="Who", company="Udemy Inc")),
        )
    )
    publish(make_role(slug=TECHNICAL, cells=(make_cell(value="How"),)))

    general = get(client, PAIR)
    assert "Who" not in words(general.select_one("#row-focus")).split()
    assert general.find("a", href=f"{PAIR}at/udemy-inc/").string == "At Udemy Inc"

    local = get(client, f"{PAIR}at/udemy-inc/")
    cells = [words(cell) for cell in local.select("#row-focus .row-values td")]
    assert cells == ["Who", "How In general"]
    assert local.find("a", href=PAIR)["aria-current"] == "true"


def test_a_company_nobody_speaks_of_has_no_page(client):
    publish_pair()

    assert client.get(f"{PAIR}at/udemy/").status_code == 404


def test_an_edited_page_of_a_company_is_found_by_its_name(client):
    publish_pair()
    publish(make_comparison(slug=f"{PRODUCT}-vs-{TECHNICAL}-at-udemy", company="Udemy"))

    page = get(client, f"{PAIR}at/udemy/")

    assert words(page.h1) == "Product and Technical Product Manager at Udemy"
    assert "One decides what." in words(page.select_one("#short-answer"))


def test_rows_in_dispute_lead_to_what_each_source_says(client):
    publish_pair()
    claims = (
        make_claim(context="In 2022"),
        make_claim(key="other", stance="The other", sources=("other-article",)),
    )
    publish(make_dispute(roles=(PRODUCT, TECHNICAL), dimensions=("focus",), claims=claims))

    page = get(client, PAIR)

    (badge,) = page.select("#row-focus .differ-link")
    path, _, anchor = badge["href"].partition("#")
    told = get(client, path).find(id=anchor)
    assert words(told.h2) == "Who owns how?"
    assert "In 2022" in words(told)
    assert set(cited_by(told)) == {
        f"/sources/{SOURCE}/",
        "/sources/other-article/",
    }
    assert not page.select("#row-coding .differ-link")


def test_a_dispute_stands_in_full_on_its_own_page_alone(client):
    publish_pair()
    publish(make_dispute(roles=(PRODUCT, TECHNICAL), dimensions=("focus",)))

    line = get(client, PAIR).select_one("#disputes li")

    assert words(line) == "Who owns how? 2 answers"
    assert line.a["href"] == "/disputes/#who-owns-how"


def test_a_role_is_added_or_removed_by_plain_links(client):
    publish_three_roles(cells=(make_cell(),))

    pair = get(client, f"{PAIR}?show=shared")
    added = pair.select_one(".chip-add")
    assert words(added) == "+ Add Technical Program Manager"
    assert added["href"] == f"{TRIPLE}?show=shared"
    removed = pair.find("a", {"aria-label": "Remove Product Manager"})
    assert removed["href"] == f"/compare/?roles={TECHNICAL}"

    triple = get(client, TRIPLE)
    assert not triple.select(".chip-add")
    assert triple.find("a", {"aria-label": "Remove Technical Program Manager"})["href"] == PAIR


def test_ways_in_to_the_roles_are_the_next_step(client):
    publish_pair()
    publish(make_route(name="From support", to_role=TECHNICAL))

    assert get(client, PAIR).select_one("#routes").find("a", href="/routes/way-in/")


def test_fragment_is_the_page_without_its_frame_and_names_itself(client):
    publish_pair()

    page = client.get(f"{PAIR}?show=different").content.decode()
    response = client.get(f"{PAIR}?show=different", headers={"HX-Request": "true"})
    fragment = response.content.decode()

    start = fragment.index('<article id="comparison" class="comparison">')
    assert fragment[start:].strip() in page
    assert "<html" not in fragment
    assert "<title>Product Manager vs Technical Product Manager – careerguide</title>" in fragment
    assert "1 row where they differ" in fragment[:start]
    assert "HX-Request" in response["Vary"]


def test_page_is_the_same_for_everybody_and_may_be_cached(client, admin_client):
    publish_pair()

    response = client.get(PAIR)

    assert response.content == admin_client.get(PAIR).content
    assert not response.cookies
    assert set(response["Vary"].split(", ")) == {"Accept-Encoding", "HX-Request"}
    assert "public" in response["Cache-Control"]
    again = client.get(PAIR, headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        (f"/compare/{TECHNICAL}-vs-{PRODUCT}/?show=shared", f"{PAIR}?show=shared"),
        (f"/compare/{PRODUCT}-vs-{TECHNICAL}-vs-{PRODUCT}/", PAIR),
        (f"/compare/Product-Manager-vs-{TECHNICAL}/?show=odd", PAIR),
        (f"/compare/{TECHNICAL}-vs-{PRODUCT}/table.csv", f"{PAIR}table.csv"),
    ],
)
def test_another_order_or_a_double_leads_to_the_one_address(client, address, leads_to):
    publish_pair()

    response = client.get(address)

    assert (response.status_code, response["Location"]) == (301, leads_to)


def test_one_role_leads_to_the_picker(client):
    publish_pair()

    assert client.get(f"/compare/{PRODUCT}/")["Location"] == f"/compare/?roles={PRODUCT}"
    doubled = client.get(f"/compare/{PRODUCT}-vs-{PRODUCT}/")
    assert doubled["Location"] == f"/compare/?roles={PRODUCT}"


@pytest.mark.parametrize("count", [4, 5, 50])
def test_more_than_three_roles_are_refused_before_anything_is_read(
    client, django_assert_num_queries, count
):
    slugs = [f"role-{number}" for number in range(count)]

    with django_assert_num_queries(0):
        assert client.get(f"/compare/{'-vs-'.join(slugs)}/").status_code == 400
        assert client.get("/compare/", {"roles": slugs}).status_code == 400


def publish_titles():
    publish(make_role(slug=PRODUCT, aliases=(make_alias(key="pm", title="PM"),)))
    for slug in (TECHNICAL, PROGRAM):
        publish(make_role(slug=slug, aliases=(make_alias(key="tpm", title="TPM"),)))


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/compare/pm-vs-tpm/", "/titles/tpm/"),
        ("/compare/TPM-vs-PM/", "/titles/tpm/"),
        (f"/compare/pm-vs-{TECHNICAL}/?show=shared", f"{PAIR}?show=shared"),
        ("/compare/tpm/", "/titles/tpm/"),
        (f"/compare/pm-vs-{PRODUCT}/", f"/compare/{PRODUCT}/"),
    ],
)
def test_an_acronym_leads_to_its_role_or_to_what_it_may_mean(client, address, leads_to):
    publish_titles()

    response = client.get(address)

    assert (response.status_code, response["Location"]) == (302, leads_to)


def test_what_is_not_public_is_not_found_whatever_the_reason(client):
    publish(make_role(slug=PRODUCT))
    publish(make_role(slug="product-owner", is_neighbour=True))
    write(make_role(slug="draft"))
    publish(make_role(slug="later"), at=timezone.now() + dt.timedelta(days=1))
    publish(make_role(slug="gone"))
    withdraw("role", "gone", reason="No longer true")

    for slug in ("draft", "later", "gone", "product-owner", "never-was", "x-vs-"):
        response = client.get(f"/compare/{PRODUCT}-vs-{slug}/")
        assert response.status_code == 404, slug
    assert client.get(f"/compare/{PRODUCT}-vs-draft/table.csv").status_code == 404


def test_roles_that_are_not_public_are_not_offered(client):
    publish_pair()
    write(make_role(slug="draft", name="Secret Draft"))

    assert b"Secret Draft" not in client.get(PAIR).content
    assert b"Secret Draft" not in client.get("/compare/").content


def test_picker_offers_the_compared_roles_and_the_edited_pages(client):
    publish_pair()
    publish(make_role(slug="product-owner", is_neighbour=True))
    publish(make_comparison(name="The two product roles"))

    page = get(client, "/compare/")

    assert [box["value"] for box in page.select("input[type=checkbox]")] == [PRODUCT, TECHNICAL]
    assert page.find("a", href=PAIR).string == "The two product roles"


def test_picker_leads_to_the_comparison_of_what_is_ticked(client):
    publish_pair()

    response = client.get("/compare/", {"roles": [TECHNICAL, PRODUCT, TECHNICAL]})

    assert (response.status_code, response["Location"]) == (302, PAIR)


def test_picker_keeps_what_it_knows_and_names_what_it_does_not(client):
    publish_pair()

    page = get(client, f"/compare/?roles={PRODUCT}&roles=%3Cb%3E&roles=")

    assert page.select_one(f"#pick-{PRODUCT}").has_attr("checked")
    assert "“<b>” is not a role that we compare" in words(page.main)


def read_table(client, query=""):
    response = client.get(f"{PAIR}table.csv{query}")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.content.decode(), newline="")))


def test_table_holds_the_same_rows_with_their_sources(client):
    publish_pair()

    first, second = read_table(client)

    assert (first["Row"], first["Product Manager"], first["State"]) == ("Focus", "Why", "different")
    assert first["Product Manager: sources"] == "An article"
    assert [row["Row"] for row in read_table(client, "?show=shared")] == [second["Row"]]


def test_table_starts_no_formula(client):
    publish(make_outline())
    for slug in (PRODUCT, TECHNICAL):
        publish(make_role(slug=slug, cells=(make_cell(value="=1+1", text="- one"),)))

    (row,) = read_table(client)

    assert row["Product Manager"] == "'=1+1"
    # In a sign that every spreadsheet shows, whatever encoding it takes the file for.
    assert row["Product Manager: more"] == "* one"


@pytest.mark.parametrize("more", [0, 12])
def test_comparison_costs_nine_queries_however_many_roles(client, django_assert_num_queries, more):
    publish_three_roles(cells=(make_cell(),))
    publish(make_comparison(roles=THREE))
    publish(make_dispute(roles=THREE, dimensions=("focus",)))
    for number in range(more):
        publish(make_role(slug=f"role-{number}", cells=(make_cell(),)))
        publish(make_route(slug=f"way-{number}"))

    with django_assert_num_queries(9):
        client.get(TRIPLE)


def test_picker_costs_two_queries(client, django_assert_num_queries):
    publish_three_roles()
    publish(make_comparison())

    with django_assert_num_queries(2):
        client.get("/compare/")


@pytest.mark.parametrize("company", ["百度", "L’Oréal", "AT&T", "Ünï & Söhne_2"])
def test_a_company_of_any_name_has_its_comparison_where_links_lead(client, company):
    publish_three_roles(cells=(make_cell(company=company),))
    slug = comparison_slug((PRODUCT, TECHNICAL), company)
    publish(make_comparison(slug=slug, company=company, name="There"))
    place = f"{PAIR}at/{company_slug(company)}/"

    assert get(client, PAIR).find("a", href=place)
    assert get(client, "/compare/").find("a", href=place)
    assert company in get(client, place).get_text()


def test_a_page_of_a_company_shows_what_that_company_pays_and_nothing_general_unmarked(client):
    depth = make_dimension(key="technical-depth", telling=1)
    publish(make_outline(dimensions=(depth,)))
    cells = (make_cell(dimension="technical-depth", value="API limits", company="Udemy"),)
    remits = (make_remit(),)
    for slug in (PRODUCT, TECHNICAL):
        publish(make_role(slug=slug, cells=cells, depth=3, depth_reason="So.", remits=remits))
    make_salary_figure(role=PRODUCT, low=155_000, high=172_000, company="udemy", as_of="2026")

    page = get(client, f"{PAIR}at/udemy/")

    cells = (words(cell) for cell in page.select("#pay-row td"))
    pay = [cell.replace("\u2068", "").replace("\u2069", "") for cell in cells]
    assert pay == ["$155–172k 2026", "no figure yet"]
    assert "No figure yet" not in words(page.select("#pay .pay-chart > ul:first-child > li")[0])
    assert not page.select(".dots")
    assert not page.select(".map")
