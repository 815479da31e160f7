"""Anchors and keys have room for the longest names, and a company the slug that addresses give it."""

import roles.models.fact
from django.db import migrations, models

from roles.slugs import company_slug


def name_companies(apps, schema_editor):
    """Where two rows turn out to be one company, the second keeps the slug that it has."""
    companies = apps.get_model("roles", "Company").objects
    for company in companies.order_by("pk"):
        slug = company_slug(company.name)
        if not companies.filter(slug=slug).exists():
            companies.filter(pk=company.pk).update(slug=slug)


class Migration(migrations.Migration):

    dependencies = [
        ('roles', '0007_exact_ends'),
    ]

    operations = [
        migrations.AlterField(
            model_name='citation',
            name='anchor',
            field=models.CharField(blank=True, max_length=250),
        ),
        migrations.AlterField(
            model_name='company',
            name='slug',
            field=models.SlugField(editable=False, max_length=100, unique=True),
        ),
        migrations.AlterField(
            model_name='salaryfigure',
            name='key',
            field=models.CharField(default=roles.models.fact.new_key, editable=False, max_length=300),
        ),
        migrations.RunPython(name_companies, migrations.RunPython.noop),
    ]
