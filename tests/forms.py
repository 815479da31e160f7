"""All forms of the admin, with two rows of whatever may stand beside each other in them."""

from dataclasses import dataclass

from django.contrib import admin
from django.contrib.auth.models import Group as Rights
from django.forms.models import InlineForeignKeyField
from django.urls import reverse

from accounts.models import User
from quiz.models import Assessment
from roles.admin.advert import SignalsAdmin
from roles.admin.role import RoleAdmin
from roles.models import Company, Glossary, Role, Signals
from tests.factories import (
    make_advert_question,
    make_advice,
    make_alias,
    make_cell,
    make_comparison,
    make_contrast,
    make_dimension,
    make_dispute,
    make_example_advert,
    make_family_role,
    make_gap_claim,
    make_glossary,
    make_inquiry,
    make_level,
    make_need,
    make_outline,
    make_place,
    make_point,
    make_rate,
    make_remit,
    make_role,
    make_route,
    make_salary_figure,
    make_section,
    make_signal,
    make_signals,
    make_skill,
    make_source,
    make_step,
    make_term,
    make_transition,
    write,
)
from tests.pages import filled_in
from tests.quiz.factories import make_draft

# Between them these have all tabs.
WITH_PARTS = ["product-manager", "scrum-master"]
TABS = {Role: RoleAdmin.tabs, Signals: SignalsAdmin.tabs}
# Those of allauth are its own.
MODELS = [
    model
    for model in admin.site._registry
    if model._meta.app_label in ("auth", "accounts", "roles", "quiz")
]


def two_of_each():
    """Two rows of whatever may not be there twice, beside each other: with the same owner."""
    # First, because it writes the roles that it names.
    make_draft()
    write(
        make_outline(
            dimensions=(make_dimension(), make_dimension(key="day", name="Day")),
            skills=(make_skill(), make_skill(key="sql", name="SQL")),
        )
    )
    one, two, three, near = "product-manager", "program-manager", "owner", "scrum-master"
    for slug in (one, two, three):
        write(make_role(slug=slug))
    parts = {
        "aliases": (make_alias(), make_alias(key="pm", title="PM")),
        "levels": (make_level(), make_level(key="junior", name="Junior")),
        "remits": (make_remit(), make_remit(question="what")),
        "cells": (make_cell(), make_cell(dimension="day")),
        "points": (make_point(), make_point(key="two", text="Two")),
        "skills": (make_need(), make_need(skill="sql")),
        "advice": (make_advice(), make_advice(key="two")),
        "transitions": (make_transition(to_role=two), make_transition(to_role=three)),
    }
    contrasts = (make_contrast(), make_contrast(role=two))
    write(make_role(slug=one, **parts))
    write(make_role(slug=near, is_neighbour=True, contrasts=contrasts))
    write(make_role(slug="other", cells=(make_cell(),)))
    sections = (make_section(), make_section(key="two"))
    advice = (make_advice(), make_advice(key="two"))
    write(make_comparison(roles=(one, two), contrasts=contrasts, sections=sections, advice=advice))
    write(make_comparison(roles=(one, three)))
    for slug in ("one", "two"):
        write(make_dispute(slug=slug))
        write(make_inquiry(slug=slug, parts=sections))
        write(make_route(slug=slug, from_role=two, steps=(make_step(), make_step(key="two"))))
        make_source(slug=slug)
        Company.objects.create(name=slug.title())
        User.objects.create_user(f"{slug}@example.com")
        Rights.objects.create(name=slug)
    write(make_glossary(terms=(make_term(), make_term(key="two", term="Two"))))
    write(
        make_signals(
            families=(make_family_role(), make_family_role(role=two)),
            questions=(make_advert_question(), make_advert_question(key="two")),
            signals=(make_signal(), make_signal(key="two")),
            examples=(make_example_advert(), make_example_advert(key="two")),
        )
    )
    for currency in ("USD", "GBP"):
        make_rate(currency=currency)
        make_gap_claim(level=currency, published_at=None)
        make_salary_figure(note=currency, published_at=None)
    make_place(code="US-CA")
    Assessment.objects.create(key="other", title="Other")


@dataclass
class Spot:
    """A form of one row on a page: the fields that can be written in, and what it would send."""

    row: object
    fields: set
    prefix: str
    sent: dict

    def with_values(self, values):
        return self.sent | {f"{self.prefix}{name}": value for name, value in values.items()}


def pages_of(model):
    """The address of each page that has a form of its rows: added, changed, on each tab."""
    names = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    rows = model._default_manager.all()
    # There is one of them: who would begin another is led to it.
    if model not in (Glossary, Signals) or not rows:
        yield reverse(f"{names}_add")
    for row in rows.filter(slug__in=WITH_PARTS) if model is Role else rows[:2]:
        address = reverse(f"{names}_change", args=[row.pk])
        yield address
        yield from (f"{address}?part={tab}" for tab in TABS.get(model, ()))


def spots(page):
    """The forms of a page: that of its own row, those of two rows beside it, and a third one that
    somebody adds there and that says what the first one says."""
    form, sent = page.context["adminform"].form, filled_in(page)
    yield Spot(form.instance, writable(form), "", sent)
    for inline in page.context["inline_admin_formsets"]:
        rows = inline.formset.forms[:2]
        for each in rows:
            yield Spot(each.instance, writable(each), f"{each.prefix}-", sent)
        if rows and inline.has_add_permission:
            yield Spot(rows[0].instance, writable(rows[0]), *copied(inline.formset, sent))


def writable(form):
    fields = form.fields.items()
    return {name for name, field in fields if not isinstance(field, InlineForeignKeyField)} - {"id"}


def copied(formset, sent):
    count, first = formset.total_form_count(), f"{formset.prefix}-0-"
    new = f"{formset.prefix}-{count}-"
    copy = {
        name.replace(first, new): value for name, value in sent.items() if name.startswith(first)
    }
    more = {f"{formset.prefix}-TOTAL_FORMS": count + 1, f"{new}id": ""}
    return new, sent | copy | more
