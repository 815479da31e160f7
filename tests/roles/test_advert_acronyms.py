"""What a text says that its acronyms are short for."""

import pytest

from roles.advert_acronyms import SpeltOut, spelt_out
from roles.advert_words import advert_words
from tests.roles.test_advert_title import title
from tests.roles.test_title_reader import BOTH, PRODUCT, PROGRAM, TECHNICAL


def test_an_acronym_is_spelt_out_before_and_behind_it():
    text = "Third-Party Management (TPM) and PM (a project manager), no PM. Please mail."
    words = advert_words(text)
    found = list(spelt_out(text, words))

    assert found[:2] == [SpeltOut("tpm", 0, 3, True), SpeltOut("pm", 7, 9, True)]
    assert not any(each.is_said for each in found[2:])


@pytest.mark.parametrize(
    "text",
    [
        "TPM (Technical Product Manager) needed in Ghent.",
        "TPM (= Technical Product Manager) needed in Ghent.",
        "We are hiring a TPM: a Technical Product Manager for Ghent.",
        "We are hiring a TPM, a Technical Product Manager for Ghent.",
        "We are hiring a TPM - Technical Product Manager - for Ghent.",
        "We are hiring a TPM, i.e. a Technical Product Manager.",
        "We are hiring a TPM, which is short for Technical Product Manager.",
        "TPM role. It is a technical product manager position, not technical program manager.",
        "TPM role. This is a technical product manager position.",
        "We need a TPM. TPM stands for Technical Product Manager here.",
        "We need a TPM. By TPM we mean the product kind. TPM means Technical Product Manager.",
        "We are hiring a TPM. The Technical Product Manager will run discovery.",
        "TPM\n\nWe bake bread. As a Technical Product Manager, you run discovery.",
        "TPM\n\nWe are looking for a Technical Product Manager who runs discovery.",
        "Technical Product Manager (TPM) needed in Ghent.",
    ],
)
def test_the_job_that_is_written_out_is_the_title(text):
    assert title(text).roles == (TECHNICAL,)
    assert title(f"Hi Ann. {text} You work with a Technical Program Manager.").roles == (TECHNICAL,)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("We need a PM (project manager) in Ghent.", {"project-manager"}),
        ("We need a PM. PM is short for Program Manager here.", {"program-manager"}),
        ("We need PMs (product managers) in Ghent.", {PRODUCT}),
        ("We need a PO: a Product Owner for Ghent.", {"product-owner"}),
        ("We need a TPM or PM. The Technical Program Manager plans.", {PROGRAM, *BOTH}),
    ],
)
def test_so_it_is_of_every_acronym(text, roles):
    assert roles <= set(title(text).roles)


@pytest.mark.parametrize(
    "more",
    [
        "Technical program managers are on their own here.",
        "You report to the Technical Program Manager.",
        "You have experience as a Technical Program Manager.",
        "We do not mean a Technical Program Manager.",
        "The Platform team is waiting.",
        "Thanks, please mail me.",
    ],
)
def test_what_stands_beside_it_leaves_it_open(more):
    assert set(BOTH) <= set(title(f"We need a TPM. {more}").roles)


ELSEWHERE = [
    ("TPM (Total Productive Maintenance) Coordinator", True),
    ("Third Party Manager (TPM) to run vendor risk assessments", True),
    ("Third-Party Management (TPM) Analyst", True),
    ("Trusted Platform Module (TPM) firmware engineer", True),
    ("PM (Preventive Maintenance) Technician", True),
    ("Property Manager (PM), Ghent", True),
    ("Purchase Order (PO) Clerk", True),
    ("Portfolio Manager (PM)", True),
    ("We are hiring for TPM. TPM stands for Total Productive Maintenance.", False),
    ("You keep the TPM (Total Productive Maintenance) plan. TPM is on your desk.", False),
    ("You drive TPM, short for total productive maintenance, in our mill.", False),
]


@pytest.mark.parametrize(("text", "is_job"), ELSEWHERE)
def test_an_acronym_of_something_else_is_no_title(text, is_job):
    found = title(text)

    assert bool(found) == is_job
    assert not found or (found.is_of_another_job and not found.roles)
    said = title(f"Hi Ann, would this be for you? {text}. It is all about {text.split()[0]}.")
    assert not (said and said.roles)
