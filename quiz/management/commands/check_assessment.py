from pathlib import Path

import yaml
from django.core.management.base import BaseCommand, CommandError

from quiz import checking, definition, kept_check, publishing
from quiz.management.progress import bar
from quiz.models import Version
from quiz.simulation import PERSONS
from roles import plain, yaml_files

BLOCKED, WARNED = 1, 2


class Command(BaseCommand):
    help = (
        "Check the draft of the assessment, or a file, by its rules and by simulation. "
        "Ends with 1 when it must not be published, with 2 when only warnings were found."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "file", nargs="?", type=Path, help="YAML or JSON to check instead; nothing is stored"
        )
        parser.add_argument(
            "--keep",
            action="store_true",
            help="keep what was found beside the file, so that load_assessment need not look again",
        )
        parser.add_argument("--key", default="", help="which assessment, when there are several")
        parser.add_argument(
            "--persons", type=int, default=PERSONS, help="how many to simulate a row"
        )

    def handle(self, *, file, key, persons, keep, **options):
        if keep and not file:
            raise CommandError("It is kept beside a file: name the file.")
        steps = self.steps_of_file(file, persons) if file else self.steps_of_draft(key, persons)
        try:
            check = publishing.run(steps, bar(self.stderr))
        except publishing.VersionRefusal as error:
            raise CommandError(str(error), returncode=BLOCKED) from error
        if keep and not check.blocks:
            self.keep(file, check)
        self.tell(check)

    def keep(self, file, check):
        try:
            kept_check.write(file, check)
        except OSError as error:
            raise CommandError(f"The check is not kept.\n{error}") from error

    def steps_of_file(self, file, persons):
        try:
            # JSON is YAML, too.
            content = definition.structure(yaml_files.read(file))
        except (OSError, UnicodeDecodeError, yaml.YAMLError, plain.ShapeError) as error:
            raise CommandError(f"{file} holds no assessment.\n{error}") from error
        # As it will be loaded, or what is kept would be of another digest.
        return checking.steps(definition.normal(content), persons)

    def steps_of_draft(self, key, persons):
        drafts = Version.objects.drafts()
        try:
            draft = (drafts.of(key) if key else drafts).get()
        except Version.DoesNotExist:
            raise CommandError(
                "There is no draft. Make one in the admin, or name a file."
            ) from None
        except Version.MultipleObjectsReturned:
            raise CommandError("There are several drafts: say --key.") from None
        return publishing.checking_steps(draft, persons=persons)

    def tell(self, check):
        for problem in check.problems:
            self.stdout.write(f"{problem.severity}: {problem}")
        if check.blocks:
            raise CommandError("This cannot be published.", returncode=BLOCKED)
        if check.warnings:
            raise CommandError("Publishing this needs a written reason.", returncode=WARNED)
        self.stdout.write("Nothing was found.")
