"""Addresses that are made of several roles."""

from django.urls import reverse

from roles.problems import canonical_slug


def side_by_side(listings):
    """Where these roles are compared; empty when they are not two or three of the compared."""
    compared = {listing.slug for listing in listings if not listing.is_neighbour}
    if len(compared) not in (2, 3):
        return ""
    return reverse("comparison_detail", args=[canonical_slug(tuple(compared), "")])
