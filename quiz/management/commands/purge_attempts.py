from django.core.management.base import BaseCommand
from django.utils import timezone

from quiz.models import Attempt


class Command(BaseCommand):
    help = "Delete abandoned attempts after 90 days, and those no account claimed after 14."

    def handle(self, **options):
        # The total, which is passed over, has their answers, results and links in it.
        _, deleted = Attempt.objects.outdated(timezone.now()).delete()
        self.stdout.write(f"{deleted.get('quiz.Attempt', 0)} attempts deleted.")
