"""What nobody sees of a text: ignorable signs, blank letters and controls."""

from __future__ import annotations

import re
import unicodedata

# Signs that Unicode calls ignorable, letters that are blank, and an empty Braille cell.
IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
# Line ends are for Markdown; the others belong to emoji, to scripts that are written joined or
# from right to left, and in long words.
LINES = "\t\n\r"
BELONG = "\u00ad\u200c\u200d\u200e\u200f\ufe0e\ufe0f"


def visible(text: str) -> str:
    """The text without what nobody sees, and without spaces at its ends."""
    return "".join(sign for sign in IGNORABLE.sub("", text) if not _is_control(sign)).strip()


def hides_signs(text: str) -> bool:
    """Whether it holds what nobody sees and what belongs to no writing: it could turn a line
    around, or make two names look the same."""
    return any(_is_control(sign) or IGNORABLE.match(sign) for sign in text if sign not in BELONG)


def _is_control(sign: str) -> bool:
    return unicodedata.category(sign) == "Cc" and sign not in LINES
