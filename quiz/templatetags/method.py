from django import template

from quiz import method

register = template.Library()
register.filter("trait_rows", method.trait_rows)


@register.filter
def demands(requirements, definition):
    return method.demands(definition, requirements)
