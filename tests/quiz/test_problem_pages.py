"""Each part that a problem names leads to the form where it is mended, and the form is there."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from accounts.models import User
from quiz import lint, publishing
from quiz.admin.problem_pages import with_pages
from quiz.models import BackgroundFact, Phrase, TrialTask, WorkTrial
from tests.quiz.factories import make_definition, make_draft
from tests.quiz.samples import PM, PMT, starter

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def superuser(client):
    user = User.objects.create_superuser("chief@example.org", "a long enough password")
    client.force_login(user)
    return user


def with_part(name, **changes):
    return make_definition(**{name: replace(getattr(starter(), name), **changes)})


def with_first(name, **changes):
    first, *others = getattr(starter(), name)
    return make_definition(**{name: (replace(first, **changes), *others)})


def short_rubric():
    task, *others = starter().trial.tasks
    line, *lines = task.rubric
    line = replace(line, levels=line.levels[1:])
    return with_part("trial", tasks=(replace(task, rubric=(line, *lines)), *others))


def endless_step():
    first, second, *others = starter().facts[0].steps
    return with_first("facts", steps=(first, replace(second, done_when=""), *others))


def led(made):
    """What a draft of this definition is told, and where each name in it leads."""
    problems = with_pages(make_draft(made=made), lint.find(made))
    return [(page.name, page.address) for problem, pages in problems for page in pages]


def found(client, address):
    """What stands at an address, by its fragment if it has one."""
    page, _, fragment = address.partition("#")
    response = client.get(page)
    assert response.status_code == 200, address
    made = BeautifulSoup(response.content, "html.parser")
    return made.find(id=fragment) if fragment else made


CONSTANTS = {
    "scoring": (with_part("scoring", z_tie=0.0), "frame", "Z tie:"),
    "looking_again": (with_part("looking_again", z_gate=0.0), "lookingagain", "Z gate:"),
    "explanation": (with_part("explanation", reasons_max=0), "explanation", "Reasons max:"),
    "readiness": (
        make_definition(readiness=None),
        "readinessrules",
        "Add another Readiness",
    ),
}


@pytest.mark.parametrize(("name", "case"), CONSTANTS.items(), ids=CONSTANTS)
def test_a_constant_leads_to_its_form_on_the_page_of_the_version(name, case, client, superuser):
    made, form, told = case

    [(named, address)] = led(made)

    assert named == name
    assert address.endswith(f"/change/#{form}-group")
    assert told in str(found(client, address))


def test_a_pair_without_further_questions_leads_to_the_blocks(client, superuser):
    pages = led(make_definition(extension=starter().extension[1:]))

    assert pages == [("extension", "/admin/quiz/extensionblock/")]
    assert found(client, pages[0][1])


def test_a_block_leads_to_its_page(client, superuser):
    pages = dict(led(with_first("extension", items=starter().extension[0].items[1:])))

    assert found(client, pages["product-technical"]).find(id="extensionblock_form")


def test_a_step_leads_to_its_place_among_those_of_its_fact(client, superuser):
    [(fact, page), (step, place)] = led(endless_step())

    row = BackgroundFact.objects.get(fact=fact)
    assert page == f"/admin/quiz/backgroundfact/{row.pk}/change/"
    assert place == f"{page}#steps-1"
    assert found(client, place).find("input", attrs={"name": "steps-1-key"})["value"] == step


def test_an_incident_that_is_missing_leads_to_a_new_one(client, superuser):
    pages = led(make_definition(trial=None))

    assert pages == [("trial", "/admin/quiz/worktrial/add/")]
    assert found(client, pages[0][1]).find(id="worktrial_form")


def test_an_incident_leads_to_its_page(superuser):
    pages = led(with_part("trial", minutes=0))

    assert pages == [("trial", f"/admin/quiz/worktrial/{WorkTrial.objects.get().pk}/change/")]


def test_a_rubric_leads_to_the_task_that_has_it(client, superuser):
    pages = led(short_rubric())

    task = TrialTask.objects.get(profile__role__slug=PM)
    trial = f"/admin/quiz/worktrial/{task.trial_id}/change/"
    lines = f"/admin/quiz/trialtask/{task.pk}/change/#rubric-group"
    assert pages == [("trial", trial), (PM, lines)]
    assert found(client, lines)


def test_a_phrase_that_is_missing_leads_to_a_new_one_with_its_key(client, superuser):
    first, *others = starter().phrases
    [(key, address)] = led(make_definition(phrases=tuple(others)))

    assert key == first.key
    assert found(client, address).find("input", attrs={"name": "key"})["value"] == first.key


def test_a_phrase_leads_to_its_page(client, superuser):
    [(key, address)] = led(with_first("phrases", text="No braces at all {A}"))

    assert address == f"/admin/quiz/phrase/{Phrase.objects.get(key=key).pk}/change/"
    assert found(client, address)


def test_two_roles_lead_to_the_profile_of_each(superuser):
    first, second, *others = starter().profiles
    alike = replace(second, targets=first.targets)

    pages = led(make_definition(profiles=(first, alike, *others)))

    assert {name for name, _ in pages} >= {PM, PMT}
    assert all(address.startswith("/admin/quiz/profile/") for _, address in pages)


def test_what_is_gone_has_no_address(superuser):
    draft = make_draft()
    problems = [lint.VersionProblem("block", "gone", "is gone")]

    [(_, [page])] = with_pages(draft, problems)

    assert (page.name, page.address) == ("gone", "")
    assert publishing.from_tables(draft)
