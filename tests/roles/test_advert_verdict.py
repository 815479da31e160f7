"""Which sentence is said of title and duties together."""

import pytest

from roles import advert_verdict
from roles.advert import decode
from tests.roles import adverts
from tests.roles.test_advert import BOOK, READER

BREAD = "We are a small house by the river, and you will like our bread and the old machines."
SHORT = "You own the roadmap, run customer interviews and define the product strategy."
BOTH = f"{adverts.PRODUCT}\n{adverts.PROGRAM}"


def verdict(text):
    return advert_verdict.verdict(decode(text, BOOK, READER), BOOK)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "empty"),
        ("https://example.org/jobs/1", "address"),
        (adverts.GERMAN, "language"),
        (adverts.MAIL, "which"),
        ("three little words", "little"),
        (f"TPM\n\n{adverts.TECHNICAL_PROGRAM}", "narrowed"),
        (adverts.PRODUCT, "duties"),
        (f"Product Manager\n\n{adverts.PRODUCT}", "agree"),
        (f"Product Manager\n\n{BREAD}", "titled"),
        (f"Product Manager\n\n{SHORT}", "fitting"),
        (f"Project Manager\n\n{SHORT}", "hinting"),
        (f"Product Manager\n\n{adverts.DEVELOPER}", "apart"),
        (f"Product Manager\n\n{BOTH}", "open"),
        (f"Director of Product Management\n\n{adverts.PRODUCT}", "agree"),
        (f"Engineering Manager\n\n{adverts.ENGINEERING_MANAGER}", "agree"),
        (adverts.CV, "cv"),
        (f"{BREAD} " * 20, "unknown"),
        (f"Product Manager\n\n{adverts.ENGINEERING_MANAGER}", "contradicted"),
        (adverts.ENGINEERING_MANAGER, "manager"),
        (adverts.SALES, "none"),
        (f"Product Designer\n\n{adverts.DESIGNER}", "none"),
        (f"Product Designer\n\n{adverts.TECHNICAL_PROGRAM}", "against"),
        (f"Product Designer\n\n{BREAD}", "another"),
        (f"Product Owner / Business Analyst\n\n{adverts.DEVELOPER}", "outside"),
        (BOTH, "two"),
        (f"Product Manager\n\n{adverts.PRODUCT}\nProject Manager\n\n{adverts.PROJECT}", "adverts"),
    ],
)
def test_one_sentence_says_what_it_is(text, told):
    assert verdict(text) == told


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Product Manager", "one"),
        ("Program or Project Manager", "one"),
        ("TPM", "several"),
        ("Product Owner / Business Analyst", "several"),
        ("Director of Product Management", "leads"),
        ("Product Designer", "another"),
        ("Our bread", ""),
    ],
)
def test_a_title_is_of_one_kind(title, kind):
    assert advert_verdict.title_kind(decode(f"{title}\n\n{BREAD}", BOOK, READER), BOOK) == kind


@pytest.mark.parametrize("title", ["", "Product Manager\n\n", "TPM\n\n"])
def test_duties_read_the_same_whatever_the_title_is(title):
    def duties(text):
        return advert_verdict.duties(decode(f"{title}{text}", BOOK, READER), BOOK)

    assert duties(adverts.PRODUCT) == "product"
    assert duties(adverts.TECHNICAL_PROGRAM) == "delivery"
    assert duties(adverts.DEVELOPER) == "other"
    assert (duties(BREAD), duties(BOTH)) == ("", "")
