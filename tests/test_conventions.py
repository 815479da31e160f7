import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parent.parent
APPS = ["accounts", "quiz", "roles"]
PURE = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mypy"]["files"]
ABSENT = {"utils", "helpers", "common", "core", "services", "selectors"}
ABSENT |= {"managers", "constants", "signals", "partials"}
INLINE = re.compile(
    r"<style\b|\sstyle=|\son\w+=|hx-on|javascript:|<script(?![^>]*\bsrc=)[^>]*>", re.I
)
# What a script element may hold that is not run.
DATA = re.compile(r'<script type="application/(?:ld\+)?json"[^>]*>')
# Packages that load Django when they are imported.
WITH_DJANGO = {
    "allauth",
    "csp",
    "django",
    "django_filters",
    "django_htmx",
    "environ",
    "template_partials",
}
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|farm|home/\w+|tmp/[a-z]+)/")


# From the ground up; each is a regular expression of the names of modules, PURE the typed ones.
FLOORS = [
    # What can be thought through without a database, and what it is told of addresses and turns.
    r"PURE|\w+\.apps|roles\.(addresses|caching|turns)|careerguide\.(static_files|templates)",
    # Rows.
    r"\w+\.models(\.\w+)?|careerguide\.(outages|caches|ready)|roles\.whole_migration",
    # What writes rows, or puts them together for more than one page.
    r"roles\.(publishing|dangling|indexing|routes|filters|amount_form|figure_rows|pay_choices|forms)"
    r"|roles\.(decoding|starter_pay|staff_site|importers\.(checking|command|filing|merging))"
    r"|roles\.social\.making"
    r"|quiz\.(access|attempt_records|background|check_runs|draft_reading|draft_writing|forms"
    r"|invitations|planning|publishing|rounds|steps|taking)"
    r"|accounts\.(adapter|deletion|devices|download|forms|passwords|reports|session_store|sign_ins"
    r"|tidying)",
    # What templates ask, pages, and those of staff, which show the readers' pages as previews.
    r"\w+\.templatetags\.(?!worklist)\w+",
    r"\w+\.(views|sitemap)(\.\w+)*|careerguide\.(middleware|page_cache)"
    r"|accounts\.(codes|doors|factors|factor_forms|middleware|proof|refilling|sessions|unsaved)",
    r"\w+\.admin(\.\w+)*|roles\.templatetags\.worklist",
    # What leads to them, and what nothing leads to.
    r"\w+\.urls",
    r"\w+\.management\.\w+(\.\w+)*|careerguide\.(settings|wsgi|formats\.en\.formats)",
]
FUNCTION = ast.FunctionDef | ast.AsyncFunctionDef
IMPORT = ast.Import | ast.ImportFrom
LONGEST_FUNCTION, LONGEST_MODULE = 30, 400
# A noun may be one thing in its published form and the row of it that staff write.
TWINS = [
    {"roles/content.py", "roles/models"},
    {"roles/advert_content.py", "roles/models"},
    {"roles/statement.py", "roles/models"},
    {"quiz/definition.py", "quiz/models"},
]


@cache
def tracked(*patterns):
    found = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = [ROOT / name for name in found.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


@cache
def modules():
    """The path of each module of ours by its name, without migrations."""
    paths = [path for app in [*APPS, "careerguide"] for path in tracked(f"{app}/*.py")]
    names = {path: path.relative_to(ROOT).with_suffix("").as_posix() for path in paths}
    return {
        name.replace("/", ".").removesuffix(".__init__"): path
        for path, name in names.items()
        if "migrations" not in path.parts
    }


@cache
def tree(path):
    return ast.parse(path.read_text())


def imported(path):
    """The names of what a module imports: modules, and what may be a module or stand in one."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def arrows():
    """For each module of ours those of ours that it imports."""
    ours = modules()
    return {
        name: {
            each if each in ours else each.rpartition(".")[0]
            for each in imported(path)
            if each in ours or each.rpartition(".")[0] in ours
        }
        for name, path in ours.items()
    }


def loads_django(name, seen=()):
    """Whether importing the module brings Django in, by itself or by what it imports."""
    others = {each.partition(".")[0] for each in imported(modules()[name])}
    if others - {*APPS, "careerguide"} & WITH_DJANGO:
        return True
    beside = arrows()[name] | parents(name)
    return any(loads_django(each, (*seen, name)) for each in beside - {*seen, name})


def parents(name):
    parts = name.split(".")
    return {".".join(parts[:count]) for count in range(1, len(parts))} & modules().keys()


def floor_of(name):
    is_pure = f"{name.replace('.', '/')}.py" in PURE
    floors = [
        number
        for number, pattern in enumerate(FLOORS)
        if re.fullmatch(pattern, "PURE" if is_pure else name)
    ]
    assert len(floors) == 1, f"{name} stands on {len(floors)} floors: name its floor in FLOORS"
    return floors[0]


def test_what_loads_no_django_is_on_the_list_of_typed_modules():
    ask = f"import sys, importlib\nfor name in {[module_of(path) for path in PURE]!r}:\n"
    ask += "    importlib.import_module(name)\n    assert 'django' not in sys.modules, name"
    subprocess.run([sys.executable, "-c", ask], cwd=ROOT, check=True)

    free = {name for name, path in modules().items() if holds_code(path)} - set(
        map(module_of, PURE)
    )
    assert {name for name in free if not loads_django(name)} == set()


def module_of(path):
    return path.removesuffix(".py").replace("/", ".")


def holds_code(path):
    return any(isinstance(node, FUNCTION | ast.ClassDef) for node in ast.walk(tree(path)))


@pytest.mark.parametrize("app", APPS)
def test_imports_go_from_accounts_to_quiz_to_roles_and_never_back(app):
    forbidden = {"careerguide", "tests", *APPS[: APPS.index(app)]}

    for path in tracked(f"{app}/*.py"):
        assert not forbidden & {name.partition(".")[0] for name in imported(path)}, path


def test_no_module_imports_from_a_higher_floor():
    floors = {name: floor_of(name) for name, path in modules().items() if tree(path).body}

    upward = [
        (name, other)
        for name, others in arrows().items()
        for other in others
        if floors.get(name, 0) < floors.get(other, 0)
    ]
    assert upward == []


def test_no_modules_import_each_other_in_a_circle():
    try:
        TopologicalSorter(arrows()).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_imports_stand_at_the_top():
    """Anywhere else they hide a circle; what is not always installed has no other way."""
    optional = ["from tqdm import tqdm"]
    for path in modules().values():
        top = tree(path).body
        lower = [node for node in ast.walk(tree(path)) if isinstance(node, IMPORT)]
        assert [ast.unparse(node) for node in lower if node not in top] in ([], optional), path


def test_nothing_is_imported_by_a_name_that_is_made_up_at_run_time():
    """But for the importers, whose libraries are not always installed."""
    words = re.compile(r"\b(__import__|import_module|import_string)\b")
    made_up = [name for name, path in modules().items() if words.search(path.read_text())]
    assert made_up == ["roles.importers.command"]


def test_functions_and_modules_can_be_seen_at_a_glance():
    for path in modules().values():
        assert sum(bool(line.strip()) for line in path.read_text().splitlines()) <= LONGEST_MODULE
        for node in ast.walk(tree(path)):
            if isinstance(node, FUNCTION):
                length = node.end_lineno - node.lineno + 1
                assert length <= LONGEST_FUNCTION, f"{path}: {node.name}"


def test_the_name_of_a_class_stands_once_or_for_two_forms_of_one_thing():
    rooms = {}
    for path in modules().values():
        for node in tree(path).body:
            if isinstance(node, ast.ClassDef) and node.name != "Command":
                rooms.setdefault(node.name, []).append(room_of(path))

    shared = {name: places for name, places in rooms.items() if len(places) > 1}
    assert {name: places for name, places in shared.items() if not is_twin(places)} == {}


def room_of(path):
    name = path.relative_to(ROOT).as_posix()
    return path.parent.relative_to(ROOT).as_posix() if "/models/" in name else name


def is_twin(places):
    return len(places) == 2 and set(places) in TWINS


def test_modules_are_named_for_what_they_know():
    for path in tracked("*.py"):
        assert not ABSENT & set(path.relative_to(ROOT).with_suffix("").parts), path


def test_templates_hold_no_inline_style_or_script():
    for path in tracked("templates/*.html", "*/templates/*.html"):
        assert not INLINE.search(DATA.sub("", path.read_text())), path


def test_locks_name_no_host():
    for path in tracked("requirements*.txt"):
        assert not re.search(r"://|--(extra-)?index-url|--find-links", path.read_text()), path


def test_files_name_no_path_of_one_machine():
    for path in tracked("*.py", "*.html", "*.md", "*.toml", "*.yaml", "Makefile", ".ci/*"):
        if path != Path(__file__):
            assert not MACHINE.search(path.read_text()), path


def test_the_lock_is_as_new_as_what_it_locks():
    subprocess.run([sys.executable, ".ci/lock-check"], cwd=ROOT, check=True)
