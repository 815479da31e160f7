import pytest

from roles.publishing import withdraw
from tests.factories import (
    CROWD,
    freeze,
    make_inquiry,
    make_role,
    make_route,
    make_step,
    make_transition,
    publish,
    publish_three_roles,
    write,
)
from tests.pages import cited_by, look_into, words

PRODUCT, TECHNICAL, PROGRAM = (
    "product-manager",
    "technical-product-manager",
    "technical-program-manager",
)


@pytest.fixture
def routes():
    publish_three_roles()
    publish(make_route(slug="switch", name="The switch", to_role=TECHNICAL, from_role=PRODUCT))
    publish(make_route(slug="nurse", name="From the ward", background="Nursing & care"))
    publish(make_route(slug="track", name="The track", to_role=TECHNICAL, company="Acme"))


def names(page):
    """Of the ways in the table, and of those below it."""
    in_table = [words(way).split(": ")[1] for way in page.select(".way")]
    return in_table + [
        words(way) for way in page.select("#results p:not(.notice) > a[href^='/routes/']")
    ]


def table_of(page):
    """What stands in each row; of a field that leads on, the number alone."""
    rows = page.select(".ways tbody tr")
    return {words(row.th): [words(field) for field in row.select("td")] for row in rows}


@pytest.mark.django_db
def test_ways_in_say_so_when_there_are_none(client):
    assert "No way in is published yet." in words(look_into(client.get("/routes/")))


@pytest.mark.django_db
@pytest.mark.usefixtures("routes")
def test_ways_in_are_a_table_of_where_one_is_and_where_they_lead(client):
    page = look_into(client.get("/routes/"))

    nobody, here = "–No source we read says how", "You are that already"
    assert table_of(page) == {
        "Product Manager": [here, "1 step: The switch", nobody],
        "Technical Product Manager": [nobody, here, nobody],
        "Technical Program Manager": [nobody, nobody, here],
        "Nursing & care": ["1 step: From the ward", nobody, nobody],
    }
    assert page.find("a", href="/routes/switch/")
    assert "The track, 1 step At Acme" in words(page)


@pytest.mark.django_db
def test_ways_without_a_start_or_to_a_neighbour_are_not_lost(client):
    publish_three_roles()
    publish(make_role(slug="designer", name="Designer", is_neighbour=True))
    publish(make_route(slug="open", name="Open to all", background=""))
    publish(make_route(slug="draw", name="Learn to draw", to_role="designer"))

    page = look_into(client.get("/routes/"))

    assert names(page) == ["Open to all", "Learn to draw"]
    assert "1 step: Open to all" in table_of(page)["Anything at all"][0]


@pytest.mark.django_db
@pytest.mark.usefixtures("routes")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("to=product-manager", ["From the ward"]),
        ("from=product-manager", ["The switch"]),
        ("from=nursing-care", ["From the ward"]),
        ("to=technical-product-manager&from=product-manager", ["The switch"]),
        ("to=technical-product-manager&to=product-manager", ["From the ward"]),
        ("to=&from=", ["The switch", "From the ward", "The track"]),
    ],
)
def test_ways_in_can_be_filtered_by_both_ends(client, query, found):
    assert names(look_into(client.get(f"/routes/?{query}"))) == found


@pytest.mark.django_db
@pytest.mark.usefixtures("routes")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("from=product-manager", ["The switch", "Open to all"]),
        ("from=nursing-care", ["From the ward", "Open to all"]),
        ("from=nursing-care&to=technical-product-manager", ["Open to all"]),
        ("from=nursing-care&to=product-manager", ["From the ward"]),
    ],
)
def test_a_way_that_asks_for_nothing_is_open_to_whoever_says_what_they_are(client, query, found):
    publish(make_route(slug="open", name="Open to all", to_role=TECHNICAL))

    assert names(look_into(client.get(f"/routes/?{query}"))) == found


@pytest.mark.django_db
@pytest.mark.usefixtures("routes")
def test_ways_in_that_fit_nothing_lead_back_to_all(client):
    page = look_into(client.get("/routes/?to=product-manager&from=product-manager"))

    assert "No way in fits both." in words(page)
    assert page.select_one("#results").find("a", href="/routes/")
    assert not page.select(".ways")


@pytest.mark.django_db
@pytest.mark.usefixtures("routes")
def test_narrowed_ways_say_that_there_are_more(client):
    page = look_into(client.get("/routes/?to=product-manager"))

    assert "This is not all: Show all of them" in words(page)
    assert [words(head) for head in page.select(".ways thead th")] == [
        "I am now a …",
        "Product Manager",
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("routes")
def test_ways_from_a_role_lead_to_the_questions_about_it(client):
    publish(make_inquiry(silence="Much.", roles=(PRODUCT,)))

    page = look_into(client.get(f"/routes/?from={PRODUCT}"))

    asked = page.select_one("section[aria-labelledby=asked]")
    assert [link["href"] for link in asked.select("a")] == ["/questions/how-to-start/"]
    for query in ("", "from=nursing-care", f"to={PRODUCT}"):
        page = look_into(client.get(f"/routes/?{query}"))
        assert not page.select("section[aria-labelledby=asked]")
        assert page.select_one("#results").find("a", href="/questions/")


@pytest.mark.django_db
def test_ways_from_a_background_lead_to_the_questions_that_they_name(client):
    publish_three_roles()
    publish(make_inquiry(slug="pay", question="Pay?", silence="Much."))
    publish(make_inquiry(slug="hours", question="Hours?", silence="Much."))
    step = make_step(resource="See [it](/questions/pay/#parts-a) and [none](/questions/gone/).")
    publish(make_route(slug="nurse", background="Nursing", steps=(step,)))

    page = look_into(client.get("/routes/?from=nursing"))

    asked = page.select("section[aria-labelledby=asked] a")
    assert [link["href"] for link in asked] == ["/questions/pay/"]


@pytest.mark.django_db
@pytest.mark.usefixtures("routes")
def test_unknown_end_is_named_and_ignored(client):
    page = look_into(client.get("/routes/", {"to": "<b>chef</b>", "from": "x" * 500}))

    notices = [words(notice) for notice in page.select(".notice:not(.notice-trouble)")]
    assert "“<b>chef</b>” is not a choice here" in notices[0]
    assert "x" * 101 not in str(page)
    assert len(names(page)) == 3


@pytest.mark.django_db
def test_route_shows_each_step_with_reason_help_end_and_source(client):
    publish_three_roles()
    step = make_step(
        title="Read code", why="It *helps*.", resource="A book.", done_when="You can.", hours=6
    )
    publish(make_route(summary="A **way**.", steps=(step, make_step(key="two", title="Two"))))

    page = look_into(client.get("/routes/way-in/"))

    first, second = page.select(".step")
    assert first["id"] == "steps-learn"
    for told in (
        "Read code",
        "About 6 hours, our estimate",
        "It helps.",
        "What helps A book.",
        "Done when You can.",
    ):
        assert told in words(first)
    assert cited_by(first) == ["/sources/an-article/"]
    assert words(second) == "Two 1 source"
    assert page.find("a", href="/roles/product-manager/")


OUR_TESTS = "“Done when” is our reading at every step"
OUR_ORDER = "choice and the order of the steps are ours"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("done_when", "is_ours", "told"),
    [
        ("You can.", False, {OUR_TESTS}),
        ("You can.", True, {OUR_TESTS, OUR_ORDER}),
        ("", True, {OUR_ORDER}),
        ("", False, set()),
    ],
)
def test_route_says_once_which_of_it_is_ours(client, done_when, is_ours, told):
    publish_three_roles()
    steps = (make_step(done_when=done_when), make_step(key="two", done_when=done_when))
    publish(make_route(is_our_reading=is_ours, steps=steps))

    page = words(look_into(client.get("/routes/way-in/")))

    assert {line for line in (OUR_TESTS, OUR_ORDER) if page.count(line) == 1} == told
    assert ("Our reading" in page) == is_ours


@pytest.mark.django_db
def test_route_between_roles_says_what_the_first_says_of_the_move(client):
    move = make_transition(how_common="Common.", why_not="Pay alone.")
    publish(make_role(slug=TECHNICAL))
    publish(make_role(transitions=(move,)))
    publish(make_route(to_role=TECHNICAL, from_role=PRODUCT))

    page = words(look_into(client.get("/routes/way-in/")))

    assert "How common it is Common." in page
    assert "When not to Pay alone." in page
    assert "First move" not in page


@pytest.mark.django_db
def test_route_of_one_company_or_of_one_person_says_so(client):
    publish_three_roles()
    step = make_step(company="Acme", is_anecdotal=True)
    publish(make_route(company="Umbrella", steps=(step,)))

    page = look_into(client.get("/routes/way-in/"))

    assert "At Umbrella" in words(page)
    assert "At Acme" in words(page.select_one(".step"))
    assert "One person’s story" in words(page.select_one(".step"))


@pytest.mark.django_db
@pytest.mark.usefixtures("routes")
def test_ways_to_what_is_withdrawn_are_gone_and_its_name_too(client):
    withdraw("role", TECHNICAL)

    response = client.get("/routes/")

    assert names(look_into(response)) == ["From the ward"]
    assert TECHNICAL not in response.content.decode()
    assert client.get("/routes/switch/").status_code == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("routes")
def test_ways_from_what_is_withdrawn_stay_without_its_name(client):
    withdraw("role", PRODUCT)

    page = client.get("/routes/switch/")

    assert page.status_code == 200
    assert "Product Manager</a>" in page.content.decode()
    assert 'href="/roles/product-manager/"' not in page.content.decode()


@pytest.mark.django_db
def test_draft_of_a_route_is_not_there(client):
    publish_three_roles()
    write(make_route(slug="draft"))

    draft, missing = client.get("/routes/draft/"), client.get("/routes/never/")

    assert draft.status_code == missing.status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("count", [3, CROWD])
def test_ways_in_cost_five_queries_however_many_roles(client, django_assert_num_queries, count):
    for number in range(count):
        freeze(
            make_role(slug=f"role-{number}"),
            make_route(slug=f"route-{number}", to_role=f"role-{number}", background="Law"),
        )

    with django_assert_num_queries(5):
        client.get("/routes/?from=law")
    with django_assert_num_queries(3):
        client.get("/routes/route-1/")
