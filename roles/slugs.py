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
LONGEST = 100


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
    """How addresses name a company, at most LONGEST signs of a-z, 0-9 and hyphens.

    Letters and digits tell companies apart, and where a sign or a blank stands between them; case,
    accents, apostrophes and which sign it is do not, so that "Nestlé" and "NESTLE" are one. Where
    letters have no plain form, or there are more than have room, a digest of the whole stands at
    the end: "abc-675b65ae" for "株式会社 ABC".
    """
    letters = _letters(company)
    plain = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    # “café 株式会社” has a plain part, but that alone would stand for other companies too.
    is_plain = plain and not any(sign.isalnum() for sign in letters if not sign.isascii())
    if is_plain and len(plain) <= LONGEST:
        return plain
    # In one form, because systems spell an accent as one sign or as two.
    whole = unicodedata.normalize("NFC", company.casefold())
    digest = hashlib.sha256(whole.encode()).hexdigest()[:8]
    # Room for a hyphen and eight digits, which stand alone where nothing is plain.
    return f"{plain[: LONGEST - 9].rstrip('-')}-{digest}".removeprefix("-")


def _letters(text: str) -> str:
    """In one case, without accents and apostrophes: "ß" is "ss", "L’É" is "le"."""
    # Accents stand behind their letters then, as signs of their own.
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign) and sign not in "'’ʼ`")
