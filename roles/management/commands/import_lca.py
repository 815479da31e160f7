from roles.importers.command import ImportCommand, known_titles, needed, with_progress


class Command(ImportCommand):
    help = (
        "Import pay by role, state and employer from a file of LCA disclosure data of the US "
        "Department of Labor, CSV or XLSX, of any year since 2008."
    )

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--year", type=int, help="fiscal year of all rows, for want of dates")

    def read(self, file, *, year, **options):
        shown = with_progress("titles")
        return needed("lca").read(file, known_titles(), year=year, shown=shown)

    def store(self, file, reading, **options):
        self.file_figures(file, reading, needed("filing").LCA, **options)
