"""The sentences of a result as its version words them, with what stands in braces filled in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from quiz.definition import Definition

EARLIER = Path(__file__).with_name("earlier_phrases.json")
BRACES = re.compile(r"\{(\w+)\}")


def phrase(definition: Definition, key: str, fillings: Mapping[str, object] | None = None) -> str:
    """The text of this key in the version, or the one that stands in for it.

    Empty where neither can be said with what is known: a sentence with a gap would be none.
    """
    filled = fillings or {}
    texts = [each.text for each in definition.phrases if each.key == key]
    for text in [*texts, _earlier().get(key, "")]:
        if filled.keys() >= set(BRACES.findall(text)):
            return BRACES.sub(lambda match: str(filled[match[1]]), text)
    return ""


@cache
def _earlier() -> dict[str, str]:
    # Versions of engine 1 have no sentences of their own: their pages had them.
    texts: dict[str, str] = json.loads(EARLIER.read_text())
    return texts
