from django import template

register = template.Library()


@register.filter
def under(pages, key):
    """What is held under the key, None when nothing is."""
    return pages.get(key)
