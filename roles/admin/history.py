"""The editions of a subject as its page in the admin tells them, a page of them at a time."""

from dataclasses import dataclass

from django.core.paginator import Paginator

from roles import content
from roles.admin.changes_in_words import changes_in_words
from roles.models import Edition

EDITIONS_A_PAGE = 20


@dataclass(frozen=True)
class Entry:
    """An edition, what it changed, and how it stands beside the others and the working copy.

    One that waits is overtaken when a newer edition becomes public before it.
    """

    edition: Edition
    changes: list[content.Change]
    is_first: bool
    is_waiting: bool
    is_overtaken: bool
    is_loaded: bool


def page_of(history, number):
    return Paginator(history.select_related("published_by"), EDITIONS_A_PAGE).get_page(number)


def entries(history, page, state, tabs):
    """The entries of one page; of the editions behind it only the first is looked at."""
    editions = list(page)
    oldest = editions[-1].number if editions else 0
    # The last entry of a page is told by what it changed in the one behind.
    older = history.exclude(content=None).filter(number__lt=oldest)[:1]
    befores = [*editions, *older]
    # Of the whole history, without content: what overtakes an edition may be on another page.
    moments = dict(history.values_list("number", "published_at"))
    return [
        _entry(edition, befores[place + 1 :], moments, state, tabs)
        for place, edition in enumerate(editions)
    ]


def _entry(edition, older, moments, state, tabs):
    # A withdrawal holds nothing to compare with: what comes back is compared with what was.
    before = next((other for other in older if other.content is not None), None)
    has_both = before is not None and edition.content is not None
    is_waiting = edition.published_at > state.now
    return Entry(
        edition=edition,
        changes=changes_in_words(before.subject, edition.subject, tabs) if has_both else [],
        is_first=before is None,
        is_waiting=is_waiting,
        is_overtaken=is_waiting and _is_overtaken(edition, moments),
        is_loaded=says(edition, state.subject),
    )


def _is_overtaken(edition, moments):
    newer = (moment for number, moment in moments.items() if number > edition.number)
    return any(moment <= edition.published_at for moment in newer)


def is_kept(history, subject):
    """Whether an edition says what the working copy says; most often it is the newest."""
    # In batches, since the first that says so ends it and the newest most often does.
    return any(says(edition, subject) for edition in history.iterator(EDITIONS_A_PAGE))


def says(edition, subject):
    return edition.content is not None and edition.subject == subject
