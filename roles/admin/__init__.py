from roles.admin import (
    comparison,
    dispute,
    edition,
    glossary,
    inquiry,
    outline,
    pay,
    report,
    role,
    route,
    source,
    trail,
)

__all__ = [
    "comparison",
    "dispute",
    "edition",
    "glossary",
    "inquiry",
    "outline",
    "pay",
    "report",
    "role",
    "route",
    "source",
    "trail",
]
