"""Dates that are none, as forms and importers once let them in, become what is known of them."""

import datetime as dt

from django.db import migrations

LONGEST_NOTE = 300


def is_date(text):
    if not (text.isascii() and len(text) in (4, 7, 10) and text[:2] in ("19", "20")):
        return False
    try:
        return dt.date.fromisoformat(f"{text}-01-01"[:10]).isoformat().startswith(text)
    except ValueError:
        return False


def as_far_as_known(text):
    """ "2022-09-31" is known to be of September, "2022-00" of 2022, "20-2-02" of no year."""
    return next((text[:length] for length in (10, 7, 4) if is_date(text[:length])), "")


def mend(apps, schema_editor):
    for model, field in [("SalaryFigure", "as_of"), ("GapClaim", "as_of"), ("Source", "published_on")]:
        for row in apps.get_model("roles", model).objects.exclude(**{field: ""}):
            written = getattr(row, field)
            if not is_date(written):
                setattr(row, field, as_far_as_known(written))
                told = f"{row.note} The date was stored as “{written}”, which is none.".strip()
                row.note = told if model == "Source" else told[:LONGEST_NOTE]
                row.save(update_fields=[field, "note"])


class Migration(migrations.Migration):
    dependencies = [("roles", "0002_pay")]

    operations = [migrations.RunPython(mend, migrations.RunPython.noop)]
