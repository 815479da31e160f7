from django import template
from django.contrib.humanize.templatetags.humanize import apnumber
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from roles import comparison, content, markdown, remits
from roles.models import Source
from roles.references import References
from roles.slugs import company_slug

register = template.Library()
register.filter(company_slug)
register.filter(apnumber)


@register.filter("markdown", is_safe=False)
def markdown_filter(text):
    return mark_safe(markdown.to_html(text))  # noqa: S308, sanitised there


@register.filter
def plain_text(text):
    return markdown.to_text(text)


@register.filter
def list_items(text):
    return markdown.items(text)


@register.filter
def first_sentence(text):
    return markdown.first_sentence(text)


@register.filter
def after_first_sentence(text):
    return markdown.after_first_sentence(text)


@register.filter
def anchor(part, field):
    """The id of a part: {{ point|anchor:"points" }}."""
    return content.anchor(field, part)


@register.filter
def of_kind(parts, kind):
    return [part for part in parts if part.kind == kind]


@register.filter
def grouped(parts, field):
    """(value, parts) pairs by a field of the parts, in the order in which values first appear."""
    groups = {}
    for part in parts:
        groups.setdefault(getattr(part, field), []).append(part)
    return groups.items()


@register.filter
def emphasised(role, beside=()):
    """The role's name, the word marked that tells it from its look-alikes, or from those beside."""
    return _with_sign(role, _marked(role.name, comparison.telling_word(role, beside)))


@register.filter
def short(role, beside):
    """The same without the word in which the names of all that stand beside it end; that is read
    out and not shown."""
    stem, end = _stem(role, beside)
    name = _marked(stem, comparison.telling_word(role, beside))
    if end:
        name = format_html('{}<span class="visually-hidden"> {}</span>', name, end)
    return _with_sign(role, name)


@register.filter
def together(roles):
    """All their names in one: "Product and Technical Product Manager"."""
    stems = [_stem(role, roles) for role in roles]
    names = [
        format_html('<span class="is-{}">{}</span>', role.glyph, _marked(stem, word))
        for role, (stem, _) in zip(roles, stems, strict=True)
        for word in [comparison.telling_word(role, roles)]
    ]
    first = format_html_join(", ", "{}", ((name,) for name in names[:-1]))
    both = format_html("{} and {}", first, names[-1]) if first else names[-1]
    return format_html("{} {}", both, stems[0][1]) if stems[0][1] else both


def _stem(role, beside):
    """The name without the last word, and that word, where all names beside it end in it."""
    names = [other.name.split() for other in beside]
    stem, _, end = role.name.rpartition(" ")
    is_shared = len(names) > 1 and all(len(name) > 1 and name[-1] == end for name in names)
    return (stem, end) if is_shared else (role.name, "")


def _marked(name, word):
    # NUL stands in no name, and nothing at all may not be looked for.
    before, word, after = name.rpartition(word or "\0")
    return format_html('{}<em class="emphasis">{}</em>{}', before, word, after) if word else name


def _with_sign(role, name):
    if not role.glyph:
        return name
    # It says nothing that the name does not, and so is read out by nobody.
    sign = format_html(
        '<svg class="glyph" aria-hidden="true"><use href="#sign-{}"></use></svg>', role.glyph
    )
    return format_html('<span class="role-name is-{}">{}{}</span>', role.glyph, sign, name)


@register.simple_tag(takes_context=True)
def cite(context, statement, disputes=()):
    """The mark of a statement: a link to the set of its sources, which stands in the page and
    names the first of the disputes."""
    dispute = next(iter(disputes or ()), None)
    return _mark(context, _references(context).cite(statement.sources, dispute))


@register.simple_tag(takes_context=True)
def said(context, statement, *texts, besides="", is_marked=True, disputes=()):
    """The Markdown texts of a statement with what it rests on at the end of their last line: alone
    on a line it belongs to nothing."""
    html = "".join(map(markdown.to_html, texts))
    found = marks(statement, besides) if is_marked else ""
    end = mark_safe(f"{found}{cite(context, statement, disputes)}")  # noqa: S308, escaped there
    last = "</p>"
    if end and html.endswith(last):
        html = html.removesuffix(last)
    elif end:
        html += "<p>"
    else:
        last = ""
    return mark_safe(f"{html}{end}{last}")  # noqa: S308, sanitised there


@register.simple_tag(takes_context=True)
def said_by(context, statement):
    """The references to the sources of a statement, for pages that say who they are beside it."""
    cited = _references(context).cite(statement.sources)
    return cited.references if cited else ()


@register.simple_tag(takes_context=True)
def source_numbers(context, statement):
    """The numbers of its sources in the page's list, for paper, where nothing opens."""
    cited = _references(context).cite(statement.sources)
    return ", ".join(map(str, cited.numbers)) if cited else ""


def cite_row(context, source):
    """The same for one source whose row is at hand, without looking all of them up."""
    return _mark(context, _references(context).cite_row(source.slug, source))


@register.inclusion_tag("_pieces/sources.html", takes_context=True)
def sources(context, is_folded=False, most_open=None):
    """The sets that the page's marks lead to, and the list of its sources; stands after them.

    A list of more than `most_open` is folded as well.
    """
    # Without asking for References, which a page that cites nothing never makes.
    page = _page(context)
    references = page.get("references")
    is_long = bool(most_open and references and references.count > most_open)
    return {
        "references": references,
        "marks": page.get("marks", {}),
        "is_folded": is_folded or is_long,
    }


@register.inclusion_tag("_pieces/map.html")
def remit_map(roles):
    """Who of these roles answers for why, what, how and when; one of which nobody says is left
    out."""
    rows = [(role, found) for role in roles if (found := remits.bands(role.remits))]
    is_disputed = any(band.is_disputed for _, bands in rows for band in bands)
    return {"roles": roles, "rows": rows, "is_disputed": is_disputed}


def _references(context):
    # A page whose sources are made up brings its own.
    own = context.get("references") or References(Source.objects.by_slug)
    return _page(context).setdefault("references", own)


def _mark(context, cited):
    if cited is None:
        return ""
    # The same few sets stand behind hundreds of statements: each mark is rendered once, but for
    # the first of a set, which the set leads back to.
    marks = _page(context).setdefault("marks", {})
    if cited.id not in marks:
        marks[cited.id] = ""
        return _new_mark(cited, is_first=True)
    marks[cited.id] = marks[cited.id] or _new_mark(cited)
    return marks[cited.id]


def _new_mark(cited, is_first=False):
    mark = render_to_string("_pieces/source_mark.html", {"cited": cited, "is_first": is_first})
    # Kept on the line of the last word: a mark alone on a line belongs to nothing.
    return mark_safe("\N{NO-BREAK SPACE}" + mark)  # noqa: S308, escaped there


def _page(context):
    """What the tags of one page share, the pieces and partials it includes among them."""
    # Pieces and partials push levels of their own on top; the lowest is the whole page's.
    return context.render_context.dicts[0].setdefault("reading", {})


@register.simple_tag
def marks(statement, besides=""):
    """That a statement holds at one company or within other limits, is one person's story or our
    own reading; the company `besides` goes unsaid."""
    # On the page of a company, its name beside every statement would be noise.
    company = "" if statement.company == besides else statement.company
    of_all = statement.is_anecdotal or statement.is_our_reading or statement.holds_for
    if not (company or of_all):
        return ""
    found = render_to_string("_pieces/marks.html", {"company": company, "statement": statement})
    # No space at its end, where a line could break before the sources.
    return mark_safe(f" {found.strip()}")  # noqa: S308, escaped there
