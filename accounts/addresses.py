"""The one spelling of an e-mail address, so that one mailbox is one account.

Forms, the admin and the commands come by here before they look for an account or make one. A plus
stays: by it people tell addresses apart on purpose.
"""

import re
import unicodedata

from roles.unseen import IGNORABLE

QUOTED = re.compile(r'"([!#-\[\]-~]+)"')
DOT_ATOM = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")


def one_spelling(address: str) -> str:
    """The same for all spellings of an address; what is no address stays one that is none."""
    text = visible(visible(address).lower()).strip()
    local, at, domain = text.rpartition("@")
    return f"{unquoted(local)}@{in_ascii(domain)}" if at else text


def visible(text: str) -> str:
    """Mail reaches the same person with what nobody sees, and without."""
    return unicodedata.normalize("NFKC", IGNORABLE.sub("", text))


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
