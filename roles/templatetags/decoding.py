from django import template

from roles.advert_signals import lines_of

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
