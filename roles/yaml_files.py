"""Files that people write and commands read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

# The one in C, where PyYAML was built with it, takes a tenth of the time.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(path: Path) -> Any:
    """What stands in a file of YAML: lists, texts, numbers and their like, and no other objects.

    Raises yaml.YAMLError for what is none, and OSError or UnicodeDecodeError.
    """
    return yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506
