"""The questions that are asked in one go, and the pages on which they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from quiz import steps, taking
from quiz.models import Attempt
from quiz.questions import Question, SheetEntry, entries, further_questions, questions


@dataclass(frozen=True, kw_only=True)
class QuestionPlace:
    """A question with its neighbours, each None at an end."""

    before: Question | None
    question: Question
    after: Question | None


@dataclass(frozen=True, kw_only=True)
class QuestionRound:
    """All questions of an attempt; `is_open` says whether they take answers."""

    attempt: Attempt
    questions: tuple[Question, ...]
    is_open: bool
    # What only a step of further questions has.
    step: int | None = None
    needed: int = 0

    @property
    def total(self) -> int:
        return len(self.questions)

    @cached_property
    def entries(self) -> tuple[SheetEntry, ...]:
        """Each question with what was answered by now; read once."""
        return self.entries_with({})

    def entries_with(self, late) -> tuple[SheetEntry, ...]:
        """The same with other answers that are not saved yet."""
        rows = list(self.attempt.answers.all())
        values = {row.item: row.value for row in rows} | late
        said = {row.item: row.said_at for row in rows if row.said_at}
        return entries(self.questions, values, said)

    @property
    def done(self) -> int:
        return sum(entry.is_seen for entry in self.entries)

    @property
    def all_address(self):
        return self._page("question_list")

    @property
    def review_address(self):
        return self._page("attempt_review")

    @property
    def way_out(self):
        return reverse("quiz_start")

    @property
    def next_unseen(self):
        """The key of the question to go on with."""
        return self.attempt.last_item

    def question_address(self, key):
        return self._page("question_detail", key)

    def _page(self, name, *args):
        return reverse(name, args=[self.attempt.pk, *args])

    def answer(self, answers, **how):
        return taking.answer(self.attempt, answers, **how)

    def finish(self):
        """Whether that was enough to finish."""
        taking.finish(self.attempt)
        return True

    def place_of(self, key):
        """Where the question stands; None where it is not one of these."""
        keys = [question.key for question in self.questions]
        if key not in keys:
            return None
        number = keys.index(key)
        before = self.questions[number - 1] if number else None
        after = next(iter(self.questions[number + 1 :]), None)
        return QuestionPlace(before=before, question=self.questions[number], after=after)

    def next_question(self, place, seen_keys):
        """The question to go on with; None where the answers are to be looked at."""
        # Who has seen all and changes one answer is not led through the rest again.
        if all(question.key in seen_keys for question in self.questions):
            return None
        if not self.attempt.is_copy:
            return place.after
        # On a copy most are answered: only what is missing is asked.
        rest = self.questions[place.question.number :]
        return next((question for question in rest if question.key not in seen_keys), None)


@dataclass(frozen=True, kw_only=True)
class FurtherRound(QuestionRound):
    """The questions of a step after a result, by the same rules."""

    @property
    def all_address(self):
        return self._page("further_list", self.step)

    @property
    def review_address(self):
        return self._page("further_review", self.step)

    @property
    def way_out(self):
        return self._page("result_detail")

    @property
    def stands_at(self):
        """The page on which to go on with it."""
        if not self.is_open:
            return self.way_out
        if self.attempt.is_on_one_page:
            return self.all_address
        is_seen = self.done == self.total
        return self.review_address if is_seen else self.question_address(self.next_unseen)

    @property
    def next_unseen(self):
        unseen = (entry.question.key for entry in self.entries if not entry.is_seen)
        return next(unseen, self.questions[-1].key)

    def answer(self, answers, **how):
        return steps.answer(self.attempt, self.step, answers, **how)

    def finish(self):
        return steps.finish(self.attempt, self.step)

    def next_question(self, place, seen_keys):
        is_last = all(question.key in seen_keys for question in self.questions)
        return None if is_last else place.after


def first_round(attempt):
    """Those that every attempt begins with."""
    asked = questions(attempt.definition)
    return QuestionRound(attempt=attempt, questions=asked, is_open=attempt.is_open)


def round_of(attempt, key):
    """In which the question of this key is asked; None where the version asks no such question, or
    not before there is a result."""
    definition = attempt.definition
    if key in definition.item_keys:
        return first_round(attempt)
    if not attempt.is_finished or key not in {item.key for item in definition.further}:
        return None
    offer = attempt.offered
    if offer and key in {question.key for question in offer.questions}:
        return _offered_round(attempt, offer)
    return _closed_round(attempt, [key])


def round_of_step(attempt, number):
    """The step of this number, None where it was never offered."""
    if not attempt.is_finished:
        return None
    offer = attempt.offered
    if offer and offer.number == number:
        return _offered_round(attempt, offer)
    finished = {step.number: step.items for step in attempt.steps.all()}
    return _closed_round(attempt, finished[number], number) if number in finished else None


def _offered_round(attempt, offer):
    more = {"step": offer.number, "needed": offer.needed}
    return FurtherRound(attempt=attempt, questions=offer.questions, is_open=True, **more)


def _closed_round(attempt, keys, number=0):
    asked = further_questions(attempt.definition, keys)
    return FurtherRound(attempt=attempt, questions=asked, is_open=False, step=number)
