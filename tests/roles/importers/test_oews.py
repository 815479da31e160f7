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


@pytest.mark.parametrize("employed", ["", " ", "*", "**"])
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


@pytest.mark.parametrize("year", [20133, 13, 0, -2024])
def test_a_year_that_is_none_is_refused(year, opened):
    with pytest.raises(Unreadable, match="is no"):
        oews.read(opened("oews_national_M2024.csv"), year=year)


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
