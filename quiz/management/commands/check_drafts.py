from django.core.management.base import BaseCommand

from quiz import check_runs
from quiz.simulation import PERSONS


class Command(BaseCommand):
    help = "Take the checks of drafts that somebody asked for, one after another, and end."

    def add_arguments(self, parser):
        parser.add_argument(
            "--persons", type=int, default=PERSONS, help="how many to simulate a row"
        )

    def handle(self, *, persons, **options):
        while run := check_runs.take():
            check_runs.carry_out(run, persons)
            self.stdout.write(f"Checked {run.version}.")
