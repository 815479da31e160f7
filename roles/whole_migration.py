"""Migrations that make many tables at once, and are there whole or not at all."""

from django.db.migrations import Migration


class WholeMigration(Migration):
    """One whose operations each make or widen a table of their own.

    Django renders the models anew for each of them, which takes most of the time; here all are
    rendered once. And it records a migration after its transaction when statements are put off to
    the end of that: killed in between, the next `migrate` would make tables that are there.
    """

    def apply(self, project_state, schema_editor, collect_sql=False):
        before = project_state.clone()
        project_state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(self.app_label, project_state)
        for operation in self.operations:
            operation.database_forwards(self.app_label, schema_editor, before, project_state)
        put_off, schema_editor.deferred_sql = schema_editor.deferred_sql, []
        for statement in put_off:
            schema_editor.execute(statement, None)
        return project_state
