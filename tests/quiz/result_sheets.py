"""Answer sheets of every kind with what an engine makes of them, and the result as it is shown."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from html.parser import HTMLParser
from types import SimpleNamespace
from uuid import UUID

from django.template.loader import render_to_string

from quiz import extension, findings, readiness, scoring
from quiz.definition import LikertStatement, loadings
from quiz.phrases import phrase
from tests.quiz.samples import first_version, seeded, starter

KINDS = (
    "uniform", "outermost", "middle", "ideal", "wavering", "of two", "likes little",
    "likes one", "yes to all", "same", "half", "skipping",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Told:
    """A sheet, its results in order, the background by fact, and what its page is made from."""

    definition: object
    kind: str
    answers: dict
    looks: tuple
    levels: dict | None
    findings: object

    @property
    def score(self):
        return self.looks[-1]

    @property
    def name(self):
        return f"{self.kind}, engine {self.definition.scoring.engine}: {self.answers}"


@cache
def sheets(count, seed=13):
    """So many sheets of all kinds in turn, every tenth of engine 1."""
    chance = seeded(seed)
    return [_sheet(number, chance) for number in range(count)]


def _sheet(number, chance):
    made = first_version() if number % 10 == 9 else starter()
    kind = KINDS[number % len(KINDS)]
    wish = _wish(made, kind, chance)
    answers = {item.key: _answer(item, kind, wish, chance) for item in made.items}
    looks = [scoring.score(made, answers)]
    # Of those who are offered more, two in three take it, and some leave a part of it open.
    while (keys := extension.offered(made, looks)) and chance.random() < 0.67:
        more = {item.key: item for item in made.further if item.key in keys}
        answers |= {key: _answer(item, kind, wish, chance) for key, item in more.items()}
        if (look := extension.look_again(made, answers, looks)) is None:
            break
        looks.append(look)
    levels = _levels(made, chance)
    return told_of(made, answers, looks, levels, kind)


def told_of(made, answers, looks, levels, kind=""):
    shown = answers | {fact.item: (levels or {}).get(fact.key) for fact in made.facts}
    standings = readiness.readiness(made, levels or {})
    return Told(
        definition=made,
        kind=kind,
        answers=answers,
        looks=tuple(looks),
        levels=levels,
        findings=findings.findings(made, looks, standings, shown),
    )


def _wish(made, kind, chance):
    """How much somebody likes each kind of work, from -1 to 1."""
    liked = {trait.key: chance.uniform(-0.8, 0.8) for trait in made.traits}
    profiles = chance.sample(made.profiles, 2)
    shapes = [{part.trait: part.target / 50 - 1 for part in each.targets} for each in profiles]
    if kind in ("ideal", "skipping"):
        return liked | shapes[0]
    if kind == "of two":
        return liked | {trait: (shapes[0][trait] + shapes[1][trait]) / 2 for trait in shapes[0]}
    if kind in ("likes little", "likes one"):
        liked = {trait: chance.uniform(-1, -0.4) for trait in liked}
        return liked | ({"market": 0.8} if kind == "likes one" else {})
    return liked


def _answer(item, kind, wish, chance):
    if kind == "same":
        return 4
    if chance.random() < {"half": 0.5, "skipping": 0.2, "wavering": 0.1}.get(kind, 0):
        return None
    if kind == "yes to all" and isinstance(item, LikertStatement):
        return chance.choice((4, 5))
    ranges = {"uniform": (1, 2, 3, 4, 5), "outermost": (1, 5), "middle": (2, 3, 4)}
    if kind in ranges:
        return chance.choice(ranges[kind])
    pull = sum(load * wish[trait] for trait, load in loadings(item).items())
    pull = pull if isinstance(item, LikertStatement) else -pull
    noise = 0.7 if kind == "wavering" else 0.3
    return max(1, min(5, round(3 + 2 * pull + chance.gauss(0, noise))))


def _levels(made, chance):
    if chance.random() < 0.25:
        return None
    most = chance.choice((0, 1, 2, 3))
    left_out = chance.choice((0, 0, 0, 0.3))
    return {
        fact.key: None if chance.random() < left_out else chance.randint(0, most)
        for fact in made.facts
    }


def shown(told):
    """The result as its page shows it, without what stands around every page."""
    return render_to_string("quiz/_result.html", context_of(told))


def context_of(told):
    attempt = SimpleNamespace(
        pk=UUID(int=1),
        finished_at=datetime(2026, 11, 27, tzinfo=UTC),
        user_id=None,
        live_share=None,
        sounds_like_me=None,
        background=SimpleNamespace(is_later=False) if told.levels else None,
    )
    return {
        "attempt": attempt,
        "version": SimpleNamespace(number=2),
        "findings": told.findings,
        "always": phrase(told.definition, "readiness.always"),
        "pages": {},
        "routes": {},
        # One that does not lead: what a page of roles on the site would add.
        "compare": "/compare/",
        "compared": [1, 2, 3],
    }


@dataclass(frozen=True)
class Line:
    """What stands in one paragraph, row, heading or summary, and under which heading; `is_open`
    tells whether it is seen while all folds are closed."""

    tag: str
    text: str
    heading: str
    is_open: bool


class Reader(HTMLParser):
    """The lines of a page. An eighth of the time that a whole tree would take."""

    ENDS = {"p", "li", "tr", "h1", "h2", "h3", "h4", "summary", "text", "svg", "button", "form"}

    def __init__(self, page):
        super().__init__()
        self.lines, self.stack, self.text, self.heading = [], [], [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        held = dict(attrs)
        if label := held.get("aria-label"):
            self.lines.append(Line("label", label, self.heading, False))
        if tag in self.ENDS:
            self._end("text")
        if tag not in ("input", "br", "img"):
            self.stack.append((tag, held))

    def handle_endtag(self, tag):
        if tag in self.ENDS:
            self._end(tag)
        while self.stack.pop()[0] != tag:
            pass

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_data(self, text):
        self.text.append(text)

    def _end(self, tag):
        text = " ".join("".join(self.text).split())
        self.text = []
        if not text:
            return
        self.lines.append(Line(tag, text, self.heading, self._is_open()))
        if tag in ("h1", "h2", "h3", "h4"):
            self.heading = text

    def _is_open(self):
        tags = [tag for tag, _ in self.stack]
        folds = [
            place
            for place, (tag, held) in enumerate(self.stack)
            if tag == "details" and "open" not in held
        ]
        is_hidden = any("visually-hidden" in (held.get("class") or "") for _, held in self.stack)
        return not is_hidden and all(tags[place + 1 : place + 2] == ["summary"] for place in folds)


def visible_words(lines):
    """How many words stand open while all folds are closed."""
    return sum(len(line.text.split()) for line in lines if line.is_open)
