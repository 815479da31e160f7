from django.core.mail import EmailMessage
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.template.loader import render_to_string

from accounts.models import User


class Command(BaseCommand):
    help = "Takes the second factors from an account whose owner has lost them; tells them by mail."

    def add_arguments(self, parser):
        parser.add_argument("email")

    @transaction.atomic
    def handle(self, *, email, **options):
        user = User.objects.of_address(User.objects.normalize_email(email))
        if user is None:
            raise CommandError(f"There is no account of {email!r}.")
        if not user.has_second_factor:
            raise CommandError(f"{user.email} has no second factor.")
        user.authenticator_set.all().delete()
        message = render_to_string("account/email/factors_forgotten.txt")
        EmailMessage("careerguide: Your second factor was removed", message, to=[user.email]).send()
        self.stdout.write(f"{user.email} signs in by the password alone until one is set up.")
