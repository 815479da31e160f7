"""Where in its sources a statement stands: the section or heading, so that it can be looked up."""

from __future__ import annotations

from collections.abc import Sequence

MOST_LETTERS = 200


def passages(where: str, sources: Sequence[str]) -> dict[str, str]:
    """By slug of a source, the place in it.

    `where` has a line "slug: place" for each source; of a single source the slug may be left out.
    Raises ValueError for a line of none of the sources, for a second place in one and for a place
    of more than MOST_LETTERS.
    """
    places: dict[str, str] = {}
    for line in filter(None, map(str.strip, where.splitlines())):
        source, place = _split(line, sources)
        if source in places:
            raise ValueError(f"gives two places in “{source}”")
        if not place or len(place) > MOST_LETTERS:
            raise ValueError(f"gives no place in “{source}” of 1 to {MOST_LETTERS} letters")
        places[source] = place
    return places


def _split(line: str, sources: Sequence[str]) -> tuple[str, str]:
    source, colon, place = line.partition(":")
    if colon and source in sources:
        return source, place.strip()
    if len(sources) == 1:
        return sources[0], line
    raise ValueError(f"gives a place in none of its sources: “{line:.60}”")
