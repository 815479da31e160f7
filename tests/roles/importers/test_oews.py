from decimal import Decimal

import pytest

from roles.importers import oews
from roles.importers.tables import Unreadable

HEADER = "AREA_TYPE,OCC_CODE,OCC_TITLE,O_GROUP,TOT_EMP,A_PCT10,A_PCT25,A_MEDIAN,A_PCT75,A_PCT90"


def test_neighbouring_occupations_are_read_under_their_own_names(opened):
    reading = oews.read(opened("oews_national_M2024.csv"))
    told = [(group.role, group.occupation) for group in reading.groups]
    assert told == [
        ("", "Marketing Managers (11-2021)"),
        ("", "Computer and Information Systems Managers (11-3021)"),
        ("project-manager", "Project Management Specialists (13-1082)"),
    ]
    assert reading.unused == {"other occupations": 2}


def test_an_amount_not_printed_is_missing_with_a_mark_and_never_0(opened):
    marketing = oews.read(opened("oews_national_M2024.csv")).groups[0]
    assert "p90" not in marketing.percentiles
    assert marketing.capped_at == 239_200


def test_what_is_printed_whole_has_no_mark(opened):
    projects = oews.read(opened("oews_national_M2024.csv")).groups[2]
    assert (projects.percentiles["p90"], projects.capped_at) == (Decimal(165_790), None)


def test_stars_are_missing_without_a_mark(written):
    file = written(HEADER, "1,13-1082,P,detailed,10,*,**,100,200,300", name="M2024.csv")
    [group] = oews.read(file).groups
    assert (sorted(group.percentiles), group.capped_at) == (["median", "p75", "p90"], None)


@pytest.mark.parametrize("employed", ["", " ", "*", "**", "n/a", "N/A"])
def test_an_employment_that_was_not_released_is_not_told(employed, written):
    file = written(HEADER, f"1,13-1082,P,detailed,{employed},1,2,3,4,5", name="M2024.csv")
    assert oews.read(file).groups[0].note == "A neighbouring occupation."


@pytest.mark.parametrize("number", ["384980", '"384,980"', " 384980 ", "384980.0"])
def test_a_number_is_read_with_separators_of_thousands_or_without(number, written):
    file = written(HEADER, f"1,13-1082,P,detailed,{number},1,2,3,4,{number}", name="M2024.csv")
    [group] = oews.read(file).groups
    assert group.note == "A neighbouring occupation with about 384,980 employed."
    assert group.percentiles["p90"] == 384_980


@pytest.mark.parametrize("column", ["TOT_EMP", "A_PCT10", "A_PCT90"])
@pytest.mark.parametrize("text", ["-5", "0", "1e3", "inf", "5x", "~"])
def test_what_is_neither_a_number_nor_a_mark_is_refused(text, column, written):
    row = dict.fromkeys(HEADER.split(","), "9")
    row |= {"AREA_TYPE": "1", "OCC_CODE": "13-1082", "O_GROUP": "detailed", column: text}
    file = written(HEADER, ",".join(row.values()), name="M2024.csv")
    with pytest.raises(Unreadable, match=f"^13-1082, {column}: {text} is no number above zero$"):
        oews.read(file)


def test_a_number_not_printed_is_no_employment(written):
    file = written(HEADER, "1,13-1082,P,detailed,#,1,2,3,4,5", name="M2024.csv")
    with pytest.raises(Unreadable, match="TOT_EMP: # is no number"):
        oews.read(file)


@pytest.mark.parametrize("name", ["", "  ", '""'])
def test_an_occupation_without_a_name_is_refused(name, written):
    file = written(HEADER, f"1,13-1082,{name},detailed,10,1,2,3,4,5", name="M2024.csv")
    with pytest.raises(Unreadable, match="13-1082 has no name"):
        oews.read(file)


@pytest.mark.parametrize("mark", ["*", "#", ""])
def test_an_occupation_of_which_no_percentile_is_released_is_not_used(mark, written):
    marks = ",".join([mark] * 5)
    file = written(HEADER, f"1,13-1082,P,detailed,10,{marks}", name="M2024.csv")
    reading = oews.read(file)
    assert (reading.groups, reading.unused) == ([], {"no percentile released": 1})


def test_the_date_comes_from_the_name_of_the_file(opened, written):
    assert oews.read(opened("oews_national_M2024.csv")).groups[0].as_of == "2024-05"
    with pytest.raises(Unreadable, match="--year"):
        oews.read(written(HEADER, "1,13-1082,P,detailed,10,1,2,3,4,5"))


def test_a_workbook_says_its_year_by_itself(workbook):
    row = ["1", "13-1082", "P", "detailed", *range(10, 16)]
    lines = ["May 2023 OEWS Estimates", "May 2020 is another"]
    file = workbook(HEADER.split(","), row, name="national.xlsx", descriptions=lines)
    assert oews.read(file).groups[0].as_of == "2023-05"
    assert oews.read(file, year=2022).groups[0].as_of == "2022-05"


@pytest.mark.parametrize("year", [20133, 13, 0, -2024])
def test_a_year_that_is_none_is_refused(year, opened):
    with pytest.raises(Unreadable, match="is no"):
        oews.read(opened("oews_national_M2024.csv"), year=year)


def test_another_year_than_that_of_the_name_is_refused(opened):
    file = opened("oews_national_M2024.csv")
    with pytest.raises(Unreadable, match=r"M2024\.csv is named as of 2024, not of 2025$"):
        oews.read(file, year=2025)
    assert oews.read(file, year=2024).groups[0].as_of == "2024-05"


def test_a_cap_may_be_explained_in_the_cell_beside_its_sign(workbook):
    row = ["1", "13-1082", "P", "detailed", *range(10, 15), "#"]
    lines = [
        "*",
        "not released",
        "#",
        "a wage equal to or above $100.00 per hour or $208,000 per year",
    ]
    file = workbook(HEADER.split(","), row, name="M2021.xlsx", descriptions=lines)
    assert oews.read(file).groups[0].capped_at == 208_000


def test_a_cap_of_another_year_has_to_be_told(written):
    file = written(HEADER, "1,13-1082,P,detailed,10,1,2,3,4,#", name="M2031.csv")
    with pytest.raises(Unreadable, match="--cap"):
        oews.read(file)
    assert oews.read(file, cap="300,000").groups[0].capped_at == 300_000


@pytest.mark.parametrize(
    "cap", ["abc", "NaN", "Infinity", "sNaN", "-1", "0", "1e30", "2,39", "٣٠٠", "."]
)
def test_a_cap_that_is_none_is_refused(cap, opened):
    with pytest.raises(Unreadable, match=f"{cap} is no number above zero"):
        oews.read(opened("oews_national_M2024.csv"), cap=cap)


DESCRIPTION = "#  = indicates a wage equal to or greater than $115.00 per hour or {} per year "


@pytest.mark.parametrize(("text", "cap"), [("$239,200", 239_200), ("$208000", 208_000)])
def test_a_workbook_says_by_itself_what_it_does_not_print(text, cap, workbook):
    lines = ["Notes:", "*  = not available", DESCRIPTION.format(text)]
    row = ["1", "13-1082", "P", "detailed", 10, 1, 2, 3, 4, "#"]
    file = workbook(HEADER.split(","), row, name="M2021.xlsx", descriptions=lines)
    assert oews.read(file).groups[0].capped_at == cap
    assert oews.read(file, cap="1").groups[0].capped_at == 1


@pytest.mark.parametrize("text", ["$many", "239,200", "$2,39"])
def test_a_workbook_that_says_no_amount_leaves_it_to_be_told(text, workbook):
    row = ["1", "13-1082", "P", "detailed", 10, 1, 2, 3, 4, "#"]
    lines = [DESCRIPTION.format(text)]
    file = workbook(HEADER.split(","), row, name="M2021.xlsx", descriptions=lines)
    with pytest.raises(Unreadable, match="--cap"):
        oews.read(file)


def test_a_cap_that_is_told_counts_before_the_one_that_is_known(opened):
    assert oews.read(opened("oews_national_M2024.csv"), cap="1").groups[0].capped_at == 1


def test_regions_and_groups_of_occupations_are_not_taken(written):
    lines = ["2,13-1082,P,detailed,10,1,2,3,4,5", "1,13-1082,P,broad,10,1,2,3,4,5"]
    assert oews.read(written(HEADER, *lines, name="M2024.csv")).groups == []


def test_a_sheet_is_read_as_shipped(workbook):
    row = ["1", "13-1082", "P", "detailed", 1006160, 59830, 76950, 100750, 131660, "#"]
    [group] = oews.read(workbook(HEADER.split(","), row, name="national_M2024_dl.xlsx")).groups
    assert (group.percentiles["p10"], group.note) == (
        Decimal(59_830),
        "A neighbouring occupation with about 1,006,160 employed.",
    )


def test_a_file_of_something_else_is_refused(written):
    with pytest.raises(Unreadable, match="no column"):
        oews.read(written("A,B", "1,2"))


PLACED = f"{HEADER},AREA,AREA_TITLE,PRIM_STATE,NAICS,NAICS_TITLE,I_GROUP,OWN_CODE"
ALL = {"NAICS": "000000", "NAICS_TITLE": "Cross-industry", "I_GROUP": "cross-industry"}
SOFTWARE = {"NAICS": "513200", "NAICS_TITLE": "Software Publishers", "I_GROUP": "4-digit"}
NATION = {"AREA_TYPE": "1", "AREA": "99", "AREA_TITLE": "U.S.", "PRIM_STATE": "US"}


def row(**cells):
    """A line of the country, all industries and all owners, but for these cells."""
    amounts = {name: str(at) for at, name in enumerate(oews.PERCENTILES.values(), 1)}
    whole = {"OCC_CODE": "11-3021", "OCC_TITLE": "C", "O_GROUP": "detailed", "TOT_EMP": "10"}
    line = {**amounts, **whole, **NATION, **ALL, "OWN_CODE": "1235", **cells}
    return ",".join(f'"{line[name]}"' for name in PLACED.split(","))


@pytest.fixture
def told(written):
    """What a file of these lines has groups of, and why other lines are in none."""

    def read(*lines):
        reading = oews.read(written(PLACED, *lines, name="M2025.csv"))
        groups = [(group.place, group.place_name, group.industry) for group in reading.groups]
        return groups, reading.unused

    return read


@pytest.mark.parametrize(
    ("cells", "place", "name"),
    [
        (
            {"AREA_TYPE": "2", "AREA": "06", "AREA_TITLE": "California", "PRIM_STATE": "CA"},
            "CA",
            "",
        ),
        ({"AREA_TYPE": "2", "AREA": "6", "AREA_TITLE": "Texas", "PRIM_STATE": ""}, "TX", ""),
        ({"AREA_TYPE": "3", "AREA": "72", "PRIM_STATE": "PR"}, "PR", ""),
        (
            {"AREA_TYPE": "4", "AREA": "0041860", "AREA_TITLE": "San Francisco, CA"},
            "41860",
            "San Francisco, CA",
        ),
        # As a spreadsheet saves it; its area lies in three states.
        (
            {"AREA_TYPE": "4", "AREA": "19100", "AREA_TITLE": "Dallas, TX", "PRIM_STATE": "TX"},
            "19100",
            "Dallas, TX",
        ),
    ],
)
def test_a_state_a_territory_and_a_metropolitan_area_are_places(cells, place, name, told):
    assert told(row(**cells)) == ([(f"US-{place}", name, "")], {})


@pytest.mark.parametrize(
    "cells",
    [
        {"AREA_TYPE": "6", "AREA": "0100001"},
        {"AREA_TYPE": ""},
        {"AREA_TYPE": "x"},
        {"AREA_TYPE": "2", "PRIM_STATE": "ZZ"},
        {"AREA_TYPE": "2", "PRIM_STATE": "", "AREA_TITLE": "Utopia"},
        {"AREA_TYPE": "4", "AREA": "418"},
        {"AREA_TYPE": "4", "AREA": "1141860"},
        {"AREA_TYPE": "4", "AREA": "S. Francisco"},
    ],
)
def test_an_area_of_another_kind_is_left_out_and_counted(cells, told):
    reason = "neither of a state nor of a metropolitan area"
    assert told(row(), row(**cells)) == ([("US", "", "")], {reason: 1})


@pytest.mark.parametrize("code", ["513200", "5132A1", "51--52", "513210"])
def test_an_industry_is_a_figure_of_its_own_under_its_name_and_code(code, told):
    industry = row(**SOFTWARE | {"NAICS": code})
    groups = [("US", "", ""), ("US", "", f"Software Publishers ({code})")]
    assert told(row(), industry) == (groups, {})


@pytest.mark.parametrize("size", ["", "cross-industry", "industry", "6-digit"])
def test_a_row_with_the_code_of_an_industry_is_never_of_all_of_them(size, told):
    groups, _ = told(row(**SOFTWARE | {"I_GROUP": size}))
    assert groups == [("US", "", "Software Publishers (513200)")]


def test_levels_of_one_name_stay_two_industries(told):
    groups, _ = told(row(**SOFTWARE), row(**SOFTWARE | {"NAICS": "513210", "I_GROUP": "6-digit"}))
    assert len(set(groups)) == 2


@pytest.mark.parametrize("cells", [{"NAICS": ""}, {"NAICS_TITLE": ""}, {"NAICS": "000000"}])
def test_an_industry_without_its_name_or_code_is_not_taken_for_all_of_them(cells, told):
    groups, unused = told(row(**SOFTWARE | {"NAICS_TITLE": ""} | cells))
    assert (groups, unused) == ([], {"industry without a name or a code": 1})


@pytest.mark.parametrize("code", ["000000", "0", ""])
@pytest.mark.parametrize("size", ["cross-industry", "Cross-Industry", ""])
def test_all_industries_are_known_by_a_code_of_zeros_and_by_their_level(code, size, told):
    assert told(row(NAICS=code, I_GROUP=size, O_GROUP="Detailed")) == ([("US", "", "")], {})


@pytest.mark.parametrize("owner", ["1", "5", "123", "57"])
def test_of_all_industries_the_people_of_some_owners_are_not_told_again(owner, told):
    assert told(row(OWN_CODE=owner), row()) == ([("US", "", "")], {"of some of the owners only": 1})
    assert told(row(OWN_CODE=owner)) == ([], {"of some of the owners only": 1})


@pytest.mark.parametrize(
    ("owners", "groups"),
    [(["5"], 1), ([""], 1), (["5", "35"], 1), (["235", "5", "3"], 1), (["5", "3"], 0)],
)
def test_of_an_industry_the_row_of_most_owners_counts(owners, groups, told):
    lines = [row(**SOFTWARE, OWN_CODE=owner) for owner in owners]
    told_groups, unused = told(*lines)
    assert len(told_groups) == groups
    assert sum(unused.values()) == len(owners) - groups


def test_an_occupation_says_whose_neighbour_it_is_by_our_reading(written):
    lines = [row(OCC_CODE=code) for code in oews.OCCUPATIONS]
    for group in oews.read(written(PLACED, *lines, name="M2025.csv")).groups:
        assert group.why_neighbour.startswith("Our reading: ")
        assert len(group.why_neighbour) <= 250


@pytest.mark.parametrize("text", ["~", "#REF!", "=1+1", "💶", "\u0660", "a" * 300, "1.2.3", "-"])
@pytest.mark.parametrize("column", PLACED.split(","))
def test_no_text_in_any_cell_is_more_than_refused(text, column, written):
    file = written(PLACED, row(), row(**SOFTWARE | {column: text}), name="M2025.csv")
    try:
        reading = oews.read(file)
    except Unreadable:
        return
    assert len(reading.groups) + sum(reading.unused.values()) == reading.rows == 2
