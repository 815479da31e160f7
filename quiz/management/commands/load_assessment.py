from pathlib import Path

import yaml
from django.core.management.base import BaseCommand, CommandError

from quiz import definition, publishing
from quiz.management.progress import bar
from quiz.models import Version
from quiz.simulation import PERSONS
from roles import plain, yaml_files

STARTER = Path(__file__).resolve().parents[2] / "starter" / "assessment.yaml"


class Command(BaseCommand):
    help = "Check and publish the starter assessment, unless there is a version or draft of it."

    def add_arguments(self, parser):
        parser.add_argument("--file", type=Path, default=STARTER, help="another YAML file")
        parser.add_argument(
            "--persons", type=int, default=PERSONS, help="how many to simulate a row"
        )

    def handle(self, *, file, persons, **options):
        try:
            content = definition.structure(yaml_files.read(file))
            # Also where it is a draft: what staff have begun is left alone.
            if Version.objects.of(content.key).exists():
                self.stdout.write("The assessment is there already.")
            else:
                self.load(content, persons)
        except (OSError, yaml.YAMLError, plain.ShapeError, publishing.VersionRefusal) as error:
            raise CommandError(f"The assessment was not loaded.\n{error}") from error

    def load(self, content, persons):
        self.stdout.write("Checking the assessment by simulation; only the first time.")
        how = {"persons": persons, "progress": bar(self.stderr)}
        version = publishing.load(content, command="load_assessment", reason="First version", **how)
        self.stdout.write(f"{version} is published.")
