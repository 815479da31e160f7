from hypothesis import given
from hypothesis import strategies as st

from roles.references import References

SOURCES = {"udemy": "Udemy", "survey": "A survey", "advert": "An advert"}
NAMED = st.lists(st.lists(st.sampled_from([*SOURCES, "unknown"]), unique=True))


def numbers(cited):
    return [(reference.number, reference.source) for reference in cited]


def ids(references):
    return [each.id for each in references.sets]


def test_sources_count_from_one_in_the_order_they_are_named():
    references = References(lambda: SOURCES)

    cited = references.cite(["survey", "udemy"])
    assert numbers(cited.references) == [
        (1, "A survey"),
        (2, "Udemy"),
    ]
    cited = references.cite(["advert", "udemy"])
    assert numbers(cited.references) == [
        (2, "Udemy"),
        (3, "An advert"),
    ]
    assert numbers(references) == [(1, "A survey"), (2, "Udemy"), (3, "An advert")]


def test_a_source_we_do_not_have_gets_no_number():
    references = References(lambda: SOURCES)

    assert numbers(references.cite(["unknown", "udemy"]).references) == [(1, "Udemy")]
    assert references.cite(["unknown"]) is None


def test_the_same_sources_are_one_set_whatever_their_order():
    references = References(lambda: SOURCES)

    first = references.cite(["survey", "udemy"])

    assert references.cite(["udemy", "survey", "survey"]) is first
    assert references.cite_row("udemy", "Udemy") is references.cite(["udemy"])
    assert ids(references) == ["sources-1-2", "sources-2"]


def test_sources_are_looked_up_once_and_only_for_a_row_that_is_not_at_hand():
    calls = []
    references = References(lambda: calls.append("look-up") or SOURCES)

    references.cite([])
    references.cite_row("udemy", "Udemy")
    references.cite(["udemy"])
    assert calls == []
    references.cite(["survey", "unknown"])
    references.cite(["unknown"])

    assert calls == ["look-up"]
    assert numbers(references) == [(1, "Udemy"), (2, "A survey")]


@given(NAMED)
def test_every_source_named_has_one_number_and_no_number_is_left_out(named):
    references = References(lambda: SOURCES)
    cited = [references.cite(slugs) for slugs in named]

    every = {slug for slugs in named for slug in slugs} - {"unknown"}
    assert {reference.source for reference in references} == {SOURCES[slug] for slug in every}
    assert [reference.number for reference in references] == list(range(1, len(every) + 1))
    assert {each.numbers for each in cited if each} == {each.numbers for each in references.sets}
    assert len(set(ids(references))) == len(ids(references))
