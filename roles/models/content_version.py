"""The version of all that readers see: another one with every write to a table of it.

Who writes cannot forget it, whether by a form, a bulk statement or another program: triggers of the
database do it, in the transaction of the write. `manage.py migrate` makes those that are missing,
and so a new table is watched unless it is named here or in quiz/models/unseen.py.
"""

import secrets

from django.apps import apps
from django.db import connections, models
from django.db.models import DateTimeField, Min, Q, Sum
from django.db.models.signals import post_migrate

MOST = 2**52
# By app: its models whose rows readers never see, or see on pages that are theirs alone.
UNSEEN = {}
PREFIX = "content_changed"
EVENTS = ("INSERT", "UPDATE", "DELETE")
TABLE = "roles_contentversion"
# Not REPLACE, which an INSERT OR IGNORE that it follows from would make nothing of.
SQLITE = f"""CREATE TRIGGER "{PREFIX}_{{event}}_{{table}}" AFTER {{event}} ON "{{table}}" BEGIN
    UPDATE {TABLE} SET token = abs(random() % {MOST}) WHERE writer = 0;
    INSERT INTO {TABLE} (writer, token)
        SELECT 0, abs(random() % {MOST}) WHERE NOT EXISTS (SELECT 1 FROM {TABLE} WHERE writer = 0);
END"""  # noqa: S608, of constants
# A row for each connection: two who write never wait for each other.
POSTGRES_FUNCTION = f"""CREATE OR REPLACE FUNCTION {PREFIX}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO {TABLE} (writer, token)
        VALUES (pg_backend_pid(), floor(random() * {MOST})::bigint)
        ON CONFLICT (writer) DO UPDATE SET token = EXCLUDED.token;
    RETURN NULL;
END $$"""  # noqa: S608, of constants
POSTGRES = f"""CREATE TRIGGER "{PREFIX}" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "{{table}}"
    FOR EACH STATEMENT EXECUTE FUNCTION {PREFIX}()"""


class ContentVersionQuerySet(models.QuerySet):
    def now(self):
        """None where nothing says yet that all is watched."""
        return self.aggregate(total=Sum("token"))["total"]


class ContentVersion(models.Model):
    """What a connection of PostgreSQL last made of the version; of SQLite, where one writes at a
    time, all of them. The version is the sum, so that it does not matter who ends first."""

    writer = models.BigIntegerField(primary_key=True)
    token = models.BigIntegerField()

    objects = ContentVersionQuerySet.as_manager()

    def __str__(self):
        return f"{self.writer}: {self.token}"


def watch_all_but(app, *unseen):
    """Readers see something of each table of the app, unless it is of one of these models."""
    UNSEEN[app] = {*unseen}


def watched(app):
    """The models of the app, and of links between them, of which readers see something."""
    return [
        model
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if app in UNSEEN and model not in UNSEEN[app]
    ]


def watch(sender, using, **_):
    """Makes the triggers that are missing, after `migrate`."""
    connection = connections[using]
    tables = connection.introspection.table_names()
    if sender.label not in UNSEEN or TABLE not in tables:
        return
    there = {model._meta.db_table for model in watched(sender.label)} & {*tables}
    with connection.cursor() as cursor:
        make = _watch_sqlite if connection.vendor == "sqlite" else _watch_postgres
        make(cursor, sorted(there))
    # What was written before there were any may have been read meanwhile.
    ContentVersion.objects.using(using).update_or_create(
        writer=0, defaults={"token": secrets.randbelow(MOST)}
    )


post_migrate.connect(watch, dispatch_uid="content_version")


def unwatch(connection):
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute(f"DROP FUNCTION IF EXISTS {PREFIX}() CASCADE")
            return
        for name in _triggers_of_sqlite(cursor):
            cursor.execute(f'DROP TRIGGER "{name}"')


def next_due(now):
    """The earliest moment after now that a row names: what is scheduled shows itself then."""
    found = []
    for model in [model for app in UNSEEN for model in watched(app)]:
        moments = [
            field.name
            for field in model._meta.local_fields
            if isinstance(field, DateTimeField) and not field.auto_now_add
        ]
        later = {name: Min(name, filter=Q(**{f"{name}__gt": now})) for name in moments}
        found += model._base_manager.aggregate(**later).values() if later else []
    return min(filter(None, found), default=None)


def _watch_sqlite(cursor, tables):
    known = _triggers_of_sqlite(cursor)
    for table in tables:
        for event in EVENTS:
            if f"{PREFIX}_{event}_{table}" not in known:
                cursor.execute(SQLITE.format(event=event, table=table))


def _triggers_of_sqlite(cursor):
    cursor.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, %s) = %s",
        [len(PREFIX), PREFIX],
    )
    return {name for (name,) in cursor.fetchall()}


def _watch_postgres(cursor, tables):
    cursor.execute(POSTGRES_FUNCTION)
    cursor.execute(
        "SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        " WHERE tgname = %s AND relnamespace = current_schema()::regnamespace",
        [PREFIX],
    )
    known = {table for (table,) in cursor.fetchall()}
    # One that is there is not made anew: that would wait for all who write.
    for table in tables:
        if table not in known:
            cursor.execute(POSTGRES.format(table=table))
