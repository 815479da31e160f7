"""The surest first of a role or a country, too, without sorting all of it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('roles', '0025_filed_cases'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='salaryfigure',
            index=models.Index(fields=['role', 'is_narrow', '-strength', '-as_of', 'id', 'country', 'company', 'component', 'source', 'level', 'superseded_at', 'corrected_at', 'published_at'], name='figure_by_strength_role'),
        ),
        migrations.AddIndex(
            model_name='salaryfigure',
            index=models.Index(fields=['country', 'is_narrow', '-strength', '-as_of', 'id', 'role', 'company', 'component', 'source', 'level', 'superseded_at', 'corrected_at', 'published_at'], name='figure_by_strength_country'),
        ),
    ]
