"""Adverts and mails, all written by us: no employer's, of no company that there is. Most of them
are those that signals are tried on."""

from pathlib import Path

from roles import content, yaml_files

FILE = Path(content.__file__).parent / "starter" / "signals" / "signals.yaml"
SHIPPED = content.structure("signals", yaml_files.read(FILE))
TEXTS = {each.key: f"{each.text}\n" for each in SHIPPED.examples}

PRODUCT = TEXTS["miller-software-product"]
TECHNICAL_PRODUCT = TEXTS["developer-platform"]
TECHNICAL_PROGRAM = TEXTS["data-centre-move"]
PROGRAM = TEXTS["three-countries"]
PROJECT = TEXTS["client-projects"]
ENGINEERING_MANAGER = TEXTS["billing-team"]
DEVELOPER = TEXTS["backend-developer"]
SALES = TEXTS["mill-sales"]
DESIGNER = TEXTS["app-designer"]
MAIL = TEXTS["recruiters-mail"]

CV = """\
Ada Verbruggen
Ghent

Work
2019 - present  Product Manager, Lindhof Mills
2014 – 2019  Project coordinator, Lindhof Mills

Education
2010 - 2014  Master of Arts, University of Leuven
Languages: Dutch, French, English

I like long walks, bread and old machines. I sing in a choir and keep bees. References are at hand.
"""

GERMAN = """\
Deine Aufgaben

Du führst ein Team von acht Entwicklern und entscheidest mit ihnen, was als Nächstes gebaut wird. Du
sprichst jede Woche mit Kunden, pflegst das Backlog und die Roadmap und stimmst Termine mit anderen
Abteilungen ab. Du bringst mehrere Jahre Erfahrung mit Software mit und kannst gut erklären, warum
etwas später kommt. Wir bieten dir ein kleines Haus, viel Ruhe und gutes Brot.
"""

BY_FAMILY = {
    "product": [PRODUCT, TECHNICAL_PRODUCT],
    "delivery": [TECHNICAL_PROGRAM, PROGRAM, PROJECT],
    "engineering-manager": [ENGINEERING_MANAGER],
    "other": [DEVELOPER, SALES, DESIGNER],
}
"""What each reads like by its duties alone."""
