import csv

import pytest

from roles.importers import cases, lca
from roles.importers.matching import NOT_A_ROLE
from roles.importers.tables import Unreadable
from tests.roles.importers.conftest import DATA

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


def row(number, **facts):
    told = {"case": f"I-{number}", **FACTS, **facts}
    return (
        f"{told['case']},{told['status']},H-1B,{told['title']},11-2021.00,{told['full_time']},"
        f'{told["decided"]},{told["employer"]},{told["state"]},"{told["wage"]}",,{told["unit"]},1'
    )


def read(file, known, **options):
    return cases.reading(lca.read([file], known, **options))


def five(**facts):
    return [row(case, **facts) for case in range(5)]


def median(reading, role, place="US"):
    groups = [group for group in reading.groups if (group.role, group.place) == (role, place)]
    return next((group.batch, group.n, str(group.percentiles["median"])) for group in groups)


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
    fiscal_year, _, told = median(read(repeated(name), known), role)
    assert (fiscal_year, told) == (year, amount)


def test_a_layout_without_a_unit_is_never_guessed(repeated, known):
    reading = read(repeated("lca_2010.csv"), known)
    assert reading.groups == []
    assert reading.unused["no unit of the wage"] == 10


def test_the_current_layout_is_read_from_csv_and_from_a_sheet(written, workbook, known):
    lines = [CURRENT, *five()]
    cells = [line.replace('"', "").split(",") for line in lines]
    for file in (written(*lines), workbook(*cells)):
        assert median(read(file, known), "product-manager") == ("2025", 5, "150000.00")


def test_the_reduced_layout_is_told_its_year_and_matches_the_published_percentiles(opened, known):
    reading = read(opened("lca_fy2013q3.csv"), known, year=2013)
    group = next(group for group in reading.groups if group.role == "technical-product-manager")
    told = [str(amount) for amount in group.percentiles.values()]
    assert (group.n, told) == (
        7,
        ["103000.00", "115000.00", "115000.00", "128040.00", "189768.00"],
    )


def test_a_file_without_dates_needs_a_year(opened, known):
    with pytest.raises(Unreadable, match="--year"):
        read(opened("lca_fy2013q3.csv"), known)


def test_a_file_of_prevailing_wages_is_refused(opened, known):
    with pytest.raises(Unreadable, match="legal floor"):
        read(opened("lca_2016_prevailing_only.csv"), known)


def test_a_file_of_something_else_is_refused(written, known):
    with pytest.raises(Unreadable, match="no column of title"):
        read(written("A,B", "1,2"), known)


REDUCED = "EMPLOYER,JOBTITLE,WAGE,CITY,STATE"
SYNTEL = [f'"{name}",Project Manager,80000,Troy,MI' for name in ("Syntel Inc", "Syntel Consulting")]


def test_a_job_under_a_second_name_of_its_employer_counts_once_one_for_one(written, known):
    first, second = SYNTEL
    reading = read(written(REDUCED, *[first] * 5, *[second] * 7), known, year=2013)
    twice = "the same job under a second name of its employer"
    assert (median(reading, "project-manager")[1], reading.unused) == (7, {twice: 5})


def test_jobs_with_case_numbers_are_never_the_same_job(written, known):
    names = ["Syntel Inc"] * 5 + ["Syntel Consulting"] * 5
    lines = [row(case, employer=name) for case, name in enumerate(names)]
    assert median(read(written(CURRENT, *lines), known), "product-manager")[1] == 10


def test_a_file_without_statuses_is_of_certified_applications(written, known):
    reading = read(written(REDUCED, *SYNTEL[:1] * 5), known, year=2013)
    assert (reading.unused, reading.groups[0].n) == ({}, 5)


def test_a_part_time_job_of_an_older_layout_is_not_used(written, known):
    header = "NAME,JOB_TITLE,WAGE_RATE_1,RATE_PER_1,PART_TIME_1,STATE_1,APPROVAL_STATUS"
    lines = ["Acme,Product Manager,100000,Year,Y,CA,Certified"] * 5
    reading = read(written(header, *lines), known, year=2008)
    assert reading.unused == {"part time": 5}


def test_the_year_that_is_named_is_that_of_all_rows(written, known):
    reading = read(written(CURRENT, *five()), known, year=2020)
    told = {(group.batch, group.observed_from, group.as_of) for group in reading.groups}
    assert told == {("2020", "2019-10", "2020-09")}


def test_years_make_groups_of_their_own(written, known):
    lines = [row(case, decided=f"{2020 + case % 2}-01-01") for case in range(6)]
    reading = read(written(CURRENT, *lines), known)
    assert (reading.groups, sum(reading.unused.values())) == ([], 6)


def test_prevailing_wages_beside_the_real_ones_are_not_taken(written, known):
    reading = read(written(CURRENT, *five(wage="")), known)
    assert reading.unused == {"no wage that can be read": 5}


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"status": "Withdrawn"}, "not certified, or withdrawn"),
        ({"status": "DENIED"}, "not certified, or withdrawn"),
        ({"status": "CERTIFIED-WITHDRAWN"}, "not certified, or withdrawn"),
        ({"status": "Certified - Withdrawn"}, "not certified, or withdrawn"),
        ({"status": ""}, "no status"),
        ({"status": "Certifed"}, "status not known: Certifed"),
        ({"full_time": "no"}, "part time"),
        ({"full_time": "FALSE"}, "part time"),
        ({"full_time": "perhaps"}, "full time or not is not known: perhaps"),
        ({"full_time": "N"}, "part time"),
        ({"full_time": "F"}, "full time or not is not known: F"),
        ({"title": "IT Project Manager"}, NOT_A_ROLE),
        ({"title": ""}, NOT_A_ROLE),
        ({"unit": "Select Pay Range"}, "no unit of the wage"),
        ({"unit": ""}, "no unit of the wage"),
        ({"unit": "n/a"}, "no unit of the wage"),
        ({"unit": "Daily"}, "unit not known: Daily"),
        ({"unit": "半年"}, "unit not known: 半年"),
        ({"unit": "Year" * 20}, f"unit not known: {'Year' * 10}…"),
        ({"unit": "D\x07y"}, "unit not known: D�y"),
        ({"state": "ZZ"}, "no such state: ZZ"),
        ({"state": "Ontario"}, "no such state: Ontario"),
        ({"case": ""}, "no case number that can be read"),
        ({"case": "1" * 41}, f"no case number that can be read: {'1' * 40}…"),
        ({"case": "I-\x07"}, "no case number that can be read: I-�"),
        ({"wage": "*"}, "no wage that can be read: *"),
        ({"wage": "1.234,56"}, "no wage that can be read: 1.234,56"),
        ({"wage": "NaN"}, "no wage that can be read: NaN"),
        ({"wage": "1e309"}, "no wage that can be read: 1e309"),
        ({"wage": "-90000"}, "no wage that can be read: -90000"),
        ({"wage": "0.00"}, "implausible a year"),
        ({"wage": "14,999.99"}, "implausible a year"),
        ({"wage": "1,000,000.01"}, "implausible a year"),
        ({"wage": "150000", "unit": "Hour"}, "implausible a year"),
        ({"wage": "١٥٠٠٠٠"}, "no wage that can be read: ١٥٠٠٠٠"),
        ({"decided": ""}, "no date of decision"),
        ({"decided": "13/30/2024"}, "date of decision not known: 13/30/2024"),
        ({"decided": "2024-00-30"}, "date of decision not known: 2024-00-30"),
        ({"decided": "0024-10-01"}, "date of decision not known: 0024-10-01"),
        ({"decided": "10/1/2099"}, "date of decision not known: 10/1/2099"),
        ({"decided": "1901-10-01"}, "date of decision not known: 1901-10-01"),
        ({"decided": "1991-09-30"}, "date of decision not known: 1991-09-30"),
    ],
)
def test_a_row_that_is_not_used_is_counted_with_its_reason(written, known, facts, reason):
    reading = read(written(CURRENT, *five(**facts)), known)
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
        ("Hour", "28.88", "60070.40"),
        ("Month", "4017.86", "48214.32"),
        ("Hourly", "35.77", "74401.60"),
        ("per hour", "35.77", "74401.60"),
        ("Weekly", "2000", "104000.00"),
        ("Biweekly", "4000", "104000.00"),
        ("Fortnightly", "4000", "104000.00"),
        ("Monthly", "9000", "108000.00"),
        ("Annual", "107000", "107000.00"),
        ("ANNUALLY", "107000", "107000.00"),
        ("Per Year", "107000", "107000.00"),
        ("per annum", "107000", "107000.00"),
        ("p.a.", "107000", "107000.00"),
    ],
)
def test_the_lower_bound_counts_a_year_in_every_spelling(written, known, unit, wage, a_year):
    reading = read(written(CURRENT, *five(unit=unit, wage=wage)), known)
    assert median(reading, "product-manager")[2] == a_year


@pytest.mark.parametrize(
    ("decided", "year"),
    [
        ("9/30/24", "2024"),
        ("10/1/2024", "2025"),
        ("2024-09-30", "2024"),
        ("2024-10-01 00:00:00", "2025"),
        ("01-OCT-24", "2025"),
        ("2024-10-01T00:00:00", "2025"),
        ("10/1/2024 12:00:00 AM", "2025"),
        ("30 September 2024", "2024"),
        ("45566", "2025"),
    ],
)
def test_october_begins_the_next_fiscal_year(written, known, decided, year):
    reading = read(written(CURRENT, *five(decided=decided)), known)
    assert median(reading, "product-manager")[0] == year


@pytest.mark.parametrize("year", [20133, 13, 2100, 1991])
def test_a_fiscal_year_that_is_none_is_refused(year, opened, known):
    with pytest.raises(Unreadable, match="is no"):
        read(opened("lca_fy2013q3.csv"), known, year=year)


def test_groups_are_of_country_state_and_employer(written, known):
    reading = read(written(CURRENT, *five(), row(9, state="WA", employer="Other")), known)
    told = {(group.place, group.company, group.n) for group in reading.groups}
    assert told == {("US", "", 6), ("US-CA", "", 5), ("US", "Acme", 5)}


def test_spellings_of_an_employer_count_together(written, known):
    lines = [row(case, employer="Nestlé S.A." if case % 2 else "NESTLE S.A.") for case in range(5)]

    told = {(group.company, group.n) for group in read(written(CURRENT, *lines), known).groups}

    assert ("Nestlé", 5) in told


@pytest.mark.parametrize("employer", ["???", "LLC"])
def test_an_employer_without_a_name_of_its_own_is_no_country(employer, written, known):
    groups = read(written(CURRENT, *five(employer=employer)), known).groups

    assert len({(group.place, group.company) for group in groups}) == len(groups)


def test_a_group_of_four_is_counted_and_not_told(written, known):
    reading = read(written(CURRENT, *five()[:4]), known)
    assert (reading.groups, reading.unused) == ([], {"in a group of fewer than 5": 4})


@pytest.mark.parametrize("full_time", ["Y", "yes", "TRUE", "1", "Full-Time", "", "N/A"])
def test_full_time_is_read_however_it_is_written(written, known, full_time):
    assert read(written(CURRENT, *five(full_time=full_time)), known).unused == {}


def test_of_many_values_that_cannot_be_read_the_most_frequent_are_told(written, known):
    units = ["Daily"] * 3 + ["Lunar", "Solar", "Stellar", "Cosmic", "Sidereal", "Tropical"]
    lines = [row(case, unit=unit) for case, unit in enumerate(units)]
    unused = read(written(CURRENT, *lines), known).unused
    assert unused["unit not known: Daily"] == 3
    assert unused["unit not known: another value"] == 2
    assert sum(unused.values()) == 9


def test_months_of_decision_are_those_of_the_rows_of_each_group(written, known):
    lines = [row(case, decided=f"2025-0{case + 1}-15", state="WA") for case in range(5)]
    lines += [row(9, decided="2024-10-01")]
    groups = read(written(CURRENT, *lines), known).groups
    told = {group.place: (group.observed_from, group.as_of, group.batch) for group in groups}
    assert told["US-WA"] == ("2025-01", "2025-05", "2025")
    assert told["US"] == ("2024-10", "2025-05", "2025")


def test_rows_of_one_month_have_no_beginning(written, known):
    group = read(written(CURRENT, *five()), known).groups[0]
    assert (group.observed_from, group.as_of) == ("", "2024-10")


def test_without_dates_the_months_of_the_fiscal_year_are_what_is_known(opened, known):
    group = read(opened("lca_fy2013q3.csv"), known, year=2013).groups[0]
    assert (group.observed_from, group.as_of, group.batch) == ("2012-10", "2013-09", "2013")


def test_the_layout_of_fiscal_year_2019_is_read_at_its_first_workplace(written, known):
    header = (
        "CASE_NUMBER,CASE_STATUS,DECISION_DATE,JOB_TITLE,EMPLOYER_NAME,FULL_TIME_POSITION,"
        "WORKSITE_STATE_1,WAGE_RATE_OF_PAY_FROM_1,WAGE_UNIT_OF_PAY_1,PREVAILING_WAGE_1,"
        "WORKSITE_STATE_2,WAGE_RATE_OF_PAY_FROM_2,WAGE_UNIT_OF_PAY_2"
    )
    line = "A{},Certified,2019-03-05,PRODUCT MANAGER,Sample Ltd,Y,TX,150000,Year,100000,CA,1,Hour"
    reading = read(written(header, *(line.format(case) for case in range(5))), known)
    assert median(reading, "product-manager", "US-TX") == ("2019", 5, "150000.00")


@pytest.mark.parametrize(("year", "count"), [("fy2020", 96), ("fy2024", 97), ("fy2025", 98)])
@pytest.mark.parametrize("is_sheet", [False, True])
def test_the_columns_of_each_year_since_2020_are_read(
    written, workbook, known, year, count, is_sheet
):
    with (DATA / "lca_columns.csv").open(newline="") as stream:
        header = [line["column"] for line in csv.DictReader(stream) if line[year] == "yes"]
    told = {lca.COLUMNS[name][0]: value for name, value in FACTS.items()}
    lines = [[{**told, "CASE_NUMBER": str(n)}.get(name, "x") for name in header] for n in range(5)]
    table = [header, *lines]
    file = workbook(*table) if is_sheet else written(*(",".join(line) for line in table))

    assert len(header) == count
    assert median(read(file, known), "product-manager", "US-CA") == ("2025", 5, "150000.00")


def test_what_a_reduced_file_lacks_is_named(opened, known):
    told = r"no column of title \(JOB_TITLE\), state \(WORKSITE_STATE\) by a name that is known"
    with pytest.raises(Unreadable, match=told):
        read(opened("lca_fy2020q2_reduced.csv"), known)


def test_cells_that_are_wrapped_as_text_are_read(written, known):
    told = [f"I-{number}" for number in range(5)]
    cells = [[case, *FACTS.values()] for case in told]
    header = "CASE_NUMBER,CASE_STATUS,JOB_TITLE,FULL_TIME_POSITION,DECISION_DATE,EMPLOYER_NAME,"
    header += "WORKSITE_STATE,WAGE_RATE_OF_PAY_FROM,WAGE_UNIT_OF_PAY"
    lines = [",".join(f'="{cell}"' for cell in row) for row in cells]
    reading = read(written(header, *lines), known)
    assert median(reading, "product-manager", "US-CA") == ("2025", 5, "150000.00")


def test_rows_that_pad_a_file_are_none(written, known):
    padding = ["," * CURRENT.count(",")] * 300
    reading = read(written(CURRENT, *five(), *padding), known)
    assert (reading.rows, reading.unused) == (5, {})


def test_a_layout_that_is_not_known_is_not_told_to_be_of_prevailing_wages(written, known):
    header = "JOB_TITLE,EMPLOYER_NAME,WORKSITE_STATE,PREVAILING_WAGE,OFFERED_WAGE"
    with pytest.raises(Unreadable, match=r"no column of wage \(WAGE_RATE_OF_PAY_FROM\)"):
        read(written(header, "Product Manager,Acme,CA,1,2"), known, year=2019)


def test_what_a_group_rests_on_stands_with_it(written, known):
    lines = [row(case, employer=f"Firm {case % 5}", wage=100_000 + case) for case in range(10)]
    lines += [row(20, full_time="N"), row(21, status="Denied"), row(22, status="Denied")]
    group = read(written(CURRENT, *lines), known).groups[0]
    assert (group.n, group.employers) == (10, 5)
    assert str(group.balanced["balanced_median"]) == "100004.50"
    assert "Left out: not certified, or withdrawn (2), part time (1)." in group.selection


def test_of_which_employer_much_of_a_group_is_stands_with_it(written, known):
    lines = [row(case, employer="Acme" if case < 4 else f"Firm {case}") for case in range(9)]
    of_country, _ = read(written(CURRENT, *lines), known).groups
    assert of_country.leaning == "filings for people to be hired from abroad; 4 of 9 by Acme"


def test_of_few_employers_or_of_some_without_a_name_nothing_is_balanced(written, known):
    few = read(written(CURRENT, *five()), known).groups[0]
    unnamed = read(written(CURRENT, *five(), row(9, employer="")), known).groups[0]
    assert (few.employers, few.balanced) == (1, {})
    assert (unnamed.n, unnamed.employers, unnamed.balanced) == (6, None, {})


def test_a_case_counts_once(written, known):
    reading = read(written(CURRENT, *five(), row(0)), known)
    assert reading.unused == {"the same case again": 1}


@pytest.mark.parametrize("state", ["", "N/A"])
def test_a_state_that_is_not_said_counts_for_the_country(written, known, state):
    reading = read(written(CURRENT, *five(state=state)), known)
    assert [(group.place, group.company) for group in reading.groups] == [
        ("US", ""),
        ("US", "Acme"),
    ]


@pytest.mark.parametrize("state", ["ca", "California", "CALIFORNIA", "C.A."])
def test_a_state_is_read_by_its_code_or_name(written, known, state):
    groups = read(written(CURRENT, *five(state=state)), known).groups
    assert "US-CA" in {group.place for group in groups}


def test_microsofts_program_managers_are_left_out(opened, known):
    reading = read(opened("lca_fy2013q3.csv"), known, year=2013)
    assert reading.unused["Program Manager at Microsoft, largely a product role"] == 5


def test_an_employer_under_two_names_counts_once(opened, known):
    reading = read(opened("lca_fy2013q3.csv"), known, year=2013)
    syntel = next(group for group in reading.groups if group.company == "Syntel")
    assert syntel.n == 6
    assert reading.unused["the same job under a second name of its employer"] == 3


def test_titles_of_no_role_are_listed_most_frequent_first(opened, known):
    reading = read(opened("lca_fy2013q3.csv"), known, year=2013)
    assert list(reading.unmapped.items())[:2] == [
        ("CONSTRUCTION PROJECT MANAGER", 2),
        ("IT PROJECT MANAGER", 2),
    ]


def test_rows_and_reasons_add_up(opened, known):
    reading = read(opened("lca_fy2013q3.csv"), known, year=2013)
    of_country = [group.n for group in reading.groups if (group.place, group.company) == ("US", "")]
    assert reading.rows == sum(of_country) + sum(reading.unused.values())


def test_withdrawn_rows_of_old_files_are_not_certified(repeated, known):
    assert read(repeated("lca_2008.csv"), known).unused["not certified, or withdrawn"] == 15


def test_part_time_rows_of_old_files_are_not_used(repeated, known):
    assert read(repeated("lca_2012.csv"), known).unused["part time"] == 5
