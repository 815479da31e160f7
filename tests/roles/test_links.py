from django.db import models

from roles import content, links, publishing
from roles.models import Group, Skill
from tests.factories import (
    make_glossary,
    make_inquiry,
    make_point,
    make_role,
    make_section,
    make_term,
)

LINK = "A [canary](/glossary/#terms-canary-release) and [churn](/glossary/#terms-churn)."


def test_each_link_to_the_glossary_is_told_with_the_part_it_stands_in():
    asked = make_inquiry(short_answer="See [all](/glossary/).", parts=(make_section(body=LINK),))

    assert list(links.to_terms(asked)) == [
        ("", ""),
        ("parts / overlap", "terms-canary-release"),
        ("parts / overlap", "terms-churn"),
    ]


def test_other_links_and_what_only_looks_like_one_are_passed_over():
    text = "[a](/roles/) [b](https://example.org/glossary/#terms-x) `[c](/glossary/#terms-x)`"

    assert list(links.to_terms(make_glossary(terms=(make_term(gloss=text),)))) == []


def test_a_plain_line_holds_no_link():
    assert list(links.to_terms(make_role(points=(make_point(text=LINK),)))) == []


def test_every_field_that_forms_call_markdown_is_looked_through():
    tables = [(content.KINDS[kind], model) for kind, model in publishing.TABLES.items()]
    found = dict(pair for cls, model in tables for pair in markdown_fields(cls, model))
    outline = dict(pair for model in (Group, Skill) for pair in markdown_fields(None, model))

    assert {cls: names for cls, names in found.items() if names} == {
        cls: set(names) for cls, names in links.MARKDOWN.items()
    }
    assert not any(outline.values())


def markdown_fields(cls, model):
    """Of a class and its parts, by what their tables say of each field."""
    fields = model._meta.get_fields()
    told = (field for field in fields if isinstance(field, models.TextField))
    yield cls, {field.name for field in told if field.help_text.startswith("Markdown")}
    for field in fields if cls else ():
        if field.one_to_many and hasattr(cls, "__dataclass_fields__"):
            name = field.get_accessor_name()
            if name in cls.__dataclass_fields__:
                part = getattr(content, field.related_model.__name__)
                yield from markdown_fields(part, field.related_model)
