import json

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from roles import content, markdown

register = template.Library()

IN_SCRIPT = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


@register.filter("markdown", is_safe=False)
def markdown_filter(text):
    return mark_safe(markdown.to_html(text))  # noqa: S308, sanitised there


@register.filter
def plain_text(text):
    return markdown.to_text(text)


@register.filter
def anchor(part, field):
    """The id of a part: {{ point|anchor:"points" }}."""
    return content.anchor(field, part)


@register.filter
def emphasised(role):
    """The role's name, the word marked that tells it from its look-alikes."""
    before, word, after = role.name.rpartition(role.emphasis or "\0")
    if not word:
        return role.name
    return format_html('{}<em class="emphasis">{}</em>{}', before, word, after)


@register.filter
def json_ld(value):
    """JSON that cannot end the script element it stands in."""
    return mark_safe(json.dumps(value).translate(IN_SCRIPT))  # noqa: S308


@register.simple_tag(takes_context=True)
def cite(context, statement):
    """Numbered links to the sources of a statement; the page's context holds `references`."""
    links = [_link(context, slug) for slug in statement.sources]
    if not any(links):
        return ""
    return mark_safe(f'<span class="cite">{" ".join(filter(None, links))}</span>')  # noqa: S308


def _link(context, slug):
    # The same few sources stand behind hundreds of statements: each link is rendered once.
    rendered = context.render_context.dicts[0].setdefault("reading.links", {})
    if slug not in rendered:
        reference = context["references"].get(slug)
        rendered[slug] = reference and render_to_string(
            "_pieces/cite_link.html", {"reference": reference}
        )
    return rendered[slug]


@register.simple_tag
def marks(statement, besides=""):
    """That a statement holds at one company, or is one person's story; `besides` goes unsaid."""
    company = "" if statement.company == besides else statement.company
    if not company and not statement.is_anecdotal:
        return ""
    return render_to_string("_pieces/marks.html", {"company": company, "statement": statement})
