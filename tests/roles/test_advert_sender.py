"""Whose title a mail tells: the job's, and not that of who writes or reads it."""

import pytest

from tests.roles.test_advert_title import title
from tests.roles.test_title_reader import PRODUCT, PROGRAM

OFFER = "Hi Ann, we look for a Product Manager in Ghent."
SIGNATURES = [
    "--\nTom Smith, Project Manager at Hays",
    "-- \nTom\nProject Manager",
    "\N{EM DASH}\nTom Smith\nProject Manager | Hays",
    "\nTom\nProject Manager",
    "\nTom Smith\nProject Manager at Hays\n+32 470 00 00 00",
    "Tom, Project Manager",
    "Tom Smith | Project Manager | Hays",
    "Zoë O’Neill - Technical Program Manager",
    "\nTom Smith\nTPM\nHays",
    "Best, \nTom\nProject Manager",
    "\nKind regards Tom\nProject Manager",
    "\nThanks, Tom Smith\nTPM, Hays",
    "_____\nTom Smith\nProject Manager",
]


@pytest.mark.parametrize("signature", SIGNATURES)
def test_who_signs_a_mail_does_not_name_its_job(signature):
    assert title(f"{OFFER}\n{signature}").roles == (PRODUCT,)


@pytest.mark.parametrize("signature", SIGNATURES)
@pytest.mark.parametrize("offer", ["a designer for our app", "somebody like you"])
def test_nor_where_the_mail_names_another_job_or_none(signature, offer):
    found = title(f"Hi Ann, we look for {offer}. Would you talk to us?\n{signature}")

    assert not (found and found.roles)
    assert bool(found) == ("designer" in offer)


@pytest.mark.parametrize(
    "speaking",
    [
        "As a Project Manager yourself, you know how it is.",
        "As a fellow Project Manager, you know how it is.",
        "As a Project Manager myself, I know how it is.",
        "As a Project Manager, I know how it is.",
        "I am a Project Manager at Lindhof.",
        "I saw your experience as a Project Manager.",
        "You are a Project Manager today.",
    ],
)
def test_what_the_writer_or_the_reader_is_does_not_name_it(speaking):
    assert title(f"Hi Ann. {speaking} {OFFER}").roles == (PRODUCT,)
    found = title(f"Hi Ann. {speaking} We look for a designer.")
    assert (found.text, found.roles) == ("designer", ())


@pytest.mark.parametrize(
    "text",
    [
        "Lindhof Mills\nTechnical Program Manager",
        "We bake bread.\n\nTechnical Program Manager\nGhent",
        "We have an opening for you in Ghent.\n\nSenior Technical Program Manager",
        "Hi Ann, here is one.\n-----\nTechnical Program Manager\nGhent",
        "Hi Ann\nTechnical Program Manager wanted",
        "Thanks Ann, here it is.\nTechnical Program Manager, Ghent",
        "As a Technical Program Manager, you and I plan together.",
        "Two jobs are open.\nGhent, Technical Program Manager\nLeuven, Designer",
    ],
)
def test_a_title_below_a_sentence_may_be_the_job(text):
    assert title(text).roles == (PROGRAM,)
