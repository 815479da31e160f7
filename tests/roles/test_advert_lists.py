"""Several jobs in one text: each is named, and none is taken for the only one."""

import pytest

from roles import advert_verdict
from roles.advert import decode
from tests.roles import adverts
from tests.roles.test_advert import BOOK, READER
from tests.roles.test_advert_title import title
from tests.roles.test_title_reader import PRODUCT, PROGRAM

LISTS = [
    "1) Product Manager\n2) Technical Program Manager",
    "1. Product Manager (Ghent)\n2. Technical Program Manager (Leuven)",
    "a) Product Manager: own the roadmap\nb) Technical Program Manager: run the plans",
    "- Senior Product Manager, Ghent\n- Technical Program Manager, Leuven",
    "• Product Manager\n• Technical Program Manager",
    "1) Product Manager - own discovery for our mills. $140k-160k\n2) Technical Program Manager -"
    " drive our move to the new mill",
    "Two openings:\n\n1) Product Manager\nGhent, from May\n2) Technical Program Manager\nLeuven",
    "Open positions:\nProduct Manager\nTechnical Program Manager",
    "Hi Ann, which of these is for you?\n* Product Manager\n* Technical Program Manager\nTom",
    "We are hiring both a Product Manager and a Technical Program Manager in Ghent.",
    "We are hiring a Senior Product Manager and a Senior Technical Program Manager in Ghent.",
    "We need a Product Manager as well as a Technical Program Manager.",
    "We need a Product Manager, along with a Technical Program Manager.",
    "We need a Product Manager. We also need a Technical Program Manager.",
]


@pytest.mark.parametrize("text", LISTS)
def test_each_job_of_several_is_named(text):
    assert set(title(text).roles) == {PRODUCT, PROGRAM}
    assert "\n" not in title(text).text


@pytest.mark.parametrize("text", LISTS)
def test_the_duties_of_all_do_not_decide_between_them(text):
    for more in ("", f"\n\n{adverts.PRODUCT}", f"\n\n{adverts.TECHNICAL_PROGRAM}"):
        decoding = decode(f"{text}{more}", BOOK, READER)

        assert advert_verdict.verdict(decoding, BOOK) in ("which", "adverts")
        assert not decoding.roles


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("Open roles:\n- Product Manager\n- Project Manager\n- Data Analyst", ("Data Analyst",)),
        ("1. Product Manager (Ghent)\n2. Data Scientist", ("Data Scientist",)),
        ("Hiring:\n- UX Designer\n- Product Owner", ("UX Designer",)),
    ],
)
def test_a_job_of_none_of_our_roles_in_a_list_is_kept(text, others):
    assert title(text).meaning.others == others


@pytest.mark.parametrize(
    "text",
    [
        "Product Manager\n\nYou work with:\n- Technical Program Managers\n- Designers",
        "Product Manager\n\nSimilar jobs:\n- Project Manager\n- Data Analyst",
        "- Product Manager\n- Ghent\n- Full time",
        "Open roles:\n- Senior Product Manager, Ghent\n- Product Manager, Leuven",
        "Product Manager\n\nThe role:\n- Own the roadmap\n- Talk with customers",
        "We need a Product Manager. You also work with a Technical Program Manager.",
    ],
)
def test_a_list_of_something_else_makes_no_second_job(text):
    assert title(text).roles == (PRODUCT,)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("I am working with a company in Ghent who need a Project Manager.", "project-manager"),
        ("I work for a bank that needs a Project Manager.", "project-manager"),
        ("We work with a mill that is looking for a Product Manager.", PRODUCT),
        ("I wonder if you would be interested in being our first Product Manager?", PRODUCT),
        ("How about being our Product Manager?", PRODUCT),
        ("I saw your experience as a TPM. We look for a Product Manager.", PRODUCT),
        ("Product Manager or Product Owner. You own the roadmap.", PRODUCT),
    ],
)
def test_more_ways_to_offer_are_read(text, role):
    assert role in title(f"Hi Ann. {text}").roles


@pytest.mark.parametrize("text", ["I worked with a Product Manager.", "You like being a PM here."])
def test_what_is_told_of_somebody_offers_nothing(text):
    found = title(text)
    assert not (found and PRODUCT in found.roles and "Product" in found.text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("my client is seeking a Product Manger to join there team", "Product Manger"),
        ("We are hiring a Technical Prodcut Manager", "Technical Prodcut Manager"),
        ("Progam Manager\n\nWe bake bread.", "Progam Manager"),
    ],
)
def test_a_title_with_a_letter_wrong_is_no_other_job(text, written):
    found = title(text)

    assert found.text == written or found.roles
    assert not found.is_of_another_job


@pytest.mark.parametrize(
    "head", ["Project Coordinator", "Program Assistant", "Project Administrator"]
)
def test_who_helps_those_of_our_roles_is_none_of_them(head):
    assert title(f"{head}\n\nWe bake bread.").is_of_another_job
