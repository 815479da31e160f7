"""The questions that are asked in one go, and the pages on which they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from quiz import taking
from quiz.models import Attempt
from quiz.questions import Question, SheetEntry, entries, questions


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

    def question_address(self, key):
        return self._page("question_detail", key)

    def _page(self, name, *args):
        return reverse(name, args=[self.attempt.pk, *args])

    def answer(self, answers, **how):
        return taking.answer(self.attempt, answers, **how)

    def finish(self):
        taking.finish(self.attempt)

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


def first_round(attempt):
    """Those that every attempt begins with."""
    asked = questions(attempt.definition)
    return QuestionRound(attempt=attempt, questions=asked, is_open=attempt.is_open)
