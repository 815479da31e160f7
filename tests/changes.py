"""Whether something that readers see is changed."""

from django.db import transaction

from roles.models import ContentVersion


class changes:
    """What is done within gives another version, and being taken back, the one before."""

    def __enter__(self):
        self.before = ContentVersion.objects.now()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def __exit__(self, *raised):
        after = ContentVersion.objects.now()
        if not raised[0]:
            transaction.set_rollback(True)
        self.atomic.__exit__(*raised)
        if not raised[0]:
            assert after != self.before
            assert ContentVersion.objects.now() == self.before
