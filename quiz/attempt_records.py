"""The attempts at a version, read for its health: nothing that tells who somebody is."""

from collections import defaultdict

from quiz import health
from quiz.models import Answer, StepResult

# Enough for every figure to be steady; the newest, so that the page stays quick for ever.
MOST = 2_000
# Picked out of the JSON by the database, so that no result is decoded whole.
OF_THE_RESULT = ["status", "leaders", "notes", "noise_sd", "headline__key"]


def version_health(version, now, most=MOST):
    """The health of a frozen version from its newest attempts, with three queries."""
    newest = list(_attempts(version)[:most])
    if not newest:
        return health.health(version.definition, [], now)
    since = newest[-1]["started_at"]
    answers, seconds = _answers(version, since)
    later = _later(version, since)
    attempts = [
        _attempt(row, answers[row["pk"]], seconds[row["pk"]], later[row["pk"]]) for row in newest
    ]
    return health.health(version.definition, attempts, now)


def _attempts(version):
    fields = ["pk", "user_id", "started_at", "finished_at", "last_item", "sounds_like_me"]
    result = [f"result__score_data__{name}" for name in OF_THE_RESULT]
    # A copy is no second measurement, and most of its answers were given elsewhere.
    measured = version.attempts.filter(is_copy=False)
    return measured.order_by("-started_at", "pk").values(*fields, *result)


def _answers(version, since):
    values, seconds = defaultdict(dict), defaultdict(dict)
    # By the moment they began: 2,000 keys would be as many parameters of the query.
    rows = Answer.objects.filter(attempt__version=version, attempt__started_at__gte=since)
    for attempt, item, value, duration in rows.values_list("attempt", "item", "value", "seconds"):
        values[attempt][item] = value
        if duration is not None:
            seconds[attempt][item] = duration
    return values, seconds


def _later(version, since):
    """What came of each step of further questions, by attempt."""
    later = defaultdict(list)
    rows = StepResult.objects.filter(attempt__version=version, attempt__started_at__gte=since)
    for attempt, status in rows.values_list("attempt", "score_data__status").order_by("number"):
        later[attempt].append(status)
    return later


def _attempt(row, answers, seconds, later):
    status, leaders, notes, noise, headline = (
        row[f"result__score_data__{name}"] for name in OF_THE_RESULT
    )
    return health.AttemptRecord(
        person=row["user_id"],
        started_at=row["started_at"],
        finished_at=row["finished_at"],
        answers=answers,
        seconds=seconds,
        last_item=row["last_item"],
        status=status or "insufficient",
        leaders=tuple(leaders or ()),
        later=tuple(later),
        headline=headline,
        notes=tuple(notes or ()),
        noise_sd=noise or 0.0,
        sounds_like_me=row["sounds_like_me"],
    )
