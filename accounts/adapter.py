import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib.auth import get_user_model
from django.db import transaction

from accounts.deletion import gone_page
from quiz import taking

log = logging.getLogger("careerguide.security")


class AccountAdapter(DefaultAccountAdapter):
    def authentication_failed(self, request, **credentials):
        super().authentication_failed(request, **credentials)
        # Nothing of what was typed: it may be a password in the wrong field.
        log.warning("failed sign-in %s", request.path)

    def pre_login(self, request, user, **hooks):
        # To check a password takes long enough for another device to delete the account.
        if not get_user_model().objects.filter(pk=user.pk).exists():
            return gone_page(request)
        return super().pre_login(request, user, **hooks)

    def login(self, request, user):
        try:
            self.enter(request, user)
        except taking.GoneError:
            raise ImmediateHttpResponse(gone_page(request)) from None

    @transaction.atomic
    def enter(self, request, user):
        taking.hold_account(user)
        # Sign-up ends here, too. The claim comes afterwards, because signing in empties the session
        # of another account, whose attempts are not this one's.
        super().login(request, user)
        taking.claim(request, user)
        # While the account is held: its deletion ends the sessions that it finds.
        request.session.save()
