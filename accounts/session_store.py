"""Sessions in the database, none of which begins for an account that is gone."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import transaction

from accounts.models import User


class SessionStore(db.SessionStore):
    @transaction.atomic
    def save(self, must_create=False):
        # A deletion ends the sessions that it finds. One that gets another key meanwhile waits for
        # it, and is then refused as Django refuses to write to one that was ended.
        account = self._get_session(no_load=must_create).get(SESSION_KEY) if must_create else None
        held = User.objects.select_for_update(no_key=True)
        if account and not held.filter(pk=account).exists():
            raise UpdateError
        try:
            super().save(must_create)
        except UpdateError as error:
            # Django takes a database that is not there for a session that somebody has ended; but
            # of what a driver has raised there is a cause.
            if (failure := error.__context__) and failure.__cause__:
                raise failure from failure.__cause__
            raise
