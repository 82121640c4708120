"""Writing many rows at once, several times faster than INSERT."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from operator import attrgetter

from django.db import connection, models
from django.db.models.expressions import DatabaseDefault
from psycopg import sql


def copy_rows(rows: Iterable[models.Model]) -> None:
    """Write new rows of one model by COPY.

    Constraints and triggers hold as for INSERT. Values are sent as they stand on the rows, so they
    must be of the column's own type (no JSON); what the database fills in by default must be left
    to it in every row alike.
    """
    source = iter(rows)
    first = next(source, None)
    if first is None:
        return
    meta = first._meta
    fields = [
        field
        for field in meta.concrete_fields
        if not isinstance(getattr(first, field.attname), DatabaseDefault)
        and not (field.primary_key and first.pk is None)
    ]
    columns = [sql.Identifier(str(field.column)) for field in fields]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(meta.db_table), sql.SQL(", ").join(columns)
    )
    values = attrgetter(*(field.attname for field in fields), "pk")
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(statement) as copy,
    ):
        for row in chain([first], source):
            copy.write_row(values(row)[:-1])
