"""What a page for everybody is known by: two requests that get the same bytes have one key."""

from __future__ import annotations

import re
from typing import NamedTuple

ACCEPTS_BROTLI = re.compile(r"\bbr\b(?! *; *q=0(?:\.0*)? *(?:,|$))")
ACCEPTS_GZIP = re.compile(r"\bgzip\b")


class PageKey(NamedTuple):
    origin: str
    path: str
    query: str
    is_fragment: bool
    encoding: str = ""


def encoding_for(accepted: str) -> str:
    """The smallest that is accepted: "br", "gzip", or "" for none."""
    if ACCEPTS_BROTLI.search(accepted):
        return "br"
    return "gzip" if ACCEPTS_GZIP.search(accepted) else ""
