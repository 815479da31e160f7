"""Which answers to one version hold for another: a copy of an attempt begins with them."""

from __future__ import annotations

from collections.abc import Hashable

from quiz.definition import Definition, Key, LikertStatement, TradeOff
from quiz.questions import questions


def same_items(old: Definition, new: Definition) -> frozenset[str]:
    """The keys of the questions that ask and count the same in both, those about the background
    among them."""
    asked_before, asked_now = _asked(old), _asked(new)
    return frozenset(key for key in asked_now if asked_now[key] == asked_before.get(key))


def _asked(definition: Definition) -> dict[str, Hashable]:
    """What is asked, what may be said and what it counts for, by key of the question."""
    counts: dict[str, Hashable] = {item.key: _counts(item) for item in definition.items}
    counts |= {fact.item: fact.key for fact in definition.facts}
    return {
        # Without its number and what it explains: who moves a question or says a word more plainly
        # asks no other.
        question.key: (
            question.text,
            question.a,
            question.b,
            question.choices,
            counts[question.key],
        )
        for question in questions(definition)
    }


def _counts(item: TradeOff | LikertStatement) -> tuple[tuple[Key, ...], ...]:
    return (item.a.keys, item.b.keys) if isinstance(item, TradeOff) else (item.keys,)
