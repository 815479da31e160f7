"""What the environment may say, and what is refused before anything starts."""

import re
from collections.abc import Iterable
from pathlib import Path

NAMES = frozenset(
    {
        "ALLOWED_HOSTS",
        "CACHE_URL",
        "CSRF_TRUSTED_ORIGINS",
        "DATABASE_URL",
        "DEBUG",
        "EMAIL_URL",
        "HTTPS",
        "PORT",
        "SECRET_KEY",
        "STAFF_MFA",
        "TRUSTED_PROXIES",
    }
)
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
SHORTEST_KEY = 50
FEWEST_CHARACTERS = 5
DEVELOPMENT_KEY = "django-insecure-for-development-on-one-machine-only"
PLACEHOLDERS = ("django-insecure", "change", "example", "replace", "secret", "your-", "<")


def refuse(reason: str) -> SystemExit:
    return SystemExit(f"careerguide does not start: {reason}")


def unknown_names(env_file: Path) -> list[str]:
    if not env_file.is_file():
        return []
    assignment = re.compile(r"^\s*(?:export\s+)?([^\s#=]+)\s*=", re.MULTILINE)
    found = assignment.findall(env_file.read_text(encoding="utf-8"))
    return [name for name in found if name not in NAMES]


def weakness(key: str) -> str:
    """Why a secret key is not good enough; empty when it is."""
    if not key.strip():
        return "is not set"
    if key.lower().startswith(PLACEHOLDERS):
        return "is still the placeholder"
    if len(key.strip()) < SHORTEST_KEY:
        return f"is shorter than {SHORTEST_KEY} characters"
    if len(set(key)) < FEWEST_CHARACTERS:
        return "repeats the same few characters"
    return ""


def secret_key(key: str, *, debug: bool) -> str:
    if debug:
        return key.strip() or DEVELOPMENT_KEY
    if reason := weakness(key):
        raise refuse(f"SECRET_KEY {reason}")
    return key


def all_loopback(hosts: Iterable[str]) -> bool:
    return LOOPBACK.issuperset(hosts)
