import django.db.models.deletion
from django.db import migrations, models

RENAMED = {
    'fact': 'backgroundfact',
    'statement': 'likertstatement',
    'step': 'action',
    'route': 'entryroute',
}


def rename_permissions(apps, names):
    """RenameModel brings content types along, but not the codenames that people were given."""
    permissions = apps.get_model('auth', 'Permission').objects
    for old, new in names:
        for right in ('add', 'change', 'delete', 'view'):
            permissions.filter(content_type__app_label='quiz', codename=f'{right}_{old}').update(
                codename=f'{right}_{new}'
            )


def forwards(apps, schema_editor):
    rename_permissions(apps, RENAMED.items())


def backwards(apps, schema_editor):
    rename_permissions(apps, ((new, old) for old, new in RENAMED.items()))


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('quiz', '0002_shapes'),
    ]

    operations = [
        migrations.RenameModel('Fact', 'BackgroundFact'),
        migrations.RenameModel('Statement', 'LikertStatement'),
        migrations.RenameModel('Step', 'Action'),
        migrations.AlterModelOptions(
            name='action',
            options={'ordering': ['position', 'pk'], 'verbose_name': 'step'},
        ),
        migrations.RenameModel('Route', 'EntryRoute'),
        migrations.AlterField(
            model_name='entryroute',
            name='version',
            field=models.ForeignKey(
                limit_choices_to={'status': 'draft'},
                on_delete=django.db.models.deletion.CASCADE,
                related_name='routes',
                to='quiz.version',
            ),
        ),
        migrations.RunPython(forwards, backwards),
    ]
