import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from roles import decoding
from roles.advert import decode
from roles.models import ListedTitle

LINES = (".jsonl", ".ndjson")
COMES_IN = Path("-")


class Command(BaseCommand):
    help = (
        "Decodes adverts and mails: files of text, or of JSON lines (.jsonl) with `text` and,"
        " where known, `id` and `title`; - is what comes in. Prints one JSON line for each."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *, files, **options):
        if not ListedTitle.objects.current().exists():
            raise CommandError("No titles are published: run load_starter first.")
        book, reader = decoding.phrase_book(), decoding.reader()
        if book is None:
            raise CommandError("No signals are published: run load_starter first.")
        for path in files:
            for advert in _adverts(path):
                decoded = decode(advert["text"], book, reader, advert.get("title"))
                self.stdout.write(json.dumps(as_line(advert["id"], decoded)))


def _adverts(path):
    try:
        read = sys.stdin.buffer.read() if path == COMES_IN else path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
    # What is no UTF-8 is shown as such: no advert keeps the others from being read.
    text = read.decode("utf-8-sig", errors="replace")
    if path.suffix.lower() not in LINES:
        yield {"id": path.name, "text": text}
        return
    # Not splitlines, which would also end a line at signs that JSON allows inside of a text.
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            advert = _advert(line, f"{path}, line {number}")
            named = advert.get("id") is not None
            yield {**advert, "id": advert["id"] if named else f"{path.name}:{number}"}


def _advert(line, place):
    try:
        advert = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise CommandError(f"{place} is no JSON: {error}") from error
    if not isinstance(advert, dict) or not isinstance(advert.get("text"), str):
        raise CommandError(f"{place} has no “text”.")
    if not isinstance(advert.get("title") or "", str):
        raise CommandError(f"{place} has a “title” that is no text.")
    return advert


def as_line(name, decoded):
    """A decoding as plain data; what is empty is null."""
    title = decoded.title
    return {
        "id": name,
        "state": decoded.state,
        "why": decoded.why or None,
        "family": decoded.family or None,
        "between": decoded.between,
        "roles": decoded.roles,
        "title": {"text": title.text, "roles": title.roles} if title else None,
        "technical": decoded.technical,
        "asks": decoded.asks,
        "score": decoded.score,
        "evidence": [_row(row) for row in decoded.evidence],
    }


def _row(row):
    return {
        "phrase": row.phrase,
        "signal": row.signal,
        "family": row.family,
        "weight": row.weight,
        "source": ", ".join(row.sources) or "our reading",
    }
