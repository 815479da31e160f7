from hypothesis import given
from hypothesis import strategies as st

from roles import references
from roles.content import Statement

SLUGS = st.sampled_from(["udemy", "survey", "advert", "unknown"])
STATEMENTS = st.lists(st.builds(Statement, sources=st.lists(SLUGS, unique=True).map(tuple)))
SOURCES = {"udemy": "Udemy", "survey": "A survey", "advert": "An advert"}


def test_sources_count_from_one_in_the_order_they_are_named():
    statements = [Statement(sources=("survey", "udemy")), Statement(sources=("udemy", "advert"))]

    numbered = references.numbered(statements, SOURCES)

    assert [(slug, reference.number) for slug, reference in numbered.items()] == [
        ("survey", 1),
        ("udemy", 2),
        ("advert", 3),
    ]


def test_a_source_we_do_not_have_gets_no_number():
    statements = [Statement(sources=("unknown", "udemy"))]

    assert references.numbered(statements, SOURCES) == {"udemy": references.Reference(1, "Udemy")}


@given(STATEMENTS)
def test_every_named_source_has_one_number_and_none_is_left_out(statements):
    numbered = references.numbered(statements, SOURCES)

    assert set(numbered) == set(references.slugs(statements)) - {"unknown"}
    assert [reference.number for reference in numbered.values()] == list(
        range(1, len(numbered) + 1)
    )
