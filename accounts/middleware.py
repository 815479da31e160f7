from django.contrib.auth import SESSION_KEY
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError

from accounts.deletion import gone_page
from accounts.models import User


class DeletedAccounts:
    """Tells that the account is deleted, where something for it was on its way and found no row."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        found_none = isinstance(exception, (DatabaseError, ObjectDoesNotExist))
        return gone_page(request) if found_none and is_deleted(request) else None


def is_deleted(request):
    key = getattr(request, "entering", None) or request.session.get(SESSION_KEY)
    return key is not None and not User.objects.filter(pk=key).exists()
