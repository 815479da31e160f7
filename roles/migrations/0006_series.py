"""The series of a figure is made by the database, of values alone, and every figure is settled.

It was a digest of what the columns looked like in Python, where the same value may be an enum
member or a text: none of the starter figures was in the series of a newer one typed by staff.
"""

import django.db.models.functions.comparison
from django.db import migrations, models


def settle(apps, schema_editor):
    """As roles.models.pay does from now on whenever figures are written."""
    figures = apps.get_model("roles", "SalaryFigure").objects
    newer = figures.filter(
        series=models.OuterRef("series"),
        as_of__gt=models.OuterRef("as_of"),
        published_at__isnull=False,
        corrected_at=None,
    )
    first = newer.order_by().values("series").annotate(first=models.Min("published_at"))
    figures.update(superseded_at=models.Subquery(first.values("first")))


class Migration(migrations.Migration):

    dependencies = [
        ('roles', '0005_data_set'),
    ]

    operations = [
        migrations.AddField(
            model_name='salaryfigure',
            name='series',
            field=models.GeneratedField(db_persist=True, expression=models.Func(django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.Cast('role', models.CharField()), models.Value('')), models.Value('\x1f'), models.Case(models.When(role=None, then=models.F('occupation')), default=models.Value('')), models.Value('\x1f'), django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.Cast('place', models.CharField()), models.Value('')), models.Value('\x1f'), models.F('level'), models.Value('\x1f'), django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.Cast('company', models.CharField()), models.Value('')), models.Value('\x1f'), models.F('component'), models.Value('\x1f'), models.F('basis'), models.Value('\x1f'), models.F('data_set'), models.Value('\x1f'), models.Case(models.When(data_set='', then=django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.Cast('source', models.CharField()), models.Value(''))), default=models.Value('')), models.Value('\x1f'), arg_joiner=' || ', output_field=models.CharField(), template='(%(expressions)s)'), output_field=models.CharField(max_length=400)),
        ),
        migrations.AddIndex(
            model_name='salaryfigure',
            index=models.Index(fields=['series', '-as_of'], name='figure_by_series'),
        ),
        migrations.RunPython(settle, migrations.RunPython.noop),
    ]
