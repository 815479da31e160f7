"""Where in the admin a problem of a draft is mended."""

from dataclasses import dataclass

from django.urls import reverse

from quiz.models import Item

# Names of quiz/lint.py for what has no page of its own, but stands on that of the version.
OF_THE_WHOLE = {"scoring", "scales", "looking_again", "explanation", "readiness"}
# Those for what stands in a list of several, or is not there yet.
LISTS = {
    "profiles": "profile",
    "extension": "extensionblock",
    "trial": "worktrial",
    "phrases": "phrase",
}
PAGES = {
    Item.Kind.TRADE_OFF: "tradeoff",
    Item.Kind.STATEMENT: "likertstatement",
    Item.Kind.FACT: "backgroundfact",
}


@dataclass(frozen=True)
class PartPage:
    name: str
    address: str


def with_pages(version, problems):
    """Each problem with the parts that it names, which have no address when they are gone."""
    addresses = _addresses(version) if problems else {}
    return [(problem, _pages(problem.where, addresses)) for problem in problems]


def _pages(where, addresses):
    return [PartPage(name, addresses.get(name, "")) for name in where.split(", ") if name]


def _addresses(version):
    """The page of each part by the name that a problem gives it."""
    pages = {row.key: _page("entryroute", row) for row in version.routes.all()}
    pages |= {row.role.slug: _page("profile", row) for row in _profiles(version)}
    pages |= {row.key: _page("trait", row) for row in version.traits.all()}
    pages |= {row.key: _page("extensionblock", row) for row in version.blocks.all()}
    pages |= {row.key: _page("phrase", row) for row in version.phrases.all()}
    for row in version.items.all():
        page = _page(PAGES[row.kind], row)
        # A problem names a fact by its own key, or by that of its question.
        pages |= {row.key: page, **({row.fact: page} if row.fact else {})}
    pages |= dict.fromkeys(OF_THE_WHOLE, _page("version", version))
    return pages | {name: _list(model) for name, model in LISTS.items()}


def _list(model):
    return reverse(f"admin:quiz_{model}_changelist")


def _profiles(version):
    return version.profiles.select_related("role")


def _page(model, row):
    return reverse(f"admin:quiz_{model}_change", args=[row.pk])
