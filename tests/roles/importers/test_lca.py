import pytest

from roles.importers import lca
from roles.importers.matching import NOT_A_ROLE
from roles.importers.tables import Unreadable

CURRENT = (
    "CASE_NUMBER,CASE_STATUS,VISA_CLASS,JOB_TITLE,SOC_CODE,FULL_TIME_POSITION,DECISION_DATE,"
    "EMPLOYER_NAME,WORKSITE_STATE,WAGE_RATE_OF_PAY_FROM,WAGE_RATE_OF_PAY_TO,WAGE_UNIT_OF_PAY,"
    "PREVAILING_WAGE"
)
FACTS = {
    "status": "Certified",
    "title": "Product Manager",
    "full_time": "Y",
    "decided": "2024-10-01",
    "employer": "Acme LLC",
    "state": "CA",
    "wage": "150000",
    "unit": "Year",
}


def row(case, **facts):
    told = {**FACTS, **facts}
    return (
        f"I-{case},{told['status']},H-1B,{told['title']},11-2021.00,{told['full_time']},"
        f'{told["decided"]},{told["employer"]},{told["state"]},"{told["wage"]}",,{told["unit"]},1'
    )


def five(**facts):
    return [row(case, **facts) for case in range(5)]


def median(reading, role, place="US"):
    groups = [group for group in reading.groups if (group.role, group.place) == (role, place)]
    return next((group.as_of, group.n, str(group.percentiles["median"])) for group in groups)


@pytest.mark.parametrize(
    ("name", "role", "year", "amount"),
    [
        ("lca_2008.csv", "product-manager", "2008", "125000.00"),
        ("lca_2009.csv", "product-manager", "2009", "95417.50"),
        ("lca_2011.csv", "project-manager", "2011", "150000.00"),
        ("lca_2012.csv", "project-manager", "2012", "100000.00"),
        ("lca_2013.csv", "project-manager", "2013", "99902.40"),
        ("lca_2014.csv", "project-manager", "2014", "57540.00"),
        ("lca_2015.csv", "associate-product-manager", "2015", "50794.00"),
        ("lca_2016.csv", "product-manager", "2016", "117437.00"),
        ("lca_2017.csv", "product-manager", "2017", "129368.13"),
    ],
)
def test_every_layout_since_2008_is_read(repeated, known, name, role, year, amount):
    as_of, _, told = median(lca.read(repeated(name), known), role)
    assert (as_of, told) == (year, amount)


def test_a_layout_without_a_unit_is_never_guessed(repeated, known):
    reading = lca.read(repeated("lca_2010.csv"), known)
    assert reading.groups == []
    assert reading.unused["no unit of the wage"] == 10


def test_the_current_layout_is_read_from_csv_and_from_a_sheet(written, workbook, known):
    lines = [CURRENT, *five()]
    cells = [line.replace('"', "").split(",") for line in lines]
    for file in (written(*lines), workbook(*cells)):
        assert median(lca.read(file, known), "product-manager") == ("2025", 5, "150000.00")


def test_the_reduced_layout_is_told_its_year_and_matches_the_published_percentiles(opened, known):
    reading = lca.read(opened("lca_fy2013q3.csv"), known, year=2013)
    group = next(group for group in reading.groups if group.role == "technical-product-manager")
    told = [str(amount) for amount in group.percentiles.values()]
    assert (group.n, told) == (
        7,
        ["103000.00", "115000.00", "115000.00", "128040.00", "189768.00"],
    )


def test_a_file_without_dates_needs_a_year(opened, known):
    with pytest.raises(Unreadable, match="--year"):
        lca.read(opened("lca_fy2013q3.csv"), known)


def test_a_file_of_prevailing_wages_is_refused(opened, known):
    with pytest.raises(Unreadable, match="legal floor"):
        lca.read(opened("lca_2016_prevailing_only.csv"), known)


def test_a_file_of_something_else_is_refused(written, known):
    with pytest.raises(Unreadable, match="no column of title"):
        lca.read(written("A,B", "1,2"), known)


REDUCED = "EMPLOYER,JOBTITLE,WAGE,CITY,STATE"
SYNTEL = [f'"{name}",Project Manager,80000,Troy,MI' for name in ("Syntel Inc", "Syntel Consulting")]


def test_a_job_under_a_second_name_of_its_employer_counts_once_one_for_one(written, known):
    first, second = SYNTEL
    reading = lca.read(written(REDUCED, *[first] * 5, *[second] * 7), known, year=2013)
    twice = "the same job under a second name of its employer"
    assert (median(reading, "project-manager")[1], reading.unused) == (7, {twice: 5})


def test_jobs_with_case_numbers_are_never_the_same_job(written, known):
    names = ["Syntel Inc"] * 5 + ["Syntel Consulting"] * 5
    lines = [row(case, employer=name) for case, name in enumerate(names)]
    assert median(lca.read(written(CURRENT, *lines), known), "product-manager")[1] == 10


def test_a_file_without_statuses_is_of_certified_applications(written, known):
    reading = lca.read(written(REDUCED, *SYNTEL[:1] * 5), known, year=2013)
    assert (reading.unused, reading.groups[0].n) == ({}, 5)


def test_a_part_time_job_of_an_older_layout_is_not_used(written, known):
    header = "NAME,JOB_TITLE,WAGE_RATE_1,RATE_PER_1,PART_TIME_1,STATE_1,APPROVAL_STATUS"
    lines = ["Acme,Product Manager,100000,Year,Y,CA,Certified"] * 5
    reading = lca.read(written(header, *lines), known, year=2008)
    assert reading.unused == {"part time": 5}


def test_the_year_that_is_named_is_that_of_all_rows(written, known):
    reading = lca.read(written(CURRENT, *five()), known, year=2020)
    assert {group.as_of for group in reading.groups} == {"2020"}


def test_years_make_groups_of_their_own(written, known):
    lines = [row(case, decided=f"{2020 + case % 2}-01-01") for case in range(6)]
    reading = lca.read(written(CURRENT, *lines), known)
    assert (reading.groups, sum(reading.unused.values())) == ([], 6)


def test_prevailing_wages_beside_the_real_ones_are_not_taken(written, known):
    reading = lca.read(written(CURRENT, *five(wage="")), known)
    assert reading.unused == {"no wage that can be read": 5}


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"status": "Withdrawn"}, "not certified, or withdrawn"),
        ({"status": "DENIED"}, "not certified, or withdrawn"),
        ({"status": "CERTIFIED-WITHDRAWN"}, "not certified, or withdrawn"),
        ({"status": ""}, "not certified, or withdrawn"),
        ({"full_time": "N"}, "part time"),
        ({"title": "IT Project Manager"}, NOT_A_ROLE),
        ({"title": ""}, NOT_A_ROLE),
        ({"unit": "Select Pay Range"}, "no unit of the wage"),
        ({"unit": ""}, "no unit of the wage"),
        ({"wage": "*"}, "no wage that can be read"),
        ({"wage": "1.234,56"}, "no wage that can be read"),
        ({"wage": "NaN"}, "no wage that can be read"),
        ({"wage": "1e309"}, "no wage that can be read"),
        ({"wage": "-90000"}, "no wage that can be read"),
        ({"wage": "0.00"}, "implausible a year"),
        ({"wage": "14,999.99"}, "implausible a year"),
        ({"wage": "1,000,000.01"}, "implausible a year"),
        ({"wage": "150000", "unit": "Hour"}, "implausible a year"),
        ({"wage": "١٥٠٠٠٠"}, "no wage that can be read"),
        ({"decided": ""}, "no date of decision"),
        ({"decided": "13/30/2024"}, "no date of decision"),
        ({"decided": "2024-00-30"}, "no date of decision"),
        ({"decided": "0024-10-01"}, "no date of decision"),
        ({"decided": "10/1/2099"}, "no date of decision"),
    ],
)
def test_a_row_that_is_not_used_is_counted_with_its_reason(written, known, facts, reason):
    reading = lca.read(written(CURRENT, *five(**facts)), known)
    assert (reading.unused, reading.groups, reading.rows) == ({reason: 5}, [], 5)


@pytest.mark.parametrize(
    ("unit", "wage", "a_year"),
    [
        ("yr", "107000", "107000.00"),
        ("YR", "102,000.00", "102000.00"),
        ("Year", "50794 - 78160", "50794.00"),
        ("Year", "125000 -", "125000.00"),
        ("hr", "35.77", "74401.60"),
        ("Hour", "35.77", "74401.60"),
        ("Week", "2000", "104000.00"),
        ("Bi-Weekly", "4000", "104000.00"),
        ("bi", "4000", "104000.00"),
        ("mth", "9000", "108000.00"),
        ("Month", "9000", "108000.00"),
    ],
)
def test_the_lower_bound_counts_a_year_in_every_spelling(written, known, unit, wage, a_year):
    reading = lca.read(written(CURRENT, *five(unit=unit, wage=wage)), known)
    assert median(reading, "product-manager")[2] == a_year


@pytest.mark.parametrize(
    ("decided", "year"),
    [
        ("9/30/24", "2024"),
        ("10/1/2024", "2025"),
        ("2024-09-30", "2024"),
        ("2024-10-01 00:00:00", "2025"),
    ],
)
def test_october_begins_the_next_fiscal_year(written, known, decided, year):
    reading = lca.read(written(CURRENT, *five(decided=decided)), known)
    assert median(reading, "product-manager")[0] == year


@pytest.mark.parametrize("year", [20133, 13, 2100])
def test_a_fiscal_year_that_is_none_is_refused(year, opened, known):
    with pytest.raises(Unreadable, match="is no"):
        lca.read(opened("lca_fy2013q3.csv"), known, year=year)


def test_groups_are_of_country_state_and_employer(written, known):
    reading = lca.read(written(CURRENT, *five(), row(9, state="WA", employer="Other")), known)
    told = {(group.place, group.company, group.n) for group in reading.groups}
    assert told == {("US", "", 6), ("US-CA", "", 5), ("US", "Acme", 5)}


def test_spellings_of_an_employer_count_together(written, known):
    lines = [row(case, employer="Nestlé S.A." if case % 2 else "NESTLE S.A.") for case in range(5)]

    told = {(group.company, group.n) for group in lca.read(written(CURRENT, *lines), known).groups}

    assert ("Nestlé S A", 5) in told


@pytest.mark.parametrize("employer", ["???", "LLC"])
def test_an_employer_without_a_name_of_its_own_is_no_country(employer, written, known):
    groups = lca.read(written(CURRENT, *five(employer=employer)), known).groups

    assert len({(group.place, group.company) for group in groups}) == len(groups)


def test_a_group_of_four_is_counted_and_not_told(written, known):
    reading = lca.read(written(CURRENT, *five()[:4]), known)
    assert (reading.groups, reading.unused) == ([], {"in a group of fewer than 5": 4})


def test_a_case_counts_once(written, known):
    reading = lca.read(written(CURRENT, *five(), row(0)), known)
    assert reading.unused == {"the same case again": 1}


def test_an_unknown_state_counts_for_the_country(written, known):
    reading = lca.read(written(CURRENT, *five(state="ZZ")), known)
    assert [(group.place, group.company) for group in reading.groups] == [
        ("US", ""),
        ("US", "Acme"),
    ]


def test_microsofts_program_managers_are_left_out(opened, known):
    reading = lca.read(opened("lca_fy2013q3.csv"), known, year=2013)
    assert reading.unused["Program Manager at Microsoft, largely a product role"] == 5


def test_an_employer_under_two_names_counts_once(opened, known):
    reading = lca.read(opened("lca_fy2013q3.csv"), known, year=2013)
    syntel = next(group for group in reading.groups if group.company == "Syntel")
    assert syntel.n == 6
    assert reading.unused["the same job under a second name of its employer"] == 3


def test_titles_of_no_role_are_listed_most_frequent_first(opened, known):
    reading = lca.read(opened("lca_fy2013q3.csv"), known, year=2013)
    assert list(reading.unmapped.items())[:2] == [
        ("CONSTRUCTION PROJECT MANAGER", 2),
        ("IT PROJECT MANAGER", 2),
    ]


def test_rows_and_reasons_add_up(opened, known):
    reading = lca.read(opened("lca_fy2013q3.csv"), known, year=2013)
    of_country = [group.n for group in reading.groups if (group.place, group.company) == ("US", "")]
    assert reading.rows == sum(of_country) + sum(reading.unused.values())


def test_withdrawn_rows_of_old_files_are_not_certified(repeated, known):
    assert lca.read(repeated("lca_2008.csv"), known).unused["not certified, or withdrawn"] == 15


def test_part_time_rows_of_old_files_are_not_used(repeated, known):
    assert lca.read(repeated("lca_2012.csv"), known).unused["part time"] == 5
