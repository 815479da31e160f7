"""What a person does with attempts, each step in one short transaction.

A person is an account, or the session of a browser that remembers what it began. Nobody reaches an
attempt by its address alone.
"""

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from quiz import readiness, scoring
from quiz.copying import same_items
from quiz.frozen import SHAPES
from quiz.models import Answer, Attempt, Result, Share
from roles import plain

REMEMBERED = "attempts"
# The session is read with every request, and a robot that begins anew for ever must not fill it.
MOST_REMEMBERED = 50
LONGEST_PAUSE = 600


class ClosedError(Exception):
    """The attempt is finished or abandoned, and so its answers are fixed."""


class GoneError(Exception):
    """The attempt, or the account that it belongs to, was deleted while this was on its way."""


def attempts_of(request):
    return Attempt.objects.of(request.user, remembered(request))


def remembered(request):
    """The attempts that this browser began and no account holds yet."""
    return request.session.get(REMEMBERED, [])


def remember(request, attempt):
    # As text, because sessions are kept as JSON.
    request.session[REMEMBERED] = [*remembered(request), str(attempt.pk)][-MOST_REMEMBERED:]


def open_attempts(request):
    """One as a rule; two when an account has one and this browser began another before."""
    return attempts_of(request).open().with_version().with_progress()


class BegunError(Exception):
    """An open attempt has answers, and nobody has said that it may be left behind."""


def start(request, version, *, again=False, may_begin=lambda: True):
    """The open attempt of the person, or a new one; `again` leaves an open one behind. None where
    a new one is needed and, as `may_begin` says, must not be begun."""
    attempts = list(open_attempts(request))
    # An untouched one of this version is as good as new.
    if attempts and not (again and any(_is_used(attempt, version) for attempt in attempts)):
        return attempts[0]
    if not may_begin():
        return None
    return _begin(request, version, seen={attempt.pk for attempt in attempts})


def start_on_copy(request, version, source, *, again=False, may_begin=lambda: True):
    """A new attempt on the answers of this finished one, as `start` would begin it. Raises
    BegunError for an open attempt with answers, unless that may be left behind `again`, and
    GoneError where the person has no such result."""
    result = attempts_of(request).finished().with_result().filter(pk=source).first()
    if result is None:
        raise GoneError
    attempts = list(open_attempts(request))
    # The button was pressed twice, or the page sent once more.
    if same := next((each for each in attempts if each.source_id == result.pk), None):
        return same
    if not again and any(_is_used(attempt, version) for attempt in attempts):
        raise BegunError
    if not may_begin():
        return None
    return _begin(request, version, {attempt.pk for attempt in attempts}, result)


def _is_used(attempt, version):
    return attempt.answer_count or attempt.version_id != version.pk


@transaction.atomic
def _begin(request, version, seen, source=None):
    hold_account(request.user)
    if source:
        _hold_source(request, source)
    # Another tab may have been quicker, and this one waited for it.
    if quicker := _begun_meanwhile(request, seen, source):
        return quicker
    # First, because an account may have one open attempt.
    attempts_of(request).abandon()
    user = request.user if request.user.is_authenticated else None
    attempt = Attempt.objects.create(
        assessment_id=version.assessment_id,
        version=version,
        user=user,
        last_item=version.definition.item_keys[0],
        source=source,
        is_copy=source is not None,
    )
    if source:
        _copy(source, attempt)
    if user is None:
        remember(request, attempt)
    return attempt


def _begun_meanwhile(request, seen, source):
    quicker = attempts_of(request).open().exclude(pk__in=seen).first()
    # A session was read before that of the other tab was written, and does not name its copy yet.
    if source and not quicker and not source.user_id:
        quicker = source.copies.open().filter(user=None).exclude(pk__in=seen).first()
        if quicker:
            remember(request, quicker)
    return quicker


def _hold_source(request, source):
    # With those that are left behind: all who hold several take them in one order.
    held = attempts_of(request).filter(Q(status=Attempt.Status.OPEN) | Q(pk=source.pk)).hold()
    if source.pk not in held:
        raise GoneError


def _copy(source, attempt):
    """Answers what the version of `attempt` asks as that of `source` did, each with its own day."""
    kept = same_items(source.definition, attempt.definition)
    said = [row for row in said_in(source) if row.item in kept and row.value is not None]
    for row in said:
        row.pk, row.attempt, row.seconds = None, attempt, None
        row.said_at, row.answered_at = row.said_at or row.answered_at, attempt.started_at
    Answer.objects.bulk_create(said)
    change(attempt, last_item=_stand(attempt, {row.item for row in said}))


def said_in(attempt):
    """The answers of a finished attempt; those about the background as they were said last."""
    rows, newest = {row.item: row for row in attempt.answers.all()}, attempt.records[0]
    if newest.is_later:
        for fact in attempt.definition.facts:
            level, moment = newest.levels.get(fact.key), newest.created_at
            rows[fact.item] = Answer(item=fact.item, value=level, answered_at=moment)
    return list(rows.values())


def hold_account(user):
    """Lets nobody delete the account before the transaction ends, nor begin an attempt in it."""
    # It goes first, and attempts in the order of their keys: two never wait for each other.
    accounts = get_user_model().objects.select_for_update(no_key=True)
    if user.is_authenticated and not accounts.filter(pk=user.pk).exists():
        raise GoneError


def hold(attempt):
    """Lets nobody change or delete the attempt before the transaction ends."""
    held = Attempt.objects.select_for_update().filter(pk=attempt.pk).first()
    if held is None:
        raise GoneError
    # The attempt in hand is as old as its request.
    attempt.status = held.status


def _hold_open(attempt):
    hold(attempt)
    if not attempt.is_open:
        raise ClosedError


def answer(attempt, answers, *, is_on_one_page=False, removes=False):
    """Keeps the answers by question, None for a skipped one, which takes an answer away only if it
    `removes`. Returns all questions seen by then.

    Raises ClosedError when the attempt takes no more answers, GoneError when it was deleted.
    """
    with transaction.atomic():
        _hold_open(attempt)
        before = {row.item: row for row in attempt.answers.all()}
        last = max((row.answered_at for row in before.values()), default=attempt.started_at)
        how = {"is_on_one_page": is_on_one_page, "removes": removes}
        keep_answers(attempt, answers, before, since=last, **how)
        seen_keys = {*before, *answers}
        change(attempt, last_item=_stand(attempt, seen_keys), is_on_one_page=is_on_one_page)
    return seen_keys


def keep_answers(attempt, answers, before, *, since, **how):
    """Writes those that say anything new beside the rows of `before`; `since` is when the person
    began to think, None where nobody knows. The attempt is held."""
    now = timezone.now()
    seconds = _seconds(since, now, answers)
    Answer.objects.keep(
        Answer(attempt=attempt, item=item, value=value, seconds=seconds, answered_at=now)
        for item, value in answers.items()
        if item not in before or _is_said(value, before[item], **how)
    )


def _is_said(value, former, *, is_on_one_page, removes):
    """Whether an answer that is there already is given again."""
    # The long page sends all of them, whatever was looked at: a copied one stays of its day.
    is_unchanged = is_on_one_page and former.said_at and value == former.value
    return (removes or value is not None) and not is_unchanged


def _seconds(since, now, answers):
    """How long one answer took; a longer pause was spent elsewhere."""
    if since is None:
        return None
    seconds = round((now - since).total_seconds(), 1)
    return seconds if len(answers) == 1 and 0 <= seconds <= LONGEST_PAUSE else None


def _stand(attempt, seen_keys):
    """The first question not seen yet, or the last one."""
    keys = attempt.definition.item_keys
    return next((key for key in keys if key not in seen_keys), keys[-1])


def change(attempt, **changes):
    # In one statement, unlike save(): it finds a row or none, and never fails.
    if not Attempt.objects.filter(pk=attempt.pk).update(**changes):
        raise GoneError
    for name, value in changes.items():
        setattr(attempt, name, value)


def show_on_one_page(attempt, is_on_one_page):
    # Looking at a page writes only where something changes.
    if attempt.is_on_one_page != is_on_one_page:
        Attempt.objects.filter(pk=attempt.pk).update(is_on_one_page=is_on_one_page)


@transaction.atomic
def finish(attempt):
    """Scores the attempt once, however often it is asked for. Raises ClosedError if abandoned."""
    # Two tabs may ask at once. The second waits here, and reads then that it is finished.
    hold(attempt)
    if attempt.is_finished:
        return
    if not attempt.is_open:
        raise ClosedError
    _score(attempt)
    change(attempt, status=Attempt.Status.FINISHED, finished_at=timezone.now())


def describe(attempt, sounds_like_me):
    """Keeps how well the person finds the result to describe them."""
    change(attempt, sounds_like_me=sounds_like_me)


@transaction.atomic
def share(attempt, *, with_readiness):
    hold(attempt)
    Share.objects.open(attempt, with_readiness=with_readiness)


@transaction.atomic
def revoke(attempt):
    hold(attempt)
    Share.objects.revoke(attempt)


def _score(attempt):
    definition, values = attempt.definition, dict(attempt.answers.values_list("item", "value"))
    levels = {fact.key: values.get(fact.item) for fact in definition.facts}
    Result.objects.create(
        attempt=attempt,
        score_data=plain.unstructure(scoring.score(definition, values)),
        readiness_data=readiness_data(definition, levels),
        **origin(attempt),
    )


def readiness_data(definition, levels):
    """How near each way in is with these levels by key of a fact, as it is stored."""
    return [plain.unstructure(route) for route in readiness.readiness(definition, levels)]


def origin(attempt):
    """What a result of the attempt is made with, as it is stored beside it."""
    definition = attempt.definition
    return {
        "engine": definition.scoring.engine,
        "digest": attempt.version.digest,
        "shape": SHAPES.newest,
    }


def claim(request, user):
    """Gives the account what this browser began; an open attempt only where it has none.

    Of two open ones the person chooses on the page of the assessment.
    """
    if not (ids := remembered(request)):
        return
    mine = Attempt.objects.unclaimed(ids)
    with transaction.atomic():
        hold_account(user)
        mine.hold()
        mine.finished().update(user=user)
        try:
            # Apart: where the account has an open attempt, the constraint undoes this step alone.
            with transaction.atomic():
                mine.open().update(user=user)
        except IntegrityError:
            return
    # Only here: while two are open, this browser goes on to know the one that it began.
    del request.session[REMEMBERED]


def keep(request, pk):
    """Of the open attempts of an account keeps this one; the others are abandoned. Without an
    account there is nothing to choose, and the attempt stays as it is."""
    attempt = open_attempts(request).filter(pk=pk).first()
    if attempt is None:
        raise GoneError
    if not request.user.is_authenticated:
        return attempt
    with transaction.atomic():
        hold_account(request.user)
        mine = attempts_of(request).open()
        mine.hold()
        # First, because an account may have one open attempt.
        mine.exclude(pk=pk).abandon()
        if not mine.filter(pk=pk).update(user=request.user):
            raise GoneError
    request.session.pop(REMEMBERED, None)
    return attempt
