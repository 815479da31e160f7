from roles.importers.command import ImportCommand, importer, known_titles, with_progress


class Command(ImportCommand):
    help = (
        "Import pay by role, state and employer from a file of LCA disclosure data of the US "
        "Department of Labor, CSV or XLSX, of any year since 2008."
    )

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--year", type=int, help="fiscal year of all rows, for want of dates")

    def read(self, file, *, year, **options):
        progress = with_progress("titles")
        return importer("lca").read(file, known_titles(), year=year, progress=progress)

    def store(self, file, reading, **options):
        self.file_figures(file, reading, importer("filing").LCA, **options)
