from dataclasses import replace

import pytest

from quiz import publishing
from quiz.definition import SearchTitle
from roles.publishing import withdraw
from tests.factories import make_role, make_source
from tests.factories import publish as publish_content
from tests.pages import cited_by, look_into, words
from tests.quiz.factories import make_definition, make_draft, publish_version
from tests.quiz.samples import PM, first_version, starter

pytestmark = pytest.mark.django_db
FEW = 20


@pytest.fixture
def version():
    return publishing.publish(make_draft(), reason="First version", persons=FEW)


def page(client):
    return look_into(client.get("/quiz/method/"))


def test_the_method_names_its_version_and_date(client, version):
    told = words(page(client))

    assert "This is about version 1" in told
    assert version.digest in told
    assert f"{version.published_at:%B %Y}" in told


def test_the_method_counts_the_questions(client, version):
    assert "There are 32 questions. 12 are choices" in words(page(client))


def test_the_method_shows_every_target_with_its_reason_and_sources(client, version):
    found = page(client)

    table = found.find("caption", string="Target and importance of each kind of work").parent
    rows = {words(row.th): [words(cell) for cell in row("td")] for row in table("tr")[1:]}
    assert rows["System-design depth"] == ["30 importance 2", "90 importance 3", "70 importance 1"]
    assert len(rows) == 6
    for profile in starter().profiles:
        for target in profile.targets:
            assert " ".join(target.why.split()) in words(found)
    assert found.find("a", href="/sources/pm-vs-technical-program-manager/")


def test_the_method_shows_what_each_way_in_asks_for(client, version):
    told = words(page(client))

    assert "Must have: Engineering background at level 2" in told
    assert ", or Industry expertise at level 3" in told


def test_the_method_tells_the_constants_of_its_version(client):
    rules = starter().scoring
    publish_version(made=make_definition(scoring=type(rules)(**{**vars(rules), "min_gap": 9.0})))

    assert "at least 9 points and 2.05 standard errors" in words(page(client))


def test_the_method_shows_the_report_of_its_version(client, version):
    found = page(client)

    assert "People made for one role: what they are told" in words(found)
    assert "Each row is 20 made-up people." in words(found)
    assert "Where this differs from the design" in words(found)


def test_the_method_tells_when_further_questions_count(client, version):
    told = words(page(client).find(id="further").find_parent("details"))

    assert "at least 75 % of its questions are answered: 3 of 4, 6 of 8, 9 of 12." in told
    assert "which page is written: four questions first, then eight more." in told
    assert "No clear preference: all 12 at once." in told
    assert "Nobody has answered the further questions yet." in told
    assert "work like the first 12 choices" in told


def test_the_method_tells_what_a_result_says_first_and_how_sure_reasons_are(client, version):
    found = page(client).find(id="said").find_parent("details")

    order = [words(item.b) for item in found.ol("li")]
    assert order == [
        "Little of this work appeals to you.",
        "Not enough answers.",
        "One role is clear.",
        "Too close to call.",
        "No clear preference.",
    ]
    assert [words(term) for term in found("dt")] == ["Said", "Chosen", "Sure"]
    assert "at least 10 of the 14 sentences are answered" in words(found)
    assert "more than 1.96 of its standard errors" in words(found)


def test_the_method_tells_how_readiness_is_counted(client, version):
    told = words(page(client).find(id="readiness").find_parent("details"))

    assert "of what helps one level at most" in told
    assert "the musts lack two levels at most, and you have at least one of them" in told
    assert "Open to beginners Nothing is required there" in told
    assert "These hours and tests are ours." in told


@pytest.mark.parametrize("made", [starter(), first_version()], ids=["engine 2", "engine 1"])
def test_the_method_says_what_bands_and_levels_are_whatever_the_engine(client, made):
    publish_version(made=made)

    told = words(page(client))

    assert "the mark of one second sitting about three times in four" in told
    assert "What counts as enough is our reading of five articles. No employer has set it." in told


def test_the_method_of_engine_1_tells_nothing_of_engine_2(client):
    publish_version(made=first_version())

    told = words(page(client))

    assert "and at most one of what helps. It is within reach" in told
    assert "urther questions" not in told
    assert "Open to beginners" not in told
    assert "What a result says first" not in told


def test_the_constants_of_what_is_told_are_those_of_the_version(client):
    words_of = replace(starter().explanation, z_sure=2.5, reason_min_lean=15.0, reasons_max=2)
    again = replace(starter().looking_again, min_answered_share=1.0)
    publish_version(made=make_definition(explanation=words_of, looking_again=again))

    told = words(page(client))

    assert "more than 2.5 of its standard errors" in told
    assert "lies 15 points or more from 50" in told
    assert "We name 2 each at most" in told
    assert "4 of 4, 8 of 8, 12 of 12" in told


def test_the_method_says_what_missed_its_target(client, version):
    warnings = version.last_check.warnings

    assert warnings
    assert str(warnings[0]) in words(page(client))


def test_the_method_says_how_far_it_has_been_checked(client, version):
    told = words(page(client))

    assert "This one stands on rung 0." in told
    assert "we claim nothing about it" in told
    assert "It must not be used to select or reject anyone." in told


def test_the_method_is_of_the_published_version_alone(client):
    publish_version(made=make_definition())
    publish_version(made=make_definition(), reason="Clearer words")

    told = words(page(client))

    assert "This is about version 2" in told
    assert "Clearer words" in told
    assert "Where this differs from the design" not in told


def test_without_a_version_the_method_says_so(client):
    assert "No version of the assessment is published" in words(page(client))


def test_the_method_leads_to_the_roles_that_are_public(client, version):
    withdraw("role", PM)

    found = page(client)

    assert found.find("a", href="/roles/technical-product-manager/")
    assert not found.find("a", href=f"/roles/{PM}/")


def test_the_method_is_the_same_for_everybody(client, version, django_user_model):
    before = client.get("/quiz/method/")

    client.force_login(django_user_model.objects.create_user("taker@example.org"))
    after = client.get("/quiz/method/")

    assert before.content == after.content
    assert before["Cache-Control"] == "public, max-age=0, s-maxage=30"
    assert not before.cookies
    assert "X-Robots-Tag" not in before


@pytest.mark.parametrize("count", [0, 20])
def test_the_method_costs_three_queries_however_many_roles(
    client, version, django_assert_num_queries, count
):
    for number in range(count):
        publish_content(make_role(slug=f"role-{number}"))

    with django_assert_num_queries(3):
        client.get("/quiz/method/")


TITLES = ("Program Manager, Technical", "Infrastructure Program Manager")


def publish_titles(**titles):
    none = {"also_called": (), "search_titles": ()}
    first, *others = (replace(profile, **none) for profile in starter().profiles)
    return publish_version(made=make_definition(profiles=(replace(first, **titles), *others)))


def test_a_title_that_has_a_comma_is_not_read_as_two(client):
    publish_titles(also_called=TITLES)

    told = words(page(client))

    assert "as well: Program Manager, Technical; and Infrastructure Program Manager." in told


def test_each_title_to_search_for_is_told_with_who_uses_it(client):
    make_source(slug="an-article")
    publish_titles(
        search_titles=tuple(SearchTitle(title=each, sources=("an-article",)) for each in TITLES)
    )

    lines = [line for line in page(client)("li") if words(line).startswith(TITLES)]

    assert len(lines) == 2
    assert all(cited_by(line) == ["/sources/an-article/"] for line in lines)
