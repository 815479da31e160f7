"""Names of places by their ISO 3166 codes."""

from __future__ import annotations

from babel import Locale

_STATES = """AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|
DE Delaware|DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|
IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|
MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|
NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|
OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|
TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|
WY Wyoming|AS American Samoa|GU Guam|MP Northern Mariana Islands|PR Puerto Rico|
VI United States Virgin Islands"""
US_STATES = dict(state.strip().split(" ", 1) for state in _STATES.replace("\n", "").split("|"))
STATE_CODES = {
    **{code: code for code in US_STATES},
    **{name.upper(): code for code, name in US_STATES.items()},
}

# Names that CLDR has for what is no country of ISO 3166: groups, parts of countries, and codes that
# are kept for some use; and two that people write beside the code of one.
_GROUPS = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
_NO_COUNTRIES = _GROUPS | {"AC", "CP", "CQ", "DG", "EA", "IC", "TA", "XK"}
COUNTRIES = {
    code: name
    for code, name in Locale("en").territories.items()
    if len(code) == 2 and code not in _NO_COUNTRIES
}
COUNTRY_CODES = {
    **{code: code for code in COUNTRIES},
    **{name.upper(): code for code, name in COUNTRIES.items()},
    "UK": "GB",
    "USA": "US",
}


def place_name(code: str) -> str:
    """ "United States" for US, "California" for US-CA; the code itself when it is not known."""
    country, _, region = code.partition("-")
    if region:
        return US_STATES.get(region, code) if country == "US" else code
    return str(Locale("en").territories.get(country, code))
