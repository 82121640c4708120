"""Entries carry the hash of the one before (REC-4), given by the database as they are written."""

import django.db.models.deletion
from django.db import migrations, models

FUNCTIONS = """
CREATE FUNCTION custody_entry_hash(entry custody_custodyentry) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(jsonb_build_array(
        entry.previous_hash, entry.id, entry.record_id, entry.number, entry.kind,
        extract(epoch FROM entry.occurred_at), extract(epoch FROM entry.recorded_at),
        entry.author_id, entry.author_label, entry.text, entry.detail, entry.supersedes_id
    )::text, 'UTF8')), 'hex')
$$;

-- Runs as the owner: the application cannot write the chain by itself.
CREATE FUNCTION chain_custody_entry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    chain custody_entrychain;
BEGIN
    INSERT INTO custody_entrychain AS kept (record_id, length, head) VALUES (NEW.record_id, 1, '')
        ON CONFLICT (record_id) DO UPDATE SET length = kept.length + 1
        RETURNING * INTO chain;
    NEW.number := chain.length;
    NEW.previous_hash := chain.head;
    NEW.hash := custody_entry_hash(NEW);
    UPDATE custody_entrychain SET head = NEW.hash WHERE record_id = NEW.record_id;
    RETURN NEW;
END $$;
"""

# Entries written before this are chained in the order in which they were typed.
CHAIN_THE_OLD = """
ALTER TABLE custody_custodyentry DISABLE TRIGGER append_only;
DO $$
DECLARE
    each custody_custodyentry;
    chain custody_entrychain;
BEGIN
    FOR each IN SELECT * FROM custody_custodyentry ORDER BY record_id, recorded_at, id LOOP
        INSERT INTO custody_entrychain AS kept (record_id, length, head)
            VALUES (each.record_id, 1, '')
            ON CONFLICT (record_id) DO UPDATE SET length = kept.length + 1
            RETURNING * INTO chain;
        each.number := chain.length;
        each.previous_hash := chain.head;
        each.hash := custody_entry_hash(each);
        UPDATE custody_custodyentry
            SET number = each.number, previous_hash = each.previous_hash, hash = each.hash
            WHERE id = each.id;
        UPDATE custody_entrychain SET head = each.hash WHERE record_id = each.record_id;
    END LOOP;
END $$;
ALTER TABLE custody_custodyentry ENABLE TRIGGER append_only;
"""

TRIGGER = """
CREATE TRIGGER chain_entry BEFORE INSERT ON custody_custodyentry
    FOR EACH ROW EXECUTE FUNCTION chain_custody_entry();
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON custody_entrychain FROM bluelamp_app;
"""

UNDO = """
DROP TRIGGER chain_entry ON custody_custodyentry;
DROP FUNCTION chain_custody_entry();
DROP FUNCTION custody_entry_hash(custody_custodyentry);
"""


class Migration(migrations.Migration):
    dependencies = [("custody", "0007_booking_in_held")]
    operations = [
        migrations.AddField(
            "custodyentry", "number", models.PositiveIntegerField(default=0, editable=False)
        ),
        migrations.AddField(
            "custodyentry",
            "previous_hash",
            models.CharField(blank=True, default="", editable=False, max_length=64),
        ),
        migrations.AddField(
            "custodyentry", "hash", models.CharField(default="", editable=False, max_length=64)
        ),
        migrations.CreateModel(
            name="EntryChain",
            fields=[
                (
                    "record",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="chain",
                        serialize=False,
                        to="custody.custodyrecord",
                    ),
                ),
                ("length", models.PositiveIntegerField()),
                ("head", models.CharField(max_length=64)),
            ],
        ),
        migrations.RunSQL(FUNCTIONS, UNDO),
        migrations.RunSQL(CHAIN_THE_OLD, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "custodyentry",
            models.UniqueConstraint(
                fields=["record", "number"], name="entry_number_once_a_record"
            ),
        ),
        migrations.RunSQL(TRIGGER, migrations.RunSQL.noop),
    ]
