import copy

import pytest

from roles import plain
from roles.advert_signals import signals_of
from roles.title_words import fold

DATA = {
    "families": [
        {"key": "product", "roles": ["product-manager"], "neighbours": ["product-owner"]},
        {"key": "delivery", "roles": ["technical-program-manager"]},
    ],
    "thresholds": {
        "least_words": 10,
        "least_score": 2,
        "clear_words": 120,
        "leaning": 0.2,
        "clear": 0.5,
        "narrowed": 0.1,
        "other": 0.1,
        "against_title": 0.9,
        "contradiction": 0.7,
        "technical": 10,
        "technical_middle": 0.3,
        "technical_high": 0.6,
    },
    "questions": [{"key": "success", "phrases": ["success metrics"]}],
    "signals": [
        {
            "key": "roadmap",
            "name": "the roadmap",
            "phrases": ["(own|shape) roadmap"],
            "weights": {"product": 2},
            "is_our_reading": True,
        },
        {
            "key": "dates",
            "name": "dates",
            "phrases": ["milestones"],
            "weights": {"delivery": 1.5},
            "technical": 0.5,
            "sources": ["a-source"],
            "where": "Adverts",
        },
    ],
}


def changed(**fields):
    data = copy.deepcopy(DATA)
    data["signals"][1].update(fields)
    return data


def test_signals_are_read_from_plain_data():
    signals = signals_of(DATA)

    assert [signal.key for signal in signals.signals] == ["roadmap", "dates"]
    assert signals.by_key["dates"].technical == 0.5
    assert plain.structure(type(signals), plain.unstructure(signals)) == signals


def test_a_role_is_in_one_family():
    signals = signals_of(DATA)

    assert signals.family_of("product-owner") == "product"
    assert signals.is_neighbour("product-owner")
    assert not signals.is_neighbour("product-manager")
    assert signals.family_of("barista") == ""


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        (
            {"phrases": ["own the roadmap"]},
            "dates: “own the roadmap” is a phrase of roadmap already",
        ),
        ({"phrases": ["milestones", "milestone"]}, "“milestone” is a phrase of dates already"),
        ({"phrases": ["the"]}, "dates: “the” is empty"),
        ({"phrases": []}, "dates: has no phrase"),
        ({"phrases": ["Product Managers"]}, "is only the name of a role"),
        ({"phrases": ["(a|senior) product manager"]}, "is only the name of a role"),
        ({"phrases": ["mile*stones"]}, "has a star that is not at the end of a word"),
        ({"weights": {"sales": 1}}, "dates: family “sales” is unknown"),
        ({"weights": {"product": 0}}, "dates: the weight for product is not above 0"),
        ({"weights": {"product": -1}}, "dates: the weight for product is not above 0"),
        ({"weights": {}, "technical": 0}, "dates: has no weight"),
        ({"technical": -1}, "dates: the technical weight is not from 0"),
        ({"key": "roadmap"}, "signal “roadmap” stands there twice"),
    ],
)
def test_signals_that_cannot_be_counted_by_are_refused_with_the_reason(fields, fault):
    with pytest.raises(plain.ShapeError) as error:
        signals_of(changed(**fields), [fold("Product Manager")])
    assert fault in str(error.value)


def test_a_role_in_two_families_is_refused():
    data = copy.deepcopy(DATA)
    data["families"][1]["roles"].append("product-owner")

    with pytest.raises(plain.ShapeError, match="role “product-owner” stands there twice"):
        signals_of(data)


def test_every_fault_is_told_at_once():
    with pytest.raises(plain.ShapeError) as error:
        signals_of(changed(phrases=["the", "x*"], weights={"sales": 1}))
    assert len(str(error.value).splitlines()) == 3


def test_a_question_may_be_answered_by_what_is_a_signal_too():
    assert signals_of(changed(phrases=["success metrics"]))
