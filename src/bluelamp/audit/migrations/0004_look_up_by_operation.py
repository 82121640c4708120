"""Find the few lines that are not of reading quickly."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_look_up_by_record")]
    operations = [
        migrations.AddIndex(
            model_name="auditline",
            index=models.Index(
                condition=models.Q(("operation", "CONSULT"), _negated=True),
                fields=["operation", "-at"],
                name="audit_by_rare_operation",
            ),
        ),
    ]
