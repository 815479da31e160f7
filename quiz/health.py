"""How a version fares with real people: its figures, and what they should be.

Only plain values come in, nothing that tells who somebody is. A figure that rests on fewer than
SMALLEST cases is not shown, a cell of a breakdown with fewer than SMALLEST_CELL neither. Shares run
from 0 to 1. The limits are judgements, tried by simulation only.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum, inf, sqrt
from statistics import fmean, median, variance
from typing import Literal

from quiz.definition import NEUTRAL, Definition, loadings
from quiz.explanation import Note
from quiz.fit import Status, evidence_of, is_contradicted
from quiz.headline import HeadlineKey

Level = Literal["too-few", "fine", "warn", "critical"]
Measure = Literal[
    "completion",
    "drop-off",
    "skipped",
    "middle",
    "one-sided",
    "item-rest",
    "alpha",
    "correlation",
    "seconds",
    "leads",
    "none",
    "insufficient",
    "low-interest",
    "contradictory",
    "noise",
    "retake",
    "sounds-like-me",
]

SMALLEST = 30
SMALLEST_CELL = 10
# People leave and go on later; after a week, an open attempt counts as left.
SETTLED = dt.timedelta(days=7)
# Later, people may have changed, and a difference tells nothing of the questions.
SOON = dt.timedelta(days=30)
# Alpha falls with the number of items; of two, their correlation is told in its place.
ALPHA_ITEMS = 4
# Twice a tie is asked further, and once no clear preference.
OFFERED_AFTER: tuple[tuple[Status, int], ...] = (("tie", 1), ("tie", 2), ("none", 1))
LEFT_OFTEN, TIMES_MEDIAN = 0.03, 3


@dataclass(frozen=True, kw_only=True)
class AttemptRecord:
    """One attempt at the version.

    `person` only tells the attempts of one person from those of others; None where that is not
    known. `answers` and `seconds` are by item, a skipped item is None, one not reached is absent.
    `last_item` is where an unfinished attempt stands. What follows is stored on finishing; `later`
    are the outcomes after each step of further questions.
    """

    person: Hashable | None = None
    started_at: dt.datetime
    finished_at: dt.datetime | None = None
    answers: Mapping[str, int | None]
    seconds: Mapping[str, float]
    last_item: str = ""
    status: Status = "insufficient"
    leaders: tuple[str, ...] = ()
    later: tuple[Status, ...] = ()
    headline: HeadlineKey | None = None
    notes: tuple[Note, ...] = ()
    noise_sd: float = 0.0
    sounds_like_me: int | None = None


@dataclass(frozen=True, kw_only=True)
class HealthFigure:
    """One figure; `subject` is the item, trait or role it is about, `n` the cases it rests on.

    `value` is None where they are too few.
    """

    measure: Measure
    subject: str = ""
    value: float | None
    n: int
    level: Level


@dataclass(frozen=True, kw_only=True)
class OutcomeCount:
    """How many finished attempts had this outcome; None where fewer than SMALLEST_CELL had."""

    status: Status
    leaders: tuple[str, ...]
    count: int | None


@dataclass(frozen=True, kw_only=True)
class OfferCount:
    """To how many a step of further questions was offered, who took it, and what came of it.

    It is offered after `status`, as many times as `step` says. `offered` is None where they are
    fewer than SMALLEST, any other count where they are fewer than SMALLEST_CELL.
    """

    status: Status
    step: int
    offered: int | None
    taken: int | None
    outcomes: tuple[tuple[Status, int | None], ...]


@dataclass(frozen=True, kw_only=True)
class Health:
    finished: int
    figures: tuple[HealthFigure, ...]
    outcomes: tuple[OutcomeCount, ...]
    offers: tuple[OfferCount, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Limit:
    """A figure beyond `warn` or `critical` is told, from so many cases on."""

    warn: float
    critical: float
    warn_from: int = SMALLEST
    critical_from: int = SMALLEST
    is_floor: bool = False

    def level(self, value: float, n: int) -> Level:
        if n >= self.critical_from and self._is_beyond(value, self.critical):
            return "critical"
        return "warn" if n >= self.warn_from and self._is_beyond(value, self.warn) else "fine"

    def _is_beyond(self, value: float, limit: float) -> bool:
        return value < limit if self.is_floor else value > limit


# Nobody at all is below any share.
ANY = 1e-12

# The design of the assessment, on its health. Where a limit waits for more than SMALLEST, it was
# tried on made-up people: from there on it finds nearly every bad item and alarms at few good ones.
LIMITS: Mapping[Measure, Limit] = {
    "completion": Limit(warn=0.70, critical=0.50, is_floor=True),
    "drop-off": Limit(warn=LEFT_OFTEN, critical=0.08),
    "skipped": Limit(warn=0.10, critical=0.20),
    "middle": Limit(warn=0.45, critical=0.60),
    "one-sided": Limit(warn=0.85, critical=0.95),
    "item-rest": Limit(warn=0.15, critical=0.0, warn_from=200, critical_from=50, is_floor=True),
    "alpha": Limit(warn=0.55, critical=0.40, warn_from=100, critical_from=100, is_floor=True),
    "correlation": Limit(warn=0.20, critical=0.0, warn_from=100, critical_from=100, is_floor=True),
    "seconds": Limit(warn=40.0, critical=inf),
    "leads": Limit(warn=0.10, critical=ANY, warn_from=100, critical_from=100, is_floor=True),
    "none": Limit(warn=0.55, critical=0.75),
    "insufficient": Limit(warn=0.08, critical=0.20),
    "low-interest": Limit(warn=0.25, critical=0.40),
    "contradictory": Limit(warn=0.10, critical=0.25),
    "noise": Limit(warn=0.62, critical=0.66),
    "retake": Limit(warn=0.05, critical=0.10),
    "sounds-like-me": Limit(warn=3.5, critical=3.0, is_floor=True),
}
# Of seconds both ends tell, and a Limit has one: nobody reads a question in less.
TOO_QUICK = Limit(warn=2.0, critical=-inf, is_floor=True)


def health(definition: Definition, attempts: Sequence[AttemptRecord], now: dt.datetime) -> Health:
    """The figures of a version from all attempts at it; `now` is aware, as their moments are.

    Of single items and traits, only finished attempts count; whether people finish is told by those
    started at least SETTLED ago.
    """
    finished = [attempt for attempt in attempts if attempt.finished_at]
    settled = [attempt for attempt in attempts if now - attempt.started_at >= SETTLED]
    figures = (
        *_completion(settled),
        *_drop_offs(definition, settled),
        *_items(definition, finished),
        *_further_items(definition, finished),
        *_traits(definition, finished),
        *_results(definition, finished),
        _retakes(finished),
    )
    return Health(
        finished=len(finished),
        figures=figures,
        outcomes=_outcomes(finished),
        offers=tuple(_offers(finished)) if definition.extension else (),
    )


def _figure(
    measure: Measure, value: float, n: int, subject: str = "", limit: Limit | None = None
) -> HealthFigure:
    if n < SMALLEST:
        return HealthFigure(measure=measure, subject=subject, value=None, n=n, level="too-few")
    level = (limit or LIMITS[measure]).level(value, n)
    return HealthFigure(measure=measure, subject=subject, value=value, n=n, level=level)


def _share(measure: Measure, part: int, n: int, subject: str = "") -> HealthFigure:
    return _figure(measure, part / n if n else 0.0, n, subject)


def _completion(settled: Sequence[AttemptRecord]) -> Iterator[HealthFigure]:
    yield _share("completion", sum(bool(attempt.finished_at) for attempt in settled), len(settled))


def _drop_offs(definition: Definition, settled: Sequence[AttemptRecord]) -> Iterator[HealthFigure]:
    """Of those who reached a question, who left there; a multiple of the usual share is told."""
    places = {key: place for place, key in enumerate(definition.item_keys)}
    left = Counter(attempt.last_item for attempt in settled if not attempt.finished_at)
    finished = sum(bool(attempt.finished_at) for attempt in settled)
    reached = {
        item: finished + sum(left[other] for other in places if places[other] >= place)
        for item, place in places.items()
    }
    shares = {item: left[item] / n for item, n in reached.items() if n >= SMALLEST}
    usual = median(shares.values()) if shares else 0.0
    # Where people leave everywhere, it is not this question that they leave for.
    rule = LIMITS["drop-off"]
    limit = Limit(warn=max(LEFT_OFTEN, TIMES_MEDIAN * usual), critical=rule.critical)
    for item, n in reached.items():
        yield _figure("drop-off", shares.get(item, 0.0), n, item, limit)


def _items(definition: Definition, finished: Sequence[AttemptRecord]) -> Iterator[HealthFigure]:
    rests = _rests(definition, finished)
    for item in definition.items:
        yield from _choices(item.key, finished)
        pairs = rests[item.key]
        yield _figure("item-rest", correlation(pairs), len(pairs), item.key)
    for key in definition.item_keys:
        yield _seconds(
            key, [attempt.seconds[key] for attempt in finished if key in attempt.seconds]
        )


def _further_items(
    definition: Definition, finished: Sequence[AttemptRecord]
) -> Iterator[HealthFigure]:
    """As the others, from those who were asked; not how they go along: who is asked is selected."""
    for item in definition.further:
        asked = [attempt for attempt in finished if item.key in attempt.answers]
        yield from _choices(item.key, asked)
        durations = [each.seconds[item.key] for each in asked if item.key in each.seconds]
        yield _seconds(item.key, durations)


def _choices(item: str, asked: Sequence[AttemptRecord]) -> Iterator[HealthFigure]:
    """What those who were asked the item chose."""
    answers = [answer for attempt in asked if (answer := attempt.answers.get(item)) is not None]
    yield _share("skipped", len(asked) - len(answers), len(asked), item)
    yield _share("middle", answers.count(NEUTRAL), len(answers), item)
    low = sum(answer < NEUTRAL for answer in answers)
    high = sum(answer > NEUTRAL for answer in answers)
    yield _share("one-sided", max(low, high), len(answers), item)


def _seconds(item: str, durations: Sequence[float]) -> HealthFigure:
    middle = median(durations) if durations else 0.0
    is_quick = middle < TOO_QUICK.warn
    return _figure("seconds", middle, len(durations), item, TOO_QUICK if is_quick else None)


def _rests(
    definition: Definition, finished: Sequence[AttemptRecord]
) -> dict[str, list[tuple[float, float]]]:
    """Per item and person: the evidence, and what the person's other answers would have it be."""
    loads = {item.key: loadings(item) for item in definition.items}
    pairs: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for attempt in finished:
        evidence = _evidence(definition, attempt)
        sums, widths = _sums(loads, evidence)
        for key, x in evidence.items():
            # Without the item's own part: with it, every item would go along with itself.
            rest = [
                k * (sums[trait] - k * x) / (widths[trait] - abs(k))
                for trait, k in loads[key].items()
                if widths[trait] - abs(k) > ANY
            ]
            if rest:
                pairs[key].append((x, fsum(rest)))
    return pairs


def _sums(
    loads: Mapping[str, Mapping[str, float]], evidence: Mapping[str, float]
) -> tuple[dict[str, float], dict[str, float]]:
    """Of each trait what the answers say of it, added up, and the most that they could."""
    sums: dict[str, float] = defaultdict(float)
    widths: dict[str, float] = defaultdict(float)
    for key, x in evidence.items():
        for trait, k in loads[key].items():
            sums[trait] += k * x
            widths[trait] += abs(k)
    return sums, widths


def _evidence(definition: Definition, attempt: AttemptRecord) -> dict[str, float]:
    answers = attempt.answers
    return {
        item.key: evidence_of(item, answer)
        for item in definition.items
        if (answer := answers.get(item.key)) is not None
    }


def correlation(pairs: Sequence[tuple[float, float]]) -> float:
    """Pearson's; 0 where one side does not vary or there are no two pairs."""
    if len(pairs) < 2:
        return 0.0
    xs, ys = zip(*pairs, strict=True)
    x_mean, y_mean = fmean(xs), fmean(ys)
    shared = fsum((x - x_mean) * (y - y_mean) for x, y in pairs)
    spread = sqrt(fsum((x - x_mean) ** 2 for x in xs) * fsum((y - y_mean) ** 2 for y in ys))
    return shared / spread if spread > ANY else 0.0


def alpha(rows: Sequence[Sequence[float]]) -> float:
    """Cronbach's alpha of keyed evidence, a row a person, a column an item; 0 without variance."""
    if len(rows) < 2:
        return 0.0
    size = len(rows[0])
    whole = variance([fsum(row) for row in rows])
    parts = fsum(variance(column) for column in zip(*rows, strict=True))
    return size / (size - 1) * (1 - parts / whole) if whole > ANY else 0.0


def _traits(definition: Definition, finished: Sequence[AttemptRecord]) -> Iterator[HealthFigure]:
    sheets = [_evidence(definition, attempt) for attempt in finished]
    for trait in definition.traits:
        loads = {
            item.key: k for item in definition.items if (k := loadings(item).get(trait.key, 0.0))
        }
        # Only whole rows: both figures compare the same people's answers to every item.
        rows = [
            [k * evidence[key] for key, k in loads.items()]
            for evidence in sheets
            if loads.keys() <= evidence.keys()
        ]
        if len(loads) >= ALPHA_ITEMS:
            yield _figure("alpha", alpha(rows), len(rows), trait.key)
        elif len(loads) == 2:
            pairs = [(row[0], row[1]) for row in rows]
            yield _figure("correlation", correlation(pairs), len(rows), trait.key)


def _results(definition: Definition, finished: Sequence[AttemptRecord]) -> Iterator[HealthFigure]:
    # Ties count for each of their leaders, so that the shares may add up to more than everybody.
    n = len(finished)
    for profile in definition.profiles:
        count = sum(profile.role in attempt.leaders for attempt in finished)
        yield _share("leads", count, n, profile.role)
    yield _share("none", sum(attempt.status == "none" for attempt in finished), n)
    yield _share("insufficient", sum(attempt.status == "insufficient" for attempt in finished), n)
    # Versions of engine 1 have no headlines.
    if definition.explanation:
        yield _share("low-interest", sum(each.headline == "low-interest" for each in finished), n)
    yield _share("contradictory", sum("contradictory" in attempt.notes for attempt in finished), n)
    yield _figure("noise", fmean(attempt.noise_sd for attempt in finished) if finished else 0.0, n)
    ratings = [attempt.sounds_like_me for attempt in finished if attempt.sounds_like_me is not None]
    yield _figure("sounds-like-me", median(ratings) if ratings else 0.0, len(ratings))


def _retakes(finished: Iterable[AttemptRecord]) -> HealthFigure:
    """Of the retakes soon after a clear result, how many name other roles only."""
    pairs = [pair for pair in _in_turn(finished) if pair[0].status == "clear"]
    count = sum(is_contradicted(before, after) for before, after in pairs)
    return _share("retake", count, len(pairs))


def _in_turn(finished: Iterable[AttemptRecord]) -> Iterator[tuple[AttemptRecord, AttemptRecord]]:
    """Each attempt with the same person's next, when that came soon."""
    persons: dict[Hashable, list[tuple[dt.datetime, AttemptRecord]]] = defaultdict(list)
    for attempt in finished:
        # Without an account nobody knows whose retake an attempt is.
        if attempt.person is not None and attempt.finished_at:
            persons[attempt.person].append((attempt.finished_at, attempt))
    for turns in persons.values():
        turns.sort(key=lambda turn: turn[0])
        for (then, first), (later, second) in pairwise(turns):
            if later - then <= SOON:
                yield first, second


def _outcomes(finished: Iterable[AttemptRecord]) -> tuple[OutcomeCount, ...]:
    counts = Counter((attempt.status, attempt.leaders) for attempt in finished)
    return tuple(
        OutcomeCount(status=status, leaders=leaders, count=_cell(n))
        for (status, leaders), n in sorted(counts.items())
    )


def _offers(finished: Sequence[AttemptRecord]) -> Iterator[OfferCount]:
    """What is offered after a tie, after one more and after no clear preference."""
    for status, step in OFFERED_AFTER:
        asked = [each for each in finished if _looks(each)[:step] == (status,) * step]
        taken = [each for each in asked if len(each.later) >= step]
        counts = Counter(each.later[step - 1] for each in taken)
        is_told = len(asked) >= SMALLEST
        yield OfferCount(
            status=status,
            step=step,
            offered=len(asked) if is_told else None,
            taken=_cell(len(taken)) if is_told else None,
            outcomes=tuple((after, _cell(n)) for after, n in sorted(counts.items()) if is_told),
        )


def _cell(n: int) -> int | None:
    return n if n >= SMALLEST_CELL else None


def _looks(attempt: AttemptRecord) -> tuple[Status, ...]:
    return (attempt.status, *attempt.later)
