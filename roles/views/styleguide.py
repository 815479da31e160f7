from types import SimpleNamespace

from django.contrib import admin
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roles import content
from roles.ladders import ladders
from roles.models import Source
from roles.references import References

# Each colour with what it is for.
COLOURS = {
    "ground": "the page",
    "raised": "cards, fields",
    "sunken": "foot, opened rows",
    "ink": "text",
    "soft": "captions, counts",
    "line": "separators",
    "edge": "edges of fields and chips",
    "brand": "links, buttons, focus",
    "on-brand": "text on brand",
    "brand-tint": "to take away, chosen",
    "bad": "errors",
    "bad-tint": "behind errors",
}
NAMES = (
    ("circle", "Product Manager", "Product", 2),
    ("square", "Technical Product Manager", "Product", 4),
    ("triangle", "Technical Program Manager", "Program", 0),
    ("", "Engineering Manager", "", 5),
)
REMITS = {
    "circle": (("why", "which problem is worth solving", False), ("what", "", False)),
    "square": (("what", "what the system must withstand", False), ("how", "its design", True)),
    "triangle": (("how", "how many teams deliver it", False), ("when", "", False)),
    "": (),
}
# The name of a rung, how high it is, and at which company alone it is known.
RUNGS = {
    "circle": (("Senior", 3, "A company"),),
    "square": (("Senior", 3, ""), ("Director", 4, "")),
    "triangle": (("Director", 4, ""),),
    "": (),
}


@require_safe
# By the door of the admin, which may ask for a second factor.
@admin.site.admin_view
def styleguide(request):
    # Made up, so that the pieces look the same whatever is published.
    roles = [sample(*name) for name in NAMES]
    references = References(sources)
    context = {
        "colours": COLOURS,
        "roles": roles,
        "role": roles[1],
        "statement": content.Statement(company="A company", is_anecdotal=True, is_our_reading=True),
        "cited": references.cite(("a-source", "another")),
        "references": references,
        "compared": roles[:3],
        "row": row(roles[:3]),
        "ladders": ladders(roles[:3]),
    }
    return render(request, "roles/styleguide.html", context)


def sample(glyph, name, emphasis, depth):
    return content.Role(
        slug=name.lower().replace(" ", "-"),
        name=name,
        emphasis=emphasis,
        glyph=glyph,
        depth=depth,
        depth_reason="Said of no real role.",
        one_liner="Decides something, in one sentence.",
        remits=tuple(
            content.Remit(question=question, text=text, is_disputed=is_disputed)
            for question, text, is_disputed in REMITS[glyph]
        ),
        levels=tuple(
            content.Level(key=name, name=name, scope="Leads.", step=step, company=company)
            for name, step, company in RUNGS[glyph]
        ),
    )


def sources():
    """By slug, and none of them stored."""
    names = (("a-source", "a magazine"), ("another", "a course"))
    return {
        slug: Source(slug=slug, short_name=name, interest="sells something") for slug, name in names
    }


def row(roles):
    """A row in which one role is silent and sources disagree."""
    cells = [content.Cell(dimension="sample", value=value) for value in ("The market", "A system")]
    answers = [
        SimpleNamespace(role=role, cell=cell, short=cell and cell.value)
        for role, cell in zip(roles, [*cells, None], strict=True)
    ]
    dimension = content.Dimension(
        key="sample", name="Looks after", question="What is looked after?"
    )
    dispute = SimpleNamespace(slug="sample", question="Who looks after it?")
    return SimpleNamespace(
        dimension=dimension, state="differs", disputes=[dispute], answers=answers
    )
