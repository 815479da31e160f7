"""What adverts are read by, as content: a kind of its own beside those of `content`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from roles.statement import Statement

# Of work, by what it is about: what gets built, how and when, the people who build, and all else.
Family = Literal["product", "delivery", "engineering-manager", "other"]
# Of an advert; empty where its duties do not decide.
ReadAs = Literal["", "product", "delivery", "engineering-manager", "other"]


@dataclass(frozen=True, kw_only=True)
class FamilyRole(Statement):
    """Which family of work a role is in. A title that is short for a role and for a neighbour does
    not name the neighbour."""

    role: str
    family: Family
    is_neighbour: bool = False


@dataclass(frozen=True, kw_only=True)
class AdvertQuestion(Statement):
    """What an advert should say, as a question to send back; any of the phrases answers it, unless
    it is a part of one that is only `seeming` to. The `note` tells who asks it something more."""

    key: str
    question: str
    phrases: str
    seeming: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Signal(Statement):
    """Phrases of adverts, one a line, and what they speak for: a weight for each family of work,
    and one for how technical the work is.

    A repeated phrase adds less each time, and so does one beside another of the same signal.
    """

    key: str
    name: str
    phrases: str
    product: float = 0.0
    delivery: float = 0.0
    engineering_manager: float = 0.0
    other: float = 0.0
    technical: float = 0.0
    note: str = ""

    @property
    def weights(self) -> dict[str, float]:
        """Of each family that it speaks for."""
        weights: dict[str, float] = {
            "product": self.product,
            "delivery": self.delivery,
            "engineering-manager": self.engineering_manager,
            "other": self.other,
        }
        return {family: weight for family, weight in weights.items() if weight}


@dataclass(frozen=True, kw_only=True)
class ExampleAdvert(Statement):
    """An advert that signals are tried on, plain text, and what its duties should be read as.
    Without a source it was written for this."""

    key: str
    title: str
    text: str
    family: ReadAs = ""


@dataclass(frozen=True, kw_only=True)
class Signals:
    """Everything that adverts are read by. There is one, with a slug as the outline has.

    The numbers say from where on something is claimed. A margin is the lead of the first family
    over the second, as a share of the first. `least_words` and `least_score` are what it takes to
    say anything by the duties, `clear_words` to call it clear. `leaning_margin` and `clear_margin`
    are between all families, `narrowed_margin` between those of an ambiguous title, `other_margin`
    for work that is none of ours, `against_margin` for one of ours under the title of another job,
    and `contradiction_margin` against an unambiguous title of ours. `technical_points` count as
    wholly technical, and from `technical_middle` and `technical_high` on, which are shares of them,
    work is called so.
    """

    slug: str = "signals"
    least_words: int
    least_score: float
    clear_words: int
    leaning_margin: float
    clear_margin: float
    narrowed_margin: float
    other_margin: float
    against_margin: float
    contradiction_margin: float
    technical_points: float
    technical_middle: float
    technical_high: float
    families: tuple[FamilyRole, ...] = ()
    questions: tuple[AdvertQuestion, ...] = ()
    signals: tuple[Signal, ...] = ()
    examples: tuple[ExampleAdvert, ...] = ()
