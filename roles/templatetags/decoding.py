import re

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from roles.advert_shown import to_plan
from roles.advert_signals import lines_of
from roles.templatetags.reading import emphasised

register = template.Library()
register.filter("phrase_lines", lines_of)
register.filter(to_plan)

# What was typed is escaped, and so no link.
_LEAVING = re.compile(r'<a (?=[^<>]*\bhref="(?:/|https?:))(?![^<>]*\btarget=)')

# The families of work in a reader's words.
FAMILIES = {
    "product": "product work",
    "delivery": "delivery work",
    "engineering-manager": "managing engineers",
    "other": "other work",
    "technical": "technical work",
}
# Of pay.
PARTS = {"base": "base", "ote": "on-target earnings", "total": "in total"}


@register.filter
def family_words(key):
    return FAMILIES.get(key, "")


@register.filter
def part_words(part):
    return PARTS.get(part, "")


@register.filter
def of_key(mapping, key):
    """What a mapping has under a key that a template holds in a variable."""
    return mapping.get(key, "")


@register.filter
def in_new_tabs(html):
    """Markup whose links to other pages leave this one open: what answers a form that is sent comes
    back by no Back."""
    return mark_safe(_LEAVING.sub('<a target="_blank" rel="noopener" ', html))  # noqa: S308


@register.filter
def slug_words(slug):
    """What a slug says, where its row is not at hand."""
    return slug.replace("-", " ")


@register.filter
def either(roles):
    """Their names in one, with nothing behind the last: what follows may be a colon."""
    return format_html_join(" or ", "{}", ((emphasised(role),) for role in roles))
