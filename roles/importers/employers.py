"""Employers as people read them, of names that files write in capitals and with a legal form.

"NORTH & WEST SERVICES, INC." is North & West Services. A name in capitals and small letters is
taken as it stands: whoever wrote it knew how. Which names are one employer is not told here but by
`slugs.company_slug`, so that what people read and what is compared are two values.

A legal form goes only where it ends a name, and neither behind "&", where it is a part of the name
("Any Name & Co."), nor where nothing would be left ("The Limited").
"""

from __future__ import annotations

import html
import re
import unicodedata

# What the table of companies has room for.
LONGEST_NAME = 100
_FORMS = """INC INCORPORATED LLC LTD LIMITED CORP CORPORATION CO COMPANY LP LLP LLLP PLC PLLC PC PBC
NA PTE PVT PRIVATE GMBH AG SA NV BV"""
LEGAL_FORMS = set(_FORMS.split())
# A word of them more, and they are one: "L L C", "L. L. P.".
LONGEST_FORM_IN_LETTERS = 4
# Behind an article they are no form, but what the name is of.
SAID_WHOLE = {"COMPANY", "CORPORATION"}
ARTICLES = {"THE", "A", "AN"}
# How owners write what no rule finds.
_OWNERS = """AT&T H&M IBM NIIT NASA IEEE ASML USAA BASF IKEA ESPN NVIDIA IQVIA UCLA UCSF NYU YMCA
eBay iRobot iHeartMedia JPMorgan PayPal LinkedIn YouTube GitHub GitLab DoorDash FedEx AbbVie VMware
PwC PricewaterhouseCoopers ServiceNow MongoDB OpenAI TikTok ByteDance WeWork BlackRock HubSpot
CoreWeave CrowdStrike SolarWinds GoDaddy BigCommerce CarGurus StubHub RingCentral SurveyMonkey
UiPath ZoomInfo GlaxoSmithKline ExxonMobil UnitedHealth UnitedHealthcare LTIMindtree DuPont
DreamWorks HarperCollins MetLife TransUnion CoStar BuzzFeed OpenTable StockX SoFi NetApp NetSuite
AARP TechCrunch SpaceX xAI PepsiCo Wal-Mart"""
OWNERS = {name.upper(): name for name in _OWNERS.split()}
# Words of up to three letters are initials ("GP", "ABC", "SAP"), but for these.
_WORDS = """ace act add age aid air al all an and ant any ape app apt arc are ark arm art as ash
ask at axe bad bag ban bar bat bay be bed bee ben bet bid big bio bit bob bow box boy bud bug bus
but buy by bye can cap car cat co cow cry cub cup cut dad dan day de dean del den der des dev dew
di dig dim dip do dog don dot dr dry du due duo ear eat eco ed egg ego el elk elm end era et eva
eve eye fab fan far fat fed fee few fig fin fit fix fly fog for fox from ft fun fur gap gas gem
geo get gin go god got gum gun gus guy gym had ham has hat hay he her hey him hip his hit hog hop
hot how hub hug hut ian ice icy if in inc ink inn ion is its ivy jam jan jar jaw jay jet jim job
joe jon joy jr jug key kid kim kin kit la lab lad lap las law lax lay le lee leo les let lid lie
lip lit log los lot low ltd mac mad man map mar mat max may me men met mia mid mix mob mod mom mr
mrs ms mt mud mug my nap neo net new nil no nod nor not now nut oak oar odd of off oh oil ok old
on one op opt or orb ore our out own ox pad pal pam pan pat paw pay pea peg pen pet pie pig pin
pit pod pop pot pro pub put ram ran rat raw ray red rex rib rid rim rio rob rod ron row roy run
rye sad sal sam san saw say sea see set sew she shy sid sir sit six ski sky sly so sol son soy spa
sr sri st sub sue sum sun sys tab tag tan tap tar tax tea tec ted tek ten the tie tim tin tip to
toe tom ton too top tow toy try tub two und up urn use val van vet via von vow wax way we web wed
wes wet who why wig win wit with wok won yes yet you zen zip zoe zoo"""
WORDS = set(_WORDS.split())
# Small within a name, not at its ends.
_SMALL = "and at by de del der des di du et for from in of on or the to und with"
SMALL = set(_SMALL.split())
DOMAINS = {"com", "net", "org", "io", "ai", "co", "edu", "gov", "app", "dev"}
WORD = re.compile(r"[^\W_]+(?:['’ʼ`][^\W_]+)*")
ABBREVIATED = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]?,?")
NATION = re.compile(r"\bU\. ?S\. ?A\b\.?")
VOWELS = set("aeiouy")
ORDINAL = re.compile(r"[0-9]+(?:st|nd|rd|th)")
LETTERS = re.compile(r"[^\W\d_]+")
SHORTEST_WORD, LONGEST_INITIALS = 4, 6


def name_for_reading(written: str) -> str:
    """The name of an employer as its owner may write it, at most LONGEST_NAME signs; empty where
    no letter or digit tells it."""
    name = _without_form(written)
    return (cased(name) if name in (name.upper(), name.lower()) else name)[:LONGEST_NAME].strip()


def name_as_written(written: str) -> str:
    """The same with the capitals that stand there, where people wrote them and no register did."""
    return _without_form(written)[:LONGEST_NAME].strip()


def _without_form(written: str) -> str:
    name = without_legal_form(_tidy(written))
    return name if any(sign.isalnum() for sign in name) else ""


def without_legal_form(name: str) -> str:
    """ "GOOGLE, INC." as GOOGLE; "SAMPLES CO., LTD." as SAMPLES."""
    words = name.split()
    plain = [_plain(word) for word in words]
    while count := _words_of_form(words, plain):
        del words[-count:], plain[-count:]
        words[-1] = words[-1].rstrip(",;-") or words[-1]
    if plain[-2:] == ["AND", "CO"]:
        words[-2] = "&"
    return " ".join(words)


def cased(name: str) -> str:
    """A name that is written all in capitals, or all in small letters, in both."""
    words = name.split()
    ends = (0, len(words) - 1)
    return " ".join(_cased(word, at not in ends) for at, word in enumerate(words))


def _tidy(written: str) -> str:
    """Without signs that nobody sees, in one form, and with a blank behind each comma.

    "U.S.A." becomes USA, because both are written of one employer.
    """
    text = unicodedata.normalize("NFC", html.unescape(written))
    if not text.isprintable():
        text = "".join(sign if sign.isprintable() else " " for sign in text)
    text = NATION.sub("USA", text)
    return " ".join(re.sub(r",(?=[^\s\d])", ", ", text).split())


def _words_of_form(words: list[str], plain: list[str]) -> int:
    """How many words at the end are a legal form that may go."""
    if plain[-1:] and plain[-1] in LEGAL_FORMS:
        return _stands_alone(words[:-1], plain[:-1], plain[-1])
    # “L L C” is three words.
    for count in range(LONGEST_FORM_IN_LETTERS, 1, -1):
        letters = plain[-count:]
        if all(len(letter) == 1 for letter in letters) and "".join(letters) in LEGAL_FORMS:
            return count * _stands_alone(words[:-count], plain[:-count], "")
    return 0


def _stands_alone(rest: list[str], plain: list[str], form: str) -> bool:
    """Whether what stands before a legal form is a name without it."""
    if not any(word and word not in ARTICLES for word in plain) or rest[-1] in ("&", "+"):
        return False
    # “The Walt Disney Company” is said whole, and “Tiffany and Company”.
    return plain[-1] != "AND" and not (form in SAID_WHOLE and plain[0] == "THE")


def _plain(word: str) -> str:
    return re.sub(r"[.,;()]", "", word).upper()


def _cased(word: str, is_within: bool) -> str:
    if ABBREVIATED.fullmatch(word):
        return word.upper()
    if word.upper() in OWNERS:
        return OWNERS[word.upper()]
    if is_within and word.lower() in SMALL:
        return word.lower()
    return WORD.sub(lambda match: _cased_part(match, word), word)


def _cased_part(match: re.Match[str], word: str) -> str:
    """What stands between signs other than apostrophes: both parts of "COCA-COLA"."""
    part, before = match[0].lower(), word[: match.start()][-1:]
    if before == "." and part in DOMAINS:
        return part
    if "&" in word and len(part) < SHORTEST_WORD - 1:
        return part.upper()
    return OWNERS.get(part.upper()) or _cased_letters(part)


def _cased_letters(part: str) -> str:
    if any(sign.isdigit() for sign in part):
        return part if ORDINAL.fullmatch(part) else LETTERS.sub(_beside_digits, part)
    first, apostrophe, rest = part.partition(next((s for s in part if s in "'’ʼ`"), " "))
    if apostrophe:
        # “O'Reilly” and “L'Oréal”, but “Miller's”.
        is_name = len(first) == 1 < len(rest)
        return _cased_letters(first) + apostrophe + (_cased_name(rest) if is_name else rest)
    if are_initials(part):
        return part.upper()
    is_scottish = part.startswith("mc") and len(part) > SHORTEST_WORD
    return f"Mc{part[2:].capitalize()}" if is_scottish else part.capitalize()


def _cased_name(part: str) -> str:
    return _cased_letters(part) if len(part) >= SHORTEST_WORD else part.capitalize()


def _beside_digits(match: re.Match[str]) -> str:
    return match[0].upper() if len(match[0]) < SHORTEST_WORD else match[0].capitalize()


def are_initials(part: str) -> bool:
    """Whether letters, all small, are no word of a language: "vp", "ibm"."""
    if len(part) < SHORTEST_WORD:
        return part not in WORDS
    # Letters with accents may be vowels.
    return part.isascii() and len(part) <= LONGEST_INITIALS and not VOWELS & set(part)
