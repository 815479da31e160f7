"""Whose each statement of the starter is, and where it stands: told of files, not of pages."""

import re

import pytest

from roles import content, yaml_files
from roles.passages import passages
from tests.test_conventions import ROOT

STARTER = ROOT / "roles" / "starter"
# The folders of which every statement says where in its sources it stands.
KINDS = {
    "comparisons": "comparison",
    "disputes": "dispute",
    "glossary": "glossary",
    "questions": "inquiry",
    "roles": "role",
    "routes": "route",
    "signals": "signals",
}
OUTLINE = STARTER / "outline.yaml"
FILES = [path for folder in KINDS for path in sorted((STARTER / folder).glob("*.yaml"))]
FILES += [OUTLINE]
MOST_QUOTED_WORDS = 6


def subject(path):
    kind = "outline" if path == OUTLINE else KINDS[path.parent.name]
    return content.structure(kind, yaml_files.read(path))


def name(path):
    return f"{path.parent.name}/{path.stem}"


def of(folder):
    return [path for path in FILES if path.parent.name == folder]


@pytest.mark.parametrize("path", FILES, ids=name)
def test_each_statement_says_where_in_each_of_its_sources_it_stands(path):
    for anchor, statement in content.statements(subject(path)):
        found = passages(statement.where, statement.sources)

        assert set(found) == set(statement.sources), anchor


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_place_in_a_source_is_no_quotation_from_it(path):
    for anchor, statement in content.statements(subject(path)):
        for quoted in re.findall("“(.*?)”", statement.where):
            assert len(quoted.split()) <= MOST_QUOTED_WORDS, f"{anchor}: {quoted}"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_number_is_not_parted_from_its_per_cent_by_the_end_of_a_line(path):
    assert re.findall(r"\d(?!\u00a0%).?%", path.read_text()) == []


@pytest.mark.parametrize("path", of("routes"), ids=name)
def test_a_way_in_has_steps_of_which_each_can_be_told_to_be_done(path):
    steps = subject(path).steps

    assert len(steps) > 1
    assert [step.key for step in steps if not (step.why and step.done_when)] == []


@pytest.mark.parametrize("path", of("questions"), ids=name)
def test_an_answer_rests_on_two_interests_or_says_what_nobody_says(path):
    sources = yaml_files.read(STARTER / "sources.yaml")
    interests = {source["slug"]: source.get("interest", "") for source in sources}
    answer = subject(path)

    assert len({interests[slug] for slug in answer.sources}) > 1 or answer.silence
