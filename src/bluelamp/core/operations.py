"""Migration operations in plain SQL, for what the database itself must hold."""

from __future__ import annotations

from django.db.migrations.operations import RunSQL

APPLICATION_ROLE = "bluelamp_app"


def append_only(table: str) -> RunSQL:
    """Refuse UPDATE, DELETE and TRUNCATE of a table, to the application's role twice over.

    The trigger belongs to the owner of the table, so the application's role cannot switch it off;
    the right is taken from that role as well.
    """
    return RunSQL(
        sql=f"""
            CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}
                FOR EACH ROW EXECUTE FUNCTION refuse_change();
            CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON {table}
                FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
            REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {APPLICATION_ROLE};
        """,
        reverse_sql=f"""
            DROP TRIGGER append_only ON {table};
            DROP TRIGGER append_only_truncate ON {table};
        """,
    )


def number_sequence(name: str) -> RunSQL:
    """Make the sequence from which references or serial numbers are drawn."""
    return RunSQL(f"CREATE SEQUENCE {name};", f"DROP SEQUENCE {name};")
