from django import template

from quiz import wording

register = template.Library()
register.filter(wording.pieces)
register.filter(wording.placed)
register.filter(wording.unplaced)
register.filter("in_a_row", wording.listed)


@register.filter
def under(pages, key):
    """What is held under the key, None when nothing is: a dot in a template takes fixed names."""
    return pages.get(key)


@register.filter
def beside(ones, others):
    """Pairs of what stands at the same place; of lists of unlike length what both have."""
    return zip(ones, others, strict=False)


@register.filter
def listed(roles, word="and"):
    return wording.listed([role.name for role in roles], word)
