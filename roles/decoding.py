"""By what adverts are decoded here: the signals of the product and the titles as published."""

from functools import cache
from pathlib import Path

from roles import yaml_files
from roles.advert_signals import signals_of
from roles.models import ListedTitle
from roles.title_reader import Reader
from roles.titles import KnownTitle

STARTER = Path(__file__).resolve().parent / "starter" / "signals.yaml"


@cache
def shipped():
    """The signals that come with the product."""
    return signals_of(yaml_files.read(STARTER))


def reader():
    """As the page of titles reads them, so that both say the same of a title."""
    titles = ListedTitle.objects.current().with_role()
    return Reader(KnownTitle(row.title, row.listing.slug) for row in titles)
