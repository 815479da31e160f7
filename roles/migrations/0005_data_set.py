"""The data set of a figure stands in a column of its own, and no more in the beginning of its key."""

import django.core.validators
from django.db import migrations, models

HELP = (
    "One name for all years of a data set that every year has a source of its own: lca, oews, "
    "aijobs. A newer figure takes the place of an older one of the same role, place, level, "
    "company, part of pay, way of knowing and data set; where this is empty, of the same source."
)


def name_data_sets(apps, schema_editor):
    figures = apps.get_model("roles", "SalaryFigure").objects.exclude(file_name="")
    for name in {key.partition("/")[0] for key in figures.values_list("key", flat=True)}:
        figures.filter(key__startswith=f"{name}/").update(data_set=name[:30])


class Migration(migrations.Migration):
    dependencies = [("roles", "0004_known_dates")]

    operations = [
        migrations.RemoveIndex("salaryfigure", "figure_by_series"),
        migrations.RemoveField("salaryfigure", "series"),
        migrations.AddField(
            "salaryfigure",
            "data_set",
            models.CharField(
                blank=True,
                help_text=HELP,
                max_length=30,
                validators=[django.core.validators.validate_slug],
            ),
        ),
        migrations.RunPython(name_data_sets, migrations.RunPython.noop),
    ]
