"""What is no password, beside what Django knows; named in the settings."""

import re
import unicodedata

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

# Every form takes this many characters; more would be hashed for nothing.
MOST = 4096
LEAST = 8
DIFFERENT = 4
# What all rules of the settings come to, for whoever thinks of a password.
RULES = [
    f"{LEAST} to {MOST:,} characters, at least {DIFFERENT} of them different.",
    "No common password, and nothing like your e-mail address. The name of this site in it is not "
    "counted.",
]
# How letters are disguised; one sign for one letter, so that places stay the same.
DISGUISES = str.maketrans("013457@$!", "oleastasi")


class Longest:
    def validate(self, password, user=None):
        if len(password) > MOST:
            raise ValidationError(f"A password has at most {MOST:,} characters.", "too_long")

    def get_help_text(self):
        return f"It has at most {MOST:,} characters."


class NoRepetition:
    def validate(self, password, user=None):
        if len(set(plain(password))) < DIFFERENT:
            raise ValidationError(
                f"A password has at least {DIFFERENT} different characters.", "repeated"
            )

    def get_help_text(self):
        return "It is not one letter or a few repeated."


class NotTheSite:
    """Whoever guesses at passwords of a site begins with its name."""

    def __init__(self, words):
        # A 1 may be either.
        self.words = re.compile("|".join(re.escape(word).replace("i", "[il]") for word in words))
        self.others = [NoRepetition(), CommonPasswordValidator()]

    def validate(self, password, user=None):
        rest = self.without_words(plain(password[: MOST + 1]))
        if rest is None:
            return
        try:
            for validator in self.others:
                validator.validate(rest)
        except ValidationError:
            rest = ""
        if len(rest) < LEAST:
            raise ValidationError(
                "The name of this site is not counted, and what is left is too easy to guess.",
                "site_name",
            )

    def without_words(self, text):
        """Its other letters and digits, or None where no word is."""
        found = list(self.words.finditer(text.translate(DISGUISES)))
        if not found:
            return None
        ends = [0, *(end for match in found for end in match.span()), len(text)]
        rest = "".join(text[a:b] for a, b in zip(ends[::2], ends[1::2], strict=True))
        return re.sub(r"[\W_]", "", rest)

    def get_help_text(self):
        return "The name of this site in it is not counted."


def plain(password):
    return unicodedata.normalize("NFKC", password).casefold()
