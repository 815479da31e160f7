from django import template

from roles.models.followed import entries_of, kinds_open_to

register = template.Library()
# What more there is stands in the list of the trail.
MOST = 50


@register.simple_tag
def trail_of(row, user):
    """The newest entries about a row, of what this account may look at; one too many when there
    are more."""
    entries = entries_of(row).of_kinds(kinds_open_to(user))
    return list(entries.select_related("by")[: MOST + 1])
