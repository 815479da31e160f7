from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand
from django.db import transaction


class Command(BaseCommand):
    help = "Makes the groups Editors and Publishers, or gives them their rights again."

    @transaction.atomic
    def handle(self, **options):
        # All tables of the app, so that a new one needs only another run.
        rights = Permission.objects.filter(content_type__app_label="roles")
        for name, permissions in [
            ("Editors", rights.exclude(codename="publish")),
            ("Publishers", rights),
        ]:
            group, _ = Group.objects.get_or_create(name=name)
            group.permissions.set(permissions)
        self.stdout.write("Editors may write all content; Publishers may publish it too.")
