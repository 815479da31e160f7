from roles.importers.command import ImportCommand, importer, known_titles, with_progress


class Command(ImportCommand):
    help = (
        "Import ranges posted in adverts, by role and country: from the CSV of aijobs.net, or from "
        "a table of one range a row, by level too."
    )

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--since",
            nargs=2,
            metavar=("YEAR", "DATE"),
            help="of aijobs.net: join the rows from that year on, as of that date: 2024 2025-01",
        )
        parser.add_argument(
            "--years",
            nargs="+",
            type=int,
            default=[],
            metavar="YEAR",
            help="of one range a row: only adverts seen in these years: 2025 2026",
        )
        parser.add_argument(
            "--licence", default="", help="of one range a row: only rows under this licence: MIT"
        )
        parser.add_argument(
            "--leaning",
            default="",
            help="which way the adverts are known to lean, for readers: mostly data science",
        )

    def read(self, file, *, since, years, licence, leaning, **options):
        shared = {"leaning": leaning, "progress": with_progress("titles")}
        if _has_ranges(file):
            _refuse_options(file, since=since)
            adverts = importer("adverts")
            chosen = {"years": years, "licence": licence}
            return adverts.read(file, known_titles(), **chosen, **shared)
        _refuse_options(file, years=years, licence=licence)
        since = since and tuple(since)
        return importer("postings").read(file, known_titles(), since=since, **shared)

    def store(self, file, reading, *, revise, **options):
        filing = importer("filing")
        data_set = filing.ADVERTS if _has_ranges(file) else filing.POSTINGS
        if data_set is filing.ADVERTS and not revise:
            filing.refuse_others(reading.groups, data_set, importer("adverts").licence)
        self.file_figures(file, reading, data_set, revise=revise, **options)


def _has_ranges(file):
    tables, adverts, postings = map(importer, ("tables", "adverts", "postings"))
    headers = tables.headers(file)
    if adverts.is_one(headers) or tables.choose_headers(headers, postings.COLUMNS):
        return adverts.is_one(headers)
    raise tables.Unreadable(
        f"{file.name} is of neither layout: no column of low or high, and none of aijobs.net"
    )


def _refuse_options(file, **options):
    """What would have no effect on a file would have its sender believe that it had."""
    for name, value in options.items():
        if value:
            tables = importer("tables")
            raise tables.Unreadable(f"--{name} is for files of another layout than {file.name}")
