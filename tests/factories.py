"""Valid content by keyword; `publish` writes it to the tables and freezes it."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from roles import content, indexing, publishing
from roles.models import Company, Edition, ExchangeRate, GapClaim, Place, Role, SalaryFigure, Source

SOURCE = "an-article"
# How many there may be one day, for tests that a page costs the same.
CROWD = pytest.param(300, marks=pytest.mark.slow)


def make_source(*, slug=SOURCE, title="An article", **facts):
    return Source.objects.get_or_create(slug=slug, defaults={"title": title, **facts})[0]


def make_alias(*, key="prod-boss", title="Prod Boss", sources=(SOURCE,), **more):
    return content.Alias(key=key, title=title, sources=sources, **more)


def make_level(*, key="senior", name="Senior", scope="Leads a *vertical*.", **more):
    return content.Level(key=key, name=name, scope=scope, **{"sources": (SOURCE,), **more})


def make_cell(*, dimension="focus", value="Outcomes", sources=(SOURCE,), **more):
    return content.Cell(dimension=dimension, value=value, sources=sources, **more)


def make_remit(*, question="why", text="which problem is worth solving", **more):
    return content.Remit(question=question, text=text, **{"sources": (SOURCE,), **more})


def make_point(*, key="own-the-plan", kind="responsibility", text="Owns the plan", **more):
    return content.Point(key=key, kind=kind, text=text, **{"sources": (SOURCE,), **more})


def make_need(*, skill="analytics", level="working", sources=(SOURCE,), **more):
    return content.SkillNeed(skill=skill, level=level, sources=sources, **more)


def make_advice(*, key="just-specs", kind="myth", prompt="They only write", answer="No.", **more):
    return content.Advice(
        key=key, kind=kind, prompt=prompt, answer=answer, **{"sources": (SOURCE,), **more}
    )


def make_contrast(*, role="product-manager", text="Decides what to build", **more):
    return content.Contrast(role=role, text=text, **{"sources": (SOURCE,), **more})


def make_transition(*, to_role="technical-product-manager", sources=(SOURCE,), **more):
    return content.Transition(to_role=to_role, sources=sources, **more)


def make_role(*, slug="product-manager", name=None, one_liner="Decides what to build", **more):
    name = name or slug.replace("-", " ").title()
    return content.Role(slug=slug, name=name, one_liner=one_liner, **{"sources": (SOURCE,), **more})


def make_comparison(*, roles=("product-manager", "technical-product-manager"), **more):
    defaults = {
        "slug": "-vs-".join(sorted(roles)),
        "name": "Two roles",
        "short_answer": "One decides **what**.",
        "sources": (SOURCE,),
    }
    return content.Comparison(roles=roles, **{**defaults, **more})


def make_section(*, key="overlap", heading="Where they overlap", body="In writing.", **more):
    return content.Section(key=key, heading=heading, body=body, **{"sources": (SOURCE,), **more})


def make_claim(*, key="the-first", stance="The first", text="It says so.", **more):
    return content.Claim(key=key, stance=stance, text=text, **{"sources": (SOURCE,), **more})


def make_dispute(*, slug="who-owns-how", question="Who owns how?", **more):
    claims = (make_claim(), make_claim(key="other", stance="The other", sources=("other-article",)))
    defaults = {"explanation": "They differ.", "roles": ("product-manager",), "claims": claims}
    return content.Dispute(slug=slug, question=question, **{**defaults, **more})


def make_step(*, key="learn", title="Learn", sources=(SOURCE,), **more):
    return content.Step(key=key, title=title, sources=sources, **more)


def make_route(*, slug="way-in", name="Way in", to_role="product-manager", **more):
    defaults = {"kind": "track", "summary": "A way.", "steps": (make_step(),)}
    return content.Route(
        slug=slug, name=name, to_role=to_role, **{"sources": (SOURCE,), **defaults, **more}
    )


def make_inquiry(*, slug="how-to-start", question="How does one start?", **more):
    defaults = {"short_answer": "By *doing*. Then by asking.", "sources": (SOURCE, "other-article")}
    return content.Inquiry(slug=slug, question=question, **{**defaults, **more})


def make_term(*, key="canary-release", term="canary release", gloss="To *some* first.", **more):
    return content.Term(key=key, term=term, gloss=gloss, **{"sources": (SOURCE,), **more})


def make_glossary(*, terms=None):
    return content.Glossary(terms=(make_term(),) if terms is None else terms)


def make_signal(*, key="roadmap", name="the roadmap", phrases="own roadmap", **more):
    defaults = {"product": 2.0, "sources": (SOURCE,)}
    return content.Signal(key=key, name=name, phrases=phrases, **{**defaults, **more})


def make_advert_question(*, key="pay", question="What is the pay range?", **more):
    defaults = {"phrases": "pay range", "is_our_reading": True}
    return content.AdvertQuestion(key=key, question=question, **{**defaults, **more})


def make_family_role(*, role="product-manager", family="product", **more):
    return content.FamilyRole(role=role, family=family, **{"is_our_reading": True, **more})


def make_example_advert(*, key="a-mill", title="A mill", text="You own the roadmap.", **more):
    return content.ExampleAdvert(
        key=key, title=title, text=text, **{"is_our_reading": True, **more}
    )


def make_signals(**more):
    defaults = {
        "least_words": 10,
        "least_score": 2.0,
        "clear_words": 120,
        "leaning_margin": 0.2,
        "clear_margin": 0.5,
        "narrowed_margin": 0.125,
        "other_margin": 0.1,
        "against_margin": 0.9,
        "contradiction_margin": 0.7,
        "technical_points": 10.0,
        "technical_middle": 0.3,
        "technical_high": 0.6,
        "families": (make_family_role(),),
        "questions": (make_advert_question(),),
        "signals": (make_signal(),),
        "examples": (make_example_advert(),),
    }
    return content.Signals(**{**defaults, **more})


def make_dimension(*, key="focus", name="Focus", question="What does it look after?", **more):
    return content.Dimension(key=key, name=name, question=question, **more)


def make_skill(*, key="analytics", name="Analytics", kind="shared", **more):
    defaults = {"explanation": "Reading numbers.", "sources": (SOURCE,)}
    return content.Skill(key=key, name=name, kind=kind, **{**defaults, **more})


def make_outline(*, dimensions=None, skills=None):
    dimensions = (make_dimension(),) if dimensions is None else dimensions
    group = content.Group(key="mandate", name="What the job is", dimensions=dimensions)
    return content.Outline(groups=(group,), skills=(make_skill(),) if skills is None else skills)


def make_sources(*subjects):
    statements = (each for subject in subjects for _, each in content.statements(subject))
    for slug in {slug for statement in statements for slug in statement.sources}:
        make_source(slug=slug, title=slug.replace("-", " ").capitalize())


def write(subject):
    """The working copy alone, as an editor would leave it unpublished."""
    make_sources(subject)
    publishing.to_tables(subject)
    return subject


def publish(subject, **how):
    write(subject)
    return publishing.publish(subject, **how)


def freeze(*subjects):
    """Readers see them at once, without a working copy and without checks: for crowds."""
    editions = [
        Edition(
            kind=content.kind_of(subject),
            slug=subject.slug,
            number=1,
            content=content.unstructure(subject),
            shape=content.SHAPES.newest,
        )
        for subject in subjects
    ]
    make_sources(*subjects)
    for edition in Edition.objects.bulk_create(editions):
        indexing.write(edition)


def publish_three_roles(**more):
    """An outline and the three roles, each with the parts given for all of them."""
    publish(make_outline())
    slugs = ("product-manager", "technical-product-manager", "technical-program-manager")
    return [publish(make_role(slug=slug, **more)) for slug in slugs]


def make_place(*, code="US", name=None):
    country = make_place(code=code[:2]) if "-" in code else None
    defaults = {"name": name or code, "parent": country}
    return Place.objects.get_or_create(code=code, defaults=defaults)[0]


def make_company(*, slug="udemy"):
    return Company.objects.get_or_create(slug=slug, defaults={"name": slug.title()})[0]


def role_row(slug):
    """The table's row alone; `publish(make_role())` makes a role that readers see."""
    name = slug.replace("-", " ").title()
    return Role.objects.get_or_create(slug=slug, defaults={"name": name})[0]


def fact_of(*, source=SOURCE, place="US", company="", **values):
    return {
        "source": make_source(slug=source),
        "place": make_place(code=place) if place else None,
        "company": make_company(slug=company) if company else None,
        "published_at": timezone.now() - dt.timedelta(minutes=1),
        **values,
    }


def new_figure(*, role="product-manager", low=None, high=None, **values):
    """An unsaved figure: a range, unless the values say another shape."""
    others = {"point", "p10", "p25", "median", "p75", "p90"} & values.keys()
    if low is None and high is None and not others:
        low, high = 100_000, 150_000
    amounts = {"low": low and Decimal(low), "high": high and Decimal(high)}
    defaults = {"component": "base", "currency": "USD", "as_of": "2026-05", **amounts}
    return SalaryFigure(role=role and role_row(role), **fact_of(**{**defaults, **values}))


def make_salary_figure(**values):
    figure = new_figure(**values)
    figure.save()
    return figure


def make_gap_claim(*, role="technical-product-manager", than="product-manager", **values):
    defaults = {"component": "base", "low_percent": 15, "high_percent": 15, **values}
    return GapClaim.objects.create(role=role_row(role), than=role_row(than), **fact_of(**defaults))


def make_rate(*, currency="USD", day=dt.date(2025, 1, 24), per_euro="1.0472", source=SOURCE):
    return ExchangeRate.objects.create(
        currency=currency, day=day, per_euro=Decimal(per_euro), source=make_source(slug=source)
    )
