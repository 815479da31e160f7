import pytest

from roles.advert_sections import passages
from roles.advert_title import title_in, title_told
from roles.advert_words import advert_words, without_markup
from tests.roles.test_title_reader import BOTH, PRODUCT, PROGRAM, READER, TECHNICAL

DUTIES = "\n\nYou keep the plan of three teams and tell everybody what has changed.\n"


def title(text):
    read = without_markup(text)
    words = advert_words(read)
    return title_in(read, words, passages(read, words), READER)


@pytest.mark.parametrize(
    ("head", "written"),
    [
        ("Technical Program Manager", "Technical Program Manager"),
        ("# Technical Program Manager, Payments", "Technical Program Manager, Payments"),
        ("**Technical Program Manager**", "Technical Program Manager"),
        ("Lindhof Mills\nTechnical Program Manager", "Technical Program Manager"),
        ("<h1>Technical Program Manager</h1>", "Technical Program Manager"),
        ("Ghent\n\nJob title: Technical Program Manager", "Technical Program Manager"),
        ("Subject: Technical Program Manager", "Technical Program Manager"),
    ],
)
def test_a_title_stands_in_one_of_the_first_lines(head, written):
    found = title(head + DUTIES)

    assert found.roles == (PROGRAM,)
    assert found.text == written
    start, end = found.place
    assert (head + DUTIES)[start:end] == written


@pytest.mark.parametrize(
    "sentence",
    [
        "As a Technical Program Manager, you will plan.",
        "We are looking for an experienced Technical Program Manager to join us.",
        "Lindhof is hiring a Technical Program Manager in Ghent.",
        "I have a Technical Program Manager role for you.",
        "You join us as our Technical Program Manager.",
        "This is the position of a Technical Program Manager who plans.",
    ],
)
def test_a_title_stands_where_the_text_says_whom_it_looks_for(sentence):
    assert title(f"Hello Ada, I hope you are well. {sentence}").roles == (PROGRAM,)


def test_an_acronym_of_two_jobs_names_both_as_the_look_up_does():
    found = title("Hi Ada, would a TPM role in Ghent interest you? We build mills.")

    assert found.text == "TPM"
    assert found.meaning == READER.read("TPM")
    assert set(BOTH) <= set(found.roles)


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("We are looking for a TPM (Technical Program Manager) for our mills.", PROGRAM),
        ("I have a TPM role, i.e. a technical product manager who asks.", TECHNICAL),
        ("I have a TPM role (technical product manager) for you.", TECHNICAL),
        ("As a Senior TPM (Technical Program Manager, remote), you plan.", PROGRAM),
    ],
)
def test_what_an_acronym_means_is_told_beside_it(sentence, role):
    assert title(f"Hello Ada, I hope you are well. {sentence}").roles == (role,)


@pytest.mark.parametrize(
    "sentence",
    [
        "We need a TPM. Technical program managers are on their own here.",
        "We need a TPM (not a technical program manager) here.",
        "We need a TPM (Platform) here.",
    ],
)
def test_what_stands_elsewhere_says_nothing_of_an_acronym(sentence):
    assert set(BOTH) <= set(title(f"Hello Ada, I hope you are well. {sentence}").roles)


@pytest.mark.parametrize(
    "text",
    [
        "This is not a product manager role. You will look after goats.",
        "We do not need a product manager.",
        "We are not looking for a product manager.",
        "We aren’t hiring a product manager. We bake.",
        "You will not join us as a product manager.",
    ],
)
def test_a_title_that_is_denied_is_nobodys(text):
    assert title(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "This is not just a product manager role.",
        "Why not join us as a product manager?",
        "We are not a bank, we are looking for a product manager.",
        "We do not need a baker. We need a product manager here.",
    ],
)
def test_what_else_is_denied_leaves_the_title(text):
    assert title(text).roles == (PRODUCT,)


@pytest.mark.parametrize(
    "text",
    [
        "You will work with product managers and designers every day.",
        "You have five years of experience as a product manager or the like.",
        "The product manager decides, and you build.",
        "Our product managers say what is needed, and our program managers when.",
        "As a [ROLE] you work with us.",
        "",
    ],
)
def test_whom_one_works_with_and_what_one_has_been_is_no_title(text):
    assert title(text) is None


@pytest.mark.parametrize(
    "head",
    [
        "Solutions Architect",
        "Senior Java Developer, Mills",
        "Customer Success Manager",
        "Product Designer",
        "Senior Product Marketing Manager",
        "Technical Writer II",
    ],
)
def test_another_job_in_the_first_line_is_told_apart(head):
    found = title(f"{head}\n\nAs a product manager would, you listen.")

    assert found.is_of_another_job
    assert found.text == head


@pytest.mark.parametrize(
    "head",
    ["Director of Product", "Software Delivery Manager", "Analyst, Program Office", "Our mills"],
)
def test_a_first_line_of_our_field_or_without_a_job_is_no_other_job(head):
    assert title(head + DUTIES) is None


def test_a_title_beside_the_text_has_no_place_in_it():
    found = title_told("Product Manager, Billing", READER)

    assert (found.roles, found.place) == ((PRODUCT,), None)
