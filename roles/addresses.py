"""Addresses of this site that take more than a slug."""

from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from roles import slugs

# As much as the page of a report has room for.
LONGEST = 300


def comparison_address(slug, company=""):
    """Of an edited comparison: in general, or at the company of that name."""
    pair = slugs.without_company(slug, company)
    if company:
        return reverse("company_comparison", args=[pair, slugs.company_slug(company)])
    return reverse("comparison_detail", args=[pair])


def comparison_address_of(listings):
    """Where these roles are compared; empty when they are not two or three of the compared."""
    names = {listing.slug for listing in listings if not listing.is_neighbour}
    return comparison_address(slugs.joined(names)) if slugs.is_comparable(names) else ""


def section(path):
    """The part of the site that a path lies in: "compare" of /compare/a-vs-b/."""
    first, slash, _ = (path or "").removeprefix("/").partition("/")
    return first if slash else ""


def local_path(text):
    """The text when it is a path of this site, else nothing: what a reader sent is not to be
    trusted further."""
    # Printable, because browsers drop tabs and line breaks: “/\t/host” would lead elsewhere.
    is_path = text.startswith("/") and len(text) <= LONGEST and text.isprintable()
    is_here = url_has_allowed_host_and_scheme(text, allowed_hosts=None)
    return text if is_path and is_here and not urlsplit(text).netloc else ""
