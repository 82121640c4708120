"""Find the lines about a record quickly, by its reference or its key."""

import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]
    operations = [
        migrations.AddIndex(
            model_name="auditline",
            index=models.Index(
                condition=models.Q(("record_reference", ""), _negated=True),
                fields=["record_reference", "-at"],
                name="audit_by_reference",
            ),
        ),
        migrations.AddIndex(
            model_name="auditline",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["records"], name="audit_by_record"
            ),
        ),
    ]
