import pytest

from roles.importers import matching
from roles.titles import KnownTitle


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("SENIOR TECHNICAL PRODUCT MANAGER", "technical-product-manager"),
        ("SR TECHNICAL PROGRAM MGR", "technical-program-manager"),
        ("PRODUCT MANAGER, AEM FORMS", "product-manager"),
        ("PRODUCT MANAGER - R&AMP;D", "product-manager"),
        ("PROJECT MANAGER (GENETICALLY ENGINEERED MOUSE MODE", "project-manager"),
    ],
)
def test_a_known_title_is_mapped(known, title, role):
    assert matching.matches([title], known)[title].role == role


@pytest.mark.parametrize(
    "title",
    [
        "PROGRAM MANAGER (DEPUTY PRODUCT MANAGER ACQUISITION)",
        "CONSTRUCTION PROJECT MANAGER",
        "IT PROJECT MANAGER",
        "Data Product Manager",
        "DIRECTOR OF PRODUCT MANAGEMENT",
        "SOFTWARE ENGINEER (PRODUCT MANAGER)",
        "",
    ],
)
def test_another_job_or_a_narrower_title_is_not(known, title):
    assert matching.matches([title], known)[title].reason == matching.NOT_A_ROLE


def test_an_ambiguous_title_is_never_guessed(known):
    assert matching.matches(["TPM"], known)["TPM"].reason == matching.SEVERAL


@pytest.mark.parametrize(
    "title",
    [
        "Technical Product/Program Manager",
        "TECHNICAL PRODUCT AND PROGRAM MANAGER",
        "Product/Technical Program Manager",
        "TECHNICAL PRODUCT - PROGRAM MANAGER",
        "Technical Product Manager, Programs",
        "Engineering Manager, Programs",
        "ENGINEERING / PROGRAM MANAGER",
        "Senior Product Manager, Associates",
    ],
)
def test_a_title_that_may_be_read_as_two_is_not_counted(known, title):
    aliases = ["Product Technical Program Manager", "Engineering Program Manager"]
    program = [KnownTitle(alias, "technical-program-manager") for alias in aliases]
    engineering = KnownTitle("Engineering Manager", "engineering-manager")

    match = matching.matches([title], [*known, *program, engineering])[title]

    assert match.reason == matching.SEVERAL


@pytest.mark.parametrize("title", ["Professor of Product Management", "Tools for Product Managers"])
def test_a_title_of_somebody_else_is_not_counted(known, title):
    assert matching.matches([title], known)[title].reason == matching.NOT_A_ROLE


def test_program_manager_at_microsoft_is_not_the_program_role():
    assert "Microsoft" in matching.elsewhere("MICROSOFT CORPORATION", "program-manager")
    assert matching.elsewhere("MICROSOFT CORPORATION", "technical-program-manager") is None
    assert matching.elsewhere("GOOGLE INC.", "program-manager") is None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("GOOGLE INC.", "Google"),
        ("Google LLC", "Google"),
        ("ROHDE &AMP; SCHWARZ, INC.", "Rohde & Schwarz"),
        ("SYNTEL CONSULTING INC.", "Syntel"),
    ],
)
def test_an_employer_is_one_however_it_is_written(written, name):
    assert matching.employer_name(written) == name


def test_spellings_of_one_employer_are_one_name_whichever_comes_first():
    written = ["NESTLE INC", "Nestlé", "Nestle\u0301 LLC", "Acme"]

    names = {
        "NESTLE INC": "Nestlé",
        "Nestlé": "Nestlé",
        "Nestle\u0301 LLC": "Nestlé",
        "Acme": "Acme",
    }
    assert matching.employer_names(written) == names
    assert matching.employer_names(reversed(written)) == names


def test_the_name_is_the_one_most_often_written():
    written = {"MILLERS BAKERY INC": 2, "MILLER'S BAKERY": 7, "Millers Bakery": 4, "Acme": 1}

    names = matching.employer_names(written)

    assert {names[each] for each in list(written)[:3]} == {"Miller's Bakery"}


def test_what_is_told_apart_by_letters_is_two_employers():
    written = ["GP SAMPLES CORPORATION", "SAMPLES LLC", "NORTH & WEST", "NORTHWEST"]

    assert len(set(matching.employer_names(written).values())) == 4


def test_of_spellings_with_as_many_accents_the_first_of_the_alphabet_is_the_name():
    written = ["e" * before + "é" + "e" * (29 - before) for before in range(30)]

    assert set(matching.employer_names(written).values()) == {"E" + "e" * 28 + "é"}


@pytest.mark.parametrize("name", ["The Limited", "Company", "LTD."])
def test_an_employer_that_is_called_like_a_legal_form_has_a_name(name):
    assert matching.employer_name(name)


def test_what_names_nobody_is_no_employer():
    assert matching.employer_names(["???"]) == {"???": ""}


def test_a_name_of_an_employer_is_cut_where_the_table_ends():
    assert matching.employer_name("Ab " * 40) == ("Ab " * 40)[:100].strip()
