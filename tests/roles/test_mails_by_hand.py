"""Mails as recruiters write them, written down before the rules that read them, each with the roles
of the job that it offers; of a job that is none of ours, and of none, there are no roles."""

import csv
from pathlib import Path

import pytest

from roles.advert_sections import passages
from roles.advert_title import title_in
from roles.advert_words import advert_words, without_markup
from tests.roles.test_title_reader import READER

with Path(__file__).with_name("mails_by_hand.csv").open(encoding="utf-8", newline="") as stream:
    MAILS = [(row["mail"], set(row["roles"].split())) for row in csv.DictReader(stream)]


@pytest.mark.parametrize(("mail", "roles"), MAILS)
def test_a_mail_is_read_as_what_it_offers(mail, roles):
    text = without_markup(mail.replace(" / ", "\n"))
    words = advert_words(text)
    found = title_in(text, words, passages(text, words), READER)

    assert set(found.roles if found else ()) == roles
