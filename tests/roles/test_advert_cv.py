"""Whether a text is a CV; all written by us, of nobody there is."""

import pytest

from roles.advert_cv import is_cv
from roles.advert_sections import passages
from roles.advert_words import advert_words, without_markup
from tests.roles import adverts

POINTS = """\
* Led the move of four mills to one plan, two months early
* Launched an app for bakers in three countries
* Grew the number of mills that order by it from 40 to 310
"""
PROSE = """\
I led the move of four mills to one plan. I launched an app for bakers, and my team grew from two to
nine people.
"""


def told(text):
    plain = without_markup(text)
    words = advert_words(plain)
    return is_cv(text, words, passages(plain, words))


@pytest.mark.parametrize(
    "text",
    [
        adverts.CV,
        f"Ada Verbruggen\nada@example.org | +32 9 123 45 67\n\nProduct Manager, Lindhof\n{POINTS}",
        f"Ada Verbruggen\nGhent, 09 123 45 67 89\n\nExperience\n{POINTS}\nEducation\nGhent\n",
        f"Experience\n\nProduct Manager, Lindhof\n{POINTS}\nEducation\nMaster of Arts\n",
        f"PROFILE\nProduct manager.\n\nSKILLS\nSQL, bread\n\nWORK EXPERIENCE\n{POINTS}",
        f"Summary\n\nI am a product manager.\n\nWork history\n\n{POINTS}",
        f"Lindhof, Jan 2019 – Mar 2023\n{POINTS}\nVelden, 01/2016 - 12/2018\n{POINTS}",
        f"Product Manager, 2019 to present\n{POINTS}\nOur app won a prize. Our bread did too.\n",
        "Ada Verbruggen\nada@example.org\n\nExperience\n- Managed the roadmap of one app\n"
        "- Shipped it twice\n\nEducation\nGhent\n\nSkills\nSQL\n\nLanguages\nDutch\n",
    ],
)
def test_a_cv_tells_what_somebody_has_done(text):
    assert told(text)


@pytest.mark.parametrize("text", [*adverts.TEXTS.values(), adverts.GERMAN, ""])
def test_an_advert_is_no_cv(text):
    assert not told(text)


@pytest.mark.parametrize(
    "text",
    [
        # Headings that both have.
        "Product Manager\n\nExperience\n* Five years with apps\n\nEducation\n* Master of Arts\n",
        "Experience\n* Lead a team\n* Own the roadmap\n\nEducation\n* Bachelor\n\nSkills\n* SQL\n",
        # What somebody should have done.
        f"What you bring\n{POINTS}\nYou speak Dutch.\n",
        f"Requirements\n{POINTS}\nExperience\nEducation\n",
        f"{POINTS}\nSend it to jobs@example.org to apply.\n",
        # An address at its head, and wages.
        "Lindhof, jobs@example.org\n\nProduct Manager\n\n* Own the roadmap\n* Talk to bakers\n",
        "Product Manager\n120.000 - 150.000\nEducation\nExperience\nSkills\nLanguages\n",
        "Required skills: SQL. Preferred: bread. Located in Ghent. Based on talent.\nExperience\n",
        # Two that write.
        f"{PROSE}\nWould you like to join us?\n",
    ],
)
def test_what_both_may_have_makes_no_cv(text):
    assert not told(text)


def test_hostile_text_takes_no_longer_than_its_length():
    assert not told("0 " * 30_000)
    assert not told("a" * 30_000 + "@")
