import json
from types import SimpleNamespace

import pytest

from roles import evidence, structured
from tests.factories import make_point, make_role

PERCENTILES = {"p10": None, "p25": 90_000, "median": 100_000, "p75": 120_000, "p90": None}


def make_figure(**facts):
    defaults = {"is_recent": True, "place": SimpleNamespace(name="Israel"), "period": "month"}
    defaults |= {"evidence": evidence.ADVERTS, "n": 76, "employers": 29, "qualifier": ""}
    defaults |= {"occupation": "", "date_in_words": "May 2026", "leaning": ""}
    return SimpleNamespace(
        **{**defaults, "component": "base", "currency": "ILS", **PERCENTILES, **facts}
    )


def test_recent_percentiles_are_told_by_country():
    role = make_role(name="Product Manager", one_liner="Decides.")

    (told,) = structured.occupations(role, [make_figure()])

    assert (told["name"], told["description"]) == ("Product Manager", "Decides.")
    assert told["occupationLocation"] == [{"@type": "Country", "name": "Israel"}]
    assert told["estimatedSalary"] == [
        {
            "@type": "MonetaryAmountDistribution",
            "name": "base",
            "description": "median of 76 advertised ranges of 29 employers; May 2026",
            "currency": "ILS",
            "duration": "P1M",
            "percentile25": 90_000,
            "median": 100_000,
            "percentile75": 120_000,
        }
    ]


@pytest.mark.parametrize(
    "facts", [{"is_recent": False}, {"median": None}, {"place": None}, {"period": "once"}]
)
def test_what_is_old_or_no_distribution_of_a_country_is_not_told(facts):
    other = make_figure(place=SimpleNamespace(name="Spain"))

    (told,) = structured.occupations(make_role(), [make_figure(**facts), other])
    (without,) = structured.occupations(make_role(), [make_figure(**facts)])

    assert told["occupationLocation"][0]["name"] == "Spain"
    assert not {"estimatedSalary", "occupationLocation"} & set(without)


def test_pay_is_told_with_what_it_would_be_misread_without():
    facts = {"qualifier": "usual upper limit", "occupation": "Project Managers", "n": 9}
    figure = make_figure(leaning="mostly data", evidence=evidence.STATISTIC, **facts)

    (told,) = structured.occupations(make_role(), [figure])

    assert told["estimatedSalary"][0]["description"] == (
        "median, official statistic, n = 9 (usual upper limit); Project Managers; May 2026;"
        " mostly data"
    )


def test_a_country_is_told_once_with_all_its_percentiles():
    figures = [make_figure(), make_figure(component="total")]

    (told,) = structured.occupations(make_role(), figures)

    assert [pay["name"] for pay in told["estimatedSalary"]] == ["base", "total"]


def test_duties_and_skills_are_told_and_none_of_a_single_company():
    duty = make_point(text="Sets the price", kind="responsibility")
    local = make_point(text="Sings", kind="responsibility", company="Udemy")

    (told,) = structured.occupations(make_role(points=(duty, local)), skills=["Analytics"])

    assert told["responsibilities"] == ["Sets the price"]
    assert told["skills"] == ["Analytics"]


def test_of_a_neighbour_only_its_pay_is_told():
    neighbour = make_role(is_neighbour=True)

    assert structured.occupations(neighbour) == []
    assert len(structured.occupations(neighbour, [make_figure()])) == 1


def test_questions_have_their_answers_as_html():
    told = structured.faq([("Why?", "*So*.")])

    (question,) = told["mainEntity"]
    assert question["name"] == "Why?"
    assert question["acceptedAnswer"]["text"].strip() == "<p><em>So</em>.</p>"


@pytest.mark.parametrize("text", ["</script>", "<!--", "&amp;", "\u2028", "\u2029"])
def test_no_text_ends_the_element_it_stands_in(text):
    written = structured.in_script(text)

    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == text
