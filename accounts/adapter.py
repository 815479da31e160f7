import logging

from allauth.account.adapter import DefaultAccountAdapter

from quiz import taking

log = logging.getLogger("careerguide.security")


class AccountAdapter(DefaultAccountAdapter):
    def authentication_failed(self, request, **credentials):
        super().authentication_failed(request, **credentials)
        # Nothing of what was typed: it may be a password in the wrong field.
        log.warning("failed sign-in %s", request.path)

    def login(self, request, user):
        # Sign-up ends here, too. Afterwards, because signing in empties the session of another
        # account, whose attempts are not this one's.
        super().login(request, user)
        taking.claim(request, user)
