"""Containers, copies and the pages about them: each says what it should, and works where it can."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing

import pytest
import yaml

from careerguide.environment import NAMES
from tests.proxies import NGINX, PATH, certificate, program, replaced
from tests.test_conventions import ROOT, tracked

pytestmark = pytest.mark.once

CONTAINERFILE = (ROOT / "Containerfile").read_text()
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
WORKERS = ["web1", "web2"]
OURS = [*WORKERS, "prepare", "tidy"]
# What Compose takes from the environment of whoever starts it, with what it says where it is not.
ASKED = re.compile(r"\$\{(\w+):\?[^}]+\}")


def commands_of(name):
    """The lines of the block that a comment of the page marks as tested."""
    page = (ROOT / "docs" / "deploy.md").read_text()
    _, block = page.split(f"<!-- tested: {name} -->\n\n")
    return re.match(r"(?:    .+\n)+", block)[0].replace("\n    ", "\n").strip().splitlines()


def test_the_container_runs_as_nobody_of_the_machine():
    *_, last = re.findall(r"^USER (.+)$", CONTAINERFILE, re.M)
    after = CONTAINERFILE.split(f"USER {last}\n")[1]

    assert int(last) > 0
    assert not re.search(r"^(RUN|COPY|ADD|USER) ", after, re.M)


def test_the_container_takes_packages_by_hash_and_no_key():
    assert "--require-hashes" in CONTAINERFILE
    assert not re.search(r"^(ENV|ARG) .*(KEY|PASSWORD|SECRET)", CONTAINERFILE, re.M)
    assert re.findall(r"^FROM (\S+)", CONTAINERFILE, re.M) == ["python:3.11-slim"] * 2


def test_the_container_has_all_that_the_site_is_made_of():
    copied = set(re.findall(r"^COPY (\w+) \w+$", CONTAINERFILE, re.M))
    top = {path.relative_to(ROOT).parts[0] for path in tracked("*.py", "*.html", "*.css", "*.yaml")}
    folders = {name for name in top if (ROOT / name).is_dir() and not name.startswith(".")}

    assert copied == folders - {"bench", "tests"}
    ignore = (ROOT / ".containerignore").read_text()
    assert (ROOT / ".dockerignore").read_text() == ignore
    assert "\n*\n" in ignore
    assert copied < set(re.findall(r"^!(\S+)$", ignore, re.M))


def test_the_container_serves_as_make_serve_does_but_for_others():
    makefile = (ROOT / "Makefile").read_text()
    served = re.search(r"granian (--interface wsgi .*?--no-access-log)", makefile, re.S)[1]
    served = served.replace("\\\n", " ").replace("$(PORT)", "8000").split()
    command = json.loads(CONTAINERFILE.split("\nCMD ")[1].replace("\\\n", ""))

    assert command[0] == "granian"
    assert [part.replace("0.0.0.0", "127.0.0.1") for part in command[1:]] == served  # noqa: S104


def test_the_container_says_whether_it_lives():
    check = re.search(r"HEALTHCHECK .*?CMD (\[.*?\])\n", CONTAINERFILE, re.S)[1]

    compile(json.loads(check)[2], "HEALTHCHECK", "exec")
    assert "/health/live" in check


def test_two_containers_serve_and_can_change_nothing():
    for name in OURS:
        service = SERVICES[name]
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert "user" not in service, name
    for name in WORKERS:
        assert "/health/ready" in SERVICES[name]["healthcheck"]["test"][-1]
        assert SERVICES[name]["depends_on"]["prepare"] == {
            "condition": "service_completed_successfully"
        }


def test_the_proxy_alone_is_reached_from_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert [name for name, each in SERVICES.items() if "outside" in each["networks"]] == ["proxy"]


def test_every_service_that_others_wait_for_says_how_it_is():
    for service in SERVICES.values():
        for name, asked in service.get("depends_on", {}).items():
            if asked == {"condition": "service_healthy"}:
                assert "healthcheck" in SERVICES[name], name


def test_secrets_come_from_the_environment_alone():
    for name in OURS:
        settings = SERVICES[name]["environment"]
        assert settings.keys() <= NAMES
        for secret in ("SECRET_KEY", "DATABASE_URL", "EMAIL_URL"):
            assert ASKED.search(settings[secret]), secret
    assert ASKED.fullmatch(SERVICES["database"]["environment"]["POSTGRES_PASSWORD"])


def test_the_page_names_all_that_compose_asks_for():
    page = (ROOT / "docs" / "deploy.md").read_text()

    asked = set(ASKED.findall((ROOT / "compose.yaml").read_text()))
    assert {name for name in asked if f"    {name}=" not in page} == set()


def test_the_proxy_of_the_containers_is_the_one_that_is_shipped(tmp_path):
    nginx = program("nginx", "nginx-light")
    cert, key = certificate(tmp_path)
    written = tmp_path / "default.conf"
    # As Compose hands it to the shell.
    script = replaced(
        SERVICES["proxy"]["command"][2].replace("$$", "$"),
        {
            "/etc/careerguide/nginx.conf": ROOT / "deploy" / "nginx.conf",
            "/etc/nginx/conf.d/default.conf": written,
            'exec nginx -g "daemon off;"\n': "",
        },
    )
    subprocess.run(["sh", "-ec", script], env={"PATH": PATH, "HOST": "jobs.example"}, check=True)
    ours = written.read_text()

    addresses = [SERVICES[name]["networks"]["inside"]["ipv4_address"] for name in WORKERS]
    assert re.findall(r"server (\S+):8000;", ours) == addresses
    assert re.findall(r"server_name (\S+);", ours) == ["jobs.example"] * 2
    assert "return 301 https://jobs.example$request_uri;" in ours
    ours = ours.replace("/etc/ssl/careers.example.pem", str(cert))
    ours = ours.replace("/etc/ssl/private/careers.example.key", str(key))
    ours = ours.replace("/var/cache/nginx/careerguide", str(tmp_path / "cache"))
    config = tmp_path / "nginx.conf"
    config.write_text(NGINX.format(folder=tmp_path, ours=ours, user=""))
    tested = subprocess.run(
        [nginx, "-t", "-p", tmp_path, "-c", config], capture_output=True, text=True
    )
    assert tested.returncode == 0, tested.stderr


@pytest.fixture
def place(tmp_path):
    """A folder with a database in use, and a systemctl that tells what it is asked."""
    program("sqlite3", "sqlite3")
    (tmp_path / "deploy").mkdir()
    shutil.copy(ROOT / "deploy" / "backup", tmp_path / "deploy")
    shim = tmp_path / "bin" / "systemctl"
    shim.parent.mkdir()
    shim.write_text('#!/bin/sh\necho "$@" >> asked\n')
    shim.chmod(0o755)
    return tmp_path


def run_as_written(place, name):
    environment = {**os.environ, "PATH": f"{place / 'bin'}:{PATH}"}
    for command in commands_of(name):
        subprocess.run(["sh", "-ec", command], cwd=place, env=environment, check=True)


def test_a_copy_made_under_load_is_restored_in_five_commands(place):
    with closing(sqlite3.connect(place / "db.sqlite3", isolation_level=None)) as site:
        site.execute("PRAGMA journal_mode=WAL")
        # As Django writes some rules, in words that sqlite3 cannot read.
        site.create_function("regexp", 2, lambda pattern, text: True)
        site.execute("CREATE TABLE answer (value CHECK (value REGEXP '(?:1|2)'))")
        site.execute("INSERT INTO answer VALUES (1)")
        # Somebody is in the middle of writing, and is not kept waiting.
        site.execute("BEGIN IMMEDIATE")
        site.execute("INSERT INTO answer VALUES (2)")
        run_as_written(place, "backup")
        site.execute("COMMIT")

        assert len(commands_of("restore")) == 5
        run_as_written(place, "restore")

    assert (place / "asked").read_text() == "stop careerguide\nstart careerguide\n"
    assert not (place / "db.sqlite3-wal").exists()
    with closing(sqlite3.connect(place / "db.sqlite3")) as restored:
        assert restored.execute("SELECT value FROM answer").fetchall() == [(1,)]


def test_old_copies_go_and_a_new_one_is_for_its_owner_alone(place):
    with closing(sqlite3.connect(place / "db.sqlite3")) as site:
        site.execute("CREATE TABLE answer (value)")
    old, young = place / "backups" / "1.sqlite3", place / "backups" / "2.sqlite3"
    old.parent.mkdir()
    for path, days in ((old, 15), (young, 13)):
        path.touch()
        made = path.stat().st_mtime - days * 24 * 60 * 60
        os.utime(path, (made, made))
    run_as_written(place, "backup")

    (new,) = set(old.parent.iterdir()) - {young}
    assert not old.exists()
    assert new.stat().st_mode & 0o777 == 0o600


def test_without_a_database_there_is_no_copy(place):
    assert subprocess.run(["deploy/backup"], cwd=place, capture_output=True).returncode == 1
    assert not (place / "backups").exists()


def test_the_page_names_only_files_that_are_there():
    page = (ROOT / "docs" / "deploy.md").read_text()

    named = set(re.findall(r"`((?:deploy|\.github|docs)/[\w./-]+|Containerfile|\w+\.yaml)`", page))
    linked = set(re.findall(r"\]\((\.\./[\w./-]+)", page))
    assert len(named) >= 5
    assert [name for name in named if not (ROOT / name).exists()] == []
    assert [name for name in linked if not (ROOT / "docs" / name).resolve().exists()] == []


def workflow(name):
    # YAML 1.1 reads the key “on” as a truth.
    return yaml.safe_load((ROOT / ".github" / "workflows" / name).read_text())


def steps_of(job):
    return "\n".join(step.get("run", "") for step in job["steps"])


def test_the_workflow_asks_all_that_must_pass_on_what_is_supported():
    supported = workflow("suite.yml")["jobs"]["supported"]

    assert ".ci/run" in steps_of(supported)
    assert supported["steps"][1]["with"]["python-version"] == "3.11"
    assert not any("continue-on-error" in step for step in supported["steps"])


def test_the_newest_versions_may_warn_and_never_without_a_word():
    newest = workflow("suite.yml")["jobs"]["newest"]
    *_, tried, said = newest["steps"]

    assert "--upgrade Django" in tried["run"]
    assert tried["continue-on-error"] is True
    assert said["if"] == "always()"
    assert "::warning" in said["run"]


def test_dependencies_are_looked_at_each_week():
    audit = workflow("audit.yml")

    assert audit[True]["schedule"]
    assert "make audit" in steps_of(audit["jobs"]["audit"])


def test_no_workflow_may_write():
    for name in ("suite.yml", "audit.yml"):
        assert workflow(name)["permissions"] == {"contents": "read"}


def test_the_container_for_developers_is_made_of_files_that_are_there():
    folder = ROOT / ".devcontainer"
    container = json.loads((folder / "devcontainer.json").read_text())

    assert (folder / container["build"]["dockerfile"]).is_file()
    assert os.access(ROOT / container["postStartCommand"], os.X_OK)
    assert container["remoteUser"] == "dev"
    assert "make .venv/installed-dev" in container["postCreateCommand"]
