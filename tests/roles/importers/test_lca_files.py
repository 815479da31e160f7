"""Files of one fiscal year that add up: together or apart, in any order, and twice."""

import csv
from itertools import permutations

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from roles.importers.command import why
from roles.models import Company, FiledCase, SalaryFigure, TrailEntry
from tests.factories import make_role, new_figure, publish
from tests.races import together

pytestmark = pytest.mark.django_db
FACTS = {
    "CASE_NUMBER": "I-0",
    "CASE_STATUS": "Certified",
    "DECISION_DATE": "2024-11-05",
    "JOB_TITLE": "Product Manager",
    "FULL_TIME_POSITION": "Y",
    "EMPLOYER_NAME": "Acme Inc",
    "WORKSITE_STATE": "CA",
    "WAGE_RATE_OF_PAY_FROM": "1",
    "WAGE_UNIT_OF_PAY": "Year",
}
figures = SalaryFigure.objects


@pytest.fixture(autouse=True)
def _published_roles():
    for slug in ("product-manager", "technical-product-manager"):
        publish(make_role(slug=slug))


def filing(number, wage, decided="2024-11-05", **facts):
    told = {"case_number": f"I-{number}", "decision_date": decided, **facts}
    told = {name.upper(): value for name, value in told.items()}
    return list({**FACTS, "WAGE_RATE_OF_PAY_FROM": str(wage), **told}.values())


def withdrawn(number, decided):
    return filing(number, 1, decided, case_status="Certified - Withdrawn")


@pytest.fixture
def written(tmp_path):
    def write(name, rows):
        path = tmp_path / name
        with path.open("w", newline="") as stream:
            csv.writer(stream).writerows([list(FACTS), *rows])
        return path

    return write


@pytest.fixture
def run(capsys):
    def command(*files, **options):
        call_command("import_lca", *files, **options)
        return capsys.readouterr().out

    return command


QUARTERS = {
    "q1.csv": [filing(n, 100_000 + 1_000 * n) for n in range(6)],
    "q2.csv": [filing(10 + n, 200_000 + 1_000 * n, "2025-02-05") for n in range(8)],
}


def told():
    """What readers are told, whichever way the files came."""
    names = ["key", "n", "observed_from", "as_of", "p10", "median", "p90", "employers", "selection"]
    return sorted(figures.filter(corrected_at=None).values_list(*names))


@pytest.mark.parametrize("revise", [False, True])
@pytest.mark.parametrize("names", list(permutations(QUARTERS)))
def test_quarters_add_up_one_after_the_other(run, written, names, revise):
    for name in names:
        run(written(name, QUARTERS[name]), revise=revise)

    [of_country] = figures.filter(place="US", company=None)
    assert (of_country.n, of_country.median) == (14, 200_500)
    assert (of_country.observed_from, of_country.as_of) == ("2024-11", "2025-02")
    assert not figures.corrected().exists()


@pytest.mark.django_db(transaction=True)
def test_two_quarters_that_are_brought_in_at_once_add_up(written):
    first, second = (written(name, rows) for name, rows in QUARTERS.items())

    together(lambda: call_command("import_lca", first), lambda: call_command("import_lca", second))

    assert figures.get(place="US", company=None).n == 14


def test_a_second_run_changes_nothing(run, written):
    paths = [written(name, rows) for name, rows in QUARTERS.items()]
    run(*paths)
    before = list(figures.order_by("pk").values())
    cases = list(FiledCase.objects.order_by("pk").values())
    for again in (paths, paths[:1], paths[::-1]):
        assert "0 new, 0 other than what is stored" in run(*again)
    assert list(figures.order_by("pk").values()) == before
    assert list(FiledCase.objects.order_by("pk").values()) == cases
    assert TrailEntry.objects.count() == 1


def filings_of_a_year():
    """Of several employers, places and months; each fourth is taken back, and each ninth is there
    again in another quarter."""
    rows = []
    for number in range(60):
        month = f"2025-0{1 + number % 6}"
        facts = {
            "employer_name": f"Firm {number % 4}, Inc.",
            "worksite_state": ("CA", "WA", "")[number % 3],
            "job_title": ("Product Manager", "Technical Product Manager")[number % 5 == 0],
        }
        rows.append(filing(number, 100_000 + 777 * number, f"{month}-11", **facts))
        if number % 4 == 0:
            again = {**facts, "case_status": "Certified - Withdrawn"}
            rows.append(filing(number, 100_000 + 777 * number, f"{month}-20", **again))
        if number % 9 == 0:
            rows.append(rows[-1])
    return rows


def in_parts(rows, count, turn):
    """The rows dealt to so many files, in another order each time."""
    turned = [*rows[turn:], *rows[:turn]]
    if turn % 2:
        turned.reverse()
    return [turned[start::count] for start in range(count)]


@pytest.mark.parametrize("count", [1, 2, 4, 7])
@pytest.mark.parametrize("turn", [0, 13, 40])
def test_the_same_rows_are_the_same_figures_in_whatever_files_and_runs(run, written, count, turn):
    rows = filings_of_a_year()
    run(written("all.csv", rows))
    expected = told()
    assert len(expected) > 5
    figures.all().delete()
    FiledCase.objects.all().delete()

    parts = in_parts(rows, count, turn)
    paths = [written(f"{number}.csv", part) for number, part in enumerate(parts)]
    if turn:
        for path in paths:
            run(path)
    else:
        run(*paths)

    assert told() == expected
    assert not figures.corrected().exists()


def test_a_case_that_is_withdrawn_later_is_out_whichever_file_comes_first(run, written):
    first = written("first.csv", QUARTERS["q1.csv"])
    later = written("later.csv", [withdrawn(0, "2025-03-01"), *QUARTERS["q2.csv"]])
    for paths in ([first, later], [later, first]):
        for path in paths:
            run(path)
        assert figures.get(place="US", company=None).n == 13
        figures.all().delete()
        FiledCase.objects.all().delete()


def test_a_file_of_withdrawals_alone_takes_cases_away_and_too_few_are_no_figure(run, written):
    run(written("q1.csv", QUARTERS["q1.csv"]))
    run(written("q2.csv", [withdrawn(0, "2025-03-01")]))
    assert figures.get(place="US", company=None).n == 5
    out = run(written("q3.csv", [withdrawn(1, "2025-05-01")]))
    assert "3 taken away, of which too few rows are left" in out
    assert not figures.exists()
    run(written("q4.csv", QUARTERS["q2.csv"]))
    assert figures.get(place="US", company=None).n == 12


@pytest.mark.parametrize("status", ["Withdrawn", "Certified - Withdrawn", "Invalidated"])
def test_a_file_of_withdrawals_alone_counts_before_the_file_of_its_cases_too(run, written, status):
    out = run(written("w.csv", [filing(0, 1, "2025-02-05", case_status=status)]))
    assert "kept for files that tell more of them: 1" in out
    run(written("q1.csv", QUARTERS["q1.csv"]))
    assert figures.get(place="US", company=None).n == 5


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"decided": "05.01.2025"}, "withdrawn, and on which day is not known: 05.01.2025"),
        ({"decided": ""}, "withdrawn, and on which day is not known\n"),
        ({"decided": "2025-01-05", "job_title": ""}, "withdrawn, without a title\n"),
    ],
)
def test_a_withdrawal_that_takes_no_case_back_is_told_as_that(run, written, facts, told):
    taken_back = filing(0, 1, **{"case_status": "Withdrawn"} | facts)
    out = run(written("q1.csv", [*QUARTERS["q1.csv"], taken_back]))
    assert f"1  not used: {told}" in out
    assert figures.get(place="US", company=None).n == 6


def test_a_case_withdrawn_in_the_next_fiscal_year_is_out_of_the_year_before(run, written):
    run(written("fy2025.csv", QUARTERS["q1.csv"]))
    later = [filing(90 + number, 150_000, "2025-10-10") for number in range(5)]
    run(written("fy2026.csv", [withdrawn(0, "2025-10-03"), *later]))
    by_year = {row.key.split("/")[1]: row.n for row in figures.filter(place="US", company=None)}
    assert by_year == {"2025": 5, "2026": 5}


def test_a_withdrawal_of_the_same_day_counts_in_whichever_order(run, written):
    certified = written("a.csv", QUARTERS["q1.csv"])
    taken_back = written("b.csv", [withdrawn(0, "2024-11-05"), *QUARTERS["q2.csv"]])
    run(taken_back)
    run(certified)
    assert figures.get(place="US", company=None).n == 13


def test_few_rows_at_first_are_kept_until_there_are_enough(run, written):
    rows = QUARTERS["q1.csv"]
    out = run(written("a.csv", rows[:3]))
    assert "3  not used: in a group of fewer than 5" in out
    assert not figures.exists()
    run(written("b.csv", rows[3:]))
    assert figures.get(place="US", company=None).n == 6


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"case_status": "Denied"}, "6 not certified, or withdrawn"),
        ({"case_status": "Certifed"}, "6 status not known: Certifed"),
        ({"wage_unit_of_pay": "Daily"}, "6 unit not known: Daily"),
        ({"decision_date": "soon"}, "6 date of decision not known: soon"),
        ({"job_title": "Baker"}, "6 title stands for none of our roles"),
        ({"worksite_state": "ZZ"}, "6 no such state: ZZ"),
    ],
)
def test_a_file_of_which_nothing_can_be_used_is_refused_with_the_reason(
    run, written, facts, reason
):
    path = written("bad.csv", [filing(number, 100_000, **facts) for number in range(6)])
    told = rf"^Nothing was stored\. bad\.csv: of 6 rows none can be used: {reason}\.$"
    with pytest.raises(CommandError, match=told):
        run(path)
    assert not FiledCase.objects.exists()
    assert not figures.exists()


def test_a_file_without_rows_is_refused(run, written):
    with pytest.raises(CommandError, match=r"empty\.csv has no rows"):
        run(written("empty.csv", [[""] * len(FACTS)] * 300))


def test_what_staff_withdrew_or_corrected_stays_when_more_is_known(run, written):
    run(written("q1.csv", QUARTERS["q1.csv"]))
    figures.get(place="US", company=None).withdraw("Wrong titles")
    figures.get(place="US-CA").replace_with(new_figure(role="product-manager"), "One was misread")
    before = list(figures.filter(company=None).order_by("pk").values())

    out = run(written("q2.csv", QUARTERS["q2.csv"]), revise=True)

    assert "2 corrected by staff and left alone" in out
    assert list(figures.filter(company=None).order_by("pk").values()) == before
    assert figures.get(company=Company.objects.get()).n == 14


def test_a_dry_run_keeps_no_cases(run, written):
    run(written("q1.csv", QUARTERS["q1.csv"]), dry_run=True)
    assert not FiledCase.objects.exists()


def test_figures_of_before_cases_were_kept_want_their_file_too(run, written):
    paths = [written(name, rows) for name, rows in QUARTERS.items()]
    run(paths[0])
    FiledCase.objects.all().delete()
    told = r"fiscal year 2025 stand that were made of q1\.csv\. Give that file .*, if it has case"
    with pytest.raises(CommandError, match=told):
        run(paths[1])
    assert not FiledCase.objects.exists()
    run(*paths)
    assert figures.get(place="US", company=None).n == 14
    assert not figures.corrected().exists()


def test_figures_of_before_cases_were_kept_are_corrected_when_told_to_revise(run, written):
    paths = [written(name, rows) for name, rows in QUARTERS.items()]
    run(paths[0])
    FiledCase.objects.all().delete()
    run(paths[1], revise=True)
    right = figures.get(place="US", company=None, corrected_at=None)
    assert (right.n, right.corrects.n) == (8, 6)


REDUCED = "EMPLOYER,JOBTITLE,WAGE,CITY,STATE\n" + "Acme,Product Manager,100000,Troy,MI\n" * 5


def test_rows_without_case_numbers_come_alone(run, written, tmp_path):
    path = tmp_path / "reduced.csv"
    path.write_text(REDUCED)
    with pytest.raises(CommandError, match=r"reduced\.csv has no case numbers: .* come alone"):
        run(path, written("q1.csv", QUARTERS["q1.csv"]), year=2025)


def test_rows_without_case_numbers_are_not_added_to_those_with(run, written, tmp_path):
    run(written("q1.csv", QUARTERS["q1.csv"]))
    path = tmp_path / "reduced.csv"
    path.write_text(REDUCED)
    with pytest.raises(CommandError, match="the fiscal year 2025 was read case by case"):
        run(path, year=2025)
    assert figures.get(place="US", company=None).n == 6


def test_a_figure_names_the_files_it_was_last_made_of(run, written):
    paths = [written(name, rows) for name, rows in QUARTERS.items()]
    run(*reversed(paths))
    figure = figures.get(place="US", company=None)
    assert (figure.file_name, len(figure.file_digest)) == ("q1.csv, q2.csv", 64)


def test_the_trail_tells_of_figures_that_were_brought_up_to_date(run, written):
    run(written("q1.csv", QUARTERS["q1.csv"]))
    run(written("q2.csv", QUARTERS["q2.csv"]))
    newest = TrailEntry.objects.order_by("pk").last()
    assert (newest.name, [(each.field, each.after) for each in newest.field_changes]) == (
        "q2.csv",
        [("updated", "3")],
    )


def test_a_role_that_is_there_no_more_takes_no_other_figures_along(run, written):
    run(written("q1.csv", QUARTERS["q1.csv"]))
    FiledCase.objects.update(role="gone")
    run(written("q2.csv", QUARTERS["q2.csv"]))
    assert figures.get(place="US", company=None).n == 8


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ({"amount": None}, "case counts or is left out. A case has an amount, or a reason"),
        ({"left_out": "part time"}, "case counts or is left out"),
        ({"amount": 0}, "case counts or is left out"),
        ({"year": "25"}, "year of case is one. A year has four digits."),
        ({"decided": "2025-13"}, "decided is a date as far as known. Write 2022"),
        ({"case": "I-1"}, "another import has stored the same meanwhile"),
    ],
)
def test_a_rule_of_cases_that_is_broken_is_named_as_what_it_is(broken, told):
    facts = {"year": "2025", "decided": "2024-11-05", "role": "product-manager", "amount": 1.5}
    FiledCase.objects.create(case="I-1", **facts)

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        FiledCase.objects.create(**{"case": "I-2", **facts, **broken})

    assert why(error.value).startswith(told)


def test_a_company_with_a_slug_of_its_own_is_found_by_its_name(run, written):
    Company.objects.create(name="Acme", slug="acme-of-before")
    run(written("q1.csv", QUARTERS["q1.csv"]))
    assert figures.get(company=Company.objects.get()).n == 6


def test_employers_are_shown_as_their_owners_write_them_and_told_apart(run, written):
    names = [
        "GP SAMPLES CORPORATION",
        "SAMPLES LLC",
        "MILLER'S BAKERY, INC.",
        "百度",
        "ÉCOLE & CO.",
    ]
    rows = [
        filing(f"{at}-{number}", 100_000 + number, employer_name=name)
        for at, name in enumerate(names)
        for number in range(5)
    ]
    run(written("q1.csv", rows))
    shown = set(Company.objects.values_list("name", flat=True))
    assert shown == {"GP Samples", "Samples", "Miller's Bakery", "百度", "École & Co."}
    assert all(Company.objects.values_list("slug", flat=True))


TEXTS = ["\u202e", '"', "=", '=""', "'", "ß" * 300, "NaN", "-", "1e400", "9" * 400, "—", "0" * 60]


def odd_filings(column, texts):
    return [filing(90 + at, 100_000, **{column.lower(): text}) for at, text in enumerate(texts)]


@pytest.mark.parametrize("column", FACTS)
def test_no_text_in_any_cell_is_a_traceback(run, written, column):
    run(written("odd.csv", [*QUARTERS["q1.csv"], *odd_filings(column, TEXTS)]))
    assert figures.get(place="US", company=None).n >= 6


@pytest.mark.parametrize("column", FACTS)
def test_no_sign_in_a_cell_of_a_sheet_is_a_traceback(run, workbook, column):
    odd = odd_filings(column, ["_x0000_", "A_x0000_B", "_x001B_[2J", "_xD800_", "A_x000D__x000A_B"])
    file = workbook(list(FACTS), *QUARTERS["q1.csv"], *odd)
    run(file.path)
    assert figures.get(place="US", company=None).n >= 6
