import pytest
from hypothesis import given
from hypothesis import strategies as some

from roles.importers.employers import LONGEST_NAME, name_as_written, name_for_reading


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("NORTH & WEST SERVICES, INC.", "North & West Services"),
        ("MILLER'S BAKERY, INC.", "Miller's Bakery"),
        ("GP SAMPLES CORPORATION", "GP Samples"),
        ("SAMPLES LLC", "Samples"),
        ("ABC LABS, LLC", "ABC Labs"),
        ("ANY NAME & CO.", "Any Name & Co."),
        ("ANY NAME & COMPANY, INC.", "Any Name & Company"),
        ("IBM CORPORATION", "IBM"),
        ("AT&T SERVICES, INC.", "AT&T Services"),
        ("JPMORGAN CHASE & CO.", "JPMorgan Chase & Co."),
        ("MCKINSEY & COMPANY, INC. UNITED STATES", "McKinsey & Company, Inc. United States"),
        ("JPMORGAN CHASE AND CO", "JPMorgan Chase & Co"),
        ("ANY NAME AND CO., LTD.", "Any Name & Co."),
        ("VISA U.S.A. INC.", "Visa USA"),
        ("THE HERTZ CORPORATION", "The Hertz Corporation"),
        ("HERTZ CORPORATION", "Hertz"),
        ("EBAY INC.", "eBay"),
        ("O'REILLY MEDIA, INC.", "O'Reilly Media"),
        ("O'REILLY'S", "O'Reilly's"),
        ("OAKLAND A'S", "Oakland A's"),
        ("L'ORÉAL USA, INC.", "L'Oréal USA"),
        ("L’ORÉAL", "L’Oréal"),
        ("MCDONALD'S CORPORATION", "McDonald's"),
        ("THE LIMITED", "The Limited"),
        ("THE HOME DEPOT, INC.", "The Home Depot"),
        ("THE BOEING COMPANY", "The Boeing Company"),
        ("BOEING COMPANY", "Boeing"),
        ("BANK OF AMERICA, N.A.", "Bank of America"),
        ("MOODY'S INVESTORS SERVICE, INC.", "Moody's Investors Service"),
        ("AMAZON.COM SERVICES LLC", "Amazon.com Services"),
        ("J.P. MORGAN SECURITIES LLC", "J.P. Morgan Securities"),
        ("ERNST & YOUNG U.S. LLP", "Ernst & Young U.S."),
        ("DELOITTE CONSULTING L L P", "Deloitte Consulting"),
        ("GOLDMAN SACHS NEW JERSEY L.L.C.", "Goldman Sachs New Jersey"),
        ("SAMPLES CO., LTD.", "Samples"),
        ("SAMPLES,INC.", "Samples"),
        ("SAMPLES PRIVATE LIMITED", "Samples"),
        ("NIIT TECHNOLOGIES LIMITED", "NIIT Technologies"),
        ("KPMG LLP", "KPMG"),
        ("T-MOBILE USA, INC.", "T-Mobile USA"),
        ("3M COMPANY", "3M"),
        ("7-ELEVEN, INC.", "7-Eleven"),
        ("21ST CENTURY FOX", "21st Century Fox"),
        ("LIMITED BRANDS STORE", "Limited Brands Store"),
        ("COMPANY STORE INC", "Company Store"),
        ("gp samples llc", "GP Samples"),
        ("Google LLC", "Google"),
        ("iRobot Corporation", "iRobot"),
        ("deviantART, Inc.", "deviantART"),
        ("ROHDE &AMP; SCHWARZ, INC.", "Rohde & Schwarz"),
        ("  ACME \x00 WIDGETS\u202e ", "Acme Widgets"),
        ("株式会社 ABC", "株式会社 ABC"),
        ("???", ""),
        ("", ""),
    ],
)
def test_a_name_is_written_as_its_owner_may_write_it(written, name):
    assert name_for_reading(written) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [("ALSO", "ALSO"), ("Datadog, Inc.", "Datadog"), ("Nestlé S.A.", "Nestlé"), ("!!!", "")],
)
def test_a_name_that_people_wrote_keeps_its_capitals(written, name):
    assert name_as_written(written) == name


@given(some.text())
def test_any_text_is_a_name_that_has_room_and_shows_all_its_signs(text):
    name = name_for_reading(text)
    assert len(name) <= LONGEST_NAME
    assert name.isprintable()
    assert bool(name) <= any(sign.isalnum() for sign in name)


@given(some.sampled_from(["Inc", "LLC", "Ltd.", "Corp", "Company", "L.L.C."]), some.text("abcdxyz"))
def test_a_legal_form_at_the_end_tells_no_names_apart(form, word):
    named = f"QUITE {word.upper()} SAMPLES"
    assert name_for_reading(f"{named}, {form.upper()}") == name_for_reading(named)
