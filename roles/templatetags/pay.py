import functools

from django import template

from roles import evidence, money, salaries
from roles.models import Period
from roles.templatetags import reading

register = template.Library()

# The same amounts stand on page after page; Babel takes its time over each.
in_words = functools.lru_cache(4096)(money.in_words)
range_in_words = functools.lru_cache(4096)(money.range_in_words)
range_in_short = functools.lru_cache(4096)(money.range_in_short)
register.filter("in_short", functools.lru_cache(4096)(money.in_short))


@register.filter
def amount(number, currency):
    """To the cent: of what a reader asks, and of what it is held against."""
    return in_words(number, currency)


@register.filter
def rounded(number, currency):
    """As every figure of pay is shown: without cents from a thousand on."""
    return in_words(money.without_cents(number), currency)


@register.simple_tag
def amount_range(low, high, currency):
    return range_in_words(money.without_cents(low), money.without_cents(high), currency)


@register.simple_tag
def short_range(low, high, currency):
    return range_in_short(money.without_cents(low), money.without_cents(high), currency)


@register.filter
def period_words(period):
    """ "year" as "a year"."""
    return Period(period).label


@register.filter
def rests_on(figure, pay):
    """What an amount is and what it rests on; `pay` is that of the figure, as it is shown."""
    return evidence.caption(pay.in_a_word, figure)


@register.simple_tag
def fewest():
    """How many adverts a median takes at least."""
    return salaries.FEWEST


@register.filter
def percent(share, digits):
    """A share of one: 0.0836 is "8.4" with one digit."""
    return str(money.in_percent(share, digits))


@register.filter
def named(roles, role):
    """The name, of roles by slug, that a role is public under."""
    # By the edition, not the row: staff may have renamed the row in a draft.
    return roles[role.slug].name if role else ""


@register.simple_tag(takes_context=True)
def cite_source(context, source):
    """A numbered link to a source that is at hand, as cite makes one of what a statement names."""
    return reading.cite_row(context, source)
