"""The answer sheets of engine 2 with all that is known of their results."""

import pytest

from quiz import sentences
from quiz.extension import offered
from quiz.readiness import readiness
from tests.quiz.samples import ROLES, golden_sheets_2, looks_of, starter

SHORT = {role: key for key, role in ROLES.items()}
TARGETS = {
    profile.role: {part.trait: part.target for part in profile.targets}
    for profile in starter().profiles
}
WORK = {trait.key: trait.work for trait in starter().traits}


def near(value):
    return pytest.approx(value, abs=1e-6, rel=0)


def results():
    """Each result that is known, and what is known of it."""
    for sheet in golden_sheets_2():
        known = [
            (sheet["expected"], sheet["expected_reasons"]),
            *((later, later["reasons"]) for later in sheet["expected_extension"]["results"]),
        ]
        looks = looks_of(starter(), sheet["answers"])
        assert len(looks) == len(known), sheet["name"]
        for number, (mine, (expected, reasons)) in enumerate(zip(looks, known, strict=True)):
            yield pytest.param(mine, expected, reasons, id=f"{sheet['name']} {number}")


RESULTS = list(results())
SHEETS = [pytest.param(sheet, id=sheet["name"]) for sheet in golden_sheets_2()]
BACKGROUNDS = [param for param in SHEETS if "facts" in param.values[0]]


@pytest.mark.parametrize(("result", "expected", "reasons"), RESULTS)
def test_a_result_decides_as_it_is_known_to(result, expected, reasons):
    assert result.status == expected["status"]
    # The file has the highest fit first, results have the order of the version.
    assert sorted(result.leaders) == sorted(ROLES[role] for role in expected["leaders"])
    assert (result.answered, result.total) == (expected["answered"], expected["total"])
    assert list(result.notes) == expected["flags"]
    assert result.noise_sd == near(expected["noise_sd"])
    assert result.gate == near(expected["gate"])
    assert result.interest == near(expected["interest"])


@pytest.mark.parametrize(("result", "expected", "reasons"), RESULTS)
def test_a_result_has_the_traits_it_is_known_for(result, expected, reasons):
    assert result.statements == expected["statements"]
    assert {said.trait: said.mean for said in result.said} == near(expected["said"])
    for mine in result.traits:
        known = expected["traits"][mine.trait]
        assert (mine.score, mine.se) == (near(known["score"]), near(known["se"]))
        assert (mine.answered, mine.is_enough) == (known["answered"], known["enough"])


@pytest.mark.parametrize(("result", "expected", "reasons"), RESULTS)
def test_a_result_has_the_fits_it_is_known_for(result, expected, reasons):
    for mine in result.fits:
        known = expected["roles"][SHORT[mine.role]]
        assert [mine.fit, mine.se, mine.low, mine.high] == [
            near(known[name]) for name in ("fit", "se", "low", "high")
        ]
        assert mine.lean == known["label"]
        points = {part.trait: part.points for part in mine.contributions}
        assert points == near(known["contributions"])


@pytest.mark.parametrize(("result", "expected", "reasons"), RESULTS)
def test_a_result_would_be_changed_by_what_it_is_known_for(result, expected, reasons):
    change, known = result.change, expected["change"]

    if not known:
        assert change is None
        return
    assert (change.first, change.rival) == (ROLES[known["first"]], ROLES[known["rival"]])
    assert change.gap == near(known["gap"])
    assert change.steps == known["one_step_answers_to_level"]
    assert list(change.splitting) == known["splitting_items"]
    for name in ("decisive_items", "opposing_items", "decisive_traits"):
        assert list(getattr(change, name)) == known[name]


@pytest.mark.parametrize(("result", "expected", "reasons"), RESULTS)
def test_a_result_has_the_reasons_and_sentences_it_is_known_for(result, expected, reasons):
    for mine in result.reasons:
        known, targets = reasons[SHORT[mine.role]], TARGETS[mine.role]
        for named, wanted in ((mine.in_favour, "for"), (mine.against, "against")):
            told = [
                [*plain(one), sentences.reason(one, WORK[one.trait], targets[one.trait])]
                for one in named
            ]
            assert told == [[*one[:2], near(one[2]), *one[3:]] for one in known[wanted]]
        told = [
            [*plain(one), sentences.caution(one, WORK[one.trait], targets.get(one.trait, 0.0))]
            for one in mine.cautions
        ]
        assert told == known["cautions"]


def plain(one):
    return [
        one.trait,
        one.kind,
        getattr(one, "points", 0.0),
        one.sure,
        one.ground,
        one.contrary,
    ]


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_is_asked_and_offered_what_it_is_known_for(sheet):
    looks, known = looks_of(starter(), sheet["answers"]), sheet["expected_extension"]
    asked = [key for number in range(1, len(looks)) for key in offered(starter(), looks[:number])]

    assert asked == known["asked"]
    assert list(offered(starter(), looks)) == known["offered"]


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_has_the_headline_it_is_known_for(sheet):
    headline, known = looks_of(starter(), sheet["answers"])[-1].headline, sheet["expected_headline"]

    assert (headline.key, headline.liked) == (known["key"], known["liked"])
    assert list(headline.roles) == [ROLES[role] for role in known["roles"]]


@pytest.mark.parametrize("sheet", BACKGROUNDS)
def test_a_background_stands_with_each_route_as_it_is_known_to(sheet):
    for mine in readiness(starter(), sheet["facts"]):
        known = sheet["expected_readiness"][SHORT[mine.route]]
        gaps = [
            [gap.requirement, gap.kind, gap.fact, gap.level, gap.needed, gap.missing]
            for gap in mine.gaps
        ]
        assert (mine.status, mine.met, mine.total) == (
            known["status"],
            known["met"],
            known["of"],
        )
        assert gaps == known["gaps"]
