"""The reports of a person, who sends them without an account, by any spelling of their address."""

from accounts.addresses import one_spelling
from roles.models import Report


def reports_from(address):
    # It is enough to go by the address, because nobody signs in before it is confirmed.
    sent = Report.objects.exclude(email="").values_list("pk", "email")
    mine = [pk for pk, email in sent if one_spelling(email) == address]
    return Report.objects.filter(pk__in=mine)


def take_along(user, before):
    """Where the account had another address before, its reports are answered at the new one; or
    they would be found by no download and no deletion any more."""
    if before != user.email:
        reports_from(before).update(email=user.email)
