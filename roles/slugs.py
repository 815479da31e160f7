"""Slugs: how roles, companies and comparisons of roles are named in addresses."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
BETWEEN, AT = "-vs-", "-at-"
# So many roles stand side by side.
FEWEST, MOST = 2, 3


def parse(path: str) -> tuple[str, ...]:
    """The slugs of "a-vs-b-vs-c", in lower case and as they stand there."""
    return tuple(path.lower().split(BETWEEN))


def canonical(roles: Iterable[str]) -> tuple[str, ...]:
    """In alphabetical order and each once: one address for one set of roles."""
    return tuple(sorted(set(roles)))


def joined(roles: Iterable[str]) -> str:
    """The canonical "a-vs-b-vs-c"."""
    return BETWEEN.join(canonical(roles))


def comparison_slug(roles: Iterable[str], company: str = "") -> str:
    """The one slug of a comparison of these roles, at the company of that name if there is one."""
    pair = joined(roles)
    return f"{pair}{AT}{company_slug(company)}" if company else pair


def without_company(slug: str, company: str) -> str:
    """The roles of the slug of a comparison: "a-vs-b" of "a-vs-b-at-udemy"."""
    return slug.removesuffix(f"{AT}{company_slug(company)}") if company else slug


def is_comparable(roles: Iterable[str]) -> bool:
    """Whether they are as many as stand side by side."""
    return FEWEST <= len(set(roles)) <= MOST


def company_slug(company: str) -> str:
    """How addresses name a company: in plain letters, or by a digest where it has none."""
    plain = unicodedata.normalize("NFKD", company).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return slug or hashlib.sha256(company.encode()).hexdigest()[:8]
