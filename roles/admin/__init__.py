from roles.admin import (
    comparison,
    dispute,
    edition,
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
    "outline",
    "pay",
    "report",
    "role",
    "route",
    "source",
    "trail",
]
