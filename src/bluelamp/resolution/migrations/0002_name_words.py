"""Keep the words that names are made of, so that no search need read every name."""

from django.db import migrations, models

# Without waiting for another transaction that adds the same word: it may then stand twice.
_LEARN = """
CREATE FUNCTION resolution_learn_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO resolution_nameword (word, bearers, added_in)
    SELECT DISTINCT upper(part), 1, pg_current_xact_id()::text::bigint
    FROM added, unnest(given || regexp_split_to_array(family || ' ' || "full", '\\s+')) AS part
    WHERE part <> ''
        AND NOT EXISTS (SELECT 1 FROM resolution_nameword AS known WHERE known.word = upper(part));
    RETURN NULL;
END $$;
CREATE TRIGGER resolution_learn_added AFTER INSERT ON nominals_personname
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION resolution_learn_words();
CREATE TRIGGER resolution_learn_changed AFTER UPDATE ON nominals_personname
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION resolution_learn_words();
INSERT INTO resolution_nameword (word, bearers, added_in)
    SELECT upper(part), count(*), pg_current_xact_id()::text::bigint
    FROM nominals_personname,
        unnest(given || regexp_split_to_array(family || ' ' || "full", '\\s+')) AS part
    WHERE part <> '' GROUP BY 1;
"""
_FORGET = """
DROP TRIGGER resolution_learn_changed ON nominals_personname;
DROP TRIGGER resolution_learn_added ON nominals_personname;
DROP FUNCTION resolution_learn_words();
"""


class Migration(migrations.Migration):
    dependencies = [("nominals", "0004_sameness_held"), ("resolution", "0001_first_cut")]

    operations = [
        migrations.CreateModel(
            name="NameWord",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("word", models.TextField()),
                ("bearers", models.PositiveIntegerField(default=1)),
                ("added_in", models.BigIntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["word"], name="name_word"),
                    models.Index(fields=["added_in"], name="name_word_added"),
                ]
            },
        ),
        migrations.RunSQL(_LEARN, _FORGET),
    ]
