"""How long an advert takes to decode, and how often that is right.

BENCH_ADVERTS names a file of JSON lines with `label`, `title`, `text` and `text_masked`, in which
the names of roles are struck out, and `company` where it is known. Shares are told by what is
missing of them: less is better.
"""

import json
import os
import re
import time
from collections import Counter
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
HOSTILE += [
    "as ",
    "role:",
    "Engineer\n\n",
    "TPM ",
    "as a TPM ",
    "Product Manager\n",
    "ﷺ",
    "a\u0315",
    "\n* ",
    "[ROLE]",
    "((",
    "Benefits\n",
]

FAMILIES = {
    **dict.fromkeys(("product_manager", "technical_product_manager", "product_owner"), "product"),
    **dict.fromkeys(
        ("technical_program_manager", "program_manager", "project_manager"), "delivery"
    ),
    "engineering_manager": "engineering-manager",
}
# An advert is cut to as many sentences in a row, and is short below so many words.
CUTS, SHORT = (3, 5, 8), 120
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
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
        return self.decoding(text).family

    def decoding(self, text):
        return decode(text, self.book, self.reader)

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
    for name, some in (("“TPM”", two), ("“TPM” less one", without_the_largest(two))):
        masked = answers(decoder, some, lambda advert: f"TPM\n\n{advert['text_masked']}")
        yield f"{name}: adverts not claimed, %", missing(masked), 15
        yield f"{name}: claims that are wrong, %", wrong(masked), 5
    whole = answers(decoder, adverts, lambda advert: f"{advert['title']}\n\n{advert['text']}")
    ours = [pair for pair in whole if pair[0] != "other"]
    yield "titled: role adverts not answered, %", missing(ours, "other"), 15
    yield "titled: role claims that are wrong, %", wrong(whole, "other"), 7
    yield "titled: others claimed, %", claimed(whole), 5
    duties = answers(decoder, adverts, lambda advert: advert["text_masked"])
    yield "duties: adverts not claimed, %", missing(duties), 35
    yield "duties: claims that are wrong, %", wrong(duties), 20
    yield "duties: others claimed, %", claimed(duties), 15
    texts = [advert["text_masked"] for advert in adverts]
    yield "cut short: called clear, %", percent(clear(decoder, texts)), 0
    yield "marks struck out: still read, %", percent(read_without_marks(decoder, texts)), 0


def without_the_largest(adverts):
    """Without those of the employer who has the most."""
    largest = Counter(advert.get("company") or "" for advert in adverts)
    largest.pop("", None)
    name = next((name for name, _ in largest.most_common(1)), None)
    return [advert for advert in adverts if advert.get("company") != name]


def clear(decoder, texts):
    """Of each few sentences without a title that decides, whether they are called clear."""
    for text in texts:
        sentences = [each for each in SENTENCE_END.split(text) if each.strip()]
        for size in CUTS:
            for at in range(0, len(sentences) - size + 1, size):
                cut = "\n".join(sentences[at : at + size])
                decoding = decoder.decoding(cut)
                if len(cut.split()) < SHORT and not decoding.title:
                    yield decoding.state == "clear"


def read_without_marks(decoder, texts):
    """Of each text without a title, whether anything is said once its marked phrases are gone."""
    for text in texts:
        decoding = decoder.decoding(text)
        for mark in reversed(decoding.marks):
            text = f"{text[: mark.start]} … {text[mark.end :]}"
        if not decoding.title:
            yield decoder.decoding(text).state != "little"


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
