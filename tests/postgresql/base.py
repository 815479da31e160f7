"""PostgreSQL, whose tables are emptied row by row.

TRUNCATE gives each of a hundred tables new files. After a test few of them have rows, and what it
took was more than the test.
"""

from django.db.backends.postgresql import base, operations


class DatabaseOperations(operations.DatabaseOperations):
    def sql_flush(self, style, tables, *, reset_sequences=False, allow_cascade=False):
        if reset_sequences or allow_cascade:
            more = {"reset_sequences": reset_sequences, "allow_cascade": allow_cascade}
            return super().sql_flush(style, tables, **more)
        # In one transaction, at whose end foreign keys are looked at.
        return [f"DELETE FROM {self.quote_name(table)};" for table in tables]  # noqa: S608


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = DatabaseOperations
