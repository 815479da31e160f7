"""What the pages on security name is there."""

import ast
import re

import pytest

from tests.test_conventions import ROOT

pytestmark = pytest.mark.once

PAGES = ["SECURITY.md", "docs/security.md"]
TEST = re.compile(r"`([\w/.-]+\.py)::(\w+)`")
FILE = re.compile(r"`((?:[\w.-]+/)*[\w-]+\.(?:py|conf|service|timer|html|txt|md))`")


def text(page):
    return (ROOT / page).read_text()


def names_in(path):
    return {
        node.name
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef)
    }


def test_every_test_that_is_named_is_there():
    named = TEST.findall(text("docs/security.md"))

    assert len(named) > 100
    missing = [
        f"{path}::{name}"
        for path, name in named
        if not (ROOT / "tests" / path).is_file() or name not in names_in(ROOT / "tests" / path)
    ]
    assert missing == []


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_is_named_is_there(page):
    named = {*FILE.findall(text(page)), *re.findall(r"\]\(([^)#:]+)", text(page))}
    beside = (ROOT / page).parent

    assert named
    assert [name for name in named if not is_there(name, beside)] == []


def is_there(name, beside):
    return (ROOT / name).exists() or (beside / name).exists()


def test_what_is_open_is_told_at_the_end_too():
    page = text("docs/security.md")
    cases, _, end = page.partition("## What is open")

    marked = re.findall(r"^\| ([\w.]+)[^|]*\|.*\*\*open\*\*", cases, re.MULTILINE)
    told = {name for names in re.findall(r"\(([^)]+)\)", end) for name in names.split(", ")}
    assert marked
    assert set(marked) <= told
