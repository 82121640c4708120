"""The application's role, its default rights, and the function that refuses changes."""

from django.db import migrations

SQL = """
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'bluelamp_app') THEN
        CREATE ROLE bluelamp_app NOLOGIN;
    END IF;
END $$;
GRANT USAGE ON SCHEMA public TO bluelamp_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO bluelamp_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO bluelamp_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO bluelamp_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO bluelamp_app;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: its rows are never altered, only followed by later ones',
        TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(SQL, "DROP FUNCTION refuse_change();")]
