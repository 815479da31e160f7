"""That one of the three roles is not known half as well as the others, by the starter files.

What one company alone says of a role is left out on all sides: of one role a company may have told
much, and of another none.
"""

from collections import Counter
from functools import cache

import pytest

from roles import content, yaml_files
from tests.test_conventions import ROOT

ROLE = "technical-program-manager"
OTHERS = ("product-manager", "technical-product-manager")
ENOUGH = 0.9
LISTS = ("aliases", "remits", "levels", "cells", "skills", "transitions")
KINDS = ("points", "advice")


@cache
def role(slug):
    return content.structure("role", yaml_files.read(ROOT / f"roles/starter/roles/{slug}.yaml"))


@cache
def counted(slug):
    """By list, and of points and advice by kind, how many parts are said of no company alone."""
    found = Counter()
    for name in LISTS:
        found[name] = sum(not part.company for part in getattr(role(slug), name))
    for name in KINDS:
        found.update(
            f"{name} {part.kind}" for part in getattr(role(slug), name) if not part.company
        )
    return found


def least(name):
    return min(counted(slug)[name] for slug in OTHERS)


# Of what one of the others has none, nothing is asked.
ASKED = sorted(name for name in counted(OTHERS[0]) if least(name))


@pytest.mark.parametrize("name", ASKED)
def test_the_program_role_is_known_as_well_as_the_lesser_known_of_the_others(name):
    assert counted(ROLE)[name] >= ENOUGH * least(name)


def test_each_row_that_both_other_roles_answer_is_answered():
    rows = [
        {cell.dimension for cell in role(slug).cells if not cell.company}
        for slug in (ROLE, *OTHERS)
    ]

    assert rows[1] & rows[2] <= rows[0]


def test_each_statement_that_cites_says_where_in_its_sources():
    statements = [
        role(ROLE),
        *(part for name in (*LISTS, *KINDS) for part in getattr(role(ROLE), name)),
    ]

    assert statements
    assert [one for one in statements if one.sources and not one.where] == []


def test_the_ladder_begins_at_its_first_rung():
    steps = [level.step for level in role(ROLE).levels if level.step]

    assert steps[0] == 1
    assert steps == sorted(steps)
