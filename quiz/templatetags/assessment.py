import re

from django import template
from django.utils.html import format_html_join

from quiz import wording
from roles.templatetags.reading import emphasised

register = template.Library()
register.filter(wording.pieces)
register.filter(wording.placed)
register.filter(wording.unplaced)
register.filter("in_a_row", wording.listed)


@register.filter
def marked(text, pages):
    """The text with the names of roles in it as their pages have them, the telling word marked."""
    names = {page.name: page for page in pages.values()}
    # The longest first: a technical product manager is not named by its last two words.
    longest_first = sorted(map(re.escape, names), key=len, reverse=True)
    parts = re.split(f"({'|'.join(longest_first)})", text) if names else [text]
    shown = (emphasised(names[part]) if part in names else part for part in parts)
    return format_html_join("", "{}", ((part,) for part in shown))


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
