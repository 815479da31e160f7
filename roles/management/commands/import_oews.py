from roles.importers.command import ImportCommand, importer


class Command(ImportCommand):
    help = (
        "Import wages of the neighbouring occupations from the national file of the Occupational "
        "Employment and Wage Statistics of the US Bureau of Labor Statistics."
    )

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--year", type=int, help="when the file's name does not say M2024")
        parser.add_argument("--cap", default="", help="the amount a year that # stands for")

    def read(self, file, *, year, cap, **options):
        return importer("oews").read(file, year=year, cap=cap)

    def store(self, file, reading, **options):
        # The source is one of its year, and the year is known only when the file is read.
        for year in {group.as_of[:4] for group in reading.groups}:
            self.file_figures(file, reading, importer("filing").oews(year), **options)
