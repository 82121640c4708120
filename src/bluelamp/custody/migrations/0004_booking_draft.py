"""A booking-in that can be left and taken up again."""

import bluelamp.core.ids
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("custody", "0003_append_only"),
        ("nominals", "0001_first_cut"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="BookingDraft",
            fields=[
                ("id", models.UUIDField(default=bluelamp.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("answers", models.JSONField(blank=True, default=dict)),
                ("candidates_shown", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), blank=True, default=list, size=None)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("finished_record", models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="draft", to="custody.custodyrecord")),
                ("person", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="nominals.person")),
                ("started_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("suite", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="drafts", to="custody.suite")),
            ],
            options={
                "indexes": [models.Index(fields=["suite", "-updated_at"], name="draft_by_suite")],
            },
        ),
    ]
