import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

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
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|farm|home/\w+|tmp/[a-z]+)/")


def tracked(*patterns):
    found = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = [ROOT / name for name in found.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield (node.module or "").split(".")[0]


@pytest.mark.parametrize("path", PURE)
def test_pure_modules_never_load_django(path):
    module = path.removesuffix(".py").replace("/", ".")
    ask = f"import sys, {module}; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", ask], cwd=ROOT, check=False).returncode == 0


@pytest.mark.parametrize("app", APPS)
def test_imports_go_from_accounts_to_quiz_to_roles_and_never_back(app):
    forbidden = {"careerguide", "tests", *APPS[: APPS.index(app)]}

    for path in tracked(f"{app}/*.py"):
        assert not forbidden & set(imported(path)), path


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
