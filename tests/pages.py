"""Looking into a page as a browser would."""

import html5lib
from bs4 import BeautifulSoup


def look_into(response):
    """The page, which has to be valid HTML."""
    html5lib.HTMLParser(strict=True).parse(response.content.decode())
    return BeautifulSoup(response.content, "html5lib")


def words(element):
    return " ".join(element.get_text().split())
