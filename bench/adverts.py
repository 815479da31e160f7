"""How long an advert takes to decode, and how often that is right.

BENCH_ADVERTS names a file of JSON lines with `label`, `title`, `text` and `text_masked`, in which
the names of roles are struck out. Shares are told by what is missing of them: less is
better.
"""

import json
import os
import time
from pathlib import Path

from bench.databases import ROOT
from bench.titles import known_titles
from roles import content, yaml_files
from roles.advert import decode
from roles.advert_signals import PhraseBook
from roles.title_reader import Reader

SIGNALS = ROOT / "roles" / "starter" / "signals" / "signals.yaml"
# An advert of this length, and how much longer one of twice the length may take.
LENGTH, MOST, MOST_TIMES = 20_000, 50.0, 2.5
TIMES = 5
DUTIES = (
    "* Own the product roadmap, and prioritize features by customer needs and success metrics.\n"
    "* Lead technical programs across multiple teams, with milestones, dependencies and risks.\n"
    "* Hold one-on-ones, hire engineers, and look after the code quality of the team.\n"
)
# One for each way of being slow: words, sentences, tags, titles, pay, what Unicode expands.
HOSTILE = [DUTIES, "own the ", "Own it\n", "Aa.", "<a", "<script>", "a@", "$1,000 - ", "TPM role "]
HOSTILE += ["as a TPM ", "Product Manager\n", "ﷺ", "a\u0315", "\n* ", "[ROLE]", "((", "Benefits\n"]

FAMILIES = {
    **dict.fromkeys(("product_manager", "technical_product_manager", "product_owner"), "product"),
    **dict.fromkeys(
        ("technical_program_manager", "program_manager", "project_manager"), "delivery"
    ),
    "engineering_manager": "engineering-manager",
}
TWO_JOBS = ("product_manager", "technical_product_manager", "technical_program_manager")


def measures():
    """Triples of a name, what is measured, and the limit."""
    decoder = Decoder()
    yield "20,000 letters decoded, ms", decoder.taken(DUTIES, LENGTH) * 1000, MOST
    ratios = [decoder.taken(text, 2 * LENGTH) / decoder.taken(text, LENGTH) for text in HOSTILE]
    yield "twice the text, times as long", max(ratios), MOST_TIMES
    if name := os.environ.get("BENCH_ADVERTS"):
        lines = Path(name).read_text(encoding="utf-8").split("\n")
        yield from shares(decoder, [json.loads(line) for line in lines if line.strip()])


class Decoder:
    def __init__(self):
        self.book = PhraseBook(content.structure("signals", yaml_files.read(SIGNALS)))
        self.reader = Reader(known_titles())

    def family(self, text):
        return decode(text, self.book, self.reader).family

    def taken(self, text, length):
        """The seconds of the processor, at best of several."""
        text = text * (length // len(text))
        times = []
        for _ in range(TIMES):
            begun = time.process_time()
            self.family(text)
            times.append(time.process_time() - begun)
        return min(times)


def shares(decoder, adverts):
    """What the title leaves open, what title and duties say, and what duties alone do."""
    two = [advert for advert in adverts if advert["label"] in TWO_JOBS]
    masked = answers(decoder, two, lambda advert: f"TPM\n\n{advert['text_masked']}")
    yield "“TPM”: adverts not claimed, %", missing(masked), 15
    yield "“TPM”: claims that are wrong, %", wrong(masked), 5
    whole = answers(decoder, adverts, lambda advert: f"{advert['title']}\n\n{advert['text']}")
    ours = [pair for pair in whole if pair[0] != "other"]
    yield "titled: role adverts not answered, %", missing(ours, "other"), 15
    yield "titled: role claims that are wrong, %", wrong(whole, "other"), 7
    yield "titled: others claimed, %", claimed(whole), 5
    duties = answers(decoder, adverts, lambda advert: advert["text_masked"])
    yield "duties: adverts not claimed, %", missing(duties), 35
    yield "duties: claims that are wrong, %", wrong(duties), 20
    yield "duties: others claimed, %", claimed(duties), 15


def answers(decoder, adverts, text_of):
    """Pairs of the family that an advert is labelled as and the one that is claimed of it."""
    return [
        (FAMILIES.get(advert["label"], "other"), decoder.family(text_of(advert)))
        for advert in adverts
    ]


def missing(pairs, *none):
    return percent(claim in ("", *none) for _, claim in pairs)


def wrong(pairs, *none):
    return percent(label != claim for label, claim in pairs if claim not in ("", *none))


def claimed(pairs):
    return percent(claim not in ("", "other") for label, claim in pairs if label == "other")


def percent(holds):
    holds = list(holds)
    return 100 * sum(holds) / len(holds) if holds else 0.0
