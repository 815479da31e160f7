"""Where in the admin a problem of a draft is mended."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from quiz.lint_second import PHRASES
from quiz.models import Item, WorkTrial

# Names of quiz/lint.py for what has no page of its own, but stands on that of the version, and
# which of its forms it is.
OF_THE_WHOLE = {
    "scoring": "frame",
    "scales": "frame",
    "looking_again": "lookingagain",
    "explanation": "explanation",
    "readiness": "readinessrules",
}
# Those for what stands in a list of several.
LISTS = {
    "profiles": "profile",
    "extension": "extensionblock",
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
    names = where.split(", ") if where else []
    return [
        PartPage(name, _address(names[: place + 1], addresses)) for place, name in enumerate(names)
    ]


def _address(names, addresses):
    """Of the last of them, by all, where it is a part of those before it."""
    return addresses.get(", ".join(names), addresses.get(names[-1], ""))


def _addresses(version):
    """The page of each part by the name that a problem gives it."""
    pages = {key: _missing(key) for key in PHRASES}
    pages |= {name: _list(model) for name, model in LISTS.items()}
    pages |= {row.key: _page("entryroute", row) for row in version.routes.all()}
    pages |= {row.role.slug: _page("profile", row) for row in _profiles(version)}
    pages |= {row.key: _page("trait", row) for row in version.traits.all()}
    pages |= {row.key: _page("extensionblock", row) for row in version.blocks.all()}
    pages |= {row.key: _page("phrase", row) for row in version.phrases.all()}
    pages |= dict(_of_items(version))
    pages |= {name: _form(_page("version", version), form) for name, form in OF_THE_WHOLE.items()}
    return pages | dict(_of_trial(version))


def _of_items(version):
    for row in version.items.prefetch_related("steps"):
        page = _page(PAGES[row.kind], row)
        yield row.key, page
        if row.fact:
            # A problem names a fact by its own key, or by that of its question.
            yield row.fact, page
            for place, step in enumerate(row.steps.all()):
                yield f"{row.fact}, {step.key}", f"{page}#steps-{place}"


def _of_trial(version):
    trial = WorkTrial.objects.filter(version=version).first()
    yield "trial", _page("worktrial", trial) if trial else _new("worktrial")
    for task in trial.tasks.select_related("profile__role") if trial else ():
        yield f"trial, {task.profile.role.slug}", _form(_page("trialtask", task), "rubric")


def _missing(phrase):
    """The form of a phrase that is not there yet."""
    return f"{_new('phrase')}?{urlencode({'key': phrase})}"


def _new(model):
    return reverse(f"admin:quiz_{model}_add")


def _list(model):
    return reverse(f"admin:quiz_{model}_changelist")


def _profiles(version):
    return version.profiles.select_related("role")


def _page(model, row):
    return reverse(f"admin:quiz_{model}_change", args=[row.pk])


def _form(page, name):
    """One of the lists of forms of a page."""
    return f"{page}#{name}-group"
