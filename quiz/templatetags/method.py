from django import template

from quiz import engines, method, phrases

register = template.Library()
register.filter(engines.explanation)
register.filter(method.trait_rows)
register.filter(method.further_blocks)
register.filter(method.step_sizes)
register.filter(phrases.phrase)


@register.filter
def demands(requirements, definition):
    return method.demands(definition, requirements)
