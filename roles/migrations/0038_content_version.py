from django.db import migrations, models

from roles.models import content_version


def unwatch(apps, schema_editor):
    content_version.unwatch(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('roles', '0037_notes_of_questions'),
    ]

    operations = [
        migrations.CreateModel(
            name='ContentVersion',
            fields=[
                ('writer', models.BigIntegerField(primary_key=True, serialize=False)),
                ('token', models.BigIntegerField()),
            ],
        ),
        # Its triggers are made after all migrations; they would name a table that is gone.
        migrations.RunPython(migrations.RunPython.noop, unwatch),
    ]
