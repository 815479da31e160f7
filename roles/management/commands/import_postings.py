from roles.importers.command import ImportCommand, importer, known_titles, with_progress


class Command(ImportCommand):
    help = "Import ranges posted in adverts, by role and country, from the CSV of aijobs.net."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--since",
            nargs=2,
            metavar=("YEAR", "DATE"),
            help="join the rows from that year on, as of that date: 2024 2025-01",
        )
        parser.add_argument(
            "--leaning",
            default="",
            help="which way the adverts are known to lean, for readers: mostly data science",
        )

    def read(self, file, *, since, leaning, **options):
        shared = {"leaning": leaning, "progress": with_progress("titles")}
        since = since and tuple(since)
        return importer("postings").read(file, known_titles(), since=since, **shared)

    def store(self, file, reading, **options):
        self.file_figures(file, reading, importer("filing").POSTINGS, **options)
