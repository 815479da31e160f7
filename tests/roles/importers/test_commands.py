import builtins
import shutil
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from roles import publishing
from roles.importers.command import why
from roles.models import Company, ExchangeRate, Place, SalaryFigure, Source, TrailEntry
from tests.factories import (
    make_rate,
    make_role,
    make_salary_figure,
    make_source,
    new_figure,
    publish,
)
from tests.roles.importers.test_postings import HEADER, ranges

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parent / "data"
LCA = DATA / "lca_fy2013q3.csv"
figures = SalaryFigure.objects


@pytest.fixture(autouse=True)
def _published_roles():
    for slug in ("product-manager", "technical-product-manager", "project-manager"):
        publish(make_role(slug=slug))


@pytest.fixture
def run(capsys):
    def command(name, file, **options):
        call_command(name, file, **options)
        return capsys.readouterr().out

    return command


def stored():
    return sorted(figures.values_list("pk", "key", "median", "n", "corrected_at"))


def test_an_import_stores_figures_with_their_source_and_file(run):
    run("import_lca", LCA, year=2013)
    figure = figures.get(role__slug="technical-product-manager")
    assert (figure.median, figure.n, figure.as_of, figure.basis) == (115_000, 7, "2013-09", "filed")
    assert figure.source.publisher.startswith("US Department of Labor")
    assert (figure.file_name, len(figure.file_digest)) == ("lca_fy2013q3.csv", 64)


def test_an_import_makes_the_places_and_companies_it_needs(run):
    run("import_lca", LCA, year=2013)
    assert Place.objects.get(code="US").name == "United States"
    assert figures.get(company=Company.objects.get(slug="syntel")).n == 6


def test_an_import_accounts_for_every_row(run):
    told = run("import_lca", LCA, year=2013)
    assert "27 rows, 13 used." in told
    assert "3  not used: the same job under a second name of its employer" in told
    assert "IT PROJECT MANAGER" in told
    assert "Figures: 3 new" in told


def write_lca(path, *employers):
    """A file of five filings of each employer."""
    header, line = "EMPLOYER,JOBTITLE,WAGE,CITY,STATE", "{},PRODUCT MANAGER,{},AUSTIN,TX"
    rows = [
        line.format(employer, 100_000 + number) for employer in employers for number in range(5)
    ]
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    return path


def test_spellings_of_one_employer_are_one_company(run, tmp_path):
    run(
        "import_lca", write_lca(tmp_path / "lca.csv", "Nestlé", "NESTLE", "百度", "腾讯"), year=2013
    )

    assert set(Company.objects.values_list("name", flat=True)) == {"Nestlé", "百度", "腾讯"}
    assert figures.get(company__name="Nestlé").n == 10


def test_another_spelling_in_another_file_is_the_same_company(run, tmp_path):
    run("import_lca", write_lca(tmp_path / "lca.csv", "NESTLE"), year=2013)
    run("import_lca", write_lca(tmp_path / "lca.csv", "Nestlé"), year=2014)

    assert figures.filter(company=Company.objects.get()).count() == 2


def test_employers_whose_names_begin_alike_are_two(run, tmp_path):
    names = ["Very " * 18 + end for end in ("Good", "Bad")]

    run("import_lca", write_lca(tmp_path / "lca.csv", *names), year=2013)

    assert Company.objects.count() == 2


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ({"point": -1}, "amounts are positive. Every amount is above zero"),
        ({"as_of": "2025-13"}, "as of is a date as far as known. Write 2022"),
        ({"currency": "XTS"}, "currency is known. This currency is not known."),
        ({"key": "taken"}, "another import has stored the same meanwhile"),
    ],
)
def test_a_rule_that_is_broken_is_named_as_what_it_is(broken, told):
    make_salary_figure(key="taken")

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        make_salary_figure(**broken)

    assert why(error.value).startswith(told)


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ({"per_euro": 0}, "rate is believable. A euro buys from 0.1"),
        ({"per_euro": 10**8}, "rate is believable. A euro buys from 0.1"),
        ({"currency": "EUR"}, "rate is of a known currency. The euro has no rate of its own."),
        ({}, "another import has stored the same meanwhile"),
    ],
)
def test_a_rule_of_rates_that_is_broken_is_named_as_what_it_is(broken, told):
    make_rate()

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        make_rate(**broken)

    assert why(error.value).startswith(told)


def test_a_place_that_is_broken_is_named_as_what_it_is():
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        Place.objects.create(code="US-CA", name="California")

    assert why(error.value).startswith("regions lie in a country. A region has a country")


def test_a_column_without_a_value_is_not_what_another_import_has_stored():
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        make_salary_figure(note=None)

    assert "meanwhile" not in why(error.value)
    assert "note" in why(error.value)


def test_a_dry_run_says_what_would_change_and_stores_nothing(run):
    told = run("import_lca", LCA, year=2013, dry_run=True)
    assert "3 new" in told
    assert "nothing was stored" in told
    assert not figures.exists()
    assert not Source.objects.filter(slug="us-lca-disclosure").exists()


def test_running_twice_changes_nothing(run):
    run("import_lca", LCA, year=2013)
    before = stored()
    assert "0 new" in run("import_lca", LCA, year=2013)
    assert stored() == before


def test_a_corrected_figure_survives_another_import(run):
    run("import_lca", LCA, year=2013)
    wrong = figures.get(role__slug="technical-product-manager")
    wrong.replace_with(new_figure(role="technical-product-manager"), "One row was misread")
    before = stored()
    assert "1 corrected by staff and left alone" in run("import_lca", LCA, year=2013, revise=True)
    assert stored() == before


def test_a_withdrawn_figure_stays_withdrawn(run):
    run("import_lca", LCA, year=2013)
    figures.get(role__slug="technical-product-manager").withdraw("Too few rows")
    run("import_lca", LCA, year=2013)
    assert not figures.published().for_role("technical-product-manager").exists()


def test_another_file_of_the_same_year_is_left_alone_unless_told_to_revise(run, tmp_path):
    run("import_lca", LCA, year=2013)
    other = tmp_path / "other.csv"
    other.write_text(LCA.read_text().replace("136080", "900000"))
    assert "1 other than what is stored" in run("import_lca", other, year=2013)
    assert figures.published().get(role__slug="technical-product-manager").p75 == 128_040
    run("import_lca", other, year=2013, revise=True)
    [old] = figures.corrected()
    assert (old.p75, old.correction_reason) == (128_040, "Read again from other.csv.")
    assert old.correction.p90 == 522_180


def test_a_newer_year_supersedes_an_older(run):
    run("import_lca", LCA, year=2013)
    run("import_lca", LCA, year=2014)
    shown = figures.published().latest().for_role("technical-product-manager")
    assert shown.get().as_of == "2014-09"


def test_years_of_one_data_set_are_one_series_whatever_their_source(run, tmp_path):
    run("import_oews", DATA / "oews_national_M2024.csv")
    path = shutil.copy(DATA / "oews_national_M2024.csv", tmp_path / "national.csv")
    run("import_oews", path, year=2025, cap="239200")
    assert set(figures.latest().values_list("source__slug", flat=True)) == {"bls-oews-2025"}


@pytest.mark.parametrize("name", ["lca_2016_prevailing_only.csv", "aijobs.csv", "missing.csv"])
def test_a_file_of_another_kind_changes_nothing(run, name):
    with pytest.raises(CommandError, match="Nothing was stored"):
        run("import_lca", DATA / name)
    assert not figures.exists()


def test_a_refused_import_is_logged_without_what_the_file_holds(run, tmp_path, caplog):
    broken = tmp_path / "hunter2.csv"
    broken.write_text("hunter2\n")

    with pytest.raises(CommandError):
        run("import_lca", broken)

    lines = [r.getMessage() for r in caplog.records if r.name == "careerguide.security"]
    assert lines == ["refused import import_lca"]


def test_a_file_that_breaks_off_changes_nothing(run, tmp_path):
    broken = tmp_path / "broken.csv"
    broken.write_text(LCA.read_text() + '"ACME,PRODUCT MANAGER,1')
    with pytest.raises(CommandError, match=r"broken\.csv"):
        run("import_lca", broken, year=2013)
    assert not figures.exists()


def test_occupations_are_never_one_of_the_three_roles(run):
    run("import_oews", DATA / "oews_national_M2024.csv")
    told = set(figures.values_list("role__slug", "occupation"))
    assert told == {
        (None, "Marketing Managers (11-2021)"),
        (None, "Computer and Information Systems Managers (11-3021)"),
        ("project-manager", "Project Management Specialists (13-1082)"),
    }
    assert figures.get(occupation__startswith="Marketing").capped_at == 239_200


OEWS_COLUMNS = "AREA_TYPE,OCC_CODE,OCC_TITLE,O_GROUP,TOT_EMP"
PERCENTILES = "A_PCT10,A_PCT25,A_MEDIAN,A_PCT75,A_PCT90"


def write_oews(folder, *rows):
    """A file of May 2024 with rows of the whole country."""
    path = folder / "M2024.csv"
    lines = [f"{OEWS_COLUMNS},{PERCENTILES}", *(f"1,{row}" for row in rows)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("11-2021,M,detailed,9,1,2,3,4,999999999999999", "90th percentile: .* 14 digits in total"),
        ("11-2021,M,detailed,9,1,2,3,4,5.001", "90th percentile: .* 2 decimal places"),
        (f"11-2021,{'M' * 150},detailed,9,1,2,3,4,5", "occupation: .* at most 150 characters"),
    ],
)
def test_what_a_field_of_a_figure_refuses_is_refused_in_one_line(run, tmp_path, row, fault):
    file = write_oews(tmp_path, "13-1082,P,detailed,9,1,2,3,4,5", row)

    with pytest.raises(
        CommandError, match=rf"^Nothing was stored\. oews/2024-05/m.*: {fault}.*\.$"
    ):
        run("import_oews", file)

    assert not figures.exists()
    assert not Source.objects.filter(slug="bls-oews-2024").exists()


def test_a_sign_that_no_form_takes_is_refused(run, workbook):
    cells = ["1", "13-1082", "P_x0000_", "detailed", *"912345"]
    file = workbook([*OEWS_COLUMNS.split(","), *PERCENTILES.split(",")], cells, name="M2024.xlsx")
    with pytest.raises(CommandError, match=r"occupation: Null characters are not allowed\.$"):
        run("import_oews", file.path)


def test_a_name_of_a_file_that_its_column_has_no_room_for_is_refused(run, tmp_path):
    file = write_oews(tmp_path, "13-1082,P,detailed,9,1,2,3,4,5")
    with pytest.raises(CommandError, match=r"file name: .* at most 200 characters"):
        run("import_oews", file.rename(tmp_path / f"M2024{'a' * 200}.csv"))
    assert not figures.exists()


def test_rows_without_case_numbers_of_which_none_can_be_used_are_refused(run, tmp_path):
    path = write_lca(tmp_path / "lca.csv", "Acme")
    path.write_text(path.read_text().replace("PRODUCT MANAGER", "BAKER"))
    told = r"^Nothing was stored\. lca\.csv: of 5 rows none can be used: 5 title stands for none"
    with pytest.raises(CommandError, match=told):
        run("import_lca", path, year=2024)
    assert not Source.objects.filter(slug="us-lca-disclosure").exists()


def test_a_file_of_other_occupations_alone_is_refused(run, tmp_path):
    path = write_oews(tmp_path, "11-9999,M,detailed,9,1,2,3,4,5")
    told = r"^Nothing was stored\. M2024\.csv: of 1 rows none can be used: 1 other occupations\.$"
    with pytest.raises(CommandError, match=told):
        run("import_oews", path)


def test_a_row_that_stands_there_again_is_taken_once(run, tmp_path):
    row = "13-1082,P,detailed,9,1,2,3,4,5"
    assert "Figures: 1 new" in run("import_oews", write_oews(tmp_path, row, row))


def test_two_rows_of_one_occupation_are_refused(run, tmp_path):
    rows = ["13-1082,P,detailed,9,1,2,3,4,5", "13-1082,P,detailed,9,1,2,3,4,6"]
    told = r"^Nothing was stored\. oews/2024-05/project-manager/US/USD stands there twice"
    with pytest.raises(CommandError, match=told):
        run("import_oews", write_oews(tmp_path, *rows))


def test_postings_are_stored_as_posted_base_pay(run):
    run("import_postings", DATA / "aijobs.csv", since=["2024", "2025-01"])
    figure = figures.get()
    assert (figure.component, figure.basis, figure.n) == ("base", "posted", 7)
    assert figure.source.slug == "aijobs-net-salaries"


def test_a_figure_that_tells_the_same_adverts_again_is_refused(run, tmp_path):
    path = tmp_path / "adverts.csv"
    path.write_text("\n".join([HEADER, *ranges(5), *ranges(6, year=2025)]))
    run("import_postings", path, since=["2024", "2025-01"])
    stored = figures.get()
    assert (stored.n, stored.observed_from, stored.as_of) == (11, "2024", "2025-01")
    told = r"^Nothing was stored\. aijobs/2024/\S+ would tell again what aijobs/2025-01/product"
    with pytest.raises(CommandError, match=told):
        run("import_postings", path)
    assert figures.get() == stored
    # What was found wrong is told no more.
    stored.withdraw("It was nothing")
    run("import_postings", path)
    assert sorted(figures.published().values_list("n", flat=True)) == [5, 6]


def test_a_date_that_was_wrong_is_corrected_by_reading_the_file_again(run):
    run("import_postings", DATA / "aijobs.csv", since=["2024", "2025-01"])
    figures.update(observed_from="", as_of="2025-02")
    run("import_postings", DATA / "aijobs.csv", since=["2024", "2025-01"])
    assert figures.get().as_of == "2025-02"
    run("import_postings", DATA / "aijobs.csv", since=["2024", "2025-01"], revise=True)
    assert figures.get(corrected_at=None).corrects.as_of == "2025-02"


@pytest.mark.parametrize(
    ("command", "file", "options"),
    [
        ("import_postings", "aijobs.csv", ["--since", "2024", "2025-13"]),
        ("import_postings", "aijobs.csv", ["--since", "abc", "2025-01"]),
        ("import_postings", "aijobs.csv", ["--since", "2024", ""]),
        ("import_lca", "lca_fy2013q3.csv", ["--year", "20133"]),
        ("import_oews", "oews_national_M2024.csv", ["--year", "20133"]),
    ],
)
def test_a_date_that_is_none_is_refused_in_one_line(command, file, options):
    with pytest.raises(CommandError, match=r"^Nothing was stored\. .* is no .*[^.]\.$"):
        call_command(command, DATA / file, *options)
    assert not figures.exists()


@pytest.mark.parametrize("cap", ["abc", "sNaN", "-1", "1e30"])
def test_a_cap_that_is_none_is_refused_in_one_line(cap):
    told = rf"^Nothing was stored\. {cap} is no number above zero\.$"
    with pytest.raises(CommandError, match=told):
        call_command("import_oews", DATA / "oews_national_M2024.csv", f"--cap={cap}")


@pytest.fixture
def read_only():
    """The database refuses to be written, as one does whose disk is full."""
    is_sqlite = connection.vendor == "sqlite"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "PRAGMA query_only = ON" if is_sqlite else "SET LOCAL transaction_read_only = on"
        )
        yield
        if is_sqlite:
            cursor.execute("PRAGMA query_only = OFF")
        # Of PostgreSQL it ends with the savepoint.
        transaction.set_rollback(True)


def test_a_database_that_cannot_be_written_is_told_in_one_line(run, read_only):
    with pytest.raises(CommandError, match=r"^Nothing was stored\. The database: [^\n]*\.$"):
        run("import_oews", DATA / "oews_national_M2024.csv")


def test_rates_are_kept_for_the_days_of_figures_alone(run):
    make_salary_figure(as_of="2024-05")
    run("import_rates", DATA / "eurofxref.csv")
    assert {str(rate.day) for rate in ExchangeRate.objects.all()} == {"2024-05-31"}
    assert "0 new rates" in run("import_rates", DATA / "eurofxref.csv")


@pytest.mark.parametrize(
    ("rate", "fault"),
    [("0.0000001", "6 decimal places"), ("9999999999999999", "12 digits before")],
)
def test_a_rate_that_its_field_refuses_is_refused_in_one_line(run, tmp_path, rate, fault):
    make_salary_figure(as_of="2024-05")
    file = tmp_path / "rates.csv"
    file.write_text(f"Date,USD,JPY\n2024-05-31,1.1,{rate}")

    with pytest.raises(CommandError, match=rf"^Nothing was stored\. .* JPY, 2024-05-31: .*{fault}"):
        run("import_rates", file)

    assert not ExchangeRate.objects.exists()


def test_a_file_whose_last_line_has_no_end_is_told(run, tmp_path):
    make_salary_figure(as_of="2024-05")
    file = tmp_path / "rates.csv"
    file.write_text("Date,USD\n2024-05-31,1.1")

    assert "rates.csv: the last line has no end. Is the file cut" in run("import_rates", file)
    file.write_text("Date,USD\n2024-05-31,1.1\n")
    assert "no end" not in run("import_rates", file)


def test_a_rate_that_stands_otherwise_is_left_alone(run):
    make_salary_figure(as_of="2024-05")
    run("import_rates", DATA / "eurofxref.csv")
    ExchangeRate.objects.filter(currency="USD").update(per_euro=2)
    assert "1 of them other in the file" in run("import_rates", DATA / "eurofxref.csv")
    assert ExchangeRate.objects.get(currency="USD").per_euro == 2


def test_another_source_may_be_named(run):
    make_source(slug="our-copy")
    run("import_lca", LCA, year=2013, source="our-copy")
    assert set(figures.values_list("source__slug", flat=True)) == {"our-copy"}
    with pytest.raises(CommandError, match="no source nowhere"):
        run("import_lca", LCA, year=2013, source="nowhere")


def test_without_the_packages_to_read_with_it_says_what_to_install(run, monkeypatch):
    known = builtins.__import__
    for name in ("tables", "lca", "aggregates", "matching"):
        monkeypatch.delitem(sys.modules, f"roles.importers.{name}", raising=False)

    def without_polars(name, *args, **kwargs):
        if name == "polars":
            raise ModuleNotFoundError("No module named 'polars'", name="polars")
        return known(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without_polars)
    with pytest.raises(CommandError, match=r"requirements-data\.txt"):
        run("import_lca", LCA, year=2013)


def test_without_a_published_role_nothing_is_mapped(run):
    for slug in ("product-manager", "technical-product-manager", "project-manager"):
        publishing.withdraw("role", slug)
    with pytest.raises(CommandError, match="No role is published"):
        run("import_lca", LCA, year=2013)


def test_an_import_is_one_entry_of_the_trail_and_one_that_stores_nothing_none(run):
    run("import_lca", LCA, year=2013, dry_run=True)
    assert not TrailEntry.objects.exists()
    for _ in range(2):
        run("import_lca", LCA, year=2013)
    entry = TrailEntry.objects.get()
    assert (entry.by_name, entry.deed, entry.name) == ("import_lca", "loaded", LCA.name)
    assert [(each.field, each.after) for each in entry.field_changes] == [
        ("new", str(figures.count()))
    ]
