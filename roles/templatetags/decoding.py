from django import template

register = template.Library()

# The families of work in a reader's words.
FAMILIES = {
    "product": "product work",
    "delivery": "delivery work",
    "engineering-manager": "managing engineers",
    "other": "other work",
    "technical": "technical work",
}
# What a text may leave open, as a question to send back.
QUESTIONS = {
    "decides": "Who decides what gets built?",
    "success": "What would I be judged by after a year?",
    "teams": "How many teams would I work with?",
    "pay": "What is the pay range?",
    "level": "Which level is it?",
    "reports": "Whom would I report to?",
}


@register.filter
def family_words(key):
    return FAMILIES[key]


@register.filter
def question_words(key):
    return QUESTIONS[key]


@register.filter
def of_key(mapping, key):
    """What a mapping has under a key that a template holds in a variable."""
    return mapping.get(key, "")
