import getpass
import os
import sys

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from accounts.models import User
from roles.models.recording import recorded


class Command(BaseCommand):
    help = "Makes an account for staff, or gives an account all rights of staff."

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *, email, **options):
        email = valid_email(email)
        user = User.objects.filter(email=email).first()
        # An account that is promoted keeps its password unless another one is given.
        if user is None or "STAFF_PASSWORD" in os.environ:
            user = with_password(user or User(email=email), chosen_password())
        with recorded(command="staff"):
            make_staff(user)
        self.stdout.write(f"{email} may now sign in at /admin/ with all rights.")


def valid_email(text):
    email = User.objects.normalize_email(text)
    try:
        validate_email(email)
    except ValidationError as error:
        raise CommandError(f"{text!r} is not an e-mail address.") from error
    return email


def chosen_password():
    # No argument: the shell's history and the list of processes would show it.
    if "STAFF_PASSWORD" in os.environ:
        return os.environ["STAFF_PASSWORD"]
    if not sys.stdin.isatty():
        raise CommandError("Set STAFF_PASSWORD, or run this on a terminal that can ask for it.")
    password = getpass.getpass("Password: ")
    if password != getpass.getpass("The same again: "):
        raise CommandError("The two passwords differ; nothing was changed.")
    return password


def with_password(user, password):
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    user.set_password(password)
    return user


def make_staff(user):
    user.is_staff = user.is_superuser = user.is_active = True
    user.save()
    # Confirmed without a mail: whoever runs this may have set none up yet, and sign-in asks for it.
    user.keep_one_address(verified=True)
