"""Content that is made once for all tests of a module."""

import pytest
from django.db import transaction


def shared(make):
    """A fixture of a module. What `make` stores is there for every test of the module that runs
    after the first to ask for it, so that all of them have to want it; what a test changes is
    undone after the test, and what was made after the module."""

    @pytest.fixture(scope="module")
    def made(django_db_setup, django_db_blocker):
        with django_db_blocker.unblock(), transaction.atomic():
            make()
            yield
            transaction.set_rollback(True)

    return made
