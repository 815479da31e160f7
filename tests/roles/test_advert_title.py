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


TPM = READER.read("TPM").roles
PM = READER.read("PM").roles


@pytest.mark.parametrize(
    "text",
    [
        "TPM at Lindhof?",
        "Hi Sam,\n\nTPM at Lindhof?\n\nBest, Tom",
        "Hi Sam, a TPM role at Lindhof?",
        "We have several TPM roles open in Ghent.",
        "I hire TPMs for a bank in Ghent.",
        "We are hiring TPMs for our mills.",
        "We are hiring for TPM in Ghent.",
        "Seeking TPMs! Three openings, all remote.",
        "Would you be open to the role of TPM at Lindhof?",
        "This is an opening for TPM in Ghent.",
        *(f"I have a TPM {place} for you." for place in ("role", "position", "opening", "job")),
        *(f"Here is a TPM {place}." for place in ("opportunity", "vacancy", "mandate", "gig")),
        "We are looking for a TPM.",
        "We are after a TPM who likes mills.",
        "My client wants to find a TPM by May.",
        "Join us as TPM in Ghent.",
        "You will work as a TPM in Ghent.",
        "The title is TPM, the pay is good.",
        "Are you a product manager looking for a TPM role?",
        "Are you a product manager? We have a TPM role.",
        "I can offer you either TPM or nothing.",
        "Our TPM left last week, and we need somebody quickly.",
        "got a tpm gig for you, start soon",
        "You have been a product manager. We hire: TPM.",
    ],
)
def test_a_mail_says_in_many_ways_what_it_offers(text):
    found = title(text)

    assert found.roles == TPM
    assert found.text in ("TPM", "TPMs", "tpm", "TPM or nothing")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Join us as a Product Manager!", PRODUCT),
        ("Join us as Technical Program Manager and plan.", PROGRAM),
        ("This is a Technical Product Manager (TPM) role in our team.", TECHNICAL),
        ("We seek a Director of Program Management for our bank.", "program-manager"),
        ("I have a role as Director of Program Management.", "program-manager"),
        ("You would make an excellent Product Owner for us.", "product-owner"),
        ("Would you like to become our first Product Manager?", PRODUCT),
        ("It is a manager’s position: Engineering Manager, Search.", "engineering-manager"),
        ("Your current role as Product Owner is fine. We are hiring a Product Manager.", PRODUCT),
        ("The TPM role is filled, but here is one more: Product Manager.", PRODUCT),
        ("It is a role I know.\nTechnical Program Manager, clouds, remote.", PROGRAM),
    ],
)
def test_a_mail_that_offers_one_job_names_it(text, role):
    assert title(f"Hello Ada, I hope you are well. {text}").roles == (role,)


@pytest.mark.parametrize(
    "text",
    [
        "We have two openings: a Product Manager and a Technical Program Manager.",
        "We have two openings: Product Manager (Ghent) and Technical Program Manager (Leuven).",
        "We are hiring a Product Manager and a Technical Program Manager.",
        "Open roles:\n\n- Product Manager\n- Technical Program Manager\n\nWrite to us.",
        "Hi Ada,\nI recruit for two positions at the moment:\n\n* Product Manager, Mills (Ghent)\n"
        "* Technical Program Manager (remote)\n\nWhich one?\n\nBest,\nTom",
    ],
)
def test_of_two_openings_both_are_named(text):
    assert set(title(text).roles) == {PRODUCT, PROGRAM}


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
        "Are you a product manager looking for a new challenge?",
        "Are you looking for a product manager? Our agency finds them.",
        "You will work with our TPM, and code every day.",
        "As well as a product manager, the team has two designers.",
        "The role of the product manager is to decide; yours is to build.",
        "You hire product managers and coach them.",
        "Hire product managers, and coach them.",
        "Experience hiring product managers and technical program managers is a plus.",
        "You report to the Director of Product Management.",
        "Act as product owner for the team.",
        "Are you free for a call?\n\nBest regards,\nTom\nSenior Product Manager, Lindhof",
        "Are you free?\nBest wishes\nTom\nSenior Product Manager, Lindhof",
        "Can we talk at 5 PM?",
        "Please PM me.",
        "The TPM position has been filled, sorry.",
        "Our product manager role is taken.",
        "You would be the right hand of the product manager.",
        "Install TPM 2.0 before that.",
        "Your current role as a Product Manager is a fine one.",
    ],
)
def test_who_is_addressed_or_writes_or_is_beside_gives_the_job_no_title(text):
    assert title(text) is None


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("We're hiring a Backend Engineer who will work with our TPM.", "Backend Engineer"),
        ("I am a product manager and I need a developer.", "developer"),
        ("I'm the TPM of this group. We need a tester.", "tester"),
    ],
)
def test_a_mail_that_offers_another_job_names_that(text, other):
    found = title(f"Hello Ada, I hope you are well. {text}")

    assert (found.text, found.is_of_another_job) == (other, True)


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
        "Growth Marketer",
        "Developer Advocate",
        "Head of Marketing",
        "VP, Sales",
        "Director of Finance (Mills)",
        "Chief of Staff",
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
