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

    def read(self, file, *, since, **options):
        progress = with_progress("titles")
        return importer("postings").read(
            file, known_titles(), since=since and tuple(since), progress=progress
        )

    def store(self, file, reading, **options):
        self.file_figures(file, reading, importer("filing").POSTINGS, **options)
