"""What a result says first, in the words of its version: a headline and what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quiz import extension, headline
from quiz.definition import Definition
from quiz.headline import HeadlineKey
from quiz.phrases import phrase
from quiz.scoring import Score
from quiz.wording import listed

# The phrase of each number of further questions, and what its button is called.
OFFERS = {4: ("extension.four", "next"), 8: ("extension.eight", "next_again")}
LARGEST_OFFER = ("extension.twelve", "next")
# What has one next step, whatever was answered since.
ONE_STEP: tuple[HeadlineKey, ...] = ("low-interest", "insufficient")


@dataclass(frozen=True, kw_only=True)
class FirstWords:
    """`status_title` and `status_sentence` are what is shared, and say nothing of low interest.

    `offer` tells what further questions do, and `further` is what they are called; `step` is what
    the next step is called where no way in decides it. `then` and `after` are for whoever is
    surprised and for who has answered further questions. Each is empty where it has no place.
    `further_count` is how many questions are offered.
    """

    key: HeadlineKey
    title: str
    sentence: str
    status_title: str
    status_sentence: str
    offer: str
    further: str
    step: str
    then: str
    after: str
    further_count: int


def first_words(definition: Definition, looks: Sequence[Score]) -> FirstWords:
    """Of the last of the results, the first of which came first."""
    score = looks[-1]
    key: HeadlineKey = score.headline.key if score.headline else score.status
    filled = _fillings(definition, score)

    def said(name: str) -> str:
        return phrase(definition, name, filled)

    count = len(extension.offered(definition, looks))
    offer, further = OFFERS.get(count, LARGEST_OFFER)
    answered = score.answered - looks[0].answered
    status_sentence = said(_sentence(looks))
    return FirstWords(
        key=key,
        title=said(f"{key}.title"),
        sentence=_little(said, score) if key == "low-interest" else status_sentence,
        status_title=said(f"{score.status}.title"),
        status_sentence=status_sentence,
        offer=said(offer) if count else "",
        further=said(f"{score.status}.{further}") if count else "",
        step=said(f"{key}.{'next' if key in ONE_STEP else 'next_last'}"),
        then=said(f"{key}.then"),
        after=phrase(definition, "extension.after", {"n": answered}) if answered else "",
        further_count=count,
    )


def _fillings(definition: Definition, score: Score) -> dict[str, str]:
    if score.headline:
        return headline.fillings(definition, score.headline)
    names = {profile.role: profile.name for profile in definition.profiles}
    leaders = [names[role] for role in score.leaders]
    others = [name for role, name in names.items() if role not in score.leaders]
    filled = {"A": leaders[0], "leaders": listed(leaders, "or")} if leaders else {}
    return filled | {"C": listed(others)}


def _sentence(looks: Sequence[Score]) -> str:
    """The key of the sentence under the headline of a status."""
    if looks[-1].status != "none" or len(looks) == 1:
        return f"{looks[-1].status}.sentence"
    return "none.sentence_after_tie" if looks[0].status == "tie" else "none.sentence_last"


def _little(said: Callable[[str], str], score: Score) -> str:
    """Of somebody to whom little appeals: how little, and what would come nearest all the same."""
    nearest = {1: "low-interest.sentence_leader", 2: "low-interest.sentence_leaders"}
    keys = ["low-interest.sentence", nearest.get(len(score.leaders), "")]
    return " ".join(filter(None, map(said, keys)))
