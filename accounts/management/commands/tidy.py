from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.tidying import TidyRefusal, require_day, require_steady_clock, tidy


class Command(BaseCommand):
    help = (
        "Forget what is kept for a while only: ended sessions, forms of the staff that nobody came "
        "back for, accounts not confirmed for 14 days, "
        "attempts that were left for 90 days or that no account claimed for 14, plans that no "
        "account claimed for 14, and the addresses in reports settled 30 days ago. For a daily "
        "timer."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--anyway", action="store_true", help="although the clock seems to have jumped"
        )
        parser.add_argument(
            "--today",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="what day it is by another clock, where this one has jumped and is right again",
        )

    def handle(self, *, anyway, today, **options):
        now = timezone.now()
        try:
            if today:
                require_day(now, today)
            anyway or require_steady_clock(now, said=bool(today))
        except TidyRefusal as refusal:
            told = f"{refusal} Nothing was deleted. {refusal.way_out}"
            raise CommandError(told) from refusal
        counts = tidy(now)
        told = ", ".join(f"{count} {name}" for name, count in counts.items())
        self.stdout.write(f"Forgotten: {told}.")
