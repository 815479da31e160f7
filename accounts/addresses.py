"""The one spelling of an e-mail address, so that one mailbox is one account.

Forms, the admin and the commands come by here before they look for an account or make one. A plus
stays: by it people tell addresses apart on purpose.
"""

import re
import unicodedata

# Signs that Unicode calls ignorable, and an empty Braille cell: nobody sees them, and mail reaches
# the same person with and without.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
QUOTED = re.compile(r'"([!#-\[\]-~]+)"')
DOT_ATOM = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")


def one_spelling(address: str) -> str:
    """The same for all spellings of an address; what is no address stays one that is none."""
    text = visible(visible(address).lower()).strip()
    local, at, domain = text.rpartition("@")
    return f"{unquoted(local)}@{in_ascii(domain)}" if at else text


def visible(text: str) -> str:
    return unicodedata.normalize("NFKC", INVISIBLE.sub("", text))


def unquoted(local: str) -> str:
    """Quotation marks around what needs none are not part of the mailbox."""
    quoted = QUOTED.fullmatch(local)
    return quoted[1] if quoted and DOT_ATOM.fullmatch(quoted[1]) else local


def in_ascii(domain: str) -> str:
    """As mail is sent to it, by the rules that Django's mail follows."""
    try:
        return domain.replace("\u3002", ".").encode("idna").decode("ascii")
    except UnicodeError:
        return domain
