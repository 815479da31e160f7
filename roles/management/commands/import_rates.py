from roles import dates
from roles.importers.command import ImportCommand, importer
from roles.models import ExchangeRate, SalaryFigure
from roles.models.recording import tell_file


class Command(ImportCommand):
    help = (
        "Import the reference rates of the European Central Bank, of the days that figures need. "
        "Run it again after other imports."
    )

    def read(self, file, **options):
        return importer("rates").read(file, figure_days())

    def store(self, file, rates, *, source, **options):
        filing = importer("filing")
        amounts = {(row.currency, row.day): row.per_euro for row in ExchangeRate.objects.all()}
        new = [rate for rate in rates if _of(rate) not in amounts]
        row = filing.source_of(source, filing.RATES)
        rows = [ExchangeRate(**vars(rate), source=row) for rate in new]
        ExchangeRate.objects.bulk_create(importer("checking").checked(rows))
        tell_file(file.name, ExchangeRate, new=len(new))
        other = [rate for rate in rates if rate not in new and amounts[_of(rate)] != rate.per_euro]
        self.stdout.write(
            f"{file.name}: {len(new):,} new rates, {len(rates) - len(new):,} known already, "
            f"{len(other):,} of them other in the file and left alone."
        )


def _of(rate):
    return rate.currency, rate.day


def figure_days():
    rows = SalaryFigure.objects.exclude(as_of="").order_by().values_list("as_of").distinct()
    # As conversion asks for them: of a date known in part, its last day.
    return {dates.last_day(as_of) for (as_of,) in rows}
