"""Where the words of the licences that sources have can be read."""

from __future__ import annotations

# By how a licence is named; what follows the name (“, by report”) is a remark.
ADDRESSES = {
    "Apache 2.0": "https://www.apache.org/licenses/LICENSE-2.0",
    "Apache-2.0": "https://www.apache.org/licenses/LICENSE-2.0",
    "CC BY 3.0": "https://creativecommons.org/licenses/by/3.0/",
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 3.0": "https://creativecommons.org/licenses/by-sa/3.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "Open Government Licence v3.0": (
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
    ),
}


def address(licence: str) -> str:
    """Of the licence that is named so, with a remark behind a comma or not; empty when unknown."""
    return ADDRESSES.get(licence.partition(",")[0].strip(), "")
