"""How much longer a page of figures takes when there are a hundred times as many: what it asks of
the database, and the whole page as a reader is sent it.

Runs as a program on the database of DATABASE_URL: `few` and `many` store figures, `ask` reads names
of lists line by line, and prints after each how many seconds that list took.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager

import django

from bench.databases import ROOT, environment, manage

FEW, MANY = 1_000, 100_000
MOST, MOST_OF_PAGE = 1.5, 1.2
PAGE = 50
ROUNDS = 41
STATES, SOURCES, COMPANIES, YEARS = 50, 4, 400, 10
ROLE = "product-manager"
ADDRESSES = ("/salaries/", f"/salaries/?role={ROLE}", "/salaries/?country=US")


def measures(fresh):
    """Triples of a name, how many times as long it takes with the many, and the limit.

    The two databases take turns, so that what else the machine does slows both alike.
    """
    with ExitStack() as stack:
        few, many = (stack.enter_context(fresh()) for _ in range(2))
        for address, size in ((few, "few"), (many, "few"), (many, "many")):
            subprocess.run(command(size), cwd=ROOT, env=environment(address), check=True)
        # Pages name static files by what is in them.
        manage(few, "collectstatic", "--no-input", "--verbosity", "0")
        askers = [stack.enter_context(asker(address)) for address in (few, many)]
        for name in json.loads(askers[0]("names")):
            yield f"{MANY:,} figures: {name}", ratio(askers, name), limit(name)


def command(name):
    return [sys.executable, "-m", "bench.lists", name]


@contextmanager
def asker(address):
    """Asks the database in a process of its own: gives the line that answers a name."""
    with subprocess.Popen(
        command("ask"),
        cwd=ROOT,
        env=environment(address),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:

        def ask(name):
            print(name, file=process.stdin, flush=True)
            return process.stdout.readline()

        yield ask
        process.stdin.close()


def ratio(askers, name):
    # Once without a clock: the first time fills caches.
    for ask in askers:
        ask(name)
    few, many = zip(*([float(ask(name)) for ask in askers] for _ in range(ROUNDS)), strict=True)
    return statistics.median(many) / statistics.median(few)


def limit(name):
    return MOST_OF_PAGE if name.startswith("/") else MOST


def main(name):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careerguide.settings")
    # Here, because bench/__main__.py imports this module and needs no Django. Models are imported
    # in functions, which run later.
    django.setup()
    STEPS[name]()


def fill_few():
    fill(make_names(), FEW, rare=True)


def fill_many():
    fill(names(), MANY - FEW, rare=False)


def ask():
    from django.db import connection

    with connection.cursor() as cursor:
        # So soon after the rows were stored, the planner may know nothing of them yet.
        cursor.execute("ANALYZE")
    asked = asks()
    for name in map(str.strip, sys.stdin):
        print(json.dumps([*asked]) if name == "names" else seconds(asked[name]), flush=True)


STEPS = {"few": fill_few, "many": fill_many, "ask": ask}


def asks():
    """By name, what is measured."""
    return {
        **{name: lambda make=make: page(make()) for name, make in lists().items()},
        "page 3 of all": lambda: page(lists()["all"](), 2 * PAGE),
        "usual order": usual_order,
        **{address: lambda address=address: visit(address) for address in ADDRESSES},
    }


def lists():
    """Each as a function, so that every measurement asks anew. All give a page of 50 or more."""
    from roles.models import SalaryFigure

    def figures():
        return SalaryFigure.objects.published().latest().newest_first()

    return {
        "all": figures,
        "role": lambda: figures().for_role(ROLE),
        "country": lambda: figures().in_country("US"),
        "role, country": lambda: figures().for_role(ROLE).in_country("US"),
        "source": lambda: figures().from_source("source-1"),
        "role, source": lambda: figures().for_role(ROLE).from_source("source-1"),
        "year": lambda: figures().of_year(2024),
        "recent": lambda: figures().recent(),
        "component": lambda: figures().of_component("base"),
        "rare component": lambda: figures().of_component("signing"),
        "rare component, country": lambda: figures().of_component("signing").in_country("US"),
        "rare level": lambda: figures().at_level("Level 4"),
        "rare company": lambda: figures().at_company("rare"),
        "rare company, role": lambda: figures().at_company("rare").for_role(ROLE),
    }


def usual_order():
    from roles.models import SalaryFigure

    figures = SalaryFigure.objects.public().latest().wide()
    assert len(figures.in_usual_order(0, PAGE)) == PAGE


def visit(address):
    from django.test import Client

    response = Client(headers={"host": "127.0.0.1"}).get(address)
    assert response.content.count(b"pay-published") >= PAGE, address


def page(figures, start=0):
    # A list that ran out of rows would be quick for the wrong reason.
    assert len(figures.with_names()[start : start + PAGE]) == PAGE


def seconds(ask):
    start = time.perf_counter()
    ask()
    return time.perf_counter() - start


def make_names():
    from django.core.management import call_command

    from roles.models import Company, Place, Source

    # Only of roles that readers see is anything shown.
    call_command("load_starter", stdout=sys.stderr)
    country = Place.objects.get(code="US")
    states = [
        Place(code=f"US-{number:02}", name="State", parent=country) for number in range(STATES)
    ]
    others = [Place(code=code, name=code) for code in ("GB", "DE", "IN")]
    Place.objects.bulk_create([*states, *others])
    Source.objects.bulk_create(Source(slug=f"source-{n}") for n in range(SOURCES))
    Company.objects.bulk_create(
        Company(slug=f"company-{n}", name=f"Company {n}") for n in range(COMPANIES)
    )
    Company.objects.create(slug="rare", name="Rare")
    return names()


def names():
    from django.db.models import Q

    from roles.models import Company, Place, Role, Source

    companies = Company.objects.filter(slug__startswith="company-").order_by("pk")
    roles = Role.objects.order_by("pk")
    roles = [*roles.exclude(slug=ROLE)[:1], roles.get(slug=ROLE), *roles.exclude(slug=ROLE)[1:]]
    places = Place.objects.filter(Q(parent=None) | Q(name="State")).order_by("pk")
    rows = [roles, places, Source.objects.filter(slug__startswith="source-").order_by("pk")]
    return [*map(list, [*rows, companies]), Company.objects.get(slug="rare")]


def fill(names, count, *, rare):
    """Figures by chance; the first 1,000 hold the rare ones, 50 or so of each kind."""
    from roles.models import SalaryFigure

    chance = random.Random(count)
    figures = [figure(names, chance, number) for number in range(count)]
    if rare:
        for number in range(3 * PAGE):
            rarely(figures[number], names, number)
    SalaryFigure.objects.bulk_create(figures)


def figure(names, chance, number):
    from django.utils import timezone

    from roles.models import SalaryFigure

    roles, places, sources, companies, _ = names
    low = chance.randint(60, 200) * 1000
    return SalaryFigure(
        role=roles[1] if chance.random() < 0.4 else chance.choice(roles),
        place=places[0] if chance.random() < 0.3 else chance.choice(places),
        company=chance.choice(companies) if chance.random() < 0.7 else None,
        source=sources[1] if chance.random() < 0.4 else chance.choice(sources),
        component=chance.choice(["base", "base", "total", "bonus"]),
        currency="USD",
        p25=low,
        median=low + 20_000,
        p75=low + 40_000,
        n=chance.randint(5, 500),
        as_of=str(2026 - chance.randrange(YEARS)),
        published_at=timezone.now(),
    )


def rarely(figure, names, number):
    """Fifty of one component, fifty of one level, fifty of one company; each its own series."""
    figure.place, figure.data_set = names[1][0], f"rare-{number}"
    match number // PAGE:
        case 0:
            figure.component = "signing"
        case 1:
            figure.level = "Level 4"
        case _:
            figure.company, figure.role = names[4], names[0][1]


if __name__ == "__main__":
    main(sys.argv[1])
