import os
import re
import shutil
import string
import subprocess
import sys
from pathlib import Path

import pytest

from careerguide.environment import NAMES, misspelt_names, slips, unknown_names

# Each starts a process, which is told of no database but what the test says.
pytestmark = [pytest.mark.slow, pytest.mark.once]

ROOT = Path(__file__).resolve().parent.parent
# The same in every process that collects these tests.
KEY = string.ascii_letters + string.digits


def start(folder, *, dotenv="", asked="s.DEBUG, s.HTTPS, s.SECRET_KEY", **environment):
    (folder / "careerguide").mkdir()
    for module in ["__init__.py", "connections.py", "environment.py", "settings.py"]:
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
        ("CSRF_TRUSTED_ORIGINS", "https://*"),
        ("CSRF_TRUSTED_ORIGINS", "https://*.*"),
        ("CSRF_TRUSTED_ORIGINS", "https://www.*"),
        ("CSRF_TRUSTED_ORIGINS", "https://user@careers.example"),
        ("DATABASE_URL", "sqlite://:memory:"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///file::memory:?cache=shared"),
        ("DATABASE_URL", "postgres:///"),
        ("DATABASE_URL", "postgres://127.0.0.1/db?nonsense=1"),
        ("CACHE_URL", "redis://h:abc/0"),
        ("CACHE_URL", "redis://127.0.0.1/0?nonsense=1"),
        ("TRUSTED_PROXIES", "1" * 5000),
        ("EMAIL_URL", "smtp+tls://"),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused(tmp_path, name, value):
    refuses(start(tmp_path, **{"SECRET_KEY": KEY, name: value}), name)


@pytest.mark.parametrize("hosts", ["careers.example, .example.org", "[::1]", "10.0.0.1", "web_1"])
def test_names_and_addresses_of_hosts_are_taken(tmp_path, hosts):
    assert start(tmp_path, SECRET_KEY=KEY, ALLOWED_HOSTS=hosts).returncode == 0


@pytest.mark.parametrize("cache", ["locmemcache://", "dummycache://"])
@pytest.mark.parametrize("https", ["on", "off"])
def test_a_public_site_needs_a_cache_that_all_workers_share(tmp_path, cache, https):
    public = {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "careers.example", "HTTPS": https}

    refuses(start(tmp_path, CACHE_URL=cache, **public), "CACHE_URL")


@pytest.mark.parametrize(
    "origins",
    ["https://careers.example:8443, http://10.0.0.1", "https://*.careers.example", "https://[::1]"],
)
def test_origins_and_their_subdomains_are_taken(tmp_path, origins):
    assert start(tmp_path, SECRET_KEY=KEY, CSRF_TRUSTED_ORIGINS=origins).returncode == 0


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


@pytest.mark.parametrize(
    ("meant", "names"),
    [
        ("ALLOWED_HOSTS", "HOSTS ALOWED_HOSTS DJANGO_ALLOWED_HOSTS"),
        ("CACHE_URL", "REDIS_URL CACHE_URI CAHCE_URL"),
        ("CSRF_TRUSTED_ORIGINS", "CSRF_TRUSTED_ORIGIN TRUSTED_ORIGINS"),
        ("DATABASE_URL", "DB_URL DATABASE DATABSE_URL DJANGO_DB_URL POSTGRES_URL"),
        ("DEBUG", "DJANGO_DEBUG CAREERGUIDE_DEBUG _DEBUG DEBGU DBUG"),
        ("EMAIL_URL", "EMAIL EMAIL_HOST EMAIL_URI EMIAL_URL"),
        ("HTTPS", "USE_HTTPS HTPPS HTTP_S FORCE_SSL"),
        ("PORT", "PROT prot DJANGO_PROT"),
        ("SECRET_KEY", "SECRET SECRETKEY SECERT_KEY DJANGO_SECRET_KEY CAREERGUIDE_SECRET_KEY"),
        ("STAFF_MFA", "MFA STAF_MFA"),
        ("TRUSTED_PROXIES", "PROXIES TRUSTED_PROXY TRUST_PROXY TRUSTED_PROXYS"),
    ],
)
def test_a_setting_is_found_by_what_is_meant_for_it(meant, names):
    for name in names.split():
        assert misspelt_names({name: "x"}) == {name: meant}
        assert misspelt_names({name: " "}) == {}


@pytest.mark.parametrize(
    ("typed", "meant", "count"),
    [("DEBUG", "DEBUG", 0), ("DEGUG", "DEBUG", 1), ("DEBGU", "DEBUG", 1), ("BUG", "DEBUG", 2)],
)
def test_a_swap_of_two_letters_is_one_slip(typed, meant, count):
    assert slips(typed, meant) == slips(meant, typed) == count


# Of shells, of servers and services that start others, and of other languages' projects.
ORDINARY = """
    PATH HOME HOST HOSTNAME HOSTTYPE MAIL SHELL USER LANG TERM PWD EDITOR DISPLAY PORTAGE PORTS
    PORTAGE_CONFIGROOT DEBUGGER DEBUGINFOD_URLS DEBEMAIL HTTP_PROXY HTTPS_PROXY NO_PROXY https_proxy
    SSL_CERT_FILE BASE_URL APP_URL CACHE_DIR XDG_CACHE_HOME PIP_CACHE_DIR SECRET_KEY_BASE
    GIT_AUTHOR_EMAIL DJANGO_SETTINGS_MODULE DJANGO_LOG_LEVEL PYTHONPATH VIRTUAL_ENV CI
    KUBERNETES_SERVICE_HOST KUBERNETES_PORT CAREERGUIDE_PORT CAREERGUIDE_SERVICE_HOST
    CAREERGUIDE_PORT_8000_TCP PGHOST PGDATABASE POSTGRES_PASSWORD TEST_DATABASE_URL
    TEST_POSTGRES_URL LISTEN_FDS NOTIFY_SOCKET INVOCATION_ID STAFF STAFF_PASSWORD CERTIFICATE
"""


def test_names_of_others_are_not_ours_misspelt(tmp_path):
    others = dict.fromkeys(ORDINARY.split(), "x")
    committer = {"EMAIL": "Ada <ada@example.org>"}

    done = start(tmp_path, SECRET_KEY=KEY, **{**others, "PATH": os.environ["PATH"], **committer})

    assert (done.returncode, done.stderr) == (0, "")


def test_a_name_of_others_says_nothing_where_ours_is_set():
    assert misspelt_names({"REDIS_URL": "redis://a", "CACHE_URL": "redis://b"}) == {}
    assert misspelt_names({"DEGUG": "on", "DEBUG": "off"}) == {"DEGUG": "DEBUG"}


def test_email_is_meant_for_us_unless_it_is_an_address():
    for value in ["smtp://user:password@mail.example", "mail.example"]:
        assert misspelt_names({"EMAIL": value}) == {"EMAIL": "EMAIL_URL"}


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
        {"TRUSTED_PROXIES": "99"},
        {"EMAIL_URL": ""},
        {"EMAIL_URL": "consolemail://"},
        {"EMAIL_URL": "filemail:///var/mail/careerguide"},
        {"EMAIL_URL": "dummymail://"},
        {"EMAIL_URL": "memorymail://"},
        {"CSRF_TRUSTED_ORIGINS": "https://*.example"},
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
