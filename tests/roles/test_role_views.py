import datetime as dt
import re
from pathlib import Path

import pytest
from django.utils import timezone

from accounts.models import User
from roles import content
from roles.publishing import withdraw
from tests.factories import (
    SOURCE,
    make_advice,
    make_alias,
    make_cell,
    make_comparison,
    make_contrast,
    make_dimension,
    make_dispute,
    make_inquiry,
    make_level,
    make_need,
    make_outline,
    make_point,
    make_role,
    make_route,
    make_skill,
    make_transition,
    publish,
    publish_three_roles,
    write,
)
from tests.pages import cited_by, look_into, words

pytestmark = pytest.mark.django_db

ROLE = "/roles/product-manager/"
PAIR = "/compare/product-manager-vs-technical-product-manager/"


def get(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return look_into(response)


def listed(page):
    return [words(heading) for heading in page.select("#results h3")]


def make_rich_role(**more):
    return make_role(
        summary="In **short**.",
        not_for_you="you like quiet.",
        aliases=(make_alias(),),
        levels=(make_level(), make_level(key="lead", name="Lead", track="Management")),
        cells=(make_cell(), make_cell(value="Their own", company="Udemy", is_anecdotal=True)),
        points=tuple(
            make_point(key=kind.replace("_", "-"), kind=kind, text=f"On {kind}", detail="*More*.")
            for kind in content.PointKind.__args__
        ),
        skills=(make_need(),),
        advice=tuple(
            make_advice(key=kind, kind=kind, prompt=f"Of {kind}", why="Because.")
            for kind in content.AdviceKind.__args__
        ),
        transitions=(make_transition(to_learn="Systems"), make_transition(to_role="draft")),
        **more,
    )


def publish_rich_role():
    publish(make_outline())
    publish(make_role(slug="technical-product-manager"))
    write(make_role(slug="draft", name="Secret Draft"))
    publish(make_rich_role())


def test_every_part_of_a_role_is_on_its_page_under_its_own_anchor(client):
    publish_rich_role()

    page = get(client, ROLE)

    anchors = {anchor for anchor, _ in content.statements(make_rich_role()) if anchor}
    assert anchors - {element["id"] for element in page.select("[id]")} == {"transitions-draft"}


def test_a_role_leads_to_the_questions_that_are_about_it(client):
    publish(make_role())
    publish(make_inquiry(silence="Much.", roles=("product-manager",)))
    publish(make_inquiry(slug="other", silence="Much."))

    found = get(client, ROLE).select_one("#hiring #inquiries")

    assert words(found.summary) == "Questions with a page of their own 1"
    assert [link["href"] for link in found.select("a")] == ["/questions/how-to-start/"]


def test_every_part_names_its_source(client):
    publish_rich_role()

    page = get(client, ROLE)

    for anchor, _ in content.statements(make_rich_role()):
        part = page.find(id=anchor) if anchor != "transitions-draft" else None
        if part:
            told = part.find_next("dd") if part.name == "dt" else part
            assert f"/sources/{SOURCE}/" in cited_by(told), anchor


def test_for_whom_a_role_is_not_names_its_source(client):
    publish_rich_role()

    found = get(client, ROLE).select_one("#for-you")

    assert cited_by(found) == [f"/sources/{SOURCE}/"]


def test_contents_lead_to_places_on_the_page(client):
    publish_rich_role()

    page = get(client, ROLE)

    links = page.select(".role-chips a")
    assert len(links) > 5
    for link in links:
        assert page.select_one(link["href"]), link["href"]


def test_what_holds_at_one_company_stands_apart_and_a_story_says_so(client):
    publish_rich_role()

    page = get(client, ROLE)

    apart = page.find(id="at-udemy")
    assert words(apart.summary) == "At Udemy 1 statement"
    assert words(apart.find(id="cells-focus-at-udemy")).startswith("Their own One person’s story")
    assert "Their own" not in words(page.find(id="work"))


def test_moves_lead_to_published_roles_only(client):
    publish_rich_role()

    page = get(client, ROLE)

    assert "Systems" in words(page.find(id="transitions-technical-product-manager"))
    assert "Secret Draft" not in words(page)


def test_a_role_leads_to_its_comparisons_ways_in_disputes_and_neighbours(client):
    publish_three_roles()
    publish(make_comparison(name="The two product roles"))
    publish(make_route(name="From support"))
    publish(make_dispute())
    line = make_contrast(text="Decides more.")
    publish(make_role(slug="product-owner", is_neighbour=True, contrasts=(line,)))

    page = get(client, ROLE)

    pair = page.find(id="differences").find("a", href=PAIR)
    assert words(pair) == "Compare the two: Product Manager and Technical Product Manager"
    assert "Product Owner Decides more." in words(page.find(id="differences"))
    assert "From support" in words(page.find(id="moves"))
    assert "Who owns how? 2 answers" in words(page.find(id="disputes"))


def test_what_a_role_lacks_has_no_heading_and_no_chip(client):
    publish(make_role())

    page = get(client, ROLE)

    assert [words(heading) for heading in page.select("main h2")] == [
        "Pay",
        "Is it for you?",
        "Sources",
    ]
    assert [link["href"] for link in page.select(".role-chips a")] == ["#sources"]


def test_folds_say_how_much_they_hold(client):
    points = [make_point(key=f"point-{number}") for number in range(3)]
    publish(make_role(points=tuple(points)))

    fold = get(client, ROLE).find(id="responsibilities")

    assert words(fold.summary) == "Responsibilities 3"
    assert not fold.has_attr("open")


@pytest.mark.parametrize(("number", "is_folded"), [(8, False), (9, True)])
def test_a_list_of_more_than_eight_sources_is_folded(client, number, is_folded):
    publish(make_role(sources=tuple(f"source-{each}" for each in range(number))))

    page = get(client, ROLE)

    assert bool(page.select(".sources-fold:not([open])")) is is_folded
    assert bool(page.select(".sources")) is not is_folded
    assert len(page.select(":is(.sources, .sources-fold) ol > li")) == number


def test_facts_are_the_telling_rows_and_say_where_sources_disagree(client):
    rows = (
        make_dimension(key="judged", name="Judged by", telling=2),
        make_dimension(key="quiet", name="Quiet"),
        make_dimension(telling=1),
    )
    cells = (
        make_cell(dimension="judged", value="Outcomes, where they can be told", short="Outcomes"),
        make_cell(dimension="quiet", value="Not told"),
        make_cell(value="What and why"),
        make_cell(value="Their own", company="Udemy"),
    )
    publish(make_outline(dimensions=rows))
    publish(make_role(cells=cells))
    publish(make_dispute(dimensions=("judged",)))

    facts = get(client, ROLE).select(".role-facts > div")

    assert [words(fact.dt) for fact in facts] == ["Focus", "Judged by"]
    assert [words(fact.b) for fact in facts] == ["What and why", "Outcomes"]
    assert [link["href"] for link in facts[1].select(".differ-link")] == ["/disputes/#who-owns-how"]
    assert not facts[0].select(".differ-link")


def test_a_card_says_of_each_other_role_what_the_comparison_of_the_two_says(client):
    publish_three_roles()
    lines = (
        make_contrast(text="Answers for the market."),
        make_contrast(role="technical-product-manager", text="Answers for the system."),
    )
    publish(make_comparison(contrasts=lines))

    cards = get(client, ROLE).select("#differences .card")

    assert "Answers for the system. 1 source This role: Answers for the market." in words(cards[0])
    assert "Technical Program Manager" in words(cards[1])
    assert len(cards) == 2


def test_how_technical_stands_beside_the_other_roles_and_is_our_reading(client):
    publish(make_role(depth=2, depth_reason="Two sources ask for little."))
    publish(make_role(slug="technical-product-manager", depth=4, depth_reason="Three do."))
    publish(make_role(slug="technical-program-manager"))

    depth = get(client, ROLE).find(id="depth")

    dots = [dots["aria-label"] for dots in depth.select(".dots")]
    assert dots == ["2 of 5", "4 of 5"]
    assert "Two sources ask for little. Our reading" in words(depth)


@pytest.mark.parametrize("needs", [(), (make_need(company="Udemy"),)])
def test_a_skill_that_no_source_gives_a_role_in_general_says_so(client, needs):
    publish(make_outline(skills=(make_skill(telling=1),)))
    publish(make_role(skills=(make_need(level="deep"),)))
    publish(make_role(slug="technical-product-manager", skills=needs))

    cells = get(client, ROLE).select(".skills td")

    assert cells[0].svg["aria-label"] == "deep"
    assert "no source says in general" in words(cells[1])


@pytest.mark.parametrize("telling", [0, 1])
def test_levels_of_skills_are_ours_and_the_page_says_so_once(client, telling):
    publish(make_outline(skills=(make_skill(telling=telling),)))
    publish(make_role(skills=(make_need(),)))

    page = words(get(client, ROLE))

    assert page.count("Levels are our reading.") == 1


def test_rungs_stand_from_the_bottom_and_one_company_is_named(client):
    levels = (
        make_level(step=1, name="Associate", short="the way in"),
        make_level(key="chief", step=7, name="Chief", company="Udemy"),
        make_level(key="lead", name="Lead"),
    )
    publish(make_role(levels=levels))

    page = get(client, ROLE)

    rungs = page.select(".stairs li")
    assert [words(rung) for rung in rungs] == [
        "Chief · at Udemy",
        "Product Manager",
        "Associate · the way in",
    ]
    assert rungs[0]["class"] == ["stair-3", "is-local"]
    for link in page.select(".stairs a"):
        assert page.select_one(link["href"])


def test_a_neighbour_says_how_it_differs(client):
    publish(make_role())
    line = make_contrast(text="Decides more.")
    publish(make_role(slug="product-owner", is_neighbour=True, contrasts=(line,)))

    page = get(client, "/roles/product-owner/")

    told = page.find(id="contrasts-product-manager")
    assert told.find("a", href=ROLE)
    assert "Decides more." in words(told.find_next("dd"))


def test_text_of_editors_never_becomes_markup(client):
    nasty = "<script>alert(1)</script>{{ 7|add:7 }}"
    publish(make_role(one_liner=nasty, summary=nasty, points=(make_point(text=nasty),)))

    page = get(client, ROLE)

    assert nasty in page.select_one(".lede").get_text()
    told = page.select('script[type="application/ld+json"]')
    assert [script for script in page.find_all("script", string=True) if script not in told] == []
    assert not any("<" in script.string for script in told)


def test_a_title_leads_to_its_role_or_to_what_it_may_mean(client):
    publish(make_role(aliases=(make_alias(key="pm", title="PM"),)))
    for slug in ("technical-product-manager", "technical-program-manager"):
        publish(make_role(slug=slug, aliases=(make_alias(key="tpm", title="TPM"),)))

    assert client.get("/roles/pm/")["Location"] == ROLE
    assert client.get("/roles/tpm/")["Location"] == "/titles/tpm/"
    assert client.get("/roles/TPM/")["Location"] == "/titles/tpm/"


def test_a_role_that_is_not_public_is_not_found_whatever_the_reason(client):
    write(make_role(slug="draft"))
    publish(make_role(slug="later"), at=timezone.now() + dt.timedelta(days=1))
    publish(make_role(slug="gone"))
    withdraw("role", "gone", reason="No longer true")

    for slug in ("draft", "later", "gone", "never-was"):
        assert client.get(f"/roles/{slug}/").status_code == 404, slug
    assert listed(get(client, "/roles/")) == []


def test_list_shows_the_compared_roles_before_their_neighbours(client):
    publish(make_role(slug="associate-product-manager", is_neighbour=True))
    publish(make_role())

    page = get(client, "/roles/")

    assert listed(page) == ["Product Manager", "Associate Product Manager"]
    assert "Decides what to build" in words(page.find(id="results"))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("kind=neighbour", ["Product Owner"]),
        ("kind=compared", ["Product Manager"]),
        ("kind=compared&kind=neighbour", ["Product Owner"]),
        ("q=OWNER", ["Product Owner"]),
        ("q=boss", ["Product Manager"]),
        ("q=nothing", []),
        ("q=", ["Product Manager", "Product Owner"]),
    ],
)
def test_list_is_narrowed_by_kind_and_by_title(client, query, shown):
    publish(make_role(aliases=(make_alias(),)))
    publish(make_role(slug="product-owner", is_neighbour=True))

    assert listed(get(client, f"/roles/?{query}")) == shown


@pytest.mark.parametrize(("count", "has_form"), [(12, False), (13, True)])
def test_list_has_a_form_to_narrow_it_when_it_is_long(client, count, has_form):
    for number in range(count):
        publish(make_role(slug=f"role-{number}", name=f"Role {number}"))

    assert bool(get(client, "/roles/").select(".filters")) == has_form
    assert bool(get(client, "/roles/?q=role-3").select(".filters")) == has_form


def test_narrowed_list_says_that_there_are_more(client):
    publish(make_role())

    assert "This is not all: Show all roles" in words(get(client, "/roles/?kind=compared"))


def test_unknown_kind_is_named_and_ignored(client):
    publish(make_role())

    page = get(client, "/roles/?kind=%3Cb%3E")

    assert listed(page) == ["Product Manager"]
    assert "“<b>” is not a choice here" in words(page.find(id="results"))


def test_list_fragment_is_part_of_the_page(client):
    publish(make_role())

    page = client.get("/roles/").content.decode()
    response = client.get("/roles/", headers={"HX-Request": "true"})

    assert response.content.decode().strip() in page
    assert "<html" not in response.content.decode()
    assert "HX-Request" in response["Vary"]


def test_role_page_is_the_same_for_everybody_and_sets_no_cookie(client, admin_client):
    publish(make_role())

    response = client.get(ROLE)

    assert response.content == admin_client.get(ROLE).content
    assert not response.cookies
    assert "Cookie" not in response["Vary"]


@pytest.mark.parametrize("more", [0, 12])
def test_list_costs_one_query_however_many_roles(client, django_assert_num_queries, more):
    publish_three_roles()
    for number in range(more):
        publish(make_role(slug=f"role-{number}"))

    with django_assert_num_queries(1):
        client.get("/roles/")


@pytest.mark.parametrize("more", [0, 12])
def test_role_costs_twelve_queries_however_many_roles(client, django_assert_num_queries, more):
    publish_rich_role()
    publish(make_comparison())
    publish(make_dispute())
    for number in range(more):
        publish(make_role(slug=f"role-{number}", is_neighbour=True, contrasts=(make_contrast(),)))
        publish(make_route(slug=f"way-{number}"))
        publish(make_inquiry(slug=f"q-{number}", silence="Much.", roles=("product-manager",)))

    with django_assert_num_queries(12):
        client.get(ROLE)


def test_style_guide_is_for_staff(client, admin_client):
    assert client.get("/styleguide/").status_code == 302
    response = admin_client.get("/styleguide/")
    assert look_into(response).h1
    assert "no-store" in response["Cache-Control"]


# Of the pages of accounts, which show what only an account has; and what a wider rule excludes.
NOT_SHOWN = {
    *("account-form", "codes", "devices", "qr", "secret", "visually-offscreen"),
    *("quiz-link", "unbroken"),
}


def test_style_guide_shows_every_piece(admin_client):
    sheet = re.sub(r"/\*.*?\*/", "", Path("static/css/site.css").read_text(), flags=re.DOTALL)
    pieces = sheet[sheet.rindex("@layer parts {") : sheet.rindex("@layer pages {")]
    selectors = " ".join(re.findall(r"([^{};]+)\{", pieces))
    page = look_into(admin_client.get("/styleguide/"))

    shown = {name for tag in page.select("[class]") for name in tag["class"]}
    # Where a band of the map begins and ends is a number, of which a sample has some.
    named = {name for name in re.findall(r"\.([a-z][\w-]*)", selectors) if name[-1] not in "1234"}
    assert named - shown == NOT_SHOWN


def test_style_guide_shows_what_is_asked_and_missing_of_pay(admin_client):
    pay = look_into(admin_client.get("/styleguide/")).select_one("#pay")

    assert [words(each) for each in pay.select(".pay-sum")] == [
        "1 range, no new median",
        "1 range, no median in USD",
        "Not in USD",
    ]
    assert pay.select_one(".amount-form [type=submit]")
    assert "is read as exactly 150,000 USD a year" in words(pay)
    assert "Between the 25th percentile and the median" in words(pay)
    assert "1 cannot be compared for want of a rate" in words(pay)
    assert len(pay.select(".place-table tbody tr")) == 5


def test_style_guide_shows_every_state(admin_client):
    page = look_into(admin_client.get("/styleguide/"))
    said = re.search(r'TROUBLE = "(.+)"', Path("static/js/site.js").read_text()).group(1)

    assert page.select("main button[disabled]")
    assert {tag.name for tag in page.select(".is-focused")} == {"a", "button", "input"}
    assert words(page.select_one("main .notice-trouble")) == f"{said} Try again"
    assert [bool(row.select("details[open]")) for row in page.select("tbody.row")] == [False, True]
    assert {dots["aria-label"][0] for dots in page.select(".dots")} >= {"0", "1", "3"}
    chart = page.select_one(".pay-chart")
    for kind in ("is-old", "is-company"):
        assert chart.select(f".pay-strip.{kind}")
    assert page.select_one("#marks .cite")["href"] == "#" + page.select_one(".source-set")["id"]


@pytest.mark.parametrize("has_second_factor", [True, False])
def test_style_guide_asks_for_what_the_admin_asks_for(
    admin_client, settings, monkeypatch, has_second_factor
):
    settings.STAFF_MFA = True
    monkeypatch.setattr(User, "has_second_factor", has_second_factor)

    response = admin_client.get("/styleguide/")

    assert response.status_code == (200 if has_second_factor else 302)
    if not has_second_factor:
        assert response["Location"] == "/admin/login/?next=/styleguide/"


def test_style_guide_is_not_for_readers_with_an_account(client):
    client.force_login(User.objects.create_user("reader@example.org", "quiet-otter-pours-tea"))

    assert client.get("/styleguide/").status_code == 302


@pytest.mark.parametrize("address", ["/roles/", "/compare/"])
def test_menu_and_foot_lead_to_pages_that_are_there(client, address):
    page = get(client, address)

    for link in page.select("header a, footer a"):
        assert client.get(link["href"]).status_code == 200, link["href"]
