"""How what engine 2 tells besides behaves: further questions, headlines and how sure reasons are.

Everybody here takes all further questions that are offered. As nobody has answered them yet, they
are taken to work like the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from quiz import certainty, engines, explanation
from quiz.certainty import DRAWN
from quiz.definition import ANSWERS, Definition
from quiz.fit import Design, Measurement, Outcome
from quiz.headline import headline
from quiz.simulated_rows import StudyRow
from quiz.takers import Manner, Preferences, Stage

# The kinds of reasons by how sure they are; what is not sure is told in the same weak words.
KINDS = ("said", "chosen", "unsure")


def is_told(definition: Definition) -> bool:
    """Whether the version's engine tells any of this."""
    return not engines.is_first(definition)


def studies(stage: Stage) -> Iterator[Callable[[], StudyRow]]:
    """The studies that engine 2 has besides, none for engine 1."""
    if is_told(stage.definition):
        yield partial(_further, stage)
        yield partial(_random, stage)
        yield partial(_reasons, stage)


def said_first(plan: Design, measurement: Measurement, notes: tuple[explanation.Note, ...]) -> str:
    """What a person is told first, as it is counted."""
    said = certainty.said(plan, measurement)
    return f"headline {headline(plan, measurement, said, notes).key}"


def outcome(measurement: Outcome, role: str) -> str:
    """What a person is told who was made for this role."""
    if measurement.status in ("none", "insufficient"):
        return measurement.status
    return measurement.status if role in measurement.leaders else f"{measurement.status} without"


def reasons(
    stage: Stage, plan: Design, measurement: Measurement, liking: Preferences
) -> Iterator[str]:
    """Each reason by its kind, and that it is wrong: what answers vary about lies on the other side
    of the middle."""
    traits = stage.long_run_traits(liking, Manner())
    found = explanation.reasons(plan, measurement)
    said = certainty.said(plan, measurement)
    for mine in certainty.judged(plan, measurement, said, found):
        for reason in mine.in_favour + mine.against:
            kind = str(reason.ground) if reason.sure else "unsure"
            yield f"reasons {kind}"
            if (1 if reason.kind in DRAWN else -1) * traits[reason.trait] < 0:
                yield f"reasons {kind} wrong"


def reason_shares(counts: Mapping[str, int]) -> dict[str, float]:
    """The share of each kind in all reasons, and of each kind that of the wrong ones."""
    total = sum(counts.get(f"reasons {kind}", 0) for kind in KINDS)
    shares = {}
    for kind in KINDS:
        number = counts.get(f"reasons {kind}", 0)
        shares[f"reasons {kind}"] = number / max(1, total)
        shares[f"reasons {kind} wrong"] = counts.get(f"reasons {kind} wrong", 0) / max(1, number)
    return shares


def _reasons(stage: Stage) -> StudyRow:
    """The reasons of people like any."""
    counts: Counter[str] = Counter()
    for _ in range(stage.persons):
        liking = stage.anybody()
        plan, measurement = stage.measure(stage.answers(liking, Manner()))
        counts.update(reasons(stage, plan, measurement, liking))
    return StudyRow(name="reasons", persons=stage.persons, values=reason_shares(counts))


def _random(stage: Stage) -> StudyRow:
    """Random answers, with those to the further questions that they lead to."""
    counts: Counter[str] = Counter()
    items = (*stage.definition.items, *stage.definition.further)
    for _ in range(stage.persons):
        sheet = {item.key: stage.random.choice(ANSWERS) for item in items}
        first = stage.measure({item.key: sheet[item.key] for item in stage.definition.items})[1]
        counts[stage.looks(first, sheet)[-1].status] += 1
    values = {key: counts[key] / stage.persons for key in sorted(counts)}
    return StudyRow(name="random after further", persons=stage.persons, values=values)


def _further(stage: Stage) -> StudyRow:
    """What further questions make of the ties and of no preference, of people like any."""
    counts: Counter[str] = Counter()
    for _ in range(stage.persons):
        liking = stage.anybody()
        sheet = stage.answers(liking, Manner())
        first = stage.measure(sheet)[1]
        looks = stage.looks(first, sheet | stage.further(liking, Manner()))
        counts.update(_course(looks, stage.best(liking)))
    values = {name: counts[part] / max(1, counts[whole]) for name, part, whole in FURTHER_VALUES}
    # Of nobody, nothing is wrong.
    values["new clear right"] = values["new clear right"] if counts["new clear"] else 1.0
    return StudyRow(name="further", persons=stage.persons, values=values)


# What is told, what of it is counted, and of whom it is a share.
FURTHER_VALUES = (
    ("clear", "first clear", "all"),
    ("clear after", "last clear", "all"),
    ("contradicted", "first contradicted", "all"),
    ("contradicted after", "last contradicted", "all"),
    ("clear right", "first clear right", "first clear"),
    ("new clear right", "new clear right", "new clear"),
    ("tie settled by the first", "second clear of tie", "first tie"),
    ("tie settled", "last clear of tie", "first tie"),
    ("tie to none", "last none of tie", "first tie"),
    ("none to clear", "last clear of none", "first none"),
    ("none to tie", "last tie of none", "first none"),
)


def _course(looks: list[Measurement], best: str) -> Iterator[str]:
    """What one person's results come to, in the words that FURTHER_VALUES counts by."""
    first, last = looks[0], looks[-1]
    yield "all"
    yield f"first {first.status}"
    yield f"last {last.status}"
    yield f"last {last.status} of {first.status}"
    if len(looks) > 1:
        yield f"second {looks[1].status} of {first.status}"
    for name, look in (("first", first), ("last", last)):
        if look.leaders and best not in look.leaders:
            yield f"{name} contradicted"
    if first.leaders == (best,):
        yield "first clear right"
    if first.status != "clear" and last.status == "clear":
        yield "new clear"
        if last.leaders == (best,):
            yield "new clear right"
