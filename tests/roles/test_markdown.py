import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles import markdown

SIGNS = st.text(st.sampled_from("<>\"'`&;:/()[]!*_#-\\ \n") | st.characters(codec="utf-8"))
PIECES = st.sampled_from(
    [
        "<script>",
        "</script>",
        "<img src=x onerror=y>",
        "[a](javascript:x)",
        "![a](b)",
        "**b**",
        "- ",
    ]
)
TEXTS = st.lists(SIGNS | PIECES).map("".join)
TAG = re.compile(r"</?([a-z][a-z0-9]*)")


def test_paragraphs_lists_emphasis_and_links_are_kept():
    html = markdown.to_html("Decides **what**, see [this](https://example.org/).\n\n- one\n- two")

    assert "<strong>what</strong>" in html
    assert '<a href="https://example.org/" rel="noopener noreferrer">this</a>' in html
    assert "<li>one</li>" in html


def test_links_within_the_site_are_kept_and_told():
    text = "A [canary](/glossary/#terms-canary-release), and [more](https://example.org/)."

    assert '<a href="/glossary/#terms-canary-release"' in markdown.to_html(text)
    assert markdown.links(text) == ["/glossary/#terms-canary-release", "https://example.org/"]


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "<b onclick=x>", "# Heading"])
def test_html_and_headings_show_as_typed(text):
    html = markdown.to_html(text)

    assert set(TAG.findall(html)) == {"p"}
    assert text.replace("<", "&lt;").replace(">", "&gt;") in html


@given(TEXTS)
def test_no_text_brings_a_tag_that_is_not_allowed(text):
    html = markdown.to_html(text)

    assert set(TAG.findall(html)) <= markdown.TAGS
    assert not re.search(r'href="(?!https?:|mailto:|[^":]*")', html)


def test_plain_text_keeps_the_words_and_drops_the_signs():
    text = markdown.to_text("Decides **what**\nand [why](https://example.org/).\n\n- one\n- *two*")

    assert text == "Decides what and why.\n• one\n• two"


@given(TEXTS)
def test_any_text_has_a_plain_form(text):
    assert isinstance(markdown.to_text(text), str)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Two *roles* are meant. One is not.", "Two roles are meant."),
        ("Which? All.", "Which?"),
        ("No end\n\nAnother line.", "No end"),
        ("Version 2.0 is out", "Version 2.0 is out"),
        ("", ""),
    ],
)
def test_the_first_sentence_ends_where_a_space_follows_its_point(text, first):
    assert markdown.first_sentence(text) == first


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Two *roles* are\nmeant. One is *not*.\n\nA third.", "One is *not*.\n\nA third."),
        ("No end\n\nAnother line.", "Another line."),
        ("Version 2.0 is out.", ""),
        ("", ""),
    ],
)
def test_what_follows_the_first_sentence_keeps_its_form(text, rest):
    assert markdown.after_first_sentence(text) == rest
