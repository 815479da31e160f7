import os
import re
import shutil
import string
import subprocess
import sys
from pathlib import Path

import pytest

from careerguide.environment import NAMES, unknown_names

# Each starts a process.
pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
# The same in every process that collects these tests.
KEY = string.ascii_letters + string.digits


def start(folder, *, dotenv="", asked="s.DEBUG, s.HTTPS, s.SECRET_KEY", **environment):
    (folder / "careerguide").mkdir()
    for module in ["__init__.py", "environment.py", "settings.py"]:
        shutil.copy(ROOT / "careerguide" / module, folder / "careerguide" / module)
    (folder / ".env").write_text(dotenv)
    ask = f"from careerguide import settings as s; print({asked})"
    return subprocess.run(
        [sys.executable, "-c", ask],
        cwd=folder,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_starts_with_nothing_but_a_key_and_without_debug(tmp_path):
    assert start(tmp_path, SECRET_KEY=KEY).stdout == f"False False {KEY}\n"


def test_a_key_that_begins_with_a_dollar_is_taken_as_it_is(tmp_path):
    key = f"$PATH{KEY}"

    assert start(tmp_path, SECRET_KEY=key).stdout.endswith(f"{key}\n")


def test_https_is_on_where_a_public_host_is_named(tmp_path):
    done = start(tmp_path, SECRET_KEY=KEY, ALLOWED_HOSTS="careers.example")

    assert done.stdout.startswith("False True")


def test_with_https_cookies_are_of_this_host_alone_and_http_is_not_gone_back_to(tmp_path):
    names = ["SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY"]
    names += ["CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_SAMESITE"]
    names += ["SECURE_SSL_REDIRECT", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_SECONDS"]
    asked = ", ".join(f"s.{name}" for name in names)

    done = start(tmp_path, SECRET_KEY=KEY, HTTPS="on", asked=asked)

    cookies = "__Host-sessionid True True __Host-csrftoken True Lax"
    assert done.stdout == f"{cookies} True True {365 * 24 * 3600}\n"


def test_dotenv_is_read_and_a_blank_counts_as_not_set(tmp_path):
    done = start(tmp_path, dotenv=f"SECRET_KEY={KEY}\nDATABASE_URL=\nDEBUG=\n")

    assert done.stdout == f"False False {KEY}\n"


@pytest.mark.parametrize(
    "key",
    [
        "",
        "   ",
        "short",
        "django-insecure-" + "ab12" * 20,
        "change-me-" * 9,
        "a" * 80,
        "<" + KEY,
        "abcde" * 11,
        "1234567890" * 5,
        "qwertyuiop" * 6,
        string.ascii_lowercase * 2,
        "correct horse battery staple " * 2,
    ],
)
def test_a_missing_short_or_placeholder_key_is_refused(tmp_path, key):
    refuses(start(tmp_path, SECRET_KEY=key), "SECRET_KEY")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "mysql://a@b/c"),
        ("CACHE_URL", "nonsense://"),
        ("EMAIL_URL", "nonsense://"),
        ("TRUSTED_PROXIES", "-1"),
        ("TRUSTED_PROXIES", "many"),
        ("HTTPS", "perhaps"),
        ("DEBUG", "flase"),
        ("STAFF_MFA", "perhaps"),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "https://careers.example"),
        ("ALLOWED_HOSTS", "careers.example:8000"),
        ("CSRF_TRUSTED_ORIGINS", "careers.example"),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused(tmp_path, name, value):
    refuses(start(tmp_path, **{"SECRET_KEY": KEY, name: value}), name)


@pytest.mark.parametrize("hosts", ["careers.example, .example.org", "[::1]", "10.0.0.1", "web_1"])
def test_names_and_addresses_of_hosts_are_taken(tmp_path, hosts):
    assert start(tmp_path, SECRET_KEY=KEY, ALLOWED_HOSTS=hosts).returncode == 0


@pytest.mark.parametrize("cache", ["locmemcache://", "dummycache://"])
def test_a_public_site_needs_a_cache_that_all_workers_share(tmp_path, cache):
    public = {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "careers.example"}

    refuses(start(tmp_path, CACHE_URL=cache, **public), "CACHE_URL")


def test_counts_of_many_visitors_do_not_push_each_other_out_of_the_database(tmp_path):
    kept = start(tmp_path, SECRET_KEY=KEY, asked="s.CACHES['default']['OPTIONS']['MAX_ENTRIES']")

    assert int(kept.stdout) >= 100_000


def test_a_dotenv_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "elsewhere").write_bytes(b"\xff\xfe")

    with pytest.raises(SystemExit, match="UTF-8"):
        unknown_names(tmp_path / "elsewhere")


@pytest.mark.parametrize("public", [{"ALLOWED_HOSTS": "careers.example"}, {"HTTPS": "on"}])
def test_debug_is_refused_on_a_public_site(tmp_path, public):
    refuses(start(tmp_path, SECRET_KEY=KEY, DEBUG="on", **public), "DEBUG")


@pytest.mark.parametrize("line", ["DEGUG=False", "export DEGUG=False", " DEGUG = False", "DEGUG"])
def test_a_misspelt_name_in_dotenv_is_refused(tmp_path, line):
    refuses(start(tmp_path, dotenv=f"# a comment\n{line}\n", SECRET_KEY=KEY), "DEGUG")


def test_a_line_of_dotenv_that_would_be_passed_over_is_refused(tmp_path):
    refuses(start(tmp_path, dotenv="HTTPS = on\n", SECRET_KEY=KEY), "HTTPS")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("DEGUG", "DEBUG"),
        ("debug", "DEBUG"),
        ("ALLOWED_HOST", "ALLOWED_HOSTS"),
        ("DJANGO_SECRET_KEY", "SECRET_KEY"),
        ("DATABASE_URI", "DATABASE_URL"),
        ("TRUSTED_PROXY", "TRUSTED_PROXIES"),
        ("STAFF_MFA_", "STAFF_MFA"),
    ],
)
def test_a_misspelt_name_in_the_environment_is_named_in_one_line(tmp_path, name, meant):
    done = start(tmp_path, SECRET_KEY=KEY, **{name: "off"})

    assert done.stderr == f"careerguide warns: {name} is no setting; is {meant} meant?\n"


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "HOSTNAME", "HOME", "REDIS_URL", "PORTS"])
def test_names_of_others_are_not_ours_misspelt(tmp_path, name):
    assert start(tmp_path, SECRET_KEY=KEY, **{name: "x"}).stderr == ""


PUBLIC = {
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "careers.example",
    "TRUSTED_PROXIES": "1",
    "EMAIL_URL": "smtp+tls://user:password@mail.example:587",
}


@pytest.mark.parametrize(
    "named",
    [
        {"HTTPS": "off"},
        {"TRUSTED_PROXIES": "0"},
        {"STAFF_MFA": "off"},
        {"EMAIL_URL": "consolemail://"},
    ],
)
def test_what_is_hardly_meant_on_a_public_site_is_named_in_one_line(tmp_path, named):
    done = start(tmp_path, **{**PUBLIC, **named})

    assert done.returncode == 0
    assert done.stderr.startswith(f"careerguide warns: {next(iter(named))} ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ({}, "False"),
        ({"STAFF_MFA": "on"}, "True"),
        ({"DEBUG": "on"}, "False"),
        (PUBLIC, "True"),
        ({**PUBLIC, "STAFF_MFA": "off"}, "False"),
    ],
)
def test_staff_need_a_second_factor_where_others_reach_the_site(tmp_path, named, expected):
    done = start(tmp_path, asked="s.STAFF_MFA", **{"SECRET_KEY": KEY, **named})

    assert done.stdout.split() == [expected]


def test_a_public_site_with_all_it_needs_starts_without_a_word(tmp_path):
    assert start(tmp_path, **PUBLIC).stderr == ""


def test_the_example_starts_and_names_every_setting(tmp_path):
    example = (ROOT / ".env.example").read_text()

    assert start(tmp_path, dotenv=example, SECRET_KEY=KEY).returncode == 0
    assert set(re.findall(r"^(\w+)=", example, re.MULTILINE)) == NAMES


def refuses(done, name):
    assert done.returncode != 0
    assert name in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""
