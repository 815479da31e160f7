"""What the import commands have in common: the file, a dry run, an account of every row."""

import importlib
import logging
import re
from functools import partial
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import (
    DataError,
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    transaction,
)
from django.db.models import CheckConstraint

from roles.models import (
    Company,
    ExchangeRate,
    FiledCase,
    ListedTitle,
    Place,
    SalaryFigure,
    Source,
)
from roles.models.recording import recorded, tell_file
from roles.titles import KnownTitle

log = logging.getLogger("careerguide.security")

OPTIONAL = {"polars", "fastexcel", "tqdm"}
# A file has thousands of titles; the first show what an alias is missing for.
MOST_TITLES = 10
STORED = [SalaryFigure, FiledCase, ExchangeRate, Company, Place, Source]
RULES = [rule for model in STORED for rule in model._meta.constraints]
CHECKS = {rule.name: rule for rule in RULES if isinstance(rule, CheckConstraint)}
# What an operator mends: a full disk, a lost connection, a database that may not be written.
OUTAGES = (OperationalError, InternalError, InterfaceError, DataError)
# Of PostgreSQL.
UNIQUE_VIOLATION = "23505"


class ImportCommand(BaseCommand):
    """A command has `read`, from a file to what it holds, and `store`, which tells what changed.
    With `takes_several` both are handed a bundle of files."""

    takes_several = False

    def add_arguments(self, parser):
        several = {"nargs": "+"} if self.takes_several else {}
        parser.add_argument("file", type=Path, help="as its publisher ships it", **several)
        parser.add_argument("--dry-run", action="store_true", help="say what would change")
        parser.add_argument(
            "--revise", action="store_true", help="correct figures that stand otherwise"
        )
        parser.add_argument("--source", default="", help="slug of a source to name instead")

    def handle(self, **options):
        try:
            self.bring_in(**options)
        except CommandError:
            # The terminal is told why; this line holds nothing of the file.
            log.warning("refused import %s", type(self).__module__.rpartition(".")[2])
            raise

    def bring_in(self, *, file, dry_run, **options):
        tables = importer("tables")
        try:
            table = self.opened(file)
            # Reading takes long, and others want to write meanwhile.
            contents = self.usable(table, self.read(table, **options))
            with transaction.atomic():
                with recorded(command=self.name, follows=False):
                    self.store(table, contents, **options)
                # Stored and taken back: so a dry run meets every rule that the database has.
                transaction.set_rollback(dry_run)
        except tables.Unreadable as error:
            raise CommandError(f"Nothing was stored. {error}.") from error
        except Source.DoesNotExist as error:
            raise CommandError(f"There is no source {options['source']}.") from error
        except IntegrityError as error:
            raise CommandError(f"Nothing was stored: {why(error)}") from error
        except OUTAGES as error:
            told = str(error).strip().partition("\n")[0]
            raise CommandError(f"Nothing was stored. The database: {told}.") from error
        if dry_run:
            self.stdout.write("A dry run: nothing was stored.")

    def opened(self, file):
        tables = importer("tables")
        files = [tables.open_file(path) for path in (file if self.takes_several else [file])]
        for each in filter(tables.may_be_cut, files):
            self.stdout.write(f"{each.name}: the last line has no end. Is the file cut short?")
        return tables.Bundle(files) if self.takes_several else files[0]

    def usable(self, file, contents):
        """The contents as they are. Raises Unreadable, with the reasons, for a reading of which
        nothing comes."""
        aggregates = importer("aggregates")
        if isinstance(contents, aggregates.Reading) and not contents.groups:
            why_not = aggregates.nothing_to_use(file.name, contents)
            raise importer("tables").Unreadable(why_not)
        return contents

    def file_figures(
        self, file, reading, data_set, *, source, revise, whole=frozenset(), **options
    ):
        filing = importer("filing")
        row = filing.source_of(source, data_set.source)
        outcome = filing.file_figures(
            reading.groups, file, data_set, row, revise=revise, whole=whole
        )
        self.account(file, reading, outcome, revise)
        tell_file(
            file.name,
            SalaryFigure,
            new=len(outcome.new),
            corrected=len(outcome.changed) if revise else 0,
            updated=len(outcome.updated),
            removed=len(outcome.gone),
        )

    @property
    def name(self):
        return type(self).__module__.rpartition(".")[2]

    def account(self, file, reading, outcome, revise):
        used = reading.rows - sum(reading.unused.values())
        self.stdout.write(f"{file.name}: {reading.rows:,} rows, {used:,} used.")
        for reason, rows in reading.unused.items():
            self.stdout.write(f"{rows:>12,}  not used: {reason}")
        for title, rows in list(reading.unmapped.items())[:MOST_TITLES]:
            self.stdout.write(f"{rows:>12,}    {importer('tables').shown(title)}")
        if (others := len(reading.unmapped) - MOST_TITLES) > 0:
            self.stdout.write(f"{'':>12}    and {others:,} titles more")
        for remark in reading.remarks:
            self.stdout.write(f"{'':>12}  {remark}")
        what = "changed" if revise else "other than what is stored (--revise corrects them)"
        self.stdout.write(
            f"Figures: {len(outcome.new):,} new, {len(outcome.changed):,} {what}, "
            f"{outcome.unchanged:,} unchanged, "
            f"{outcome.left_alone:,} corrected by staff and left alone."
        )
        if outcome.updated or outcome.gone:
            self.stdout.write(
                f"{len(outcome.updated):,} brought up to date with what is known now, "
                f"and {len(outcome.gone):,} taken away, of which too few rows are left."
            )


def why(error):
    """In words, the rule of the database that a row of the file would have broken."""
    name = broken_rule(error)
    if name in CHECKS:
        return f"{name.replace('_', ' ')}. {CHECKS[name].get_violation_error_message()}"
    if is_taken(error):
        return f"another import has stored the same meanwhile. Run it again. ({error})"
    return str(error)


def is_taken(error):
    """Whether the tables have a row already of which there is one. It is none of the same file,
    whose keys are told apart before."""
    state = getattr(error.__cause__, "sqlstate", None)
    return state == UNIQUE_VIOLATION or str(error).startswith("UNIQUE constraint failed")


def broken_rule(error):
    """The name of the constraint, which PostgreSQL tells apart and SQLite in its message."""
    diagnosis = getattr(error.__cause__, "diag", None)
    if diagnosis:
        return diagnosis.constraint_name
    match = re.search(r"constraint failed: (?:index ')?(\w+)", str(error))
    return match[1] if match else ""


def importer(name):
    """A module of importers; without the packages it reads with, says how to install them."""
    try:
        return importlib.import_module(f"roles.importers.{name}")
    except ModuleNotFoundError as error:
        # A slip of ours in an import is not told as a package that is missing.
        if error.name not in OPTIONAL:
            raise
        raise CommandError(
            f"Imports need {error.name}. Install it with: "
            ".venv/bin/pip install --require-hashes -r requirements-data.txt"
        ) from error


def known_titles():
    """The names and aliases of the roles that readers see."""
    rows = ListedTitle.objects.current().with_role()
    titles = [KnownTitle(row.title, row.listing.slug) for row in rows]
    if not titles:
        raise CommandError("No role is published, so no title stands for one.")
    return titles


def with_progress(unit):
    """A progress bar on a terminal, and nothing elsewhere."""
    # Here, since it may be missing; `disable=None` is how it looks for a terminal.
    from tqdm import tqdm

    return partial(tqdm, unit=f" {unit}", disable=None, leave=False)
