"""What a person does with further questions after a result: a step counts or leaves it as it was.

The results before stay as they are, and an answer is taken only while its question is offered.
"""

from django.db import transaction

from quiz.extension import look_again
from quiz.models import StepResult
from quiz.taking import ClosedError, change, hold, keep_answers, origin
from roles import plain


@transaction.atomic
def answer(attempt, number, answers, *, is_on_one_page=False, removes=False):
    """Keeps the answers by question as those to the first ones are kept. Returns all questions of
    the step seen by then.

    Raises ClosedError when the step is not offered, GoneError when the attempt was deleted.
    """
    keys = [question.key for question in _hold_offer(attempt, number).questions]
    before = {row.item: row for row in attempt.answers.filter(item__in=keys)}
    # Before the first of them came the result, which takes its own time to read.
    since = max((row.answered_at for row in before.values()), default=None)
    how = {"is_on_one_page": is_on_one_page, "removes": removes}
    keep_answers(attempt, answers, before, since=since, **how)
    change(attempt, is_on_one_page=is_on_one_page)
    return {*before, *answers}


@transaction.atomic
def finish(attempt, number):
    """Scores the step once, however often it is asked for; False where too little is answered, so
    that the result before stands. Raises ClosedError where the step is not offered."""
    hold(attempt)
    # Two tabs may ask at once. The second waits above, and finds what the first has kept.
    if attempt.steps.filter(number=number).exists():
        return True
    offer = _hold_offer(attempt, number)
    score = look_again(attempt.definition, attempt.values, attempt.looks)
    if score is None:
        return False
    StepResult.objects.create(
        attempt=attempt,
        number=number,
        items=[question.key for question in offer.questions],
        score_data=plain.unstructure(score),
        **origin(attempt),
    )
    return True


def _hold_offer(attempt, number):
    """The step of that number, which nobody finishes before the transaction ends."""
    hold(attempt)
    offer = attempt.offered
    if offer is None or offer.number != number:
        raise ClosedError
    return offer
