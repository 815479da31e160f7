import pytest
from django.core.management import CommandError, call_command

from roles.models import Company, SalaryFigure, Source
from tests.factories import make_role, make_source, publish
from tests.roles.importers.test_adverts import ROW, five, line
from tests.roles.importers.test_postings import HEADER, ranges

pytestmark = pytest.mark.django_db
figures = SalaryFigure.objects


@pytest.fixture(autouse=True)
def _published_roles():
    for slug in ("product-manager", "technical-program-manager"):
        publish(make_role(slug=slug))


@pytest.fixture
def run(tmp_path, capsys):
    """What the command tells of a file of these rows; the name of the file never matters."""

    def command(*rows, **options):
        rows = [ROW | row for row in rows]
        columns = {name: "" for row in rows for name in row}
        path = tmp_path / "adverts.csv"
        lines = [",".join(columns), *(line(columns | row) for row in rows)]
        path.write_text("\n".join(lines), encoding="utf-8")
        call_command("import_postings", path, **options)
        return capsys.readouterr().out

    return command


def test_a_figure_of_adverts_says_what_it_rests_on(run):
    run(*five(), *five(), five()[0] | {"low": "0"}, leaning="Mostly in dear places.")
    figure = figures.get()
    assert (figure.component, figure.basis, figure.period) == ("base", "posted", "year")
    assert (figure.n, figure.employers, figure.balanced_median) == (10, 5, 190_000)
    assert (figure.p10, figure.p90, figure.as_of) == (190_000, 190_000, "2025-10")
    assert figure.leaning == "Mostly in dear places"
    assert "low end at zero or below (1)" in figure.selection
    assert figure.qualifier == "middle of the advertised ranges"
    source = Source.objects.get(slug="posted-pay-ranges")
    assert (figure.source, source.name) == (source, "Pay ranges printed in adverts")


def test_every_row_is_accounted_for(run):
    rows = [*five(level="senior"), {"level": "staff"}, {"country": "Remote"}]
    told = run(*rows)
    assert "7 rows, 6 used." in told
    assert "1  not used: no country that is known: Remote" in told
    assert "1 of the level Staff, fewer than 5" in told
    assert "Figures: 2 new" in told


def test_the_same_file_again_changes_nothing(run):
    rows = [*five(level="senior"), *five(level="lead")]
    run(*rows, years=[2025])
    assert "Figures: 0 new, 0 other" in run(*rows, years=[2025])
    assert figures.count() == 3


@pytest.mark.parametrize("level", ["", "senior"])
@pytest.mark.parametrize(
    ("years", "again"),
    [([2025, 2026], []), ([], [2025, 2026]), ([2025], [2025, 2026]), ([2025, 2026], [2026])],
)
def test_other_years_that_would_tell_the_same_adverts_again_are_refused(years, again, level, run):
    rows = five(level=level) + five(level=level, as_of="2026-03-01")
    run(*rows, years=years)
    before = sorted(figures.values_list("key", "n"))
    with pytest.raises(CommandError, match=r"^Nothing was stored\. adverts/\S+ would tell again"):
        run(*rows, years=again)
    assert sorted(figures.values_list("key", "n")) == before


def test_years_without_an_advert_in_common_stand_beside_each_other(run):
    rows = [*five(as_of="2025-11"), *five(as_of="2026-03")]
    run(*rows, years=[2025])
    assert "Figures: 1 new" in run(*rows, years=[2026])
    assert figures.latest().get().as_of == "2026-03"


def test_a_table_that_has_grown_adds_to_its_figure_without_a_correction(run):
    run(*five(), years=[2025, 2026])
    before = figures.get()
    told = run(*five(), *five(as_of="2026-03"), years=[2025, 2026])
    assert "1 brought up to date" in told
    after = figures.get()
    assert (after.pk, after.key, after.corrects) == (before.pk, before.key, None)
    assert (after.n, after.observed_from, after.as_of) == (10, "2025-10", "2026-03")


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(five(low="190000"), id="as many, and other"),
        pytest.param(five(as_of="2026-03") + five(as_of="2026-03"), id="begins later"),
        pytest.param([{"employer": name} for name in "abbbbbb"], id="lacks employers"),
    ],
)
def test_a_table_that_has_lost_rows_corrects_its_figure_only_when_told_to(rows, run):
    run(*five(), years=[2025, 2026])
    assert "1 other than what is stored" in run(*rows, years=[2025, 2026])
    run(*rows, years=[2025, 2026], revise=True)
    assert figures.published().get().n == len(rows)
    assert figures.get(corrected_at=None).corrects.n == 5


def test_a_file_of_aijobs_that_has_grown_adds_to_its_figure(tmp_path):
    for count in (5, 7):
        path = tmp_path / "aijobs.csv"
        path.write_text("\n".join([HEADER, *ranges(count)]))
        call_command("import_postings", path)
    assert figures.get().n == 7


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        ("MIT", "", "rests on adverts under the licence mit, and these are under any licence"),
        ("", "MIT", "rests on adverts under any licence, and these are under the licence mit"),
    ],
)
def test_adverts_chosen_by_another_licence_are_refused_whole(first, then, told, run):
    # With a figure that stands and one that does not yet.
    rows = [*five(licence="MIT"), {"licence": ""}, *five(licence="MIT", country="CA")]
    run(*rows[:6], licence=first)
    with pytest.raises(CommandError, match=rf"^Nothing was stored\. adverts/all/\S+ {told}"):
        run(*rows, licence=then)
    assert figures.count() == 1


def test_one_licence_in_other_letters_is_the_same(run):
    rows = five(licence="MIT")
    run(*rows, licence="MIT", years=[2025])
    assert "1 unchanged" in run(*rows, licence="mit", years=[2025])


def test_another_licence_corrects_the_figure_when_told_to(run):
    rows = [*five(licence="MIT"), *five(licence="")[:4]]
    run(*rows, licence="")
    run(*rows, licence="MIT", revise=True)
    assert figures.published().get().n == 5


def test_what_one_employer_alone_has_posted_is_its_own_figure(run):
    run(*five(employer="Uber"))
    assert figures.get().company == Company.objects.get(slug="uber")


def test_another_source_may_be_named(run):
    make_source(slug="our-collection")
    run(*five(), source="our-collection")
    assert (figures.get().source.slug, figures.get().data_set) == ("our-collection", "adverts")


@pytest.mark.parametrize(("option", "value"), [("years", [2025]), ("licence", "MIT")])
def test_what_only_one_row_a_range_has_is_refused_of_another_layout(option, value, tmp_path):
    path = tmp_path / "aijobs.csv"
    path.write_text("\n".join([HEADER, *ranges(5)]))
    told = rf"^Nothing was stored\. --{option} is for files of another layout than aijobs\.csv\.$"
    with pytest.raises(CommandError, match=told):
        call_command("import_postings", path, **{option: value})


def test_what_only_aijobs_has_is_refused_of_another_layout(run):
    with pytest.raises(CommandError, match="--since is for files of another layout"):
        run(*five(), since=["2024", "2025-01"])


def test_what_is_known_of_aijobs_goes_with_its_figures(tmp_path):
    path = tmp_path / "aijobs.csv"
    path.write_text("\n".join([HEADER, *ranges(5)]))
    call_command("import_postings", path, leaning="mostly data and machine learning")
    assert figures.get().leaning == "mostly data and machine learning; 5 of 5 senior"


@pytest.mark.parametrize("options", [{"leaning": "x" * 201}, {"licence": "x" * 301}])
def test_words_that_a_figure_has_no_room_for_are_refused_in_one_line(options, run):
    rows = five(licence=options.get("licence", ""))
    with pytest.raises(CommandError, match=r"^Nothing was stored\. adverts/.* at most \d+ char.*$"):
        run(*rows, **options)


def test_a_file_of_neither_layout_is_refused_as_that(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("role,company,min,max\n")
    told = r"^Nothing was stored\. other\.csv is of neither layout: .*low or high.*\.$"
    with pytest.raises(CommandError, match=told):
        call_command("import_postings", path)


@pytest.mark.parametrize(
    ("header", "told"), [("low,title", "employer"), ("job_title,salary", "work_year")]
)
def test_what_a_layout_lacks_is_named(header, told, tmp_path):
    path = tmp_path / "short.csv"
    path.write_text(f"{header}\n")
    with pytest.raises(CommandError, match=rf"short\.csv has no column of .*{told}"):
        call_command("import_postings", path)
