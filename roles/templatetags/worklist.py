from django import template

from roles.admin import worklist

register = template.Library()


@register.simple_tag
def editor_worklist():
    """What the first page of the admin lists, in the shapes of roles.admin.worklist."""
    return {
        "not_public": list(worklist.not_public()),
        "without_source": worklist.without_source(),
        "turning_old": worklist.turning_old(),
        "open_reports": worklist.open_reports(),
        "statements": worklist.statement_lists(),
    }
