"""Outages, and the database marking what is typed after them (REC-12)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Now

import bluelamp.core.ids
from bluelamp.core.operations import append_only

CHAIN = """
CREATE OR REPLACE FUNCTION chain_custody_entry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    chain custody_entrychain;
    away uuid;
BEGIN
    SELECT outage.id INTO away
        FROM custody_outage outage
        JOIN custody_custodyrecord record ON record.suite_id = outage.suite_id
        WHERE record.event_id = NEW.record_id
          AND NEW.occurred_at BETWEEN outage.began_at AND outage.ended_at
          AND NEW.recorded_at >= outage.recorded_at
        ORDER BY outage.began_at LIMIT 1;
    IF FOUND THEN
        NEW.detail := NEW.detail || jsonb_build_object('outage', away);
    END IF;
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


class Migration(migrations.Migration):
    dependencies = [
        ("custody", "0009_copies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Outage",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bluelamp.core.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField()),
                ("text", models.TextField()),
                ("recorded_at", models.DateTimeField(db_default=Now())),
                (
                    "declared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "suite",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outages",
                        to="custody.suite",
                    ),
                ),
            ],
            options={
                "ordering": ["-began_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ended_at__gt", models.F("began_at"))),
                        name="outage_in_order",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BackEntry",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bluelamp.core.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("confirmed_at", models.DateTimeField(db_default=Now())),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "outage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entered",
                        to="custody.outage",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="back_entries",
                        to="custody.custodyrecord",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("outage", "record"), name="record_confirmed_once_an_outage"
                    )
                ],
            },
        ),
        append_only("custody_outage"),
        append_only("custody_backentry"),
        migrations.RunSQL(CHAIN, migrations.RunSQL.noop),
    ]
