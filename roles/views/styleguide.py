from decimal import Decimal
from types import SimpleNamespace

from django.contrib import admin
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roles import content, pay_chart, salaries
from roles.conversion import Equivalent
from roles.ladders import ladders
from roles.models import Company, Role, SalaryFigure, Source
from roles.references import References
from roles.views import pay_samples

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

# What there is of each role's pay: one current, one old, and one of a company alone.
FIGURES = (
    {
        "p10": 120_000,
        "p25": 140_000,
        "median": 160_000,
        "p75": 190_000,
        "p90": 230_000,
        "basis": "posted",
        "n": 24,
        "as_of": "2026-01",
    },
    {"low": 90_000, "high": 170_000, "basis": "stated", "as_of": "2022-08"},
    {"low": 110_000, "high": 150_000, "basis": "posted", "as_of": "2026-03", "company": "Acme"},
)


@require_safe
# By the door of the admin, which may ask for a second factor.
@admin.site.admin_view
def styleguide(request):
    # Made up, so that the pieces look the same whatever is published.
    roles = [sample(*name) for name in NAMES]
    rows = salaries.on_one_scale(pay_rows(roles), "USD", "year")
    context = {
        "colours": COLOURS,
        "roles": roles,
        "role": roles[1],
        "statement": content.Statement(
            sources=("a-source", "another"),
            company="A company",
            is_anecdotal=True,
            is_our_reading=True,
        ),
        "references": References(sources),
        "compared": roles[:3],
        "rows": [row(roles[:3], "closed"), row(roles[:3], "open")],
        "ladders": ladders(roles[:3]),
        "chart": pay_chart.chart(roles[:3], rows, "USD", "year"),
        "pay_rows": rows,
        "fold": {"role": {"name": "Every state of pay"}},
        **pay_samples.of(roles[:3], pay_rows(roles)),
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


def pay_rows(roles):
    """A figure of each role, none of them stored; when it is from tells how it is drawn, today and
    in ten years."""
    source = sources()["a-source"]
    return [pay_row(role, source, **facts) for role, facts in zip(roles, FIGURES, strict=False)]


def pay_row(role, source, *, company="", basis, n=None, as_of, **amounts):
    figure = SalaryFigure(
        role=Role(slug=role.slug, name=role.name),
        company=Company(name=company) if company else None,
        component="base",
        currency="USD",
        source=source,
        basis=basis,
        n=n,
        as_of=as_of,
        **{name: Decimal(amount) for name, amount in amounts.items()},
    )
    equivalent = Equivalent(figure.pay, "USD", "year")
    return salaries.FigureRow(figure, role.name, equivalent, is_recent=as_of > "2025")


def row(roles, state):
    """A row, closed or open, in which one role is silent and sources disagree."""
    cells = [
        content.Cell(dimension="sample", value=value, sources=("a-source",))
        for value in ("The market", "A system")
    ]
    answers = [
        SimpleNamespace(role=role, cell=cell, short=cell and cell.value)
        for role, cell in zip(roles, [*cells, None], strict=True)
    ]
    dimension = content.Dimension(
        key=state, name=f"A row that is {state}", question="What is looked after?"
    )
    dispute = SimpleNamespace(slug="sample", question="Who looks after it?")
    return SimpleNamespace(
        dimension=dimension,
        state="differs",
        disputes=[dispute],
        answers=answers,
        is_open=state == "open",
    )
