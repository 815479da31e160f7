from django import template

from roles.models.followed import entries_of, kinds_open_to, may_put_back

register = template.Library()
# What more there is stands in the list of the trail.
MOST = 50


@register.simple_tag
def trail_of(row, user):
    """The newest entries about a row, of what this account may look at; one too many when there
    are more."""
    entries = entries_of(row).of_kinds(kinds_open_to(user))
    found = list(entries.select_related("by")[: MOST + 1])
    newest = {(entry.kind, entry.key): entry for entry in reversed(found)}
    for entry in found:
        # What was put back has a newer one.
        is_last = newest[entry.kind, entry.key] is entry
        entry.comes_back = is_last and may_put_back(user, entry)
    return found
