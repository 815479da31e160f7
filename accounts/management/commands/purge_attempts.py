from accounts.management.commands import tidy


class Command(tidy.Command):
    help = "The former name of tidy, for timers that have it."
