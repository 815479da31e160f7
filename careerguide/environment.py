"""What the environment may say, and what is refused before anything starts."""

import re
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from functools import partial
from pathlib import Path
from typing import TypeVar

Config = TypeVar("Config")

NAMES = frozenset(
    {
        "ALLOWED_HOSTS",
        "CACHE_URL",
        "CSRF_TRUSTED_ORIGINS",
        "DATABASE_URL",
        "DEBUG",
        "EMAIL_URL",
        "HTTPS",
        # Read by the Makefile alone; it stands here so that .env may name it.
        "PORT",
        "SECRET_KEY",
        "STAFF_MFA",
        "TRUSTED_PROXIES",
    }
)
ON = frozenset({"1", "true", "yes", "on"})
OFF = frozenset({"0", "false", "no", "off"})
# What only this machine can ask for.
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
# Django's own check (security.W009) asks as much of a key, and only warns.
SHORTEST_KEY = 50
FEWEST_CHARACTERS = 5
# Of runs of three characters, those that are the first of their kind; chance has nearly all.
LEAST_VARIETY = 0.6
# Of a name that is one of ours misspelt, one letter in so many may be wrong.
LETTERS_A_SLIP = 5
# What projects write before a name, and what nobody sees at its end.
AROUND = re.compile(r"^(DJANGO_|CAREERGUIDE_|_)+|_+$")
# What other projects call the same, and what is too short to be found by its likeness.
NAMES_ELSEWHERE = {
    "ALLOWED_HOSTS": "HOSTS ALLOWED_DOMAINS",
    "CACHE_URL": "CACHE REDIS REDIS_HOST REDIS_URI REDIS_URL MEMCACHED_URL",
    "CSRF_TRUSTED_ORIGINS": "TRUSTED_ORIGINS CSRF_ORIGINS",
    "DATABASE_URL": "DATABASE DATABASE_HOST DB DB_HOST DB_NAME DB_URL POSTGRES_HOST POSTGRES_URL"
    " POSTGRESQL_URL",
    "DEBUG": "DEBUG_MODE",
    "EMAIL_URL": "EMAIL EMAIL_BACKEND EMAIL_HOST EMAIL_HOST_USER MAIL_HOST MAIL_URL SMTP SMTP_HOST"
    " SMTP_URL",
    "HTTPS": "ENABLE_HTTPS FORCE_HTTPS FORCE_SSL HTTPS_ENABLED HTTPS_ONLY SECURE_SSL_REDIRECT SSL"
    " TLS USE_HTTPS USE_SSL",
    "PORT": "OPRT POTR PROT",
    "SECRET_KEY": "APP_SECRET APP_SECRET_KEY FLASK_SECRET_KEY SECRET",
    "STAFF_MFA": "ADMIN_MFA MFA REQUIRE_MFA STAFF_2FA",
    "TRUSTED_PROXIES": "NUM_PROXIES NUM_TRUSTED_PROXIES PROXIES PROXY_COUNT TRUST_PROXY",
}
MEANT_BY = {name: ours for ours, names in NAMES_ELSEWHERE.items() for name in names.split()}
# Always the same: with a new key, each restart would end every session.
DEVELOPMENT_KEY = "django-insecure-for-development-on-one-machine-only"
# A leading dot is Django's sign for a host with all its subdomains.
HOST = re.compile(r"\.?[\w-]+(\.[\w-]+)*|\[[0-9a-f:.]+\]", re.ASCII | re.IGNORECASE)
# Django takes a star for nothing but all subdomains of what follows it.
ORIGIN = re.compile(r"https?://((\*\.)?[\w-]+(\.[\w-]+)*|\[[0-9a-f:.]+\])(:\d+)?", re.ASCII)
# All of what ends in .com, or of a network without a name of its own.
WIDE_ORIGIN = re.compile(r"https?://\*\.[^.]+")
# A network that hands a request on more often is not known to us.
MOST_PROXIES = 5
# In digits; of thousands of them Python makes no number.
LONGEST_NUMBER = 9
# Each worker would count its own attempts to sign in, or none.
UNSHARED_CACHES = ("LocMemCache", "DummyCache")
PLACEHOLDERS = ("django-insecure", "change", "example", "replace", "secret", "your-", "<")


def refuse(reason: str) -> SystemExit:
    """One line for the operator, where any other exception would print a traceback."""
    return SystemExit(f"careerguide does not start: {reason}")


def warn(reason: str) -> None:
    """One line for the operator, who may mean it."""
    sys.stderr.write(f"careerguide warns: {reason}\n")


def misspelt_names(environ: Mapping[str, str]) -> dict[str, str]:
    """Names in the environment that are none of ours and seem to be meant for one, by that one."""
    meant = {
        name: meant_by(name, value, environ)
        for name, value in environ.items()
        if name not in NAMES and value.strip()
    }
    return {name: ours for name, ours in meant.items() if ours}


def meant_by(name: str, value: str, environ: Mapping[str, str]) -> str:
    """The one of our names that is meant; empty when none is."""
    bare = AROUND.sub("", name.upper())
    if misspelt := [ours for ours in NAMES if is_misspelt(bare, ours)]:
        return min(misspelt, key=partial(slips, bare))
    ours = MEANT_BY.get(bare, "")
    # Where ours says it already, theirs is for somebody else. Git takes the address of whoever
    # commits from EMAIL, and so does `make staff`.
    if ours in environ or (bare == "EMAIL" and "@" in value and "://" not in value):
        return ""
    return ours


def is_misspelt(name: str, ours: str) -> bool:
    # Kubernetes writes CAREERGUIDE_PORT for a service of that name: PORT is never meant so.
    most = len(ours) // LETTERS_A_SLIP
    return most > 0 and abs(len(name) - len(ours)) <= most and slips(name, ours) <= most


def slips(typed: str, meant: str) -> int:
    """How many letters are left out, put in, taken for another or swapped with the next."""
    older: list[int] = []
    row = list(range(len(meant) + 1))
    for at, letter in enumerate(typed, 1):
        before, row = row, [at]
        for to, other in enumerate(meant, 1):
            ways = [before[to] + 1, row[-1] + 1, before[to - 1] + (letter != other)]
            if older and to > 1 and (typed[at - 2], letter) == (other, meant[to - 2]):
                ways.append(older[to - 2] + 1)
            row.append(min(ways))
        older = before
    return row[-1]


def doubts(
    *,
    is_public: bool,
    https: bool,
    proxies: int,
    staff_mfa: bool,
    sends_mail: bool,
    origins: Iterable[str],
) -> Iterator[str]:
    """What is hardly meant on a site that others can reach, each beginning with the setting."""
    if not is_public:
        return
    if not https:
        yield "HTTPS is off: passwords and cookies can be read on their way"
    if https and not proxies:
        yield "TRUSTED_PROXIES is 0: a proxy that ends TLS has to be counted"
    if proxies > MOST_PROXIES:
        yield f"TRUSTED_PROXIES is {proxies}: it counts only those that stand before this site"
    if not staff_mfa:
        yield "STAFF_MFA is off: a password alone, or a code by mail, opens the administration"
    if not sends_mail:
        yield "EMAIL_URL names no server: nobody gets the codes for signing in"
    if wide := [origin for origin in origins if WIDE_ORIGIN.fullmatch(origin)]:
        yield f"CSRF_TRUSTED_ORIGINS has {wide[0]}: others than you may post from there"


def unknown_names(env_file: Path) -> list[str]:
    """What stands before the = where a line of the file does not set one of our names."""
    if not env_file.is_file():
        return []
    lines = text_of(env_file).splitlines()
    asked = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    return [line.partition("=")[0].strip() for line in asked if not sets_known_name(line)]


def text_of(env_file: Path) -> str:
    try:
        return env_file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise refuse(".env is not text in UTF-8") from error


def sets_known_name(line: str) -> bool:
    # As django-environ reads it; it passes over anything else without a word.
    assignment = re.fullmatch(r"(?:export )?(\w+)=.*", line)
    return assignment is not None and assignment[1] in NAMES


def weakness(key: str) -> str:
    """Why a secret key is not good enough; empty when it is."""
    if not key.strip():
        return "is not set"
    if key.lower().startswith(PLACEHOLDERS):
        return "is still the placeholder"
    if len(key.strip()) < SHORTEST_KEY:
        return f"is shorter than {SHORTEST_KEY} characters"
    if len(set(key)) < FEWEST_CHARACTERS or variety(key) < LEAST_VARIETY:
        return "repeats the same few characters"
    return ""


def variety(text: str) -> float:
    """The share of different ones among all runs of three characters: 0.09 for "abcde" 11 times."""
    runs = [text[start : start + 3] for start in range(len(text) - 2)]
    return len(set(runs)) / len(runs)


def secret_key(key: str, *, debug: bool) -> str:
    if debug:
        return key.strip() or DEVELOPMENT_KEY
    if reason := weakness(key):
        raise refuse(f"SECRET_KEY {reason}")
    return key


def all_loopback(hosts: Iterable[str]) -> bool:
    return LOOPBACK.issuperset(hosts)


def without_blanks(environ: MutableMapping[str, str]) -> None:
    """Takes a name set to nothing, as .env.example has them all, for one that is not set."""
    for name in NAMES:
        if not environ.get(name, "-").strip():
            del environ[name]


def flag(environ: Mapping[str, str], name: str, *, default: bool = False) -> bool:
    word = environ.get(name, "on" if default else "off").strip().lower()
    if word not in ON | OFF:
        raise refuse(f"{name} must be on or off")
    return word in ON


def number(environ: Mapping[str, str], name: str, *, default: int) -> int:
    text = environ.get(name, str(default)).strip()
    # int() takes signs, underscores and the digits of other scripts as well.
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
        raise refuse(f"{name} must be a whole number")
    return int(text)


def words(environ: Mapping[str, str], name: str) -> list[str]:
    return [word.strip() for word in environ.get(name, "").split(",") if word.strip()]


def words_like(pattern: re.Pattern[str], environ: Mapping[str, str], name: str) -> list[str]:
    found = words(environ, name)
    if strange := [word for word in found if not pattern.fullmatch(word)]:
        raise refuse(f"{name} cannot be {', '.join(strange)}")
    return found


def address(read: Callable[..., Config], name: str, default: str) -> Config:
    """What one of django-environ's readers makes of a URL."""
    try:
        # Of some mistakes it only warns, such as a host in the address of a SQLite file.
        with warnings.catch_warnings(action="error"):
            return read(name, default=default)
    # django-environ raises nearly anything for an address it does not understand.
    except Exception as error:
        raise refuse(f"{name} cannot be read as a URL") from error


def usable(name: str, make: Callable[[], object]) -> None:
    """Refuses an address of which nothing can be made that connects; it does not connect."""
    try:
        make()
    # The libraries raise nearly anything for a part that they do not understand.
    except Exception as error:
        raise refuse(f"{name} has a part that means nothing: {str(error).strip()}") from error
