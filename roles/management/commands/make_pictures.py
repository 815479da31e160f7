from django.core.management.base import BaseCommand

from roles.social.making import make_pictures


class Command(BaseCommand):
    help = "Draw the pictures for sharing that are missing, and delete those long out of date."

    def handle(self, **options):
        self.stdout.write(f"{make_pictures()} pictures drawn.")
