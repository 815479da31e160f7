"""What search engines read of a page, in the words of schema.org, as JSON for a script element."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from roles import content, markdown

IN_SCRIPT = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}
# ISO 8601; a payment made once has none.
DURATIONS = {"hour": "PT1H", "week": "P1W", "fortnight": "P2W", "month": "P1M", "year": "P1Y"}


def faq(questions: Iterable[content.Advice]) -> str:
    """Questions and answers: the prompt of each, and its answer as HTML."""
    return in_script(
        {
            "@context": "https://schema.org",
            "@type": "FAQPage",
            "mainEntity": [_question(question) for question in questions],
        }
    )


def occupations(role: content.Role, figures: Iterable[Any]) -> str:
    """A role's recent percentiles, for each of its countries; empty when it has none."""
    # What is told here carries no date, so that only current figures are told.
    recent = [figure for figure in figures if figure.is_recent and _has_distribution(figure)]
    return in_script([_occupation(role, figure) for figure in recent]) if recent else ""


def _question(question: content.Advice) -> dict[str, Any]:
    answer = {"@type": "Answer", "text": markdown.to_html(question.answer)}
    return {"@type": "Question", "name": question.prompt, "acceptedAnswer": answer}


def _occupation(role: content.Role, figure: Any) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "Occupation",
        "name": role.name,
        "description": role.one_liner,
        "occupationLocation": [{"@type": "Country", "name": figure.place.name}],
        "estimatedSalary": [_distribution(figure)],
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
        "currency": figure.currency,
        "duration": DURATIONS[figure.period],
        # schema.org has numbers, and JSON has no Decimal.
        **{name: float(amount) for name, amount in names.items() if amount is not None},
    }


def in_script(page: Any) -> str:
    """As JSON in which no text ends the script element, or begins another, that it stands in."""
    return json.dumps(page).translate(IN_SCRIPT)
