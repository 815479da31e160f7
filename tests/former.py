"""Brings an empty database to where a release stood that had no squashed migrations.

`python -m tests.former roles.0002_pay sessions.0001_initial`, because Django's `migrate` cannot be
asked for a migration that another one replaces.
"""

import sys

import django
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader


class SingleMigrations(MigrationLoader):
    """All but those that replace others."""

    def __init__(self, connection):
        super().__init__(connection, replace_migrations=False)

    def build_graph(self):
        super().build_graph()
        for key, migration in self.replacements.items():
            self.graph.remove_replacement_node(key, migration.replaces)


def bring_to(*keys):
    executor = MigrationExecutor(connection)
    executor.loader = SingleMigrations(connection)
    # Such a database has not even the table in which migrations are recorded.
    executor.recorder.ensure_schema()
    state = executor.migrate(keys)
    # It makes the rights of that release.
    emit_post_migrate_signal(0, interactive=False, db="default", apps=state.apps, plan=[])


if __name__ == "__main__":
    django.setup()
    bring_to(*(tuple(target.split(".")) for target in sys.argv[1:]))
