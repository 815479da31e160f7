from django import template
from django.utils.html import format_html_join

from roles.advert_signals import lines_of
from roles.templatetags.reading import emphasised

register = template.Library()
register.filter("phrase_lines", lines_of)

# The families of work in a reader's words.
FAMILIES = {
    "product": "product work",
    "delivery": "delivery work",
    "engineering-manager": "managing engineers",
    "other": "other work",
    "technical": "technical work",
}


@register.filter
def family_words(key):
    return FAMILIES.get(key, "")


@register.filter
def of_key(mapping, key):
    """What a mapping has under a key that a template holds in a variable."""
    return mapping.get(key, "")


@register.filter
def slug_words(slug):
    """What a slug says, where its row is not at hand."""
    return slug.replace("-", " ")


@register.filter
def either(roles):
    """Their names in one, with nothing behind the last: what follows may be a colon."""
    return format_html_join(" or ", "{}", ((emphasised(role),) for role in roles))
