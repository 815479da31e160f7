from django import template

from roles.admin import start

register = template.Library()


@register.simple_tag
def start_of_editors():
    """What the first page of the admin lists, in the shapes of roles.admin.start."""
    return {
        "not_public": list(start.not_public()),
        "without_source": start.without_source(),
        "open_reports": start.open_reports(),
        "statements": start.ways_to_statements(),
    }
