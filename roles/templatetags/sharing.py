import html

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from roles import structured
from roles.addresses import section
from roles.models import Picture
from roles.slugs import AT

register = template.Library()

# The names of the parts of the site as its menu has them, with the page that each begins at.
PARTS = {
    "compare": ("Compare", "comparison_picker"),
    "corrections": ("Corrections", "corrections"),
    "questions": ("Questions", "inquiry_list"),
    "quiz": ("Which suits me?", "quiz_start"),
    "roles": ("Roles", "role_list"),
    "routes": ("Ways in", "route_list"),
    "sources": ("Sources", "source_list"),
    "titles": ("Titles", "title_search"),
}
# The pages that have a picture, each with which one that is. No other page asks for one.
PICTURES = {
    "home": lambda: ("site", "site"),
    "role_detail": lambda slug: ("role", slug),
    "title_detail": lambda slug: ("title", slug),
    "comparison_detail": lambda path: ("comparison", path),
    "company_comparison": lambda path, company: ("comparison", f"{path}{AT}{company}"),
}
BEHIND_TITLES = " – careerguide"


@register.filter
def one_line(text):
    """Without the line breaks of templates, or of a text that is quoted: what stands in a tab."""
    return " ".join(text.split())


@register.simple_tag(takes_context=True)
def canonical_address(context):
    """The one address of this page: without filters and whatever else a link may have added, but
    with the number of a later page of a list, which no other address shows."""
    request, page = context["request"], context.get("page")
    address = request.build_absolute_uri(request.path)
    is_later = getattr(page, "number", 1) > 1 and list(request.GET) == ["page"]
    return f"{address}?page={page.number}" if is_later else address


@register.simple_tag(takes_context=True)
def picture_address(context):
    """Of the picture of this page, else of the site; empty for a page that has none."""
    request = context["request"]
    match = request.resolver_match
    if match is None or match.view_name not in PICTURES:
        return ""
    picture = Picture.objects.for_page(*PICTURES[match.view_name](**match.kwargs))
    return picture and request.build_absolute_uri(picture.get_absolute_url())


@register.simple_tag(takes_context=True)
def trail(context, title):
    """The way from the first page to this one, for search engines."""
    request = context["request"]
    if request.path == "/":
        return ""
    pages = [("careerguide", "/")]
    if part := PARTS.get(section(request.path)):
        name, start = part[0], reverse(part[1])
        pages += [(name, start)] if start != request.path else []
    # The page hands in its title as it wrote it, for HTML.
    pages.append((html.unescape(title).removesuffix(BEHIND_TITLES), request.path))
    there = [(name, request.build_absolute_uri(path)) for name, path in pages]
    return _script(structured.trail(there))


@register.simple_tag
def questions_and_answers(advice):
    """Those of a page that answers any."""
    asked = [(each.prompt, each.answer) for each in advice if each.kind == "question"]
    return _script(structured.faq(asked)) if asked else ""


@register.simple_tag
def question_and_answer(inquiry):
    """The one that a page is about, with its short answer."""
    return _script(structured.faq([(inquiry.question, inquiry.short_answer)]))


@register.simple_tag
def occupation(role, figures, needs):
    """What a role is; `needs` are its skills as its page has them, by level."""
    skills = [skill.name for _, pairs in needs for need, skill in pairs if not need.company]
    told = structured.occupations(role, figures, skills)
    return _script(told) if told else ""


def _script(told):
    # Escaped there, so that no text ends the element.
    data = mark_safe(structured.in_script(told))  # noqa: S308
    return format_html('<script type="application/ld+json">{}</script>', data)
