"""The check of an assessment, kept beside its file.

It takes a minute and says the same wherever it is made, so that whoever loads the file for the
first time need not wait for it. One of other words, or of fewer people, is of no use.
"""

from __future__ import annotations

import json
from pathlib import Path

from quiz.checking import Check
from quiz.definition import Definition, canonical, digest
from roles import plain


def path_beside(file: Path) -> Path:
    """Where the check of that file is kept."""
    return file.with_suffix(".check.json")


def read(file: Path) -> Check | None:
    """What is kept beside the file, None where nothing is.

    Raises OSError, json.JSONDecodeError or ShapeError for what cannot be read.
    """
    path = path_beside(file)
    return plain.structure(Check, json.loads(path.read_text("utf-8"))) if path.exists() else None


def write(file: Path, check: Check) -> None:
    """Keep the check beside the file."""
    text = json.dumps(plain.unstructure(check), indent=1, ensure_ascii=False)
    path_beside(file).write_text(f"{text}\n", "utf-8")


def fits(check: Check | None, definition: Definition, persons: int) -> bool:
    """Whether it is of what the definition says, with so many people simulated for a row."""
    if check is None or check.simulation is None:
        return False
    is_of_it = check.digest == digest(canonical(definition))
    return is_of_it and check.simulation.persons == persons
