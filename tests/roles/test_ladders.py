from hypothesis import given
from hypothesis import strategies as st

from roles.ladders import ROLE_STEP, ladders, short_name
from tests.factories import make_level, make_role


def names(rows):
    return [[place.name for place in row] for row in rows]


def test_rungs_of_one_step_stand_at_one_height():
    one = make_role(levels=(make_level(step=3), make_level(key="top", name="Top", step=5)))
    other = make_role(slug="b", levels=(make_level(key="lead", name="Lead", step=3),))

    assert names(ladders([one, other])) == [
        ["Top", ""],
        ["Senior", "Lead"],
        ["The role", "The role"],
    ]


def test_a_line_leads_from_the_lowest_rung_to_the_highest_and_no_farther():
    one = make_role(levels=(make_level(step=4),))
    other = make_role(slug="b", levels=(make_level(key="entry", name="Entry", step=1),))

    lines = [[(place.goes_on, place.is_reached) for place in row] for row in ladders([one, other])]

    assert lines == [
        [(False, True), (False, False)],
        [(True, False), (False, True)],
        [(False, False), (True, False)],
    ]


def test_a_line_to_a_rung_of_one_company_is_dashed():
    local = make_level(step=5, company="Udemy")
    general = make_level(key="lead", name="Lead", step=3)
    other = make_level(key="chief", name="Chief", step=4)

    rows = ladders([make_role(levels=(local, general)), make_role(slug="b", levels=(other,))])

    assert [row[0].is_dashed for row in rows] == [True, True, False, False]


def test_roles_meet_where_they_stand_side_by_side_and_no_company_is_named():
    top = make_level(key="director", name="Director", step=4)
    local = make_level(key="director", name="Director", step=4, company="Udemy")
    roles = [make_role(slug=slug, levels=(top,)) for slug in "ab"]

    assert [place.width for place in ladders(roles)[0]] == [2]
    assert [place.width for place in ladders([*roles, make_role(slug="c", levels=(top,))])[0]] == [
        3
    ]
    apart = [roles[0], make_role(slug="c", levels=(local,)), roles[1]]
    assert [place.width for place in ladders(apart)[0]] == [1, 1, 1]


def test_the_name_of_a_rung_goes_without_that_of_its_role():
    role = make_role(name="Product Manager")

    assert short_name(make_level(name="Senior product manager"), role) == "Senior"
    assert short_name(make_level(name="Product Manager"), role) == "Product Manager"
    assert short_name(make_level(name="VP of Product"), role) == "VP of Product"


STEPS = st.lists(st.integers(0, 9), unique=True, max_size=6)


@given(st.lists(STEPS, min_size=1, max_size=3))
def test_every_row_is_as_wide_as_there_are_roles_and_no_rung_is_lost(steps):
    def levels(number, own):
        return tuple(make_level(key=f"k{step}", name=f"{number} {step}", step=step) for step in own)

    roles = [
        make_role(slug=f"role-{number}", levels=levels(number, own))
        for number, own in enumerate(steps)
    ]

    rows = ladders(roles)

    assert all(sum(place.width for place in row) == len(roles) for row in rows)
    drawn = {place.level for row in rows for place in row if place.level}
    expected = {
        level for role in roles for level in role.levels if level.step not in (0, ROLE_STEP)
    }
    assert drawn == expected
