import pytest

from roles import publishing
from roles.models import Inquiry
from tests.factories import (
    make_dispute,
    make_glossary,
    make_inquiry,
    make_point,
    make_role,
    make_source,
    make_term,
    publish,
    write,
)

pytestmark = pytest.mark.django_db
LINKED = make_role(gist="A [canary](/glossary/#terms-canary-release).")


def told(subject):
    return [str(problem) for problem in publishing.check(subject)]


def test_a_link_to_a_term_that_is_nowhere_is_told_with_its_place():
    detail = "See [it](/glossary/#terms-odd)."
    role = write(make_role(points=(make_point(detail=detail),)))

    assert told(role) == [
        "points / own-the-plan: links to “terms-odd”, which is no term of the glossary"
    ]


@pytest.mark.parametrize("make", [write, publish])
def test_a_term_may_be_linked_once_it_is_drafted(make):
    write(LINKED)
    assert "which is no term of the glossary" in " ".join(told(LINKED))

    make(make_glossary())

    assert told(LINKED) == []


def test_terms_may_link_to_each_other_and_to_the_page():
    gloss = "Not [churn](/glossary/#terms-churn), nor [any other](/glossary/)."
    terms = (make_term(gloss=gloss), make_term(key="churn", term="churn"))

    assert publish(make_glossary(terms=terms))


def test_what_links_to_no_term_asks_for_none(django_assert_num_queries):
    role = write(make_role())

    with django_assert_num_queries(2):
        publishing.check(role)


@pytest.mark.parametrize(
    ("subject", "message"),
    [
        (make_inquiry(roles=("product-manager",)), "needs product-manager, which is not published"),
        (
            make_glossary(terms=(make_term(roles=("product-manager",)),)),
            "needs product-manager, which is not published",
        ),
        (make_inquiry(related=("never",)), "names the question never, which is not answered"),
    ],
)
def test_what_a_question_or_a_term_names_has_to_be_there(subject, message):
    make_source(slug="other-article", interest="sells a book")
    write(subject)

    assert told(subject) == [message]


def test_the_disputes_of_a_question_are_published():
    make_source(slug="other-article", interest="sells a book")
    publish(make_role())
    write(make_dispute())
    asked = write(make_inquiry(disputes=("who-owns-how",)))
    assert told(asked) == ["needs the dispute who-owns-how, which is not published"]

    publish(make_dispute())

    assert told(asked) == []


def test_two_questions_that_name_each_other_are_published_one_after_the_other():
    one = make_inquiry(slug="one", related=("two",), silence="Much.")
    two = make_inquiry(slug="two", related=("one",), silence="Much.")
    for asked in (one, two):
        write(asked)

    for asked in (one, two):
        publish(asked)

    assert Inquiry.objects.count() == 2


def test_an_answer_needs_sources_of_two_interests_or_says_what_they_do_not_say():
    make_source(interest="sells a course")
    make_source(slug="other-article", interest="sells a course")
    asked = write(make_inquiry())
    assert told(asked) == ["needs sources of two interests, or words on what they do not say"]

    make_source(slug="a-book", interest="sells a book")

    assert told(make_inquiry(sources=("an-article", "a-book"))) == []
    assert told(make_inquiry(silence="How long it takes.")) == []


def test_of_whom_nobody_knows_the_interest_the_publisher_tells_the_side():
    make_source(publisher="A magazine")
    make_source(slug="other-article", publisher="A magazine")
    make_source(slug="third", publisher="Another")

    assert len(told(make_inquiry())) == 1
    assert told(make_inquiry(sources=("an-article", "third"))) == []
