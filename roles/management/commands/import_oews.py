from pathlib import Path

from roles.importers.command import ImportCommand, importer


class Command(ImportCommand):
    help = (
        "Import wages of the neighbouring occupations from files of the Occupational Employment "
        "and Wage Statistics of the US Bureau of Labor Statistics: of the country, of states, of "
        "metropolitan areas, of industries."
    )

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("more", nargs="*", type=Path, help="further files of the statistics")
        parser.add_argument("--year", type=int, help="when a file's name does not say M2025")
        parser.add_argument("--cap", default="", help="the amount a year that # stands for")

    def read(self, file, *, more, year, cap, **options):
        files = [file, *map(importer("tables").open_file, more)]
        readings = [(each, importer("oews").read(each, year=year, cap=cap)) for each in files]
        for each, reading in readings:
            self.usable(each, reading)
        return readings

    def store(self, _, readings, **options):
        for file, reading in readings:
            # The source is one of its year, and the year is known only when the file is read.
            for year in {group.as_of[:4] for group in reading.groups}:
                self.file_figures(file, reading, importer("filing").oews(year), **options)
