from pathlib import Path

import yaml
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from quiz import definition, kept_check, publishing
from quiz.management.progress import bar
from quiz.models import Version
from quiz.simulation import PERSONS
from roles import yaml_files

COMMAND = "load_assessment"
STARTER = Path(__file__).resolve().parents[2] / "starter" / "assessment.yaml"


class Command(BaseCommand):
    help = (
        "Check and publish the starter assessment where there is none. Where another version is "
        "published, make a draft of it, unless there is a draft already."
    )

    def add_arguments(self, parser):
        parser.add_argument("--file", type=Path, default=STARTER, help="another YAML file")
        parser.add_argument(
            "--persons", type=int, default=PERSONS, help="how many to simulate a row"
        )

    def handle(self, *, file, persons, **options):
        try:
            content = definition.structure(yaml_files.read(file))
            self.stdout.write(self.load(content, persons, kept_check.read(file)))
        except (OSError, ValueError, yaml.YAMLError, publishing.VersionRefusal) as error:
            raise CommandError(f"The assessment was not loaded.\n{error}") from error

    def load(self, content, persons, kept):
        """Do what there is to do, and say what that was."""
        versions = Version.objects.of(content.key)
        if versions.drafts().exists():
            return "There is a draft of the assessment, which is left alone."
        if publishing.is_frozen(content):
            return "The assessment is there already."
        if former := versions.published().first():
            return self.offer(content, former)
        return self.publish(content, persons, kept)

    def publish(self, content, persons, kept):
        if not kept_check.fits(kept, definition.normal(content), persons):
            self.stdout.write("Checking the assessment by simulation; only the first time.")
        how = {"persons": persons, "kept": kept, "progress": bar(self.stderr)}
        version = publishing.load(content, command=COMMAND, reason="First version", **how)
        return f"{version} is published."

    def offer(self, content, former):
        draft = publishing.offer(content, command=COMMAND)
        address = reverse("admin:quiz_version_change", args=[draft.pk])
        return (
            f"{former} stays published. What the starter file says is version {draft.number} now, "
            f"a draft. Look at what it changes, check it and publish it at {address}, or delete it "
            "there. Whoever has begun on the published version ends on it."
        )
