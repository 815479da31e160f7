from roles.importers.command import ImportCommand, importer, known_titles, with_progress


class Command(ImportCommand):
    help = (
        "Import pay by role, state and employer from files of LCA disclosure data of the US "
        "Department of Labor, CSV or XLSX, of any year since 2008. Quarterly files add up to their "
        "year, given together or one after the other, in any order."
    )
    takes_several = True

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--year", type=int, help="fiscal year of all rows, for want of dates")

    def read(self, files, *, year, **options):
        progress = with_progress("titles")
        return importer("lca").read(files.files, known_titles(), year=year, progress=progress)

    def store(self, files, filings, **options):
        cases, merging = importer("cases"), importer("merging")
        data_set = importer("filing").LCA
        if filings.is_by_case:
            known = merging.merge(filings, files, data_set, revise=options["revise"])
            reading, options["whole"] = cases.reading(filings, known.cases), known.whole
        else:
            merging.refuse_uncounted(filings, files)
            reading = self.usable(files, cases.reading(filings))
        self.file_figures(files, reading, data_set, **options)
