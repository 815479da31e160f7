"""Which part of the world an advert names, as far as its pay or the law about it depends on that.

Names of places alone, and no map: that a text names none says nothing of where the job is.
"""

from __future__ import annotations

import re

from roles.importers.places import US_STATES

# Where pay is told in dollars or pesos with the sign of the dollar, and those are no American ones.
_OWN_DOLLARS = (
    "Canad(?:a|ian)|Toronto|Vancouver|Montr[eé]al|Ottawa|Calgary|Edmonton|Winnipeg|Qu[eé]bec|Ontario"
    "|British Columbia|Alberta|Manitoba|Saskatchewan|Nova Scotia|Halifax|Mississauga|Kitchener"
    "|Australian?|Sydney|Melbourne|Brisbane|Perth|Adelaide|Canberra|Hobart|Gold Coast|Queensland"
    "|NSW|QLD|New South Wales|Tasmania|New Zealand|Auckland|Christchurch|NZ|KiwiSaver"
    "|Singapore|Hong Kong|Taiwan|Taipei|(?<!New )M[eé]xico|CDMX|Guadalajara|Monterrey|Chile"
    "|Colombia|Bogot[aá]|Medell[ií]n|Argentina|Buenos Aires|Uruguay|Montevideo|Jamaica|Barbados"
    "|Trinidad|Bahamas|Fiji|Namibia|Windhoek|RRSP|CAD|AUD|NZD|SGD|HKD|MXN|TWD|CLP|COP|ARS|UYU"
)
# “Melbourne, FL” and “Ontario, CA” are in the United States; “Lindhof, AS” is a company.
_NO_STATES = ("AS", "GU", "MP", "VI")
_STATES = "|".join(code for code in US_STATES if code not in _NO_STATES)
_AMERICAN = re.compile(
    r"\b(?=[A-Z])(?:U\.S\.|(?:USD?|United States|USA|American?|New York|San Francisco)\b)"
    rf"|, (?:{_STATES})\b"
)
# By ", BC" and ", VIC" as behind a town; “+ super” is paid in Australia.
_OTHER_DOLLARS = re.compile(
    rf"\b(?=[A-Z])(?:{_OWN_DOLLARS}|VIC)\b(?!, (?:{_STATES})\b)|, ?(?:BC|ON|AB|QC)\b"
    r"|\b[Ss]uperannuation\b|(?:\+|\bplus|\bincl?\.?|\bincluding|\bexcl?\.?) ?[Ss]uper\b"
)
# Rupees are paid there, too.
_OTHER_RUPEES = re.compile(
    r"\b(?=[A-Z])(?:Pakistani?|Karachi|Lahore|Islamabad|Rawalpindi|Nepal|Kathmandu|Sri Lankan?"
    r"|Colombo|Mauriti(?:us|an)|PKR|NPR|LKR|MUR)\b"
)
_EU = re.compile(
    r"\b(?=[A-Z])(?:EU|European|Europe|EMEA|EEA|DACH|Nordics?|Benelux|Austria|Vienna|Belgium|Brussels|Ghent"
    r"|Antwerp|Bulgaria|Sofia|Croatia|Zagreb|Cyprus|Nicosia|Limassol|Czech(?:ia| Republic)?|Prague"
    r"|Brno|Denmark|Copenhagen|Aarhus|Estonia|Tallinn|Finland|Helsinki|Espoo|France|Paris|Lyon"
    r"|Toulouse|Germany|Berlin|Munich|Hamburg|Frankfurt|Cologne|Stuttgart|Düsseldorf|Leipzig"
    r"|München|Köln|Greece|Athens|Hungary|Budapest|Ireland|Dublin|Cork|Galway|Italy|Milan|Rome"
    r"|Turin|Latvia|Riga|Lithuania|Vilnius|Kaunas|Luxembourg|Malta|Valletta|Netherlands|Dutch"
    r"|Amsterdam|Rotterdam|Utrecht|Eindhoven|The Hague|Poland|Warsaw|Krak[oó]w|Wroc[lł]aw"
    r"|Gda[nń]sk|Portugal|Lisbon|Lisboa|Porto|Romania|Bucharest|Cluj|Slovakia|Bratislava|Slovenia"
    r"|Ljubljana|Spain|Madrid|Barcelona|Valencia|M[aá]laga|Sweden|Stockholm|Gothenburg|Malmö)\b"
    r"|€|\bEUR\b|\beuros?\b"
)
_ELSEWHERE = re.compile(
    rf"{_OTHER_DOLLARS.pattern}|{_AMERICAN.pattern}|{_OTHER_RUPEES.pattern}"
    r"|\b(?=[A-Z])(?:UK|U\.K\.|United Kingdom|Britain|British|England|Scotland|Wales"
    r"|London|Manchester|Leeds|Birmingham|Bristol|Edinburgh|Glasgow|Cardiff|Belfast|Liverpool"
    r"|Sheffield|Newcastle|Nottingham|Cambridge|Oxford|Brighton|NHS"
    r"|Switzerland|Swiss|Z[uü]rich|Geneva|Basel|Norway|Oslo|Bergen|Iceland|Turkey|Türkiye|Istanbul"
    r"|Ankara|Ukraine|Kyiv|Lviv|Serbia|Belgrade|Georgia|Tbilisi|Armenia|Yerevan|Russia|Moscow"
    r"|Israel|Tel Aviv|Dubai|Abu Dhabi|UAE|Saudi Arabia|Riyadh|Qatar|Doha|Egypt|Cairo|Morocco"
    r"|Casablanca|Kenyan?|Nairobi|Mombasa|Nigerian?|Lagos|Abuja|Ghana|Accra|Uganda|Kampala"
    r"|Tanzania|Dar es Salaam|Rwanda|Kigali|Ethiopia|Addis Ababa|South Africa|Johannesburg"
    r"|Cape Town|Durban|Pretoria|Africa|Indian?|Bangalore|Bengaluru|Hyderabad|Mumbai|Pune|Chennai"
    r"|Delhi|Noida|Gurgaon|Gurugram|Kolkata|Bangladesh|Dhaka|China|Beijing|Shanghai|Shenzhen"
    r"|Japan|Tokyo|Osaka|Korea|Seoul|Vietnam|Hanoi|Ho Chi Minh|Thailand|Bangkok|Malaysia"
    r"|Kuala Lumpur|Indonesia|Jakarta|Philippines|Manila|Brazil|S[aã]o Paulo|Peru|Lima|Seattle"
    r"|Boston|Chicago|Austin|Dallas|Houston|Denver|Atlanta|Los Angeles|San Diego|San Jose"
    r"|Portland|Philadelphia|Phoenix|Miami|Washington|NYC|Bay Area|Silicon Valley|California"
    r"|Texas|Palo Alto|Mountain View|Sunnyvale|Brooklyn|Raleigh|Charlotte|Pittsburgh|Detroit)\b"
)


def names_other_dollars(text: str) -> bool:
    """Whether a place is named, or a law of one, whose dollars are no American ones."""
    return bool(_OTHER_DOLLARS.search(text))


def names_america(text: str) -> bool:
    return bool(_AMERICAN.search(text))


def names_other_rupees(text: str) -> bool:
    """Whether a place is named whose rupees are no Indian ones."""
    return bool(_OTHER_RUPEES.search(text))


def is_outside_eu(text: str) -> bool:
    """Whether a place outside of the European Union is named, and none in it, nor its money."""
    return bool(_ELSEWHERE.search(text)) and not _EU.search(text)
