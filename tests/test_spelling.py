"""One spelling, so that a word that is looked for on a page is found: “organization”, “program”."""

import re

import pytest

from tests.test_conventions import ROOT

FILES = [
    path
    for folder, kind in (("roles/starter", "yaml"), ("quiz/starter", "yaml"), ("templates", "html"))
    for path in sorted((ROOT / folder).rglob(f"*.{kind}"))
]
OTHERWISE = re.compile(
    r"\b(?:organis|prioritis|recognis|summaris)\w*|\bprogrammes?\b", re.IGNORECASE
)
# What others have named so; a key of ours, and what an advert may say, are no words of ours.
NAMES = re.compile(r"programme\s+(?:delivery\s+)?manager|TPM Organisation", re.IGNORECASE)
KEYS = re.compile(
    r"^[ -]*(?:(?:key|skill): |\"|[^{}\n]*\([^{}\n]*\|)[^{}\n]*$|^[ -]*\".*$", re.MULTILINE
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_words_are_spelled_in_one_way(path):
    text = NAMES.sub("", KEYS.sub("", path.read_text()))

    assert OTHERWISE.findall(text) == []
