"""Templates as they are read: those of pages without what only who writes them needs."""

from django.template import engines
from django.template.loader import get_template


def test_templates_of_pages_lose_their_indentation_and_no_line():
    template = get_template("base.html").template
    with open(template.origin.name) as file:
        written = file.read()

    assert template.source.split("\n") == [line.lstrip(" \t") for line in written.split("\n")]


def test_mails_are_read_as_they_are_written():
    mails = list(engines["django"].dirs[0].rglob("*.txt"))

    assert mails
    for path in mails:
        name = str(path.relative_to(engines["django"].dirs[0]))
        assert get_template(name).template.source == path.read_text()
