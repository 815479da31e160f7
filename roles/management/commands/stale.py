from django.core.management.base import BaseCommand, CommandError
from django.utils.formats import date_format

from roles.models import SalaryFigure
from roles.models.pay_lists import NOTICE

MOST_DAYS = 3_650


class Command(BaseCommand):
    help = "Lists the public figures of pay that turn two years old soon, the first ones first."

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=NOTICE, help=f"within these; {NOTICE}")

    def handle(self, *, days, **options):
        if not 0 < days <= MOST_DAYS:
            raise CommandError(f"Name 1 to {MOST_DAYS:,} days.")
        for figure in SalaryFigure.objects.public().latest().turning_old(days).with_names():
            day = date_format(figure.old_from, "j F Y")
            self.stdout.write(f"{day}: {figure}, {figure.date_in_words}. {figure.source}")
