"""What search engines read of a page, in the words of schema.org, as JSON for a script element."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from roles import content, evidence, markdown

IN_SCRIPT = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}
# ISO 8601; a payment made once has none.
DURATIONS = {"hour": "PT1H", "week": "P1W", "fortnight": "P2W", "month": "P1M", "year": "P1Y"}


def faq(questions: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Pairs of a question and its answer, which is Markdown and told as HTML."""
    return {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "mainEntity": [_question(*pair) for pair in questions],
    }


def occupations(
    role: content.Role, figures: Iterable[Any] = (), skills: Iterable[str] = ()
) -> list[dict[str, Any]]:
    """A compared role with what it does and the names of its skills, for each country of which
    there are recent percentiles of its pay; once and without a country when there are none. A
    neighbour, of which little else is known, is told by its pay alone."""
    about = _occupation(role, skills)
    # Who reads it may pass over the date in the description: only current figures are told.
    by_country: dict[str, list[dict[str, str | float]]] = {}
    for figure in figures:
        if figure.is_recent and _has_distribution(figure):
            by_country.setdefault(figure.place.name, []).append(_distribution(figure))
    if not by_country:
        return [] if role.is_neighbour else [about]
    return [{**about, **_pay(country, pay)} for country, pay in by_country.items()]


def trail(pages: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The way from the first page to this one, as pairs of a name and an absolute address."""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(pages, 1)
        ],
    }


def _question(question: str, answer: str) -> dict[str, Any]:
    accepted = {"@type": "Answer", "text": markdown.to_html(answer)}
    return {"@type": "Question", "name": question, "acceptedAnswer": accepted}


def _occupation(role: content.Role, skills: Iterable[str]) -> dict[str, Any]:
    # Of no single company: what holds at one is no part of the occupation.
    duties = [
        point.text for point in role.points if point.kind == "responsibility" and not point.company
    ]
    about = {
        "@context": "https://schema.org",
        "@type": "Occupation",
        "name": role.name,
        "description": role.one_liner,
        "responsibilities": duties,
        "skills": list(skills),
    }
    return {name: value for name, value in about.items() if value}


def _pay(country: str, distributions: list[dict[str, str | float]]) -> dict[str, Any]:
    return {
        "occupationLocation": [{"@type": "Country", "name": country}],
        "estimatedSalary": distributions,
    }


def _has_distribution(figure: Any) -> bool:
    return bool(figure.median and figure.place and figure.period in DURATIONS)


def _distribution(figure: Any) -> dict[str, str | float]:
    names = {
        "percentile10": figure.p10,
        "percentile25": figure.p25,
        "median": figure.median,
        "percentile75": figure.p75,
        "percentile90": figure.p90,
    }
    return {
        "@type": "MonetaryAmountDistribution",
        "name": figure.component,
        "description": _in_words(figure),
        "currency": figure.currency,
        "duration": DURATIONS[figure.period],
        # schema.org has numbers, and JSON has no Decimal.
        **{name: float(amount) for name, amount in names.items() if amount is not None},
    }


def _in_words(figure: Any) -> str:
    """What the median rests on, and without what it would be misread."""
    what = evidence.caption("median", figure)
    qualified = f"{what} ({figure.qualifier})" if figure.qualifier else what
    said = [qualified, figure.occupation, figure.date_in_words, figure.leaning]
    return "; ".join(filter(None, said))


def in_script(page: Any) -> str:
    """As JSON in which no text ends the script element, or begins another, that it stands in."""
    return json.dumps(page).translate(IN_SCRIPT)
