from pathlib import Path

import yaml
from django.core.management.base import BaseCommand, CommandError

from roles import content, publishing, starter_pay, yaml_files
from roles.models import Edition, SalaryFigure, Source
from roles.models.recording import recorded, tell_file

STARTER = Path(__file__).resolve().parents[2] / "starter"
# In the order of loading: all others need roles that are published, and questions disputes too.
FOLDERS = {
    "role": "roles",
    "comparison": "comparisons",
    "dispute": "disputes",
    "route": "routes",
    "inquiry": "questions",
    "glossary": "glossary",
    "signals": "signals",
}


class Command(BaseCommand):
    help = "Load and publish each starter file whose subject is not in the database yet."

    def add_arguments(self, parser):
        parser.add_argument("--folder", type=Path, default=STARTER, help="where the files are")

    # Each subject is told as it is published; the rows of all are thousands.
    @recorded(command="load_starter", follows=False)
    def handle(self, *, folder, **options):
        try:
            self.load(folder)
        except (content.ContentError, publishing.Refused, yaml.YAMLError) as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from error

    def load(self, folder):
        # Sources and the outline first: what comes later names them.
        _load_sources(folder / "sources.yaml")
        # Listed before any is written: that makes the roles it names, which would look like drafts.
        subjects = [subject for subject in _subjects(folder) if _is_new(subject)]
        for subject in subjects:
            publishing.to_tables(subject, keep_shared=True)
        for subject in subjects:
            kind = content.kind_of(subject)
            publishing.publish_tables(kind, subject.slug, reason="Starter content")
        self.stdout.write(f"{len(subjects)} subjects loaded and published.")
        # Last, because figures are of roles.
        self.load_pay(folder / "figures.yaml")

    def load_pay(self, path):
        if path.exists():
            counts = starter_pay.load(path)
            tell_file(path.name, SalaryFigure, **vars(counts))
            self.stdout.write(f"{counts.figures} figures and {counts.rates} rates loaded.")


def _load_sources(path):
    rows = Source.objects.by_slug()
    listed = list(map(content.structure_source, yaml_files.read(path)))
    new = [source for source in listed if source.slug not in rows]
    for source in new:
        rows[source.slug] = Source.objects.create(**_values(source, rows))
    found = sum(_adds_address(rows[source.slug], source) for source in listed if source.address)
    tell_file(path.name, Source, new=len(new), addresses=found)


def _values(source, rows):
    whole = {"part_of": rows[source.part_of] if source.part_of else None}
    return {**vars(source), **whole}


def _adds_address(row, source):
    """Whether the address of a source is told that stands without one."""
    if not row.address:
        row.address = source.address
        row.save(update_fields=["address"])
        return True
    return False


def _subjects(folder):
    yield _subject("outline", folder / "outline.yaml")
    for kind, name in FOLDERS.items():
        for path in sorted((folder / name).glob("*.yaml")):
            yield _subject(kind, path)


def _subject(kind, path):
    try:
        return content.structure(kind, yaml_files.read(path))
    except content.ContentError as error:
        raise content.ContentError(f"{path.name}: {error}") from error


def _is_new(subject):
    """Not new either when staff have a draft of it that was never published."""
    kind = content.kind_of(subject)
    is_published = Edition.objects.of(kind).named(subject.slug).exists()
    return not is_published and not publishing.has_draft(kind, subject.slug)
