"""What a figure rests on: employers, leaning, selection, percentiles of each employer once.

Its series knows the industry, a metropolitan area has a code of its own. Columns that the database
makes are made again: none of them stands while a column that it is made of becomes wider.
"""

import django.core.validators
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.db.models.lookups
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('roles', '0023_observed_from'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='salaryfigure', name='figure_by_date'),
        migrations.RemoveIndex(model_name='salaryfigure', name='figure_by_role'),
        migrations.RemoveIndex(model_name='salaryfigure', name='figure_by_country'),
        migrations.RemoveIndex(model_name='salaryfigure', name='figure_by_company'),
        migrations.RemoveIndex(model_name='salaryfigure', name='figure_by_component'),
        migrations.RemoveIndex(model_name='salaryfigure', name='figure_by_source'),
        migrations.RemoveIndex(model_name='salaryfigure', name='figure_by_level'),
        migrations.RemoveIndex(model_name='salaryfigure', name='figure_by_role_country'),
        migrations.RemoveIndex(model_name='salaryfigure', name='figure_by_role_component'),
        migrations.RemoveIndex(model_name='salaryfigure', name='figure_by_component_country'),
        migrations.RemoveIndex(model_name='salaryfigure', name='figure_by_series'),
        migrations.RemoveConstraint(
            model_name='salaryfigure',
            name='amounts_are_positive',
        ),
        migrations.RemoveConstraint(
            model_name='salaryfigure',
            name='amounts_can_be_read_back',
        ),
        migrations.RemoveField(model_name='salaryfigure', name='series'),
        migrations.RemoveField(model_name='salaryfigure', name='country'),
        migrations.AlterField(
            model_name='place',
            name='code',
            field=models.CharField(help_text='ISO 3166: US for a country, US-CA for a region of it; for a metropolitan area its number behind the country: US-41860.', max_length=8, unique=True, validators=[django.core.validators.RegexValidator('\\A[A-Z]{2}(-([A-Z0-9]{1,3}|[0-9]{5}))?\\Z', 'Write US, US-CA, or US-41860.')]),
        ),
        migrations.AddField(
            model_name='salaryfigure',
            name='address',
            field=models.URLField(blank=True, help_text='The page of this one figure, where its source is a collection: the advert.', max_length=500),
        ),
        migrations.AddField(
            model_name='salaryfigure',
            name='balanced_median',
            field=models.DecimalField(blank=True, decimal_places=2, help_text='Where every employer counts once, however many of its adverts or filings there are.', max_digits=14, null=True, verbose_name='median, each employer once'),
        ),
        migrations.AddField(
            model_name='salaryfigure',
            name='balanced_p25',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='25th percentile, each employer once'),
        ),
        migrations.AddField(
            model_name='salaryfigure',
            name='balanced_p75',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='75th percentile, each employer once'),
        ),
        migrations.AddField(
            model_name='salaryfigure',
            name='employers',
            field=models.PositiveIntegerField(blank=True, help_text='How many employers these are of. Empty when unknown.', null=True, validators=[django.core.validators.MinValueValidator(1)]),
        ),
        migrations.AddField(
            model_name='salaryfigure',
            name='industry',
            field=models.CharField(blank=True, help_text='Of one industry alone, with its code: Software Publishers (513200). Empty for all of them.', max_length=150),
        ),
        migrations.AddField(
            model_name='salaryfigure',
            name='leaning',
            field=models.CharField(blank=True, help_text='Which way the sample is known to lean, in few words: mostly data and machine learning; 277 of 480 senior posts. It stands beside the amount.', max_length=200),
        ),
        migrations.AddField(
            model_name='salaryfigure',
            name='qualifier',
            field=models.CharField(blank=True, help_text='A few words without which the amount would be misread: usual upper limit. They stand wherever the amount does.', max_length=80),
        ),
        migrations.AddField(
            model_name='salaryfigure',
            name='selection',
            field=models.CharField(blank=True, help_text='What was counted, and what was left out and how many: middles of the ranges; 12 adverts without a range left out.', max_length=300),
        ),
        migrations.AddField(
            model_name='salaryfigure',
            name='why_neighbour',
            field=models.CharField(blank=True, help_text='Of an occupation or a neighbouring role: whose neighbour it is, and why.', max_length=250),
        ),
        migrations.AddField(
            model_name='salaryfigure',
            name='country',
            field=models.GeneratedField(db_persist=True, expression=django.db.models.functions.text.Substr('place', 1, 2), output_field=models.CharField(max_length=2, null=True)),
        ),
        migrations.AddField(
            model_name='salaryfigure',
            name='series',
            field=models.GeneratedField(db_persist=True, expression=models.Func(django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.Cast('role', models.CharField()), models.Value('')), models.Value('\x1f'), models.Case(models.When(role=None, then=models.F('occupation')), default=models.Value('')), models.Value('\x1f'), django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.Cast('place', models.CharField()), models.Value('')), models.Value('\x1f'), models.F('industry'), models.Value('\x1f'), models.F('level'), models.Value('\x1f'), django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.Cast('company', models.CharField()), models.Value('')), models.Value('\x1f'), models.F('component'), models.Value('\x1f'), models.F('currency'), models.Value('\x1f'), models.F('basis'), models.Value('\x1f'), models.F('data_set'), models.Value('\x1f'), models.Case(models.When(data_set='', then=django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.Cast('source', models.CharField()), models.Value(''))), default=models.Value('')), models.Value('\x1f'), arg_joiner=' || ', output_field=models.CharField(), template='(%(expressions)s)'), output_field=models.CharField(max_length=600)),
        ),
        migrations.AddField(
            model_name='salaryfigure',
            name='strength',
            field=models.GeneratedField(db_persist=True, expression=models.Case(models.When(basis='paid', company__isnull=True, then=5), models.When(basis='paid', company__isnull=False, then=5), models.When(basis='filed', company__isnull=True, then=4), models.When(basis='filed', company__isnull=False, then=2), models.When(basis='posted', company__isnull=True, then=3), models.When(basis='posted', company__isnull=False, then=2), models.When(basis='stated', company__isnull=True, then=1), models.When(basis='stated', company__isnull=False, then=0), default=0), output_field=models.PositiveSmallIntegerField()),
        ),
        migrations.AddField(
            model_name='salaryfigure',
            name='is_narrow',
            field=models.GeneratedField(db_persist=True, expression=models.Case(models.When(models.Q(models.Q(django.db.models.lookups.GreaterThan(django.db.models.functions.text.Length('place'), 2), ('company__isnull', True)), models.Q(('industry', ''), _negated=True), _connector='OR'), then=True), default=False), output_field=models.BooleanField()),
        ),
        migrations.AddIndex(
            model_name='salaryfigure',
            index=models.Index(fields=['-as_of', 'id', 'role', 'country', 'company', 'component', 'source', 'level', 'superseded_at', 'corrected_at', 'published_at'], name='figure_by_date'),
        ),
        migrations.AddIndex(
            model_name='salaryfigure',
            index=models.Index(fields=['role', '-as_of', 'id', 'country', 'company', 'component', 'source', 'level', 'superseded_at', 'corrected_at', 'published_at'], name='figure_by_role'),
        ),
        migrations.AddIndex(
            model_name='salaryfigure',
            index=models.Index(fields=['country', '-as_of', 'id', 'role', 'company', 'component', 'source', 'level', 'superseded_at', 'corrected_at', 'published_at'], name='figure_by_country'),
        ),
        migrations.AddIndex(
            model_name='salaryfigure',
            index=models.Index(fields=['company', '-as_of', 'id', 'role', 'country', 'component', 'source', 'level', 'superseded_at', 'corrected_at', 'published_at'], name='figure_by_company'),
        ),
        migrations.AddIndex(
            model_name='salaryfigure',
            index=models.Index(fields=['component', '-as_of', 'id', 'role', 'country', 'company', 'source', 'level', 'superseded_at', 'corrected_at', 'published_at'], name='figure_by_component'),
        ),
        migrations.AddIndex(
            model_name='salaryfigure',
            index=models.Index(fields=['source', '-as_of', 'id', 'role', 'country', 'company', 'component', 'level', 'superseded_at', 'corrected_at', 'published_at'], name='figure_by_source'),
        ),
        migrations.AddIndex(
            model_name='salaryfigure',
            index=models.Index(fields=['level', '-as_of', 'id', 'role', 'country', 'company', 'component', 'source', 'superseded_at', 'corrected_at', 'published_at'], name='figure_by_level'),
        ),
        migrations.AddIndex(
            model_name='salaryfigure',
            index=models.Index(fields=['industry', '-as_of', 'id', 'role', 'country', 'company', 'component', 'source', 'level', 'superseded_at', 'corrected_at', 'published_at'], name='figure_by_industry'),
        ),
        migrations.AddIndex(
            model_name='salaryfigure',
            index=models.Index(fields=['role', 'country', '-as_of', 'id', 'company', 'component', 'source', 'level', 'superseded_at', 'corrected_at', 'published_at'], name='figure_by_role_country'),
        ),
        migrations.AddIndex(
            model_name='salaryfigure',
            index=models.Index(fields=['role', 'component', '-as_of', 'id', 'country', 'company', 'source', 'level', 'superseded_at', 'corrected_at', 'published_at'], name='figure_by_role_component'),
        ),
        migrations.AddIndex(
            model_name='salaryfigure',
            index=models.Index(fields=['component', 'country', '-as_of', 'id', 'role', 'company', 'source', 'level', 'superseded_at', 'corrected_at', 'published_at'], name='figure_by_component_country'),
        ),
        migrations.AddIndex(
            model_name='salaryfigure',
            index=models.Index(fields=['is_narrow', '-strength', '-as_of', 'id', 'role', 'country', 'company', 'component', 'source', 'level', 'superseded_at', 'corrected_at', 'published_at'], name='figure_by_strength'),
        ),
        migrations.AddIndex(
            model_name='salaryfigure',
            index=models.Index(fields=['series', '-as_of'], name='figure_by_series'),
        ),
        migrations.AddConstraint(
            model_name='salaryfigure',
            constraint=models.CheckConstraint(condition=models.Q(('employers__gte', 1), ('employers__lte', models.F('n'))), name='employers_are_some_and_not_above_n', violation_error_message='At least one employer, and no more than there are observations; leave empty what is unknown.'),
        ),
        migrations.AddConstraint(
            model_name='salaryfigure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('balanced_p25__lte', models.F('balanced_median'))), models.Q(('balanced_p25__lte', models.F('balanced_p75'))), models.Q(('balanced_median__lte', models.F('balanced_p75')))), name='balanced_percentiles_in_order', violation_error_message='Of each employer once, a percentile is above a higher one.'),
        ),
        migrations.AddConstraint(
            model_name='salaryfigure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('balanced_median__isnull', True), ('balanced_p25__isnull', True), ('balanced_p75__isnull', True)), models.Q(('median__isnull', True), ('p10__isnull', True), ('p25__isnull', True), ('p75__isnull', True), ('p90__isnull', True), _negated=True), _connector='OR'), name='balanced_beside_percentiles', violation_error_message='Percentiles of each employer once stand beside those of all.'),
        ),
        migrations.AddConstraint(
            model_name='salaryfigure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('low__gte', Decimal('0.01'))), models.Q(('high__gte', Decimal('0.01'))), models.Q(('point__gte', Decimal('0.01'))), models.Q(('p10__gte', Decimal('0.01'))), models.Q(('p25__gte', Decimal('0.01'))), models.Q(('median__gte', Decimal('0.01'))), models.Q(('p75__gte', Decimal('0.01'))), models.Q(('p90__gte', Decimal('0.01'))), models.Q(('balanced_p25__gte', Decimal('0.01'))), models.Q(('balanced_median__gte', Decimal('0.01'))), models.Q(('balanced_p75__gte', Decimal('0.01'))), models.Q(('capped_at__gte', Decimal('0.01')))), name='amounts_are_positive', violation_error_message='Every amount is above zero; leave empty what is unknown.'),
        ),
        migrations.AddConstraint(
            model_name='salaryfigure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('low__lte', Decimal('999999999999.99'))), models.Q(('high__lte', Decimal('999999999999.99'))), models.Q(('point__lte', Decimal('999999999999.99'))), models.Q(('p10__lte', Decimal('999999999999.99'))), models.Q(('p25__lte', Decimal('999999999999.99'))), models.Q(('median__lte', Decimal('999999999999.99'))), models.Q(('p75__lte', Decimal('999999999999.99'))), models.Q(('p90__lte', Decimal('999999999999.99'))), models.Q(('balanced_p25__lte', Decimal('999999999999.99'))), models.Q(('balanced_median__lte', Decimal('999999999999.99'))), models.Q(('balanced_p75__lte', Decimal('999999999999.99'))), models.Q(('capped_at__lte', Decimal('999999999999.99')))), name='amounts_can_be_read_back', violation_error_message='No amount has more than twelve digits before the point.'),
        ),
    ]
