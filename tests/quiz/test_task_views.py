import pytest

from tests.factories import make_role, publish_three_roles
from tests.factories import publish as publish_content
from tests.pages import cited_by, look_into, words
from tests.quiz.factories import make_definition, publish_version
from tests.quiz.samples import PM, PMT, TPGM, make_task, make_trial

pytestmark = pytest.mark.django_db
TRIPLE = f"/compare/{PM}-vs-{PMT}-vs-{TPGM}/"


def publish_trial(*tasks, **changes):
    return publish_version(made=make_definition(trial=make_trial(*tasks, **changes)))


def page(client, address="/quiz/tasks/"):
    return look_into(client.get(address))


def ways(found):
    return [link["href"] for link in found.select("main a[href*='/quiz/tasks/']")]


def test_the_incident_is_told_once_and_lands_on_each_desk(client):
    publish_three_roles()
    publish_trial()

    found = page(client)

    assert words(found).count("One in ten uploads stops near the end.") == 1
    assert [words(desk.h3) for desk in found.select(".desk")] == [
        "Decide what to promise",
        "Bring three teams to one day",
    ]
    assert "One problem, two desks" in words(found.h1)
    assert "How gladly would you do another hour of this?" in words(found)


def test_a_desk_tells_all_that_its_task_needs(client):
    publish_three_roles()
    publish_trial()

    found = page(client, f"/quiz/tasks/{PM}/")

    told = words(found.main)
    for text in (
        "One in ten uploads stops near the end.",
        "Support has 46 messages.",
        "Set a clock to 90 minutes.",
        "60 min: who is hurt",
        "The problem in a customer's words",
        "How gladly would you do another hour of this?",
        "Product managers notice those who gave up in silence.",
    ):
        assert text in told
    assert cited_by(found.main) == ["/sources/an-article/"]


def test_the_rubric_names_what_it_looks_at_and_three_levels(client):
    publish_trial()

    table = page(client, f"/quiz/tasks/{PM}/").select_one(".rubric")

    heads = [words(head) for head in table.select("thead th")]
    assert heads == ["Look at", "Not yet", "On the way", "As the role would hand it on"]
    row = table.select_one("tbody tr")
    assert words(row.th) == "The problem"
    assert [cell["data-level"] for cell in row("td")] == heads[1:]
    assert words(row("td")[2]) == "Also says what is unknown"


def test_what_would_give_the_task_away_is_folded_until_after(client):
    publish_trial()

    found = page(client, f"/quiz/tasks/{PM}/")

    told_later = [found.select_one(".rubric"), found.find(string=lambda text: "in silence" in text)]
    folds = [inner.find_parent("details") for inner in told_later]
    assert [fold.has_attr("open") for fold in folds] == [False, False]


def test_a_plan_that_names_no_minutes_is_read_as_it_is(client):
    publish_trial(make_task(steps=("Look around", "Write")))

    found = page(client, f"/quiz/tasks/{PM}/")

    assert not found.select(".stretches")
    assert "Look around" in words(found.main)


def test_a_role_that_is_not_public_is_named_and_not_led_to(client):
    publish_trial()

    found = page(client, f"/quiz/tasks/{PM}/")

    assert "at the desk of a Product Manager." in words(found)
    assert not found.select("main a[href^='/roles/']")


@pytest.mark.parametrize("address", ["/quiz/tasks/", f"/quiz/tasks/{PM}/"])
def test_without_a_trial_there_is_no_page(client, address):
    assert client.get(address).status_code == 404
    publish_version(made=make_definition(trial=None))
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("slug", [PMT, "gardener", "all"])
def test_a_desk_that_the_version_does_not_have_is_unknown(client, slug):
    publish_trial()

    assert client.get(f"/quiz/tasks/{slug}/").status_code == 404


@pytest.mark.parametrize("address", ["/quiz/tasks/", f"/quiz/tasks/{TPGM}/"])
def test_the_tasks_are_the_same_for_everybody(client, django_user_model, address):
    publish_three_roles()
    publish_trial()
    before = client.get(address)

    client.force_login(django_user_model.objects.create_user("taker@example.org"))
    after = client.get(address)

    assert before.content == after.content
    assert before["Cache-Control"] == "public, max-age=0, s-maxage=30"
    assert not before.cookies
    assert "X-Robots-Tag" not in before
    assert f'<link rel="canonical" href="http://testserver{address}">' in before.text
    assert not look_into(before).select("main form")


def test_roles_and_comparisons_lead_to_the_tasks_that_they_have(client):
    publish_three_roles()
    publish_trial()

    assert ways(page(client, f"/roles/{PM}/")) == [f"/quiz/tasks/{PM}/"]
    assert ways(page(client, f"/roles/{PMT}/")) == []
    assert ways(page(client, TRIPLE)) == ["/quiz/tasks/"]


def test_nothing_leads_to_tasks_that_are_not_there(client):
    publish_three_roles()
    publish_version(made=make_definition(trial=None))

    for address in (f"/roles/{PM}/", TRIPLE):
        assert ways(page(client, address)) == []
    assert "/quiz/tasks/" not in client.get("/sitemap.xml").text


def test_the_map_of_the_site_lists_the_tasks(client):
    publish_trial()

    listed = client.get("/sitemap.xml").text

    for address in ("/quiz/tasks/", f"/quiz/tasks/{PM}/", f"/quiz/tasks/{TPGM}/"):
        assert f"<loc>http://testserver{address}</loc>" in listed
    assert f"/quiz/tasks/{PMT}/" not in listed


def test_a_new_version_brings_its_own_tasks(client):
    publish_three_roles()
    publish_trial()
    client.get(f"/roles/{PM}/")
    publish_version(made=make_definition(trial=None))

    assert ways(page(client, f"/roles/{PM}/")) == []


@pytest.mark.parametrize("count", [0, 12])
def test_a_task_costs_three_queries_however_many_roles(client, django_assert_num_queries, count):
    publish_trial()
    for number in range(count):
        publish_content(make_role(slug=f"role-{number}"))

    with django_assert_num_queries(3):
        client.get(f"/quiz/tasks/{PM}/")
