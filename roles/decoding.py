"""By what adverts are decoded: the signals and the titles as published."""

import hashlib
import json
from functools import lru_cache

from roles.advert_signals import PhraseBook, titles_among
from roles.models import Edition, ListedTitle
from roles.problems import Problem
from roles.title_reader import Reader
from roles.title_words import fold
from roles.titles import KnownTitle


def phrase_book():
    """That of the edition that readers see; None where there is none."""
    # Without its content, which is large, and is read once in a process.
    edition = Edition.objects.current().of("signals").defer("content").first()
    return edition and of_edition(edition)


def of_edition(edition):
    """The phrase book of the signals that an edition has, which may come without its content."""
    return _ready(edition.pk, edition.created_at)


# The tree of phrases takes longer to make than an advert to read. An edition never changes; its
# moment tells it from one of another database.
@lru_cache(maxsize=2)
def _ready(pk, created_at):
    edition = Edition.objects.get(pk=pk)
    return edition.subject and PhraseBook(edition.subject, digest(edition.content))


def digest(content):
    """What names exactly these signals, whatever the database and the number of the edition."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def faults(signals):
    """Phrases that are titles: these say which job it is by themselves, and would count twice."""
    titles = ListedTitle.objects.current().values_list("title", flat=True)
    named = titles_among(signals, {fold(title) for title in titles})
    return [Problem(*fault) for fault in named]


def reader():
    """As the page of titles reads them, so that both say the same of a title."""
    titles = ListedTitle.objects.current().with_role()
    return Reader(KnownTitle(row.title, row.listing.slug) for row in titles)
