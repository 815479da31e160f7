from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.tidying import TidyRefusal, require_steady_clock, tidy


class Command(BaseCommand):
    help = (
        "Forget what is kept for a while only: ended sessions, forms of the staff that nobody came "
        "back for, accounts not confirmed for 14 days, "
        "attempts that were left for 90 days or that no account claimed for 14, and the addresses "
        "in reports settled 30 days ago. For a daily timer."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--anyway", action="store_true", help="although the clock seems to have jumped"
        )

    def handle(self, *, anyway, **options):
        now = timezone.now()
        try:
            anyway or require_steady_clock(now)
        except TidyRefusal as refusal:
            told = "Nothing was deleted. If the clock of this machine is right, say --anyway."
            raise CommandError(f"{refusal} {told}") from refusal
        counts = tidy(now)
        told = ", ".join(f"{count} {name}" for name, count in counts.items())
        self.stdout.write(f"Forgotten: {told}.")
