"""Who saved last what a form shows, for somebody whose form is outdated."""

from django.db.models import Q

from roles.models import Edition, TrailEntry
from roles.models.followed import entries_of, kinds_open_to

EDITION = Edition._meta.label_lower
RESTORED = Q(deed=TrailEntry.Deed.RESTORED)


def last_change(user, row, *of_the_page):
    """A sentence for this account about the newest entry of the trail that is of the page; empty
    where there is none."""
    entries = entries_of(row).of_kinds(kinds_open_to(user)).filter(*of_the_page)
    # What an edition is made of stays as it is, unless one is loaded back.
    entry = entries.exclude(Q(kind=EDITION) & ~RESTORED).select_related("by").first()
    if entry is None or not entry.who:
        return ""
    return f"The last change is by {entry.who}, at {entry.at:%Y-%m-%d %H:%M} UTC."


def of_row(row):
    """Of its own fields alone."""
    return Q(kind=row._meta.label_lower, key=str(row.pk)) | RESTORED


def of_parts(model, others, kind=""):
    """Of the parts in one table; where others share it, without those, which are of no such
    `kind`."""
    keys = [str(pk) for pk in others.values_list("pk", flat=True)]
    parts = Q(kind=model._meta.label_lower) & ~Q(key__in=keys)
    # What is gone tells its kind only by what was kept of it.
    gone = Q(deed=TrailEntry.Deed.DELETED) & ~Q(kept__fields__kind=kind)
    return (parts & ~gone if kind else parts) | RESTORED
