import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from roles.whole_migration import WholeMigration


class Migration(WholeMigration):
    """Not those before: the library's tables of addresses come in between, and need the accounts."""

    replaces = [
        ('accounts', '0003_one_spelling_of_addresses'),
        ('accounts', '0004_unsaved_forms'),
        ('accounts', '0005_sign_ins'),
        ('accounts', '0006_known_devices'),
        ('accounts', '0007_second_factors'),
    ]

    dependencies = [
        ('accounts', '0002_tidying'),
        ('account', '0009_emailaddress_unique_primary_email'),
        ('sessions', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='second_factors',
            field=models.CharField(blank=True, default='', editable=False, max_length=64),
        ),
        migrations.CreateModel(
            name='UnsavedForm',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('path', models.CharField(max_length=2000)),
                ('posted', models.TextField()),
                ('posted_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='SignIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('began_at', models.DateTimeField(null=True)),
                ('browser', models.CharField(max_length=60)),
                ('address', models.GenericIPAddressField(null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_ins', to=settings.AUTH_USER_MODEL)),
                ('session', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='sessions.session')),
            ],
        ),
        migrations.CreateModel(
            name='KnownDevice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.CharField(max_length=64)),
                ('used_at', models.DateTimeField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='known_devices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('account', 'mark'), name='device_known_once')],
            },
        ),
    ]
