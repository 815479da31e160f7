import itertools

import pytest
from django.core.management import CommandError, call_command

from roles.importers.oews import PERCENTILES
from roles.models import Place, SalaryFigure, Source
from tests.factories import make_role, publish
from tests.roles.importers.test_oews import PLACED, SOFTWARE, row

pytestmark = pytest.mark.django_db
figures = SalaryFigure.objects
STATE = {"AREA_TYPE": "2", "AREA": "06", "AREA_TITLE": "California", "PRIM_STATE": "CA"}
METRO = {"AREA_TYPE": "4", "AREA": "0041860", "AREA_TITLE": "San Francisco-Oakland, CA"}


@pytest.fixture
def write(tmp_path):
    """The path of a file of these lines."""

    def file(name, *lines):
        path = tmp_path / name
        path.write_text("\n".join([PLACED, *lines]), encoding="utf-8")
        return path

    return file


@pytest.fixture
def files(write):
    return [
        write("national_M2025_dl.csv", row()),
        write("state_M2025_dl.csv", row(**STATE)),
        write("MSA_M2025_dl.csv", row(**METRO)),
        write("natsector_M2025_dl.csv", row(**SOFTWARE)),
    ]


def told():
    return sorted(figures.values_list("place__code", "industry", "file_name"))


@pytest.fixture
def run(capsys):
    def command(*paths, **options):
        call_command("import_oews", *paths, **options)
        return capsys.readouterr().out

    return command


def test_files_of_every_kind_are_brought_in_together(run, files):
    account = run(*files)
    assert account.count("Figures: 1 new") == 4
    assert told() == [
        ("US", "", "national_M2025_dl.csv"),
        ("US", "Software Publishers (513200)", "natsector_M2025_dl.csv"),
        ("US-41860", "", "MSA_M2025_dl.csv"),
        ("US-CA", "", "state_M2025_dl.csv"),
    ]
    place = Place.objects.get(code="US-41860")
    assert (place.name, place.parent.code) == ("San Francisco-Oakland, CA", "US")
    assert Source.objects.get().name == "Occupational Employment and Wage Statistics, May 2025"


def test_one_after_the_other_in_any_order_they_come_to_the_same(run, files):
    run(*files)
    together = told()
    figures.all().delete()
    for file in reversed(files):
        run(file)
    assert told() == together
    assert run(*files).count("1 unchanged") == 4


@pytest.mark.parametrize("order", list(itertools.permutations(range(3), 2)))
def test_where_one_is_refused_none_is_stored(order, run, files, write):
    files = [write("M2025.csv", "x"), files[1], write("M2024.csv", row(A_PCT90="1e5"))]
    with pytest.raises(CommandError, match=r"^Nothing was stored\."):
        run(*(files[at] for at in order))
    assert not figures.exists()


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([], " has no rows"),
        ([row(OCC_CODE="11-9199")] * 2, ": of 2 rows none can be used: 2 other occupations"),
        (
            [row(**dict.fromkeys(PERCENTILES.values(), "*"))],
            ": of 1 rows none can be used: 1 no percentile released",
        ),
    ],
)
def test_a_file_of_which_nothing_can_be_used_is_refused_with_the_reason(lines, why, run, write):
    with pytest.raises(CommandError, match=rf"^Nothing was stored\. M2025\.csv{why}\.$"):
        run(write("M2025.csv", *lines))


def test_each_file_has_its_year(run, write):
    run(write("M2024.csv", row()), write("M2025.csv", row()))
    assert set(figures.values_list("as_of", "source__slug")) == {
        ("2024-05", "bls-oews-2024"),
        ("2025-05", "bls-oews-2025"),
    }
    assert figures.latest().get().as_of == "2025-05"


def test_a_newer_year_of_the_country_supersedes_no_industry_or_state(run, files, write):
    run(*files)
    run(write("M2026.csv", row()))
    assert figures.latest().count() == 4


def test_an_occupation_says_whose_neighbour_it_is_and_why(run, files):
    publish(make_role(slug="project-manager"))
    run(*files)
    assert figures.first().why_neighbour.startswith("Our reading: ")


def test_a_dry_run_of_several_files_stores_nothing(run, files):
    assert "nothing was stored" in run(*files, dry_run=True)
    assert not figures.exists()
