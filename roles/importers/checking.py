"""Rows against the fields of their models: what is made in bulk passes no field's rules by itself.

Not every database holds to these rules: SQLite takes a number of more digits than its column has,
and cannot read it again.
"""

from django.core.exceptions import ValidationError

from roles.importers.tables import Unreadable

MOST_OF_NAME = 100


def checked(rows, name=str):
    """The rows as they are. Raises Unreadable with the name of a row that a field refuses, and why.

    Relations are left to the database: to look each up would take a query a row.
    """
    for row in rows:
        try:
            _check(row)
        except ValidationError as error:
            faults = _in_words(row, error)
            raise Unreadable(f"{name(row):.{MOST_OF_NAME}}: {faults}") from error
    return rows


def _check(row):
    row.clean_fields(exclude={field.name for field in row._meta.fields if field.is_relation})
    for name, value in vars(row).items():
        # A form refuses the sign before a field sees it; PostgreSQL cannot store it.
        if isinstance(value, str) and "\0" in value:
            raise ValidationError({name: "Null characters are not allowed."})


def _in_words(row, error):
    faults = (
        f"{row._meta.get_field(field).verbose_name}: {' '.join(messages).removesuffix('.')}"
        for field, messages in error.message_dict.items()
    )
    return "; ".join(faults)
