from django.db import migrations

from accounts.addresses import one_spelling


def spell(apps, schema_editor):
    """Brings addresses on to the spelling that is looked for now, unless another account has it."""
    for app, model in [("accounts", "User"), ("account", "EmailAddress")]:
        rows = apps.get_model(app, model).objects
        for pk, email in rows.values_list("pk", "email"):
            address = one_spelling(email)
            if address == email:
                continue
            if rows.filter(email=address).exists():
                print(f"{app}.{model} {pk} is a second one of its mailbox; it keeps its spelling.")
            else:
                rows.filter(pk=pk).update(email=address)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_tidying"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]
    operations = [migrations.RunPython(spell, migrations.RunPython.noop)]
