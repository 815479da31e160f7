"""How long one result takes to score, in milliseconds, on the starter assessment."""

import random
import statistics
import time

import yaml

from bench.databases import ROOT
from quiz import definition, readiness, scoring

STARTER = ROOT / "quiz" / "starter" / "assessment.yaml"
MOST = 5.0
SHEETS = 200


def measures():
    """Triples of a name, the milliseconds that it takes, and the limit."""
    assessment = definition.structure(yaml.safe_load(STARTER.read_text(encoding="utf-8")))
    chance = random.Random(1)
    sheets = [sheet(assessment.items, chance) for _ in range(SHEETS)]
    yield "a result scored, ms", milliseconds(scoring.score, assessment, sheets), MOST
    facts = [sheet(assessment.facts, chance) for _ in range(SHEETS)]
    yield (
        "the ways in held against it, ms",
        milliseconds(readiness.readiness, assessment, facts),
        MOST,
    )


def sheet(questions, chance):
    """An answer that any question allows, to each of them."""
    return {question.key: chance.randint(1, 3) for question in questions}


def milliseconds(function, assessment, sheets):
    times = []
    for answers in sheets:
        begun = time.perf_counter()
        function(assessment, answers)
        times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1000
