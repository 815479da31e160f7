import logging

from django.contrib.auth import SESSION_KEY
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404

from accounts.deletion import gone_page
from accounts.models import User

log = logging.getLogger(__name__)
# These have a page of their own, which is as true of somebody who is gone.
ANSWERED = (Http404, PermissionDenied, SuspiciousOperation)


class DeletedAccounts:
    """Tells that the account is deleted, where that came between something and its end."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        # Whatever it stumbled over: code that has read an account goes by its being there.
        if isinstance(exception, ANSWERED) or not is_deleted(request):
            return None
        log.info("The account was deleted meanwhile: %r", exception)
        return gone_page(request)


def is_deleted(request):
    """Whether an account that this acts for, or is on its way into, is there no more."""
    named = [*getattr(request, "entering", ()), request.session.get(SESSION_KEY)]
    keys = {int(key) for key in named if key}
    return User.objects.filter(pk__in=keys).count() < len(keys)
