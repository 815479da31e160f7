import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles import comparison
from roles.content import Cell, Comparison, Contrast, Dimension, Dispute, Group, Outline, Role

KEYS = ["focus", "entry", "coding"]
SLUGS = ["product-manager", "technical-product-manager", "technical-program-manager"]
OUTLINE = Outline(
    groups=(
        Group(
            key="work",
            name="Work",
            dimensions=tuple(Dimension(key=k, name=k, question=k) for k in KEYS),
        ),
        Group(key="empty", name="Empty"),
    )
)


def make_role(slug, *cells):
    return Role(slug=slug, name=slug, one_liner="Decides", cells=tuple(cells))


def make_cell(value, *, dimension="focus", company=""):
    return Cell(dimension=dimension, value=value, company=company)


def make_dispute(*roles, dimensions=("focus",)):
    return Dispute(
        slug="who", question="Who?", explanation="So.", roles=roles, dimensions=dimensions
    )


def only_row(*values, **more):
    roles = [
        make_role(slug, *([make_cell(value)] if value else []))
        for slug, value in zip(SLUGS, values, strict=False)
    ]
    (block,) = comparison.blocks(OUTLINE, roles, **more)
    (row,) = block.rows
    return row


CELLS = st.lists(
    st.builds(
        make_cell,
        st.sampled_from(["Deep", "deep ", "None"]),
        dimension=st.sampled_from(KEYS),
        company=st.sampled_from(["", "Udemy"]),
    ),
    unique_by=lambda cell: (cell.dimension, cell.company),
)
ROLES = st.lists(CELLS, min_size=2, max_size=3).map(
    lambda all_cells: [
        make_role(slug, *cells) for slug, cells in zip(SLUGS, all_cells, strict=False)
    ]
)
COMPANIES = st.sampled_from(["", "Udemy"])


def rows(table):
    return [row for block in table for row in block.rows]


@pytest.mark.parametrize(
    ("values", "state"),
    [
        (("Why", "How"), "different"),
        (("Why", "why "), "shared"),
        (("Why", "How", ""), "different"),
        (("Why", "Why", ""), "open"),
        (("", "Why"), "open"),
    ],
)
def test_short_values_decide_whether_a_row_differs(values, state):
    assert only_row(*values).state == state


def test_rows_and_groups_in_which_nobody_speaks_are_left_out():
    table = comparison.blocks(OUTLINE, [make_role("a", make_cell("Why")), make_role("b")])

    assert [[row.dimension.key for row in block.rows] for block in table] == [["focus"]]


def test_in_general_a_company_speaks_beside_the_general_value_and_never_for_it():
    role = make_role("a", make_cell("Why"), make_cell("How", company="Udemy"))

    (row,) = rows(comparison.blocks(OUTLINE, [role, make_role("b", make_cell("why"))]))

    assert row.state == "shared"
    assert [cell.value for cell in row.answers[0].local] == ["How"]


def test_at_a_company_its_own_value_comes_first_and_a_general_one_is_marked():
    roles = [
        make_role("a", make_cell("Why"), make_cell("How", company="Udemy")),
        make_role("b", make_cell("Why")),
    ]

    (row,) = rows(comparison.blocks(OUTLINE, roles, company="Udemy"))

    assert [(answer.cell.value, answer.is_general) for answer in row.answers] == [
        ("How", False),
        ("Why", True),
    ]
    assert row.state == "different"


def test_a_dispute_stands_at_the_rows_it_names():
    dispute = make_dispute("a", "b")

    assert only_row("Why", "How", disputes=[dispute]).disputes == (dispute,)
    assert only_row("Why", "How", disputes=[make_dispute(dimensions=())]).disputes == ()


def test_a_row_on_which_sources_disagree_is_never_alike():
    alike = only_row("Why", "Why")
    disputed = only_row("Why", "Why", disputes=[make_dispute("a", "b")])

    assert (alike.state, disputed.state) == ("shared", "open")


@pytest.mark.parametrize(
    ("about", "is_concerned"),
    [(("a", "b", "c"), True), (("a",), True), (("a", "z"), False), (("z",), False)],
)
def test_a_dispute_concerns_two_of_its_roles_or_its_only_one(about, is_concerned):
    assert comparison.concerns(make_dispute(*about), ["a", "b"]) is is_concerned


@given(ROLES, COMPANIES)
def test_the_order_of_roles_does_not_change_what_differs(roles, company):
    def states(order):
        table = comparison.blocks(OUTLINE, order, company=company)
        return {row.dimension.key: row.state for row in rows(table)}

    assert states(roles) == states(roles[::-1])


@given(ROLES, COMPANIES)
def test_every_row_is_different_shared_or_open_and_nothing_twice(roles, company):
    table = comparison.blocks(OUTLINE, roles, company=company)
    parted = [rows(comparison.narrow(table, state)) for state in ("different", "shared", "open")]

    assert rows(comparison.narrow(table, "all")) == rows(table)
    assert sorted(row.dimension.key for part in parted for row in part) == sorted(
        row.dimension.key for row in rows(table)
    )
    assert comparison.counts(table) == {
        "telling": 0,
        "all": len(rows(table)),
        "different": len(parted[0]),
        "shared": len(parted[1]),
    }


@given(ROLES, COMPANIES)
def test_every_row_has_an_answer_of_each_role_in_their_order(roles, company):
    for row in rows(comparison.blocks(OUTLINE, roles, company=company)):
        assert [answer.role for answer in row.answers] == roles
        assert any(answer.cell or answer.local for answer in row.answers)


@given(ROLES)
def test_companies_are_those_that_any_role_has_a_cell_of(roles):
    named = any(cell.company for role in roles for cell in role.cells)

    assert comparison.companies(roles) == (("Udemy",) if named else ())


def test_a_row_of_which_only_companies_speak_is_there():
    role = make_role("product-manager", make_cell("Deep", company="Udemy"))
    (block,) = comparison.blocks(OUTLINE, [role])

    (answer,) = block.rows[0].answers
    assert (answer.cell, [cell.company for cell in answer.local]) == (None, ["Udemy"])


def test_a_general_cell_in_the_place_of_a_companys_own_is_marked_and_silence_is_not():
    roles = [make_role("a", make_cell("Deep")), make_role("b")]
    (block,) = comparison.blocks(OUTLINE, roles, company="Udemy")

    assert [answer.is_general for answer in block.rows[0].answers] == [True, False]


def test_companies_are_told_by_name():
    cells = [make_cell("x", company=name) for name in ("Udemy", "Amazon", "Netflix", "")]

    assert comparison.companies([make_role("a", *cells)]) == ("Amazon", "Netflix", "Udemy")


def test_a_line_on_a_role_is_the_edited_comparisons_and_else_its_own():
    roles = [make_role("a"), make_role("b")]
    line = Contrast(role="b", text="Delivers", sources=("s",))
    edited = Comparison(
        slug="a-vs-b", roles=("a", "b"), name="", short_answer="", contrasts=(line,)
    )

    own, other = comparison.contrasts(roles, edited)

    assert own == (roles[0], "Decides", roles[0])
    assert other == (roles[1], "Delivers", line)
