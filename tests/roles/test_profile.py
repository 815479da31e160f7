from roles import comparison, profile
from tests.factories import (
    make_cell,
    make_dimension,
    make_level,
    make_need,
    make_outline,
    make_point,
    make_role,
    make_skill,
)


def test_facts_are_the_answered_telling_rows_in_the_order_in_which_they_tell():
    rows = (
        make_dimension(key="second", telling=2),
        make_dimension(key="none"),
        make_dimension(key="silent", telling=3),
        make_dimension(key="first", telling=1),
    )
    cells = [make_cell(dimension=key) for key in ("first", "second", "none")]
    role = make_role(cells=(*cells, make_cell(dimension="silent", company="Udemy")))

    found = profile.facts(comparison.blocks(make_outline(dimensions=rows), [role]))

    assert [row.dimension.key for row in found] == ["first", "second"]


def test_stairs_climb_to_the_right_and_stay_within_the_width():
    levels = [make_level(key=str(step), step=step) for step in (9, 1, 3, 0, 7)]

    found = profile.stairs(levels)

    steps = [(stair.level and stair.level.step, stair.indent) for stair in found]
    assert steps == [(9, 3), (7, 3), (3, 1), (None, 0), (1, 0)]
    assert profile.stairs([make_level()]) == ()


def test_levels_on_one_step_all_stand_on_the_ladder():
    """Editions of before publishing refused them have such."""
    levels = [make_level(key=key, step=step) for key, step in (("a", 4), ("b", 4), ("c", 2))]

    found = profile.stairs(levels)

    assert [stair.level and stair.level.key for stair in found] == ["a", "b", "c", None]


def test_skills_are_the_telling_ones_that_some_role_needs_in_general():
    skills = (
        make_skill(key="late", telling=2),
        make_skill(key="early", telling=1),
        make_skill(key="local", telling=3),
        make_skill(key="other"),
    )
    needs = (make_need(skill="late"), make_need(skill="local", company="Udemy"))
    roles = [make_role(skills=needs), make_role(slug="other", skills=(make_need(skill="early"),))]

    rows = profile.skill_rows(make_outline(skills=skills), roles)

    assert [row.skill.key for row in rows] == ["early", "late"]
    assert [[bool(need) for _, need in row.needs] for row in rows] == [[False, True], [True, False]]


def test_each_part_of_a_role_is_in_general_or_of_one_company():
    points = (make_point(key="a"), make_point(key="b", company="Udemy"), make_point(key="c"))
    role = make_role(points=points, cells=(make_cell(company="Spotify"),), summary="Whole.")

    general, udemy = profile.at_company(role), profile.at_company(role, "Udemy")

    assert profile.companies(role) == [("Spotify", 1), ("Udemy", 1)]
    assert [point.key for point in general.points] == ["a", "c"]
    assert [point.key for point in udemy.points] == ["b"]
    assert general.cells == udemy.cells == ()
    assert udemy.summary == "Whole."
